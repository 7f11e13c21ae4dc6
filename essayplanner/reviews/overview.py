"""A class at a glance: for each student, how far the plan is and what is missing next."""

from collections.abc import Iterator
from dataclasses import dataclass

from essayplanner.accounts.models import User
from essayplanner.argument.balance import Weight, weigh
from essayplanner.argument.findings import Finding, find
from essayplanner.classes.models import Assignment
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Row:
    """One student of a class and the plan that they write for an assignment, if begun.

    ``weights`` stand in the order of the bank, the same in every row, for the eye to run down.
    """

    student: User
    plan: Plan | None = None
    weights: tuple[Weight, ...] = ()
    findings: tuple[Finding, ...] = ()


def overview(assignment: Assignment) -> Iterator[Row]:
    """Yield a row for each student of the class, by name, in a fixed number of queries."""
    students = User.objects.filter(
        memberships__classroom=assignment.classroom_id, memberships__role="student"
    ).order_by("name", "username")
    plans = {
        plan.owner_id: plan
        for plan in Plan.objects.filter(assignment=assignment)
        .select_related("owner")
        .prefetch_related("paragraphs__choices")
    }
    for student in students:
        plan = plans.get(student.pk)
        if plan is None:
            yield Row(student)
            continue
        outline = build_outline(plan)
        weights = sorted(weigh(outline), key=lambda weight: weight.factor.mark)
        yield Row(student, plan, tuple(weights), find(outline))
