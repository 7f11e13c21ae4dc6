"""What is held, who looked, a copy of all of it, and leaving."""

from django.urls import path

from essayplanner.privacy import looks_views, page_views, views

app_name = "privacy"
urlpatterns = [
    path("", page_views.privacy, name="privacy"),
    path("dpia/", page_views.dpia, name="dpia"),
    path("dpia.docx", page_views.dpia_docx, name="dpia_docx"),
    path("yours/", views.data, name="data"),
    path("yours/file.json", views.data_json, name="data_json"),
    path("yours/file.pdf", views.data_pdf, name="data_pdf"),
    path("leave/", views.leave, name="leave"),
    path("left/", views.left, name="left"),
    path("looks/", looks_views.looks, name="looks"),
]
