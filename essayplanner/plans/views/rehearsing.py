"""Rehearsing a plan from memory, and laying what was written beside it."""

import uuid
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from essayplanner.plans import rehearsing
from essayplanner.plans.access import own_plan, own_rehearsal
from essayplanner.plans.boxes import Box, Frame
from essayplanner.plans.build import build_outline
from essayplanner.plans.device import masked_key
from essayplanner.plans.forms import MinutesForm
from essayplanner.plans.models import Plan, Rehearsal
from essayplanner.plans.views.answers import Troubles, save_each, saved_json, wants_json

# What a student reads above and inside each box, and how many lines it opens with.
WORDING = {
    "argument": ("Line of argument", "Which side, and why? One sentence.", 2),
    "paragraphs": (
        "Paragraphs",
        "As on paper, a few lines a factor: its name, evidence with dates, historians.",
        14,
    ),
    "judgement": ("Judgement", "Your answer, and by what measure.", 3),
}


@require_safe
def rehearsals(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Offer a rehearsal of a plan, and show the earlier ones."""
    return _rehearsals(request, own_plan(request, pk), MinutesForm())


@require_POST
def start_rehearsal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Start a rehearsal of so many minutes, or go on with the one that is running."""
    plan = own_plan(request, pk)
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _rehearsals(request, plan, form)
    rehearsal = rehearsing.start(plan, form.cleaned_data["minutes"], timezone.now())
    return redirect("plans:rehearse", plan.pk, rehearsal.pk)


@require_safe
def rehearse(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Show a rehearsal: its boxes while it runs, then what was in them beside the plan."""
    rehearsal = own_rehearsal(request, pk, number)
    if rehearsal.finished_at:
        return _compared(request, rehearsal)
    return _running(request, rehearsal, {})


@require_POST
def save_rehearsal(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Save texts of a rehearsal: for the page's script one at a time, for a form all of them."""
    rehearsal = own_rehearsal(request, pk, number)
    troubles = save_each(request, partial(rehearsing.save_texts, rehearsal))
    if wants_json(request):
        return saved_json(troubles)
    return _answer(request, rehearsal, troubles)


@require_POST
def finish_rehearsal(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Save every text of a rehearsal and finish it, unless something could not be saved."""
    rehearsal = own_rehearsal(request, pk, number)
    troubles = save_each(request, partial(rehearsing.save_texts, rehearsal))
    if not troubles:
        rehearsing.finish(rehearsal, timezone.now())
    return _answer(request, rehearsal, troubles)


def _answer(request: HttpRequest, rehearsal: Rehearsal, troubles: Troubles) -> HttpResponse:
    if not troubles:
        return redirect("plans:rehearse", rehearsal.plan_id, rehearsal.pk)
    rehearsal.refresh_from_db(fields=Rehearsal.TEXTS)
    return _running(request, rehearsal, troubles)


def _rehearsals(request: HttpRequest, plan: Plan, form: MinutesForm) -> HttpResponse:
    rows = Rehearsal.objects.filter(plan=plan)[: rehearsing.SHOWN]
    told = rehearsing.look_back(build_outline(plan), rows)
    context = {
        "plan": plan,
        "form": form,
        "running": next((row.rehearsal for row in told if not row.recall), None),
        "told": [row for row in told if row.recall],
        "trend": rehearsing.trend(told),
    }
    status = 422 if form.is_bound else 200
    return render(request, "plans/rehearsals.html", context, status=status)


def _running(request: HttpRequest, rehearsal: Rehearsal, troubles: Troubles) -> HttpResponse:
    boxes = [
        Box(
            Frame(place, label, "", hint, rows),
            troubles[place].value if place in troubles else getattr(rehearsal, place),
            getattr(rehearsal, place),
            troubles.get(place),
        )
        for place, (label, hint, rows) in WORDING.items()
    ]
    context = {
        "rehearsal": rehearsal,
        "boxes": boxes,
        "troubles": troubles,
        "homeless": [row for row in troubles.items() if row[0] not in WORDING],
        "ends_at": rehearsing.ends_at(rehearsal),
        "seconds": rehearsing.seconds_left(rehearsal, timezone.now()),
        "key": masked_key(rehearsal.plan_id),
    }
    conflict = any(not trouble.refused for trouble in troubles.values())
    status = 409 if conflict else 422 if troubles else 200
    return render(request, "plans/rehearse.html", context, status=status)


def _compared(request: HttpRequest, rehearsal: Rehearsal) -> HttpResponse:
    outline = build_outline(rehearsal.plan)
    context = {
        "rehearsal": rehearsal,
        "outline": outline,
        "recall": rehearsing.beside(outline, rehearsal),
        "taken": rehearsing.how_long(rehearsal),
        "left_open": rehearsing.left_open(rehearsal),
        "over": rehearsing.over(rehearsal),
    }
    return render(request, "plans/rehearsed.html", context)
