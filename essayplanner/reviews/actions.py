"""Handing in and giving back, as verbs that views and tests share."""

from collections.abc import Collection
from datetime import datetime, timedelta

import zstandard
from django.db import transaction
from django.db.models import Q

from essayplanner.accounts.models import User
from essayplanner.argument.outline import Outline, from_json, to_json
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan, Revision
from essayplanner.plans.revisions import count_words
from essayplanner.plans.states import state_of
from essayplanner.plans.writing import lock
from essayplanner.reviews.commenting import Draft, draft_of
from essayplanner.reviews.models import Comment, Review, Submission

BLANK = Q(text__regex=r"^\s*$")
# A box that was opened and left empty is kept for so long.
OPEN_FOR = timedelta(hours=1)


@transaction.atomic
def hand_in(plan: Plan, now: datetime) -> Submission:
    """Hand a plan in as it is stored now; where that is handed in already, nothing changes."""
    lock(plan)
    outline = build_outline(Plan.objects.select_related("owner").get(pk=plan.pk))
    content = pack(outline)
    last = Submission.objects.filter(plan=plan).last()
    if last and bytes(last.content) == content and plan.handed_in_at == last.made_at:
        return last
    # What was taken back just as feedback on it came has left its number to that feedback.
    said = Review.objects.filter(plan=plan).exclude(released_at=None).last()
    submission = Submission.objects.create(
        plan=plan,
        number=1 + max(last.number if last else 0, said.round if said else 0),
        made_at=now,
        words=count_words(outline),
        content=content,
    )
    Plan.objects.filter(pk=plan.pk).update(handed_in_at=now)
    return submission


def is_as(submission: Submission, outline: Outline) -> bool:
    """Say whether a plan says what was handed in, and nothing else."""
    return bytes(submission.content) == pack(outline)


def pack(outline: Outline) -> bytes:
    """Return a plan as it is stored with a submission."""
    return zstandard.compress(to_json(outline).encode())


@transaction.atomic
def take_back(plan: Plan) -> bool:
    """Take back what was handed in last, as long as no feedback on it has come.

    The copy leaves the teachers for the plan's history, where its writer finds it; what a teacher
    has begun to say of it waits until the plan is handed in once more. Returns whether there was
    anything that could be taken back.
    """
    lock(plan)
    plan.refresh_from_db()
    last = Submission.objects.filter(plan=plan).last()
    if last is None or not state_of(plan.handed_in_at, plan.returned_at).waits:
        return False
    Revision.objects.create(
        plan=plan,
        made_at=last.made_at,
        reason=Revision.Reason.WORK,
        words=last.words,
        content=last.content,
    )
    last.delete()
    before = Submission.objects.filter(plan=plan).last()
    plan.handed_in_at = before.made_at if before else None
    Plan.objects.filter(pk=plan.pk).update(handed_in_at=plan.handed_in_at)
    return True


def read(submission: Submission) -> Outline:
    """Return the plan as it was handed in. Raises ``ValueError`` where it cannot be read."""
    try:
        return from_json(zstandard.decompress(bytes(submission.content)).decode())
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def review_of(plan: Plan) -> Review:
    """Return the review of what was handed in last, or of the draft, and write nothing.

    Where ``open_review`` would make it, it is not stored.
    """
    number, last = _latest(plan)
    if last and (last.round >= number or last.released_at is None):
        last.round = max(last.round, number)
        return last
    return Review(plan=plan, round=number, exam_format=_format(plan, last))


def open_review(plan: Plan) -> Review:
    """Return the review of what was handed in last, or of the draft; it is made where need be."""
    number, last = _latest(plan)
    return last if last and last.round >= number else _carry_on(plan)


@transaction.atomic
def _carry_on(plan: Plan) -> Review:
    """Return the review of what was handed in last, which is none yet, as it is stored then.

    A review of an earlier round that nobody was told of goes on as this one, with all that is in
    it; of one that was released, the comments that were not.
    """
    lock(plan)
    review = review_of(plan)
    if review.pk:
        Review.objects.filter(pk=review.pk).update(round=review.round)
    else:
        review.save()
        Comment.objects.filter(review__plan=plan, released_at=None).update(review=review)
    return review


def _latest(plan: Plan) -> tuple[int, Review | None]:
    number = Submission.objects.filter(plan=plan).values_list("number", flat=True).last() or 0
    return number, Review.objects.filter(plan=plan).last()


def _format(plan: Plan, last: Review | None) -> str:
    """Return what a plan is marked on: as last time, as was set, or as others of its set are."""
    assignment = plan.assignment
    said = [last and last.exam_format, assignment and assignment.exam_format, plan.exam_format]
    others = Review.objects.filter(plan__assignment=assignment).exclude(exam_format="")
    latest = others.order_by("-pk").values_list("exam_format", flat=True)
    return next((slug for slug in said if slug), "") or (assignment and latest.first()) or ""


@transaction.atomic
def release(
    review: Review,
    by: User,
    now: datetime,
    *,
    coursework: bool = False,
    also: Collection[int] = (),
) -> Draft:
    """Let its student read a review as it is now, with a teacher's comments on its plan.

    Comments of others are released where the keys of their authors are among ``also``. Returns
    what was new in it. In ``coursework`` all of it is held where some is ``unasked``, and
    where nothing is new to a student who was told of it, nothing changes. Comments without words
    are not released, and dropped unless they are new: a colleague may be about to type in one. The
    plan is given back, unless its writer has handed in something newer meanwhile: that still waits
    to be read.
    """
    lock(review.plan)
    rows = Review.objects.select_for_update().prefetch_related("levels", "releases")
    review = rows.get(pk=review.pk)
    waiting = Comment.objects.filter(review__plan=review.plan_id, released_at=None)
    waiting.filter(BLANK, made_at__lt=now - OPEN_FOR).delete()
    rows_of = waiting.select_for_update(of=["self"])
    chosen = [row for row in rows_of if (row.author_id or 0) in {by.pk, *also}]
    draft = draft_of(review, chosen, coursework=coursework)
    if draft.unasked or (review.released and not draft.anything):
        return draft
    keys = [row.pk for row in draft.comments]
    waiting.filter(pk__in=keys).update(review=review, released_at=now)
    words = review.now
    words.made_at, words.by = now, by
    words.save()
    Review.objects.filter(pk=review.pk).update(released_at=now)
    newer = Submission.objects.filter(plan=review.plan_id, number__gt=review.round)
    if not newer.exists():
        Plan.objects.filter(pk=review.plan_id).update(returned_at=now)
    return draft
