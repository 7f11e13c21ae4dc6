"""The edition of the library that a plan goes on with."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from essayplanner.accounts.people import Person
from essayplanner.classes.access import open_topics
from essayplanner.plans import actions
from essayplanner.plans.access import own_plan
from essayplanner.plans.models import Plan
from essayplanner.plans.renewal import see_changes
from factors.models import Bank


@require_safe
def library_changes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what the library of a plan's topic says now and did not when the plan was begun."""
    plan = own_plan(request, pk, "bank")
    bank = _newest_bank(request, plan)
    context = {"plan": plan, "bank": bank, "changes": see_changes(plan, bank)}
    return render(request, "plans/library_changes.html", context)


@require_POST
def renew_library(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let a plan go on with the library as it is now. What was chosen stays as it is."""
    plan = own_plan(request, pk, "bank")
    bank = _newest_bank(request, plan)
    if request.POST.get("bank") != str(bank.pk):
        return redirect("plans:library_changes", plan.pk)  # newer than what was shown
    actions.renew_library(plan, bank)
    return redirect("plans:desk", plan.pk)


def _newest_bank(request: HttpRequest, plan: Plan) -> Bank:
    """Return the current edition of a plan's topic, where it is open to its writer. Or 404."""
    topics = open_topics(Person.of(request))
    return get_object_or_404(Bank, current_of__in=topics, topic__banks__plans=plan)
