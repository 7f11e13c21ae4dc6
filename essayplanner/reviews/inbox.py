"""What is new to somebody in their classes: as a student, and as a teacher."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import models
from django.db.models import F, Q

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.models import Change, Membership
from essayplanner.plans.models import Plan
from essayplanner.reviews.models import Reply, Review, Submission

# What is older than so many things is found at its plan or its class.
MOST = 100

_Row = TypeVar("_Row", Review, Change, Reply, Submission)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that happened, and whether it did so since the inbox was last marked as read.

    ``what`` is a ``Review`` that was released, a ``Change`` of what is set, a ``Reply`` or a
    ``Submission``; ``kind`` says which, in lower case.
    """

    at: datetime
    what: Review | Change | Reply | Submission
    own: bool
    new: bool

    @property
    def kind(self) -> str:
        """Which kind of thing it is."""
        return type(self.what).__name__.lower()


def items_of(user: User) -> list[Item]:
    """Return what happened, the newest first and ``MOST`` at most, in five queries."""
    read = dict(Membership.objects.filter(user=user).values_list("classroom", "read_at"))
    happened: list[tuple[datetime | None, Review | Change | Reply | Submission, Plan | None]] = [
        *((row.released_at, row, row.plan) for row in _newest(_reviews(user), "released_at")),
        *((row.made_at, row, row.comment.review.plan) for row in _newest(_replies(user))),
        *((row.made_at, row, row.plan) for row in _newest(_submissions(user))),
        *((row.made_at, row, None) for row in _newest(_changes(user))),
    ]
    items = []
    for at, what, plan in happened:
        if at is None:
            continue
        assignment = what.assignment if isinstance(what, Change) else plan and plan.assignment
        since = read.get(assignment.classroom_id) if assignment else None
        own = plan is None or plan.owner_id == user.pk
        items.append(Item(at, what, own=own, new=since is not None and at > since))
    return sorted(items, key=lambda item: item.at, reverse=True)[:MOST]


def count_new(user: User) -> int:
    """Return how many things are new, in one query."""
    rows = (
        _since(_reviews(user), "plan__assignment", "released_at", user),
        _since(_replies(user), "comment__review__plan__assignment", "made_at", user),
        _since(_submissions(user), "plan__assignment", "made_at", user),
        _since(_changes(user), "assignment", "made_at", user),
    )
    first, *rest = (each.order_by().values_list("pk") for each in rows)
    return first.union(*rest, all=True).count()


def _newest(rows: "models.QuerySet[_Row]", at: str = "made_at") -> "models.QuerySet[_Row]":
    return rows.order_by(f"-{at}", "-pk")[:MOST]


def _since(
    rows: "models.QuerySet[_Row]", assignment: str, at: str, user: User
) -> "models.QuerySet[_Row]":
    """Return what happened after the user had read what was new in its class."""
    member = f"{assignment}__classroom__memberships"
    return rows.filter(**{f"{member}__user": user, f"{at}__gt": F(f"{member}__read_at")})


def _reviews(user: User) -> "models.QuerySet[Review]":
    rows = Review.objects.filter(plan__owner=user, plan__deleted_at=None)
    return rows.exclude(released_at=None).select_related("plan__assignment__classroom")


def _replies(user: User) -> "models.QuerySet[Reply]":
    """Replies of teachers to a student, and of students to their teachers."""
    plan = "comment__review__plan"
    mine = Q(**{f"{plan}__owner": user, f"{plan}__deleted_at": None})
    taught = Q(
        **{f"{plan}__in": Plan.objects.taught_by(Person(user_id=user.pk))},
        author=F(f"{plan}__owner"),
    )
    rows = Reply.objects.filter(mine | taught).exclude(comment__review__released_at=None)
    rows = rows.exclude(comment__released_at=None).exclude(author=user)
    return rows.select_related("author", f"{plan}__assignment__classroom", f"{plan}__owner")


def _submissions(user: User) -> "models.QuerySet[Submission]":
    rows = Submission.objects.filter(plan__in=Plan.objects.taught_by(Person(user_id=user.pk)))
    return rows.defer("content").select_related("plan__owner", "plan__assignment__classroom")


def _changes(user: User) -> "models.QuerySet[Change]":
    """What was changed, for a student, since they joined the class."""
    rows = Change.objects.filter(
        Q(student=None) | Q(student=user),
        assignment__classroom__memberships__user=user,
        assignment__classroom__memberships__role=Membership.Role.STUDENT,
        made_at__gte=F("assignment__classroom__memberships__joined_at"),
    )
    return rows.select_related("assignment__classroom")
