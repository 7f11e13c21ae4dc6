"""Saved comments: whose they are, who may use them, and what a teacher does with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import TypedDict

from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.models import Assignment, Classroom, Membership
from essayplanner.reviews.models import SavedComment

LONGEST_CODE, LONGEST_TEXT = 12, 2000

# Comments to begin with, by their codes: they ask for what a plan often lacks, and tell nothing.
STARTERS = {
    "answer": "Read the question once more. Which of its words does this answer?",
    "but": "What would somebody who disagrees say here? What would you answer them?",
    "date": "When was this? What had changed by then, and what had not?",
    "how": "How did this bring about the result? What are the steps in between?",
    "link": "Could this have worked without one of your other factors? Which depends on which?",
    "measure": "By what do you measure importance here? Would another measure change your order?",
    "prove": "Which piece of evidence shows this, and what exactly does it show?",
    "sofar": "How far does this factor take us? Where does it stop explaining?",
    "story": "Take the dates out: is there still a claim here? What is this paragraph arguing?",
    "voice": "What does this historian argue, and from what? Who would not agree?",
    "weigh": "Why does this count for more than the factor below it? What would turn that round?",
    "whole": "Is this true of all the years in the question? When is it, and when is it not?",
}


class Saved(TypedDict):
    """What a saved comment says, and where it is offered."""

    code: str
    text: str
    shared: bool
    question: str


@dataclass(frozen=True, slots=True)
class Taken:
    """How many comments of a file were made and changed, and the codes that were there already."""

    made: int
    changed: int
    refused: tuple[str, ...]


def teaches(user: User) -> bool:
    """Say whether somebody teaches a class, and so has plans to comment on."""
    return _taught(user).exists()


def set_questions(user: User) -> list[str]:
    """Return the questions that the classes of a teacher were set, once each, by their words."""
    rows = Assignment.objects.filter(classroom__in=_taught(user))
    return sorted(set(rows.values_list("question", flat=True)))


def usable(user: User) -> QuerySet[SavedComment]:
    """Return the saved comments that a teacher can use, those used most often first.

    These are their own, and what is shared by the teachers of classes that they teach too. Each is
    annotated with how often it is ``used``.
    """
    colleagues = Membership.objects.filter(
        role=Membership.Role.TEACHER, classroom__in=_taught(user)
    )
    theirs = Q(shared=True, owner__in=colleagues.values("user"))
    rows = SavedComment.objects.filter(Q(owner=user) | theirs).select_related("owner")
    return rows.annotate(used=Count("uses")).order_by("-used", "code", "pk")


def offered(user: User, question: str) -> QuerySet[SavedComment]:
    """Return the saved comments that a teacher can use of a plan on a question, as ``usable``."""
    return usable(user).filter(question__in=("", question))


def searched(rows: QuerySet[SavedComment], typed: str) -> QuerySet[SavedComment]:
    """Return those of some saved comments whose code or words have every word that is typed."""
    for word in typed.replace("\0", " ").split()[:10]:
        rows = rows.filter(Q(code__icontains=word) | Q(text__icontains=word))
    return rows


def write(row: SavedComment, values: Saved) -> bool:
    """Write a new saved comment or a changed one; not where its owner has another of its code."""
    if _own(row.owner, values["code"]) not in (None, row.pk):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # sent twice at once
        return False
    return True


def copy(row: SavedComment, user: User, now: datetime) -> SavedComment:
    """Make a comment of a colleague's one's own; where its code is taken, with a number."""
    same = SavedComment.objects.filter(owner=user, text=row.text).first()
    if same:
        return same
    codes = _codes(user)
    named = (f"{row.code[: LONGEST_CODE - len(end)]}{end}" for end in _ends())
    code = next(code for code in named if code.casefold() not in codes)
    return SavedComment.objects.create(
        owner=user, code=code, text=row.text, question=row.question, made_at=now
    )


def start(user: User, now: datetime) -> int:
    """Give a teacher who has no saved comment ``STARTERS``. Returns how many were made."""
    if SavedComment.objects.filter(owner=user).exists():
        return 0
    rows = [
        SavedComment(owner=user, code=code, text=text, made_at=now)
        for code, text in STARTERS.items()
    ]
    return len(SavedComment.objects.bulk_create(rows, ignore_conflicts=True))


@transaction.atomic
def take(user: User, rows: Sequence[Saved], now: datetime, *, update: bool) -> Taken:
    """Take comments, of codes that differ, in; one's own of an equal code only to ``update``."""
    codes = _codes(user)
    old = [row for row in rows if row["code"].casefold() in codes]
    new = [
        SavedComment(owner=user, made_at=now, **row)
        for row in rows
        if row["code"].casefold() not in codes
    ]
    SavedComment.objects.bulk_create(new)
    if not update:
        return Taken(len(new), 0, tuple(row["code"] for row in old))
    for row in old:
        SavedComment.objects.filter(pk=codes[row["code"].casefold()]).update(**row)
    return Taken(len(new), len(old), ())


def _taught(user: User) -> QuerySet[Classroom]:
    return Classroom.objects.taught_by(Person(user_id=user.pk))


def _codes(user: User) -> dict[str, int]:
    """Return the keys of somebody's comments by their codes; Date and date are one."""
    rows = SavedComment.objects.filter(owner=user).values_list("code", "pk")
    return {code.casefold(): pk for code, pk in rows}


def _own(user: User, code: str) -> int | None:
    return _codes(user).get(code.casefold())


def _ends() -> Iterator[str]:
    yield ""
    yield from map(str, count(2))
