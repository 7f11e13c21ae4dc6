"""The addresses of a writer: one a page or verb."""

from django.urls import path

from essayplanner.authoring import record_views, views

app_name = "authoring"
urlpatterns = [
    path("", views.topics, name="topics"),
    path("new/", views.new, name="new"),
    path("upload/", views.upload, name="upload"),
    path("template.xlsx", views.template, name="template"),
    path("copy/<slug:topic>/", views.copy, name="copy"),
    path("<slug:topic>/", views.topic_page, name="topic"),
    path("<slug:topic>/about/", views.about, name="about"),
    path("<slug:topic>/notes/", views.notes, name="notes"),
    path("<slug:topic>/publish/", views.publish, name="publish"),
    path("<slug:topic>/restore/<int:number>/", views.restore, name="restore"),
    path("<slug:topic>/discard/", views.discard, name="discard"),
    path("<slug:topic>/replace/", views.replace, name="replace"),
    path("<slug:topic>/download/<slug:form>/", views.download, name="download"),
    path("<slug:topic>/<slug:table>/add/", record_views.add, name="add"),
    path("<slug:topic>/<slug:table>/<slug:record>/", record_views.edit, name="edit"),
    path("<slug:topic>/<slug:table>/<slug:record>/delete/", record_views.delete, name="delete"),
]
