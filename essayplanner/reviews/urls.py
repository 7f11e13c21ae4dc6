"""The teacher's addresses."""

from django.urls import path

from essayplanner.reviews import (
    comparing_views,
    feedback_paper_views,
    feedback_views,
    inbox_views,
    outs_views,
    review_views,
    said_views,
    saved_views,
    views,
)

app_name = "reviews"
urlpatterns = [
    path("classes/<uuid:pk>/", views.classroom, name="classroom"),
    path("classes/set/<uuid:pk>/", views.overview, name="overview"),
    path("classes/set/<uuid:pk>/board/", views.board, name="board"),
    path("classes/set/<uuid:pk>/plans.zip", views.plans_zip, name="plans_zip"),
    path("classes/set/<uuid:pk>/plans.pdf", views.plans_pdf, name="plans_pdf"),
    path("classes/set/<uuid:pk>/blanks.pdf", views.blanks_pdf, name="blanks_pdf"),
    path("classes/set/<uuid:pk>/release/", review_views.release_all, name="release_all"),
    path("plans/<uuid:pk>/review/", review_views.review, name="review"),
    *(
        path(f"plans/<uuid:pk>/review/{address}/", view, name=name)
        for address, view, name in (
            ("save", review_views.save, "save_review"),
            ("say", review_views.say, "say"),
            ("unsay", review_views.unsay, "unsay"),
            ("use", review_views.use, "use_saved"),
            ("keep", review_views.keep, "keep_comment"),
            ("marked-on", review_views.mark_on, "mark_on"),
            ("release", review_views.release, "release"),
        )
    ),
    path("plans/<uuid:pk>/hand-in/", feedback_views.hand_in, name="hand_in"),
    path("plans/<uuid:pk>/take-back/", feedback_views.take_back, name="take_back"),
    path("plans/<uuid:pk>/feedback/", feedback_views.feedback, name="feedback"),
    path("plans/<uuid:pk>/feedback/beside/", feedback_views.beside, name="beside"),
    path("plans/<uuid:pk>/compare/", comparing_views.compare, name="compare"),
    path("comments/<int:pk>/reply/", feedback_views.reply, name="reply"),
    path("comments/<int:pk>/resolve/", feedback_views.resolve, name="resolve"),
    path("inbox/", inbox_views.inbox, name="inbox"),
    path("inbox/read/", inbox_views.mark_read, name="mark_read"),
    path("saved-comments/", saved_views.comments, name="saved"),
    path("saved-comments/new/", saved_views.new, name="saved_new"),
    path("saved-comments/start/", saved_views.start, name="saved_start"),
    path("saved-comments/upload/", saved_views.upload, name="saved_upload"),
    path("saved-comments/saved-comments.csv", saved_views.download, name="saved_csv"),
    path("saved-comments/<int:pk>/", saved_views.change, name="saved_change"),
    path("saved-comments/<int:pk>/delete/", saved_views.delete, name="saved_delete"),
    path("saved-comments/<int:pk>/copy/", saved_views.copy, name="saved_copy"),
    path(
        "plans/<uuid:pk>/feedback/papers/<slug:slug>.<slug:form>",
        feedback_paper_views.paper,
        name="feedback_paper",
    ),
    path("classes/set/<uuid:pk>/said/", said_views.log, name="said"),
    path("classes/set/<uuid:pk>/said.csv", said_views.log_csv, name="said_csv"),
    path("classes/<uuid:pk>/archive.zip", outs_views.archive_zip, name="archive"),
    path("classes/set/<uuid:pk>/landscape/", outs_views.landscape, name="landscape"),
    path("classes/set/<uuid:pk>/seating.pdf", outs_views.seating, name="seating"),
    path("classes/set/<uuid:pk>/feedback.pdf", outs_views.sheet, name="feedback_sheet"),
    path("classes/set/<uuid:pk>/marks.<slug:form>", outs_views.marks_file, name="marks"),
]
