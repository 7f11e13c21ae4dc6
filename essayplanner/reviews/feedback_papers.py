"""What was said of plans, as the plain values that papers are told (``exports.told``).

It lives here and not in the export room, which knows of no review: that renders what it is handed.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from essayplanner.classes.access import formats_of_each
from essayplanner.exports.told import Feedback, Remark, Said
from essayplanner.reviews.feedback import reached
from essayplanner.reviews.latest import latest_words
from essayplanner.reviews.models import Comment, Release, Review
from factors.models import ExamFormat

SOMEBODY = "somebody who has left"


def feedback_on(
    plans: Collection[uuid.UUID], *, drafts: bool = False
) -> Mapping[uuid.UUID, Feedback]:
    """Return what was said of plans, by their keys: what their students read, or ``drafts`` too.

    That is the latest review that says something, and of those before it what is not resolved. A
    plan of which nothing was said is left out. In six queries at most, and two for the formats that
    they are marked on.
    """
    reviews = Review.objects.filter(plan__in=plans)
    comments = Comment.objects.filter(review__plan__in=plans)
    parts = ["levels", "releases"] if drafts else ["releases"]
    if not drafts:
        reviews = reviews.exclude(released_at=None)
        comments = comments.exclude(released_at=None).exclude(review__released_at=None)
    related = comments.select_related("author", "review").prefetch_related("replies__author")
    written = [row for row in related if row.text.strip()]
    rows = reviews.order_by("round").select_related("plan").prefetch_related(*parts)
    latest = latest_words(rows, {row.review_id for row in written}, drafts=drafts)
    said = defaultdict(list)
    for row in written:
        last = latest.get(row.review.plan_id)
        if row.resolved_at is None or (last and row.review_id == last[0].pk):
            said[row.review.plan_id].append(row)
    slugs = {(row.plan.owner_id, words.exam_format) for row, words in latest.values()}
    exams = formats_of_each({(owner, slug) for owner, slug in slugs if slug})
    found = {
        plan: _feedback(
            review,
            words,
            exams.get((review.plan.owner_id, words.exam_format)),
            said[plan],
            drafts=drafts,
        )
        for plan, (review, words) in latest.items()
    }
    return {plan: row for plan, row in found.items() if row != Feedback(released=row.released)}


def _feedback(
    review: Review,
    words: Release,
    exam: ExamFormat | None,
    comments: Sequence[Comment],
    *,
    drafts: bool,
) -> Feedback:
    return Feedback(
        summary=words.summary,
        levels=tuple((row.strand, str(row)) for row in reached(words, exam)),
        mark="" if words.mark is None else str(words.mark),
        released=review.released_at is not None,
        changed=drafts and review.changed,
        remarks=tuple(map(_remark, comments)),
    )


def _remark(row: Comment) -> Remark:
    return Remark(
        place=row.place,
        quote=row.quote,
        by=str(row.author or SOMEBODY),
        text=row.text,
        replies=tuple(
            Said(by=str(reply.author or SOMEBODY), text=reply.text) for reply in row.replies.all()
        ),
        resolved=row.resolved_at is not None,
        released=row.released_at is not None,
    )
