"""The teacher's addresses."""

from django.urls import path

from essayplanner.reviews import views

app_name = "reviews"
urlpatterns = [
    path("classes/<uuid:pk>/", views.classroom, name="classroom"),
    path("classes/set/<uuid:pk>/", views.overview, name="overview"),
    path("classes/set/<uuid:pk>/board/", views.board, name="board"),
    path("classes/set/<uuid:pk>/plans.zip", views.plans_zip, name="plans_zip"),
    path("classes/set/<uuid:pk>/plans.pdf", views.plans_pdf, name="plans_pdf"),
    path("classes/set/<uuid:pk>/blanks.pdf", views.blanks_pdf, name="blanks_pdf"),
]
