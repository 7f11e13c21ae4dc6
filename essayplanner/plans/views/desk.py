"""The desk itself, its check, and saving."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from essayplanner.plans.access import desk_plan, saved_plan
from essayplanner.plans.desk import lay_desk
from essayplanner.plans.device import stamp
from essayplanner.plans.drawer import Filter
from essayplanner.plans.views.answers import answer, save_texts, saved_json, wants_json


@require_safe
def desk(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show the plan to its writer, with what the address asks of the library."""
    plan = desk_plan(request, pk)
    laid = lay_desk(plan, asked=Filter.read(request.GET))
    return render(request, "plans/desk.html", {"desk": laid})


@require_safe
def check(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Return the parts of the desk as they are now, to put into the page."""
    laid = lay_desk(desk_plan(request, pk), asked=Filter.read(request.GET))
    return render(request, "plans/desk/parts.html", {"desk": laid})


@require_POST
def save(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save texts: for the page's script one at a time, for a form all of them."""
    plan = saved_plan(request, pk)
    troubles = save_texts(request, plan)
    if wants_json(request):
        return saved_json(troubles, "" if troubles else stamp(plan))
    return answer(request, plan, troubles, "")
