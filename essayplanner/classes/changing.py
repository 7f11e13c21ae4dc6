"""Changing what a class was set, and giving more time, as verbs: its students are told each."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from essayplanner.accounts.models import User
from essayplanner.classes.assigned import listed
from essayplanner.classes.due import due_for, said
from essayplanner.classes.models import Assignment, Change, Extension, Scaffold
from factors.models import ExamFormat, Factor

KEPT = "A plan that was begun keeps the question that it has."
MEANWHILE = "Somebody else changed this meanwhile. Look at what is different, then save once more."
HANDED_IN = (
    "Somebody has handed a plan in for this, or had feedback on it, and would lose it: "
    "this can be changed, but not removed."
)
NO_DUE_TIME = "This has no due time, so that nobody needs a later one."


def last_change(assignment: Assignment) -> int:
    """Return the key of the last change that a whole class was told of, 0 before the first."""
    rows = assignment.changes.filter(student=None).values_list("pk", flat=True)
    return rows.order_by("-pk").first() or 0


@transaction.atomic
def change_assignment(
    assignment: Assignment, values: Mapping[str, Any], known: int, line: str, now: datetime
) -> list[str]:
    """Change what a class was set; return the sentences that its students are told.

    ``values`` are fields of the assignment, ``line`` is the teacher's own, ``known`` the
    ``last_change`` that they knew of. Plans still marked on the exam format that was set follow
    it; all else that a student has begun stays as it is. Raises ``ValidationError`` where a
    colleague changed it meanwhile.
    """
    stored = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if last_change(stored) != known:
        raise ValidationError(MEANWHILE)
    before = {name: getattr(stored, name) for name in values}
    for name, value in values.items():
        setattr(stored, name, value)
    told = [*_sentences(before, stored, now), *([line] if line else [])]
    stored.save()
    _tell(stored, told, now)
    if before.get("exam_format", stored.exam_format) != stored.exam_format:
        stored.plans.all().follow_format(before["exam_format"], stored.exam_format)
    if told:
        # The check may ask for more now, or in other words.
        stored.plans.all().forget_standings()
    return told


def _sentences(before: Mapping[str, Any], now_set: Assignment, now: datetime) -> Iterator[str]:
    """Yield a sentence for each thing that is not as it was ``before``."""
    was = {name: value for name, value in before.items() if value != getattr(now_set, name)}
    if "due_at" in was:
        yield _due(was["due_at"], now_set.due_at, now)
    asked = [*_asked(was, now_set)]
    yield from asked
    if asked:
        yield KEPT
    if "instructions" in was:
        yield "The instructions changed."
    if "exam_format" in was:
        yield _format(was["exam_format"], now_set.exam_format)
    if "historians_required" in was:
        required = now_set.historians_required
        yield f"Historians are {'required now' if required else 'not required any more'}."
    if "coursework" in was:
        yield (
            "This is coursework now: the check asks, and suggests nothing."
            if now_set.coursework
            else "This is not coursework any more."
        )
    if "scaffold" in was:
        name = Scaffold(now_set.scaffold).label.partition(":")[0].lower()
        yield f"A plan that is started from now on has {name} help beside its boxes."


def _due(was: datetime | None, due: datetime | None, now: datetime) -> str:
    if due is None:
        return f"There is no due time any more: it was {said(was, now)}." if was else ""
    if was is None:
        return f"Due on {said(due, now)}: there was no due time before."
    return f"Due on {said(due, now)}, instead of {said(was, now)}."


def _asked(was: Mapping[str, Any], asked: Assignment) -> Iterator[str]:
    if "question" in was:
        yield f"The question is now “{asked.question}”, instead of “{was['question']}”."
    if was.keys() & {"named_factor", "factors"}:
        rows = Factor.objects.filter(bank=asked.bank_id, slug__in=asked.factors)
        names = {row.slug: row.name for row in rows}
        if set(was.get("factors", asked.factors)) != set(asked.factors):
            yield f"The factors to weigh are now {listed([*names.values()])}."
        if "named_factor" in was:
            named = names.get(asked.named_factor)
            yield f"The question names {named or 'no factor'} now."
    if was.keys() & {"starts", "ends"}:
        years = f"{asked.starts} to {asked.ends}" if asked.starts else "not said"
        yield f"The years that the question asks about are now {years}."


def _format(was: str, slug: str) -> str:
    rows = ExamFormat.objects.in_bulk({was, slug} - {""}, field_name="slug")
    old, new = rows.get(was), rows.get(slug)
    if new is None:
        return f"It is not said any more what this is marked on: it was {old or 'something'}."
    return f"Marked on {new}" + (f", instead of {old}." if old else ".")


def _tell(
    assignment: Assignment, told: Collection[str], now: datetime, student: User | None = None
) -> None:
    Change.objects.bulk_create(
        Change(assignment=assignment, student=student, made_at=now, says=sentence)
        for sentence in told
    )


@transaction.atomic
def extend(
    assignment: Assignment, students: Collection[User], due_at: datetime, now: datetime
) -> None:
    """Give students a due time of their own, instead of one that they have, and tell each.

    Raises ``ValidationError`` where nothing is due at any time.
    """
    rows = Assignment.objects.prefetch_related("extensions")
    stored = rows.select_for_update().get(pk=assignment.pk)
    if stored.due_at is None:
        raise ValidationError(NO_DUE_TIME)
    before = {student: due_for(stored, student.pk) for student in students}
    Extension.objects.bulk_create(
        [Extension(assignment=stored, student=student, due_at=due_at) for student in students],
        update_conflicts=True,
        unique_fields=["assignment", "student"],
        update_fields=["due_at"],
    )
    Change.objects.bulk_create(
        Change(
            assignment=stored,
            student=student,
            made_at=now,
            says=f"Due for you on {said(due_at, now)}, instead of {said(was, now)}.",
        )
        for student, was in before.items()
        if was and was != due_at
    )


@transaction.atomic
def end_extension(extension: Extension, now: datetime) -> None:
    """Take an extension back, and tell its student."""
    stored = Assignment.objects.select_for_update().get(pk=extension.assignment_id)
    before = due_for(stored, extension.student_id)
    if Extension.objects.filter(pk=extension.pk).delete()[0] and before != stored.due_at:
        due = f"due on {said(stored.due_at, now)}" if stored.due_at else "there is no due time"
        _tell(stored, [f"Your own due time was taken back: {due}."], now, extension.student)


def may_remove(assignment: Assignment) -> bool:
    """Say whether nothing was handed in for an assignment, and nothing said of its plans."""
    used = Q(handed_in_at__isnull=False) | Q(returned_at__isnull=False)
    # A look of a teacher's makes a review already: one that says nothing is not lost.
    said = (
        Q(reviews__released_at__isnull=False)
        | Q(reviews__mark__isnull=False)
        | Q(reviews__summary__gt="")
        | Q(reviews__levels__level__gt="")
        | Q(reviews__comments__text__gt="")
    )
    return not assignment.plans.filter(used | said).exists()


@transaction.atomic
def remove_assignment(assignment: Assignment) -> None:
    """Set a class something no more. The plans begun for it stay with their students.

    Raises ``ValidationError`` where something was handed in or reviewed: without the assignment
    its teachers could not read it, nor its student what was said of it.
    """
    stored = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if not may_remove(stored):
        raise ValidationError(HANDED_IN)
    stored.delete()
