"""What of the reviews of a set is ready to be released, and releasing it."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from essayplanner.accounts.models import User
from essayplanner.classes.assigned import is_coursework, of_coursework
from essayplanner.classes.members import GONE, is_gone
from essayplanner.classes.models import Assignment
from essayplanner.plans.models import Plan
from essayplanner.reviews import actions
from essayplanner.reviews.commenting import Draft, Theirs, draft_of, theirs_of
from essayplanner.reviews.models import Comment, Review
from essayplanner.reviews.reviewing import in_turn, waits


@dataclass(frozen=True, slots=True)
class Ready:
    """A plan of a set, with its latest review and what of that its student does not see yet.

    ``newer`` says that something was handed in since the review was begun; in ``coursework`` a
    teacher may only ask. ``theirs`` are comments of colleagues, which are not released with it.
    """

    plan: Plan
    review: Review | None
    draft: Draft
    newer: bool = False
    coursework: bool = False
    theirs: tuple[Theirs, ...] = ()

    @property
    def why_not(self) -> str:
        """Why it is not released with the others; empty where it is."""
        if is_gone(self.plan.owner):
            return GONE if self.draft.anything else ""
        if not self.draft.anything and self.theirs:
            return f"{', '.join(map(str, self.theirs))}: to be released beside the plan"
        if not self.draft.anything:
            return "nothing is written yet" if waits(self.plan) else ""
        if self.draft.unasked:
            return "coursework: not every comment ends with a question mark"
        if self.newer:
            return "something newer was handed in, and is not read yet"
        return ""

    @property
    def ready(self) -> bool:
        """Whether it is released with the others."""
        return self.draft.anything and not self.why_not


def draft(review: Review, by: User, also: Collection[int]) -> Draft:
    """Return what a teacher would release of a review, with colleagues' comments, in 4 queries."""
    review = Review.objects.get(pk=review.pk)
    comments = Comment.objects.filter(review__plan=review.plan_id, released_at=None)
    chosen = [row for row in comments if (row.author_id or 0) in {by.pk, *also}]
    return draft_of(review, chosen, coursework=False)


def look(assignment: Assignment, by: User) -> list[Ready]:
    """Return every plan of a set with what of it a teacher would release: comments of their own.

    In a fixed number of queries.
    """
    plans = in_turn(assignment)
    of_plans = {"plan__in": [row.pk for row in plans]}
    rows = Review.objects.filter(**of_plans).prefetch_related("levels", "releases")
    reviews = {row.plan_id: row for row in rows}
    numbers = Plan.objects.filter(pk__in=of_plans["plan__in"]).annotate(
        newest=Max("submissions__number")
    )
    newest = dict(numbers.values_list("pk", "newest"))
    comments: defaultdict[uuid.UUID, list[Comment]] = defaultdict(list)
    waiting = Comment.objects.filter(review__plan__in=of_plans["plan__in"], released_at=None)
    for comment in waiting.select_related("review", "author"):
        comments[comment.review.plan_id].append(comment)
    whole = is_coursework(assignment)
    asked = of_coursework([row.exam_format for row in reviews.values()])
    found = []
    for plan in plans:
        review = reviews.get(plan.pk)
        if review is None:
            found.append(Ready(plan, None, Draft((), (), ())))
            continue
        coursework = whole or review.exam_format in asked
        said = comments[plan.pk]
        mine = [row for row in said if row.author_id == by.pk]
        ours = draft_of(review, mine, coursework=coursework)
        newer = (newest[plan.pk] or 0) > review.round
        found.append(Ready(plan, review, ours, newer, coursework, theirs_of(said, by)))
    return found


def release_all(rows: Sequence[Ready], wanted: Collection[str], by: User, now: datetime) -> int:
    """Release what is ready of those ``wanted``, the keys of their reviews; return how many."""
    released = [
        actions.release(row.review, by, now, coursework=row.coursework)
        for row in rows
        if row.review and row.ready and str(row.review.pk) in wanted
    ]
    return sum(not draft.unasked for draft in released)
