"""A class at a glance: for each student, how far the plan is and what is missing next."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from essayplanner.accounts.models import User
from essayplanner.argument.balance import CLASS, Weight, lay_picture, weigh
from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import Check, Finding, check
from essayplanner.argument.outline import Outline, SetAside
from essayplanner.classes.members import by_surname
from essayplanner.classes.models import Assignment, Membership
from essayplanner.plans.build import build_outlines
from essayplanner.plans.known import bank_of, exams_of
from essayplanner.plans.models import Plan
from essayplanner.plans.picture import draw_picture
from essayplanner.plans.querysets import PlanQuerySet


@dataclass(frozen=True, slots=True)
class Row:
    """One student of a class and the plan that they write for an assignment, if begun.

    ``weights`` stand in the order of the bank, the same in every row, for the eye to run down.
    ``aside`` are the findings that the student leaves as they are on purpose, with the reasons.
    """

    student: User
    plan: Plan | None = None
    weights: tuple[Weight, ...] = ()
    findings: tuple[Finding, ...] = ()
    aside: tuple[tuple[Finding, SetAside], ...] = ()

    def picture_markup(self) -> str:
        """Return the picture of the balance."""
        return draw_picture(lay_picture(self.weights, CLASS), linked=False)


@dataclass(frozen=True, slots=True)
class Written:
    """A plan, what it says, and what it is marked on."""

    plan: Plan
    outline: Outline
    exam: ExamFormat | None

    def check(self) -> Check:
        """Return what the check finds in it."""
        return check(self.outline, bank_of(self.plan), self.exam)


def students_of(assignment: Assignment) -> list[User]:
    """Return the students of a class by surname, which is taken for the last word of a name."""
    rows = User.objects.filter(
        memberships__classroom=assignment.classroom_id,
        memberships__role=Membership.Role.STUDENT,
    )
    return sorted(rows, key=lambda user: (by_surname(str(user)), user.username))


def started(assignment: Assignment) -> PlanQuerySet:
    """Return what was written for an assignment by those who are students of its class now."""
    return Plan.objects.filter(
        assignment=assignment,
        deleted_at=None,
        owner__memberships__classroom=assignment.classroom_id,
        owner__memberships__role=Membership.Role.STUDENT,
    )


def written_by(assignment: Assignment, students: Collection[User]) -> dict[int, Written]:
    """Return what some students of the class have begun, by their keys, in six queries or so."""
    rows = started(assignment).filter(owner__in=students)
    plans = list(rows.with_library().select_related("owner"))
    exams = exams_of(plans)
    outlines = build_outlines(plans) if plans else []
    return {
        plan.owner_id: Written(plan, outline, exams.get(plan.pk))
        for plan, outline in zip(plans, outlines, strict=True)
        if plan.owner_id is not None
    }


def overview(assignment: Assignment) -> Iterator[Row]:
    """Yield a row for each student of the class, by surname, in a fixed number of queries."""
    students = students_of(assignment)
    written = written_by(assignment, students)
    for student in students:
        if student.pk not in written:
            yield Row(student)
            continue
        of = written[student.pk]
        found = of.check()
        weights = sorted(weigh(of.outline), key=lambda weight: weight.factor.mark)
        yield Row(student, of.plan, tuple(weights), found.findings, found.set_aside)
