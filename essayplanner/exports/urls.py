"""The addresses of papers."""

from django.urls import path

from essayplanner.exports import views

app_name = "exports"
urlpatterns = [
    path("<uuid:pk>/papers/", views.papers, name="papers"),
    path("<uuid:pk>/papers/<slug:slug>.<slug:form>", views.paper, name="paper"),
    path("<uuid:pk>/papers/<slug:slug>/<int:number>.png", views.preview, name="preview"),
    # … and the same of one of a plan's versions.
    path("<uuid:pk>/history/<int:version>/papers/", views.papers, name="papers"),
    path(
        "<uuid:pk>/history/<int:version>/papers/<slug:slug>.<slug:form>", views.paper, name="paper"
    ),
    path(
        "<uuid:pk>/history/<int:version>/papers/<slug:slug>/<int:number>.png",
        views.preview,
        name="preview",
    ),
]
