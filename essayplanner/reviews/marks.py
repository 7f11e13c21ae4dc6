"""Marks and states of an assignment as a table: a row for each student, and nothing reckoned."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Max, Min

from essayplanner.accounts.models import User
from essayplanner.classes.due import longer
from essayplanner.classes.members import is_gone
from essayplanner.classes.models import Assignment
from essayplanner.plans.models import Plan
from essayplanner.plans.states import State, state_of
from essayplanner.reviews.kept import Counts, counts
from essayplanner.reviews.models import Review
from essayplanner.reviews.overview import started, writers_of
from essayplanner.reviews.rubric import marks_of
from essayplanner.reviews.tables import Value

_BEFORE = (
    *("Student", "User name", "State", "Last worked", "First handed in", "Last handed in"),
    *("Submissions", "Due", "Late by (hours)", "Gaps", "Words"),
)
_AFTER = ("Mark", "Mark out of", "Feedback released", "Changed since")


def marks(assignment: Assignment) -> list[list[Value]]:
    """Return the table with its heading, in a fixed number of queries.

    Levels and a mark are those of the last review that was released, as they are now: where the
    student reads others, it says so. There is a column for each strand. Those
    who left plans with the class come last. Late is the first time that
    a plan was handed in, by the student's own due time.
    """
    writers = writers_of(assignment)
    plans = {
        plan.owner_id: plan
        for plan in Plan.objects.filter(pk__in=started(assignment).values("pk")).annotate(
            number=Count("submissions"),
            first=Min("submissions__made_at"),
            last=Max("submissions__made_at"),
        )
    }
    students = [row for row in writers if not is_gone(row) or row.pk in plans]
    due = longer(assignment)
    released = Review.objects.filter(plan__in=started(assignment)).exclude(released_at=None)
    rows = released.order_by("round").prefetch_related("levels", "releases")
    reviews = {row.plan_id: row for row in rows}
    levels = {
        row.pk: {level.strand: level.level for level in row.levels.all()}
        for row in reviews.values()
    }
    strands = list(dict.fromkeys(strand for row in levels.values() for strand in row))
    outof = marks_of(
        (student.pk, reviews[plans[student.pk].pk].exam_format)
        for student in students
        if student.pk in plans and plans[student.pk].pk in reviews
    )
    found = counts(assignment)
    table: list[list[Value]] = [[*_BEFORE, *strands, *_AFTER]]
    for student in students:
        plan = plans.get(student.pk)
        when = due.get(student.pk, assignment.due_at)
        review = reviews.get(plan.pk) if plan else None
        said = levels[review.pk] if review else {}
        out_of = outof.get((student.pk, review.exam_format)) if review else None
        table.append(
            [
                *_work(student, plan, when, found.get(student.pk)),
                *(said.get(strand, "") for strand in strands),
                review.mark if review else None,
                out_of if review and review.mark is not None else None,
                review.released_at if review else None,
                "yes" if review and review.changed else None,
            ]
        )
    return table


def _work(
    student: User, plan: Plan | None, due: datetime | None, found: Counts | None
) -> Sequence[Value]:
    named = (str(student), student.username)
    if plan is None:
        return (*named, State.NOT_STARTED.label, *[None] * 4, due, *[None] * 3)
    first: datetime | None = plan.first  # type: ignore[attr-defined]
    late = (first - due).total_seconds() / 3600 if first and due and first > due else None
    return (
        *named,
        state_of(plan.handed_in_at, plan.returned_at).label,
        plan.modified_at,
        first,
        plan.last,  # type: ignore[attr-defined]
        plan.number,  # type: ignore[attr-defined]
        due,
        round(late, 1) if late else None,
        found.gaps if found else None,
        found.words if found else None,
    )
