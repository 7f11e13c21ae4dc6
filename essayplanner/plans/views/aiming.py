"""The same plan for a new question."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.validators import validate_slug
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from essayplanner.argument.aiming import what_changes
from essayplanner.argument.balance import weigh
from essayplanner.argument.outline import Outline
from essayplanner.classes.assigned import factor_value
from essayplanner.classes.question_forms import QuestionForm
from essayplanner.plans import aiming
from essayplanner.plans.access import own_plan
from essayplanner.plans.aiming import Target
from essayplanner.plans.build import build_outline
from essayplanner.plans.known import exam_of
from essayplanner.plans.models import Plan

COPIED = (
    "This is the copy, aimed at its new question. "
    "The plan that you had is as you left it, on the start page."
)
CHANGED = "The question is changed. Your plan as it was is kept in its history."

# What a choice is sent by: a question of the library, or a typed one.
NAMES = ("question", *QuestionForm.base_fields)


@require_http_methods(["GET", "HEAD", "POST"])
def aim(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose another question for a plan and see what it changes; sent, aim a copy at it."""
    plan = own_plan(request, pk, "bank")
    outline, sent = build_outline(plan), request.method == "POST"
    data = request.POST if sent else request.GET
    form = _form(plan, outline, data, bound=sent or "text" in data)
    target = _target(plan, outline, data, form)
    if target is None:
        return _choose(request, plan, form)
    if sent:
        copy = aiming.aim_copy(plan, target)
        messages.success(request, COPIED)
        return redirect("plans:desk", copy.pk)
    return render(request, "plans/aim_preview.html", _preview(plan, outline, target, data))


@require_POST
def aim_here(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Aim the plan itself at another question, unless a class was set the one that it has."""
    plan = own_plan(request, pk, "bank")
    if plan.assignment_id:
        raise PermissionDenied
    outline = build_outline(plan)
    form = _form(plan, outline, request.POST, bound=True)
    target = _target(plan, outline, request.POST, form)
    if target is None:
        return _choose(request, plan, form)
    aiming.aim_here(plan, target, timezone.now())
    messages.success(request, CHANGED)
    return redirect("plans:desk", plan.pk)


def _form(plan: Plan, outline: Outline, data: QueryDict, bound: bool) -> QuestionForm:
    """Return the form for a typed question, with the one that the plan has in it."""
    library = [factor_value(row) for row in plan.bank.factor_set.all()] if plan.bank else []
    own = {row.factor.key: row.factor for row in outline.paragraphs}
    return QuestionForm(
        data if bound and "question" not in data else None,
        factors=({row.key: row for row in library} | own).values(),
        topic=plan.topic_title,
        question=outline.question,
    )


def _target(plan: Plan, outline: Outline, data: QueryDict, form: QuestionForm) -> Target | None:
    """Return what was asked for, or nothing where that was nothing sound. Raises ``Http404``."""
    if "question" in data:
        try:
            slug = str(data["question"])
            validate_slug(slug)
            return aiming.library_target(plan, slug)
        except (ObjectDoesNotExist, ValidationError):
            raise Http404 from None
    return aiming.own_target(plan, outline, form.cleaned_data) if form.is_valid() else None


def _choose(request: HttpRequest, plan: Plan, form: QuestionForm) -> HttpResponse:
    questions = aiming.library_questions(plan) if plan.bank_id else ()
    context = {"plan": plan, "questions": questions, "form": form}
    return render(request, "plans/aim.html", context, status=422 if form.is_bound else 200)


def _preview(plan: Plan, outline: Outline, target: Target, data: QueryDict) -> dict[str, Any]:
    aimed = target.aimed(outline)
    weights, exam = weigh(outline), exam_of(plan)
    return {
        "plan": plan,
        "outline": outline,
        "target": target,
        "changes": what_changes(outline, aimed, target.factors, exam),
        "coursework": exam is not None and exam.coursework,
        "same": aimed == outline,
        "evidence": sum(row.evidence for row in weights),
        "quotations": sum(row.quotations for row in weights),
        "sent": [(name, data[name]) for name in NAMES if name in data],
    }
