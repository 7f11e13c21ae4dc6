"""What a plan's essay is marked on, and what in the plan speaks to each strand."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from essayplanner.accounts.people import Person
from essayplanner.argument.findings import check
from essayplanner.argument.strands import by_strand
from essayplanner.classes.access import readable_formats
from essayplanner.plans.access import desk_plan
from essayplanner.plans.build import build_outline
from essayplanner.plans.forms import ExamFormatForm
from essayplanner.plans.known import as_set, bank_of, exam_value
from essayplanner.plans.marking import choose_format


@require_http_methods(["GET", "HEAD", "POST"])
def strands(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a plan strand by strand of its exam format, and choose that format."""
    plan = desk_plan(request, pk)
    formats = {row.slug: row for row in readable_formats(Person.of(request))}
    if request.method == "POST":
        form = ExamFormatForm(formats.values(), request.POST)
        if form.is_valid():
            choose_format(plan, form.cleaned_data["exam_format"])
            return redirect("plans:strands", plan.pk)
    else:
        form = ExamFormatForm(formats.values(), initial={"exam_format": plan.exam_format})
    chosen = formats.get(plan.exam_format)
    context = {"plan": plan, "form": form, "format": chosen, "rows": ()}
    if chosen:
        outline, exam = build_outline(plan), as_set(plan, exam_value(chosen))
        findings = check(outline, bank_of(plan), exam).findings
        context["rows"] = by_strand(outline, exam, findings)
    return render(request, "plans/strands.html", context, status=422 if form.errors else 200)
