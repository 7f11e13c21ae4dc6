"""A plan's argument looked at apart: read as one paragraph, and with a factor taken out."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from essayplanner.argument.removal import remove
from essayplanner.argument.spine import spine as read_spine
from essayplanner.plans.access import is_own, own_plan, readable_plan
from essayplanner.plans.boxes import lay_box
from essayplanner.plans.build import build_outline
from essayplanner.plans.device import masked_key, stamp
from essayplanner.plans.known import exam_of
from essayplanner.plans.models import Plan
from essayplanner.plans.views.answers import Troubles, save_texts

GONE = "This factor is not in your plan any more. Choose another one to think away."


@require_safe
def spine(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a plan as one paragraph to whoever may read it, and to its writer the ways back."""
    plan = readable_plan(request, pk, "owner")
    exam = exam_of(plan)
    context = {
        "plan": plan,
        "spine": read_spine(build_outline(plan)),
        "own": is_own(request, plan),
        "coursework": exam is not None and exam.coursework,
    }
    return render(request, "plans/spine.html", context)


@require_safe
def removals(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask which factor shall be taken out."""
    return _without(request, own_plan(request, pk), "", {})


@require_http_methods(["GET", "HEAD", "POST"])
def without(request: HttpRequest, pk: uuid.UUID, factor: str) -> HttpResponse:
    """Show what falls with a factor, and take what its writer thinks of that."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan) if request.method == "POST" else {}
    if request.method == "POST" and not troubles:
        return redirect("plans:without", plan.pk, factor)
    return _without(request, plan, factor, troubles)


def _without(request: HttpRequest, plan: Plan, factor: str, troubles: Troubles) -> HttpResponse:
    """Draw the page. Where the plan has no such factor it asks for one, and gives words back."""
    outline = build_outline(plan)
    there = factor in {row.factor.key for row in outline.paragraphs}
    if factor and not there and not troubles:
        messages.info(request, GONE)
        return redirect("plans:removals", plan.pk)
    removal = remove(outline, factor) if there else None
    place = f"{factor}-without"
    context = {
        "plan": plan,
        "outline": outline,
        "removal": removal,
        "box": removal
        and lay_box(
            place, "without", removal.paragraph.without, troubles, removal.paragraph.factor
        ),
        "troubles": troubles,
        "homeless": [row for row in troubles.items() if not there or row[0] != place],
        "key": masked_key(plan.pk),
        "stamp": stamp(plan),
    }
    conflict = any(not trouble.refused for trouble in troubles.values())
    status = 409 if conflict else 422 if troubles else 200
    return render(request, "plans/without.html", context, status=status)
