"""Handing in and giving back, as verbs that views and tests share."""

from datetime import datetime

import zstandard
from django.db import transaction

from essayplanner.argument.outline import Outline, from_json, to_json
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan
from essayplanner.plans.revisions import count_words
from essayplanner.plans.writing import lock
from essayplanner.reviews.models import Comment, Review, Submission


@transaction.atomic
def hand_in(plan: Plan, now: datetime) -> Submission:
    """Hand a plan in as it is stored now; where that is handed in already, nothing changes."""
    lock(plan)
    outline = build_outline(Plan.objects.select_related("owner").get(pk=plan.pk))
    content = zstandard.compress(to_json(outline).encode())
    last = Submission.objects.filter(plan=plan).last()
    if last and bytes(last.content) == content and plan.handed_in_at == last.made_at:
        return last
    submission = Submission.objects.create(
        plan=plan,
        number=last.number + 1 if last else 1,
        made_at=now,
        words=count_words(outline),
        content=content,
    )
    Plan.objects.filter(pk=plan.pk).update(handed_in_at=now)
    return submission


def read(submission: Submission) -> Outline:
    """Return the plan as it was handed in. Raises ``ValueError`` where it cannot be read."""
    return from_json(zstandard.decompress(bytes(submission.content)).decode())


def open_review(plan: Plan) -> Review:
    """Return the review of what was handed in last, or of the draft; it is made where need be."""
    last = Submission.objects.filter(plan=plan).last()
    review, _ = Review.objects.get_or_create(
        plan=plan,
        round=last.number if last else 0,
        defaults={"exam_format": plan.exam_format},
    )
    return review


@transaction.atomic
def release(review: Review, now: datetime) -> None:
    """Let its student read a review with all its comments; those without words are dropped."""
    Comment.objects.filter(review=review, text="", released_at=None).delete()
    Comment.objects.filter(review=review, released_at=None).update(released_at=now)
    Review.objects.filter(pk=review.pk).update(released_at=now)
    Plan.objects.filter(pk=review.plan_id).update(returned_at=now)
