"""The teacher's addresses."""

from django.urls import path

from essayplanner.reviews import views

app_name = "reviews"
urlpatterns = [path("<uuid:pk>/", views.class_overview, name="overview")]
