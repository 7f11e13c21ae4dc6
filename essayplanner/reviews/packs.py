"""The plans of a class, one after the other, for a pack of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from essayplanner.accounts.models import User
from essayplanner.argument.findings import check
from essayplanner.argument.outline import Question
from essayplanner.classes.models import Assignment
from essayplanner.exports.pack import Copy
from essayplanner.exports.told import Told
from essayplanner.plans.build import build_outlines
from essayplanner.plans.known import bank_of, exams_of
from essayplanner.plans.models import Plan
from essayplanner.reviews.overview import students_of

# Plans fetched at a time: enough that queries cost little, few enough to hold in memory.
BATCH = 30
NOT_STARTED = "not started"


def copies(assignment: Assignment, told: Told) -> Iterator[Copy]:
    """Yield a copy for each student of the class, by name, as they are when it is their turn.

    In two queries, and six or seven more for every ``BATCH`` of students who have started. A plan
    that is deleted meanwhile is one that is not started.
    """
    students = list(students_of(assignment))
    begun = Plan.objects.filter(assignment=assignment, deleted_at=None)
    keys = dict(begun.values_list("owner_id", "pk"))
    for first in range(0, len(students), BATCH):
        batch = students[first : first + BATCH]
        yield from _batch(batch, [keys[user.pk] for user in batch if user.pk in keys], told)


def _batch(students: Sequence[User], keys: Sequence[UUID], told: Told) -> Iterator[Copy]:
    rows = Plan.objects.filter(pk__in=keys, deleted_at=None) if keys else Plan.objects.none()
    plans = list(rows.with_library().select_related("owner"))
    exams = exams_of(plans)
    outlines = build_outlines(plans) if plans else []
    written = {
        plan.owner_id: (plan, outline) for plan, outline in zip(plans, outlines, strict=True)
    }
    for student in students:
        if student.pk not in written:
            yield Copy(student=str(student), state=NOT_STARTED)
            continue
        plan, outline = written[student.pk]
        bank, exam = bank_of(plan), exams.get(plan.pk)
        gaps = len(check(outline, bank, exam).findings)
        yield Copy(
            student=str(student),
            outline=outline,
            told=replace(told, bank=bank, exam=exam),
            worked=date_format(timezone.localtime(plan.modified_at), "j M, H:i"),
            state=f"{gaps or 'no'} gap{'' if gaps == 1 else 's'}",
        )


def asked(assignment: Assignment) -> Question:
    """Return the question that a class was set, as an Outline has it."""
    question = assignment.question
    return Question(
        text=question.text,
        topic=question.bank.title,
        topic_slug=question.bank.topic.slug,
        edition=question.bank.number,
    )
