"""A class at a glance: for each student, how far the plan is and what is missing next."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from essayplanner.accounts.models import User
from essayplanner.argument.balance import CLASS, Weight, lay_picture, weigh
from essayplanner.argument.findings import Finding, check
from essayplanner.argument.outline import SetAside
from essayplanner.classes.models import Assignment
from essayplanner.plans.build import build_outlines
from essayplanner.plans.known import bank_of, exams_of
from essayplanner.plans.models import Plan
from essayplanner.plans.picture import draw_picture


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


def students_of(assignment: Assignment) -> QuerySet[User]:
    """Return the students of a class by name."""
    return User.objects.filter(
        memberships__classroom=assignment.classroom_id, memberships__role="student"
    ).order_by("name", "username")


def overview(assignment: Assignment) -> Iterator[Row]:
    """Yield a row for each student of the class, by name, in a fixed number of queries."""
    rows = Plan.objects.filter(assignment=assignment, deleted_at=None)
    plans = list(rows.with_library().select_related("owner"))
    written = {
        plan.owner_id: (plan, outline)
        for plan, outline in zip(plans, build_outlines(plans), strict=True)
    }
    exams = exams_of(plans)
    for student in students_of(assignment):
        if student.pk not in written:
            yield Row(student)
            continue
        plan, outline = written[student.pk]
        found = check(outline, bank_of(plan), exams.get(plan.pk))
        weights = sorted(weigh(outline), key=lambda weight: weight.factor.mark)
        yield Row(student, plan, tuple(weights), found.findings, found.set_aside)
