"""The log of what was said of the plans for an assignment: to whom, by whom, and when."""

import csv
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from operator import attrgetter

from django.utils import timezone

from essayplanner.accounts.people import Person
from essayplanner.argument.outline import Outline, Paragraph
from essayplanner.argument.places import name_place
from essayplanner.classes.assigned import factor_value, factors_of, question_of
from essayplanner.classes.models import Assignment
from essayplanner.plans.models import Plan
from essayplanner.plans.querysets import PlanQuerySet
from essayplanner.reviews.feedback_papers import SOMEBODY
from essayplanner.reviews.models import Comment, Release, Reply
from factors.csvfile import guarded

COLUMNS = ("date", "time", "student", "by", "what", "about", "words commented on", "said")
WITHDRAWN = "(taken back)"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was said ``to`` a student, or by one, at a moment.

    ``what`` is a comment, a reply or the feedback as a whole; ``about`` names the place of the plan
    that it is about, and ``quote`` are the words there.
    """

    at: datetime
    student: str
    by: str
    what: str
    about: str
    quote: str
    text: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The entry as a row of ``COLUMNS``."""
        at = timezone.localtime(self.at)
        when = (f"{at:%Y-%m-%d}", f"{at:%H:%M:%S}")
        return (*when, self.student, self.by, self.what, self.about, self.quote, self.text)


def said(assignment: Assignment, teacher: Person, student: int | None = None) -> Iterator[Entry]:
    """Yield what was said of the plans that a teacher reads, in order; of one ``student``’s alone.

    What is not released yet is not said. In a fixed number of queries, and never all at once in
    memory.
    """
    plans = Plan.objects.taught_by(teacher).filter(assignment=assignment)
    if student is not None:
        plans = plans.filter(owner=student)
    factors = [Paragraph(factor=factor_value(row)) for row in factors_of(assignment)]
    outline = Outline(question=question_of(assignment), paragraphs=tuple(factors))
    parts = (_feedback(plans), _comments(plans, outline), _replies(plans, outline))
    return merge(*parts, key=attrgetter("at"))


def quoted(assignment: Assignment, teacher: Person, student: int | None = None) -> list[uuid.UUID]:
    """Return the keys of the plans of which ``said`` quotes words."""
    plans = Plan.objects.taught_by(teacher).filter(assignment=assignment)
    if student is not None:
        plans = plans.filter(owner=student)
    rows = Comment.objects.filter(review__plan__in=plans, released_at__isnull=False)
    return list(rows.exclude(quote="").values_list("review__plan", flat=True).distinct())


def write(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield a log as CSV, a row at a time, in UTF-8 with the mark by which Excel knows it."""
    writer = csv.writer(_Echo())
    yield "\ufeff".encode()
    yield writer.writerow(COLUMNS)
    for entry in entries:
        yield writer.writerow(map(guarded, entry.cells))


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> bytes:
        return text.encode()


def _feedback(plans: PlanQuerySet) -> Iterator[Entry]:
    rows = Release.objects.filter(review__plan__in=plans).order_by("made_at", "pk")
    before: dict[int, tuple[object, ...]] = {}
    for row in rows.select_related("by", "review__plan__owner").iterator():
        if row.says == before.get(row.review_id, Release().says):
            continue  # it let comments be read, and those have entries of their own
        before[row.review_id] = row.says
        levels = (f"{strand}: {level}" for strand, level in row.levels)
        mark = "" if row.mark is None else f"Mark: {row.mark}"
        number = row.review.round
        yield Entry(
            at=row.made_at,
            student=str(row.review.plan.owner),
            by=str(row.by or "the teachers of the class"),
            what=f"feedback, round {number}" if number else "feedback on the draft",
            about="The whole plan",
            quote="",
            text="\n".join(filter(None, (row.summary, *levels, mark))) or WITHDRAWN,
        )


def _comments(plans: PlanQuerySet, outline: Outline) -> Iterator[Entry]:
    rows = Comment.objects.filter(review__plan__in=plans, released_at__isnull=False)
    rows = rows.select_related("author", "review__plan__owner").order_by("released_at", "pk")
    for row in rows.iterator():
        yield Entry(
            at=_when(row.released_at),
            student=str(row.review.plan.owner),
            by=str(row.author or SOMEBODY),
            what="comment",
            about=name_place(outline, row.place),
            quote=row.quote,
            text=row.text,
        )


def _replies(plans: PlanQuerySet, outline: Outline) -> Iterator[Entry]:
    rows = Reply.objects.filter(comment__review__plan__in=plans)
    rows = rows.filter(comment__released_at__isnull=False)
    related = ("author", "comment__review__plan__owner")
    for row in rows.select_related(*related).order_by("made_at", "pk").iterator():
        yield Entry(
            at=row.made_at,
            student=str(row.comment.review.plan.owner),
            by=str(row.author or SOMEBODY),
            what="reply",
            about=name_place(outline, row.comment.place),
            quote=row.comment.text,
            text=row.text,
        )


def _when(at: datetime | None) -> datetime:
    if at is None:  # it was asked for what is released
        raise ValueError
    return at
