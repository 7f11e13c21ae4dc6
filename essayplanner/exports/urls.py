"""The address of every format."""

from django.urls import path

from essayplanner.exports import views

app_name = "exports"
urlpatterns = [path("<uuid:pk>/export/<slug:slug>/", views.export, name="export")]
