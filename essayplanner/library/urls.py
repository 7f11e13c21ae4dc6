"""The library's addresses. A draft has the same pages as what is published, for its writer."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path

from essayplanner.library import format_views, search_views, views

PAGES: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
    "topic": ("", views.topic),
    "timeline": ("timeline/", views.timeline),
    "people": ("people/", views.people),
    "historians": ("historians/", views.historians),
    "glossary": ("glossary/", views.glossary),
    "reference": ("reference/", views.reference),
    "notes": ("notes/", views.notes),
    "sources": ("sources/", views.sources),
    "bibliography": ("sources/<slug:form>/", views.bibliography),
}

app_name = "library"
urlpatterns = [
    path("", views.topics, name="topics"),
    path("search/", search_views.search_page, name="search"),
    path("formats/", format_views.formats, name="formats"),
    path("formats/<slug:slug>/", format_views.show, name="format"),
    path("formats/<slug:slug>/copy/", format_views.copy, name="copy_format"),
    path("formats/<slug:slug>/edit/", format_views.edit, name="edit_format"),
    path("formats/<slug:slug>/delete/", format_views.delete, name="delete_format"),
    *(path(f"topics/<slug:slug>/{rest}", view, name=name) for name, (rest, view) in PAGES.items()),
    *(
        path(f"drafts/<slug:slug>/{rest}", view, {"draft": True}, name=f"draft_{name}")
        for name, (rest, view) in PAGES.items()
    ),
]
