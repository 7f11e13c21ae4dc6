"""The desk's addresses: one a verb."""

from django.urls import path

from essayplanner.plans import views

app_name = "plans"
urlpatterns = [
    path("start/<slug:topic>/", views.start_own, name="start_own"),
    path("start/<slug:topic>/<slug:question>/", views.start, name="start"),
    path("assignments/<uuid:pk>/start/", views.start_assignment, name="start_assignment"),
    path("<uuid:pk>/", views.desk, name="desk"),
    path("<uuid:pk>/check/", views.check, name="check"),
    path("<uuid:pk>/save/", views.save, name="save"),
    path("<uuid:pk>/library/", views.open_library, name="open_library"),
    path("<uuid:pk>/choose/", views.choose, name="choose"),
    path("<uuid:pk>/take-out/", views.take_out, name="take_out"),
    path("<uuid:pk>/move/", views.move, name="move"),
    path("<uuid:pk>/library-changes/", views.library_changes, name="library_changes"),
    path("<uuid:pk>/renew-library/", views.renew_library, name="renew_library"),
    path("<uuid:pk>/keep-ranking/", views.keep_ranking, name="keep_ranking"),
]
