"""What a student is set, and how far it has come."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from essayplanner.accounts.people import Person
from essayplanner.classes.access import formats_of_each
from essayplanner.classes.assigned import listed
from essayplanner.classes.due import due_for, said
from essayplanner.classes.models import Assignment, Extension, Membership
from essayplanner.plans.models import Plan
from essayplanner.plans.states import State, state_of


@dataclass(frozen=True, slots=True)
class Work:
    """Something that a student is set, and the plan of it, if begun.

    ``due`` is their own due time, ``later`` says whether it is later than their class's;
    ``marked_on`` the name of the exam format; ``teachers`` the names of who can read the plan, as
    they are said.
    """

    assignment: Assignment
    plan: Plan | None
    state: State
    due: datetime | None
    marked_on: str
    teachers: str

    @property
    def due_says(self) -> str:
        """The due time as it is read, empty where there is none."""
        return said(self.due, timezone.now()) if self.due else ""

    @property
    def later(self) -> bool:
        """Whether the student has longer than the class."""
        return self.due != self.assignment.due_at


def set_work(person: Person, plans: Iterable[Plan]) -> list[Work]:
    """Return what somebody is set, given their ``plans``. In four queries or so, and one for none.

    A plan that is begun is marked on what it says itself.
    """
    if person.user_id is None:
        return []
    student = person.user_id
    own = Prefetch("extensions", Extension.objects.filter(student=student))
    rows = Assignment.objects.set_for(person).select_related("classroom").prefetch_related(own)
    assignments = list(rows)
    if not assignments:
        return []
    begun = {plan.assignment_id: plan for plan in plans}
    formats = {
        row.pk: (student, (begun.get(row.pk) or row).exam_format)
        for row in assignments
        if (begun.get(row.pk) or row).exam_format
    }
    names = {key: str(row) for key, row in formats_of_each(set(formats.values())).items()}
    teachers = _teachers({row.classroom_id for row in assignments})
    return [
        Work(
            assignment=row,
            plan=(plan := begun.get(row.pk)),
            state=state_of(plan.handed_in_at, plan.returned_at) if plan else State.NOT_STARTED,
            due=due_for(row, student),
            marked_on=names.get(formats[row.pk], "") if row.pk in formats else "",
            teachers=teachers[row.classroom_id],
        )
        for row in assignments
    ]


def _teachers(classrooms: Collection[UUID]) -> dict[UUID, str]:
    rows = Membership.objects.filter(classroom__in=classrooms, role=Membership.Role.TEACHER)
    names = defaultdict(list)
    for row in rows.select_related("user"):
        names[row.classroom_id].append(str(row.user))
    return defaultdict(str, {key: listed(sorted(each)) for key, each in names.items()})
