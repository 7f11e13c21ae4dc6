"""A plan's history: what it was, how that differs from what it is, and going back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from essayplanner.accounts.people import Person
from essayplanner.argument.difference import difference
from essayplanner.argument.findings import RULES
from essayplanner.classes.access import readable_formats
from essayplanner.plans import actions, revisions
from essayplanner.plans.access import own_plan
from essayplanner.plans.build import build_outline

LOOKS_FOR = {rule.key: rule.says for rule in RULES}


@require_safe
def history(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """List what is kept of a plan's earlier states, by day."""
    plan = own_plan(request, pk)
    kept = plan.revisions.defer("content")
    return render(request, "plans/history.html", {"plan": plan, "revisions": kept})


@require_safe
def revision(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Show how a plan was and is, side by side, where the two differ."""
    plan = own_plan(request, pk)
    row = get_object_or_404(plan.revisions, pk=number)
    try:
        was, now = revisions.read(row), build_outline(plan)
    except revisions.UnreadableError as error:
        messages.error(request, str(error))
        return redirect("plans:history", plan.pk)
    slugs = {side.exam_format for side in (was, now)} - {""}
    formats = readable_formats(Person.of(request)).filter(slug__in=slugs)
    exams = {each.slug: str(each) for each in formats}
    parts = difference(was, now, LOOKS_FOR, exams)
    context = {
        "plan": plan,
        "revision": row,
        "changed": [part for part in parts if part.changes],
        "unchanged": [part for part in parts if not part.changes],
    }
    return render(request, "plans/revision.html", context)


@require_POST
def restore(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Put a plan back to what it was, and say how to undo that."""
    plan = own_plan(request, pk)
    row = get_object_or_404(plan.revisions, pk=number)
    try:
        actions.restore(plan, row, timezone.now())
    except revisions.UnreadableError as error:
        messages.error(request, str(error))
        return redirect("plans:history", plan.pk)
    says = format_html(
        "The plan is as it was on {}. What you had before is kept: see <a href='{}'>History</a>.",
        date_format(timezone.localtime(row.made_at), "j F Y, H:i"),
        reverse("plans:history", args=[plan.pk]),
    )
    messages.success(request, says)
    return redirect("plans:desk", plan.pk)
