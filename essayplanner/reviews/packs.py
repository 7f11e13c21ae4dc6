"""The plans of a class, one after the other, for a pack of them."""

import logging
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.formats import date_format

from essayplanner.accounts.models import User
from essayplanner.classes.members import is_gone
from essayplanner.classes.models import Assignment
from essayplanner.exports.pack import FAILED, Copy
from essayplanner.exports.papers import FEEDBACK_PAPERS
from essayplanner.exports.told import NO_FEEDBACK, Feedback, Told
from essayplanner.plans.known import bank_of
from essayplanner.reviews.feedback_papers import feedback_on
from essayplanner.reviews.overview import Written, students_of, writers_of, written_by

_log = logging.getLogger(__name__)

# Students whose plans are fetched at a time: enough that queries cost little, few enough to hold
# in memory.
BATCH = 30
NOT_STARTED = "not started"
NO_FEEDBACK_YET = "no feedback yet"


def copies(
    assignment: Assignment, told: Told, reader: int | None, paper: str = ""
) -> Iterator[Copy]:
    """Yield a copy for each student of the class, by surname, as they are when it is their turn.

    The ``reader``, a teacher by key, leaves a look at each. In a query, and six or seven more for
    every ``BATCH`` of students; five more where the ``paper`` says what was said of a plan: to its
    student that is what was released. A plan that is deleted meanwhile, or whose writer leaves the
    class, is one that is not started. What was left with the class by who deleted the account comes
    last, but for papers to be handed out. One that cannot be read stops none of the others.
    """
    students = (students_of if paper == "feedback" else writers_of)(assignment)
    for first in range(0, len(students), BATCH):
        batch = students[first : first + BATCH]
        written = read_written(assignment, batch, reader)
        said: Mapping[uuid.UUID, Feedback] = {}
        if paper in FEEDBACK_PAPERS:
            plans = [row.plan.pk for row in written.values() if isinstance(row, Written)]
            said = feedback_on(plans, drafts=paper != "feedback")
        for student in batch:
            if is_gone(student) and student.pk not in written:
                continue
            copy = _copy(student, written.get(student.pk, NOT_STARTED), told, said)
            if paper == "feedback" and copy.told and copy.told.feedback == NO_FEEDBACK:
                copy = Copy(student=copy.student, state=NO_FEEDBACK_YET)
            yield copy


def read_written(
    assignment: Assignment, students: Sequence[User], reader: int | None
) -> Mapping[int, Written | str]:
    """Return what students wrote, all at once, or one by one where one of them stops the rest."""
    try:
        return written_by(assignment, students, reader)
    except Exception:  # one plan must not stop the print run
        if len(students) == 1:
            _log.exception("Assignment %s: nothing of user %s.", assignment.pk, students[0].pk)
            return {students[0].pk: FAILED}
    return {
        key: row
        for each in students
        for key, row in read_written(assignment, [each], reader).items()
    }


def _copy(
    student: User, written: Written | str, told: Told, said: Mapping[uuid.UUID, Feedback]
) -> Copy:
    if isinstance(written, str):
        return Copy(student=str(student), state=written)
    plan = written.plan
    try:
        gaps = len(written.check().findings)
        told = replace(
            told,
            bank=bank_of(plan),
            exam=written.exam,
            feedback=said.get(plan.pk, NO_FEEDBACK),
        )
    except Exception:  # one plan must not stop the print run
        _log.exception("Plan %s could not be checked.", plan.pk)
        return Copy(student=str(student), state=FAILED)
    return Copy(
        student=str(student),
        key=str(plan.pk),
        outline=written.outline,
        told=told,
        worked=date_format(timezone.localtime(plan.modified_at), "j M Y, H:i"),
        state=f"{gaps or 'no'} gap{'' if gaps == 1 else 's'}",
    )
