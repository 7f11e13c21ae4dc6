"""The addresses of classes: making and joining them, and what they are set."""

from django.urls import URLPattern

app_name = "classes"
urlpatterns: list[URLPattern] = []
