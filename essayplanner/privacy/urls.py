"""What is held, who looked, a copy of all of it, and leaving."""

from django.urls import URLPattern

app_name = "privacy"
urlpatterns: list[URLPattern] = []
