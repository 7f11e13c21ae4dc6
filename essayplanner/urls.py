"""Every address, room by room."""

from django.urls import include, path

from essayplanner import views

handler400 = views.unreadable
handler404 = views.not_found
urlpatterns = [
    path("", views.home, name="home"),
    path("check/", views.rules, name="rules"),
    path("accounts/", include("essayplanner.accounts.urls")),
    path("library/write/", include("essayplanner.authoring.urls")),
    path("library/", include("essayplanner.library.urls")),
    path("plans/", include("essayplanner.plans.urls")),
    path("plans/", include("essayplanner.exports.urls")),
    path("", include("essayplanner.classes.urls")),
    path("", include("essayplanner.reviews.urls")),
    path("privacy/", include("essayplanner.privacy.urls")),
]
