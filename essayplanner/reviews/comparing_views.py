"""Submissions of a plan laid side by side, or one beside the plan as it is now."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from essayplanner.accounts.people import Person
from essayplanner.argument.difference import difference
from essayplanner.argument.findings import RULES
from essayplanner.argument.outline import Outline
from essayplanner.classes.access import readable_formats
from essayplanner.plans.access import is_own, readable_plan
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan
from essayplanner.reviews import actions
from essayplanner.reviews.models import Submission

NOW = "now"
LOOKS_FOR = {rule.key: rule.says for rule in RULES}


@require_safe
def compare(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what changed from one submission to another, to the writer and the teachers.

    Where nothing else is asked for, these are the last two, or the only one and what is now.
    """
    plan = readable_plan(request, pk, "owner", "assignment__classroom")
    numbers = list(plan.submissions.defer("content"))
    names = [str(row.number) for row in numbers]
    usual = (names[-2:] if len(names) > 1 else [*names, NOW]) if names else []
    context = {"plan": plan, "own": is_own(request, plan), "submissions": numbers}
    if usual:
        then, now = (
            request.GET.get(side, name) for side, name in zip(("then", "now"), usual, strict=True)
        )
        context |= {"then": then, "now": now, **_changes(request, plan, then, now)}
    return render(request, "reviews/compare.html", context)


def _changes(request: HttpRequest, plan: Plan, then: str, now: str) -> dict[str, object]:
    sides = [_side(plan, name) for name in (then, now)]
    slugs = {side.exam_format for side in sides if side} - {""}
    formats = readable_formats(Person.of(request)).filter(slug__in=slugs)
    was, is_now = sides
    if was is None or is_now is None:
        return {"unreadable": True}
    parts = difference(was, is_now, LOOKS_FOR, {each.slug: str(each) for each in formats})
    return {
        "changed": [part for part in parts if part.changes],
        "unchanged": [part for part in parts if not part.changes],
    }


def _side(plan: Plan, name: str) -> Outline | None:
    """Return what was handed in by its number, or the plan as it is now.

    None where it cannot be read. Raises ``Http404`` where there is no such.
    """
    if name == NOW:
        return build_outline(plan)
    if not name.isdecimal() or len(name) > 4:
        raise Http404
    submission = Submission.objects.filter(plan=plan, number=int(name)).first()
    if submission is None:
        raise Http404
    try:
        return actions.read(submission)
    except ValueError:
        return None
