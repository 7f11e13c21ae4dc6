"""The library's addresses."""

from django.urls import path

from essayplanner.library import views

app_name = "library"
urlpatterns = [
    path("", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("topics/<slug:slug>/timeline/", views.timeline, name="timeline"),
    path("topics/<slug:slug>/people/", views.people, name="people"),
    path("topics/<slug:slug>/historians/", views.historians, name="historians"),
    path("topics/<slug:slug>/glossary/", views.glossary, name="glossary"),
    path("topics/<slug:slug>/reference/", views.reference, name="reference"),
    path("topics/<slug:slug>/sources/", views.sources, name="sources"),
    path("topics/<slug:slug>/sources/<slug:form>/", views.bibliography, name="bibliography"),
]
