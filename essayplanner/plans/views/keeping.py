"""Deleting a plan and bringing it back, copying it, and opening one from a file."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.people import Person
from essayplanner.plans import keeping
from essayplanner.plans.access import kept_plan, own_plan, writer
from essayplanner.plans.models import Plan
from essayplanner.plans.plan_files import PlanFileForm
from essayplanner.plans.views.answers import answer, save_texts


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Show the plans that one deleted, each with the way back."""
    rows = Plan.objects.written_by(Person.of(request)).deleted(timezone.now())
    plans = rows.select_related("assignment__classroom").order_by("-deleted_at")
    return render(request, "plans/deleted.html", {"plans": plans})


@require_POST
def delete(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Delete a plan, with the texts that were sent in it, and say how to bring it back."""
    plan = own_plan(request, pk)
    if troubles := save_texts(request, plan):
        return answer(request, plan, troubles, "")
    keeping.delete(plan, timezone.now())
    handed_in = " Until then your teacher sees nothing of it." if plan.handed_in_at else ""
    messages.success(
        request,
        format_html(
            'Deleted. It is kept until {}: bring it back from <a href="{}">Deleted plans</a>.{}',
            date_format(timezone.localtime(plan.kept_until), "j F"),
            reverse("plans:deleted"),
            handed_in,
        ),
    )
    return redirect("home")


@require_POST
def bring_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Bring a deleted plan back, and say so where it is no longer for its assignment."""
    plan = kept_plan(request, pk)
    said = "It is back, as you left it."
    if plan.deleted_at and keeping.bring_back(plan):
        said += (
            " You have begun another plan for your class meanwhile, and your teacher reads that "
            "one; this one is yours alone now."
        )
    messages.success(request, said)
    return redirect("plans:desk", plan.pk)


@require_POST
def duplicate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Copy a plan, with the texts that were sent in it, and go to the copy."""
    plan = own_plan(request, pk)
    if troubles := save_texts(request, plan):
        return answer(request, plan, troubles, "")
    copy = keeping.duplicate(plan, timezone.now())
    said = "This is the copy. The plan that you copied is as you left it."
    if plan.assignment_id:
        said += " Your teacher reads that one; the copy is yours alone."
    messages.success(request, said)
    return redirect("plans:desk", copy.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def open_file(request: HttpRequest) -> HttpResponse:
    """Ask for a plan file, and make a plan of one's own of it, as a guest where need be."""
    form = PlanFileForm(request.POST, request.FILES) if request.method == "POST" else PlanFileForm()
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "plans/open_file.html", {"form": form}, status=status)
    plan = keeping.take_in(writer(request), form.cleaned_data["file"], timezone.now())
    messages.success(request, _opened(plan))
    return redirect("plans:desk", plan.pk)


def _opened(plan: Plan) -> str:
    if plan.bank:
        return f"Opened. The library beside your plan is “{plan.bank}”, as it is on this site."
    return (
        "Opened. This site has no library for its topic that is open to you, so there is nothing "
        "to choose from here; everything that was chosen before is in the plan."
    )
