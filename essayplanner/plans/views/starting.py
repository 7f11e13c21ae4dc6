"""Starting a plan."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from essayplanner.accounts.people import Person
from essayplanner.classes.access import open_topic, own_assignment
from essayplanner.classes.question_forms import OwnQuestionForm
from essayplanner.plans import actions
from essayplanner.plans.access import writer
from factors.models import Bank, Question


@require_POST
def start(request: HttpRequest, topic: str, question: str) -> HttpResponse:
    """Start a plan on a question of the library, as a guest where nobody is signed in."""
    rows = Question.objects.select_related("bank", "named_factor")
    row = get_object_or_404(rows, bank=open_topic(request, topic).current, slug=question)
    return redirect("plans:desk", actions.start_plan(writer(request), row).pk)


@require_http_methods(["GET", "HEAD", "POST"])
def start_own(request: HttpRequest, topic: str) -> HttpResponse:
    """Ask for a question of the student's own, and start a plan on it."""
    bank = get_object_or_404(Bank, current_of=open_topic(request, topic))
    form = OwnQuestionForm(request.POST if request.method == "POST" else None, bank=bank)
    if not form.is_valid():
        context = {"bank": bank, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "plans/own_question.html", context, status=status)
    values = form.cleaned_data
    plan = actions.start_own_plan(
        writer(request),
        bank,
        values["text"],
        values["named_factor"],
        values["factors"],
        (values["starts"], values["ends"]),
    )
    return redirect("plans:desk", plan.pk)


@require_POST
def start_assignment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Start a plan on what one's class was set, or go on with the one that is there."""
    assignment = own_assignment(request, pk)
    return redirect("plans:desk", actions.start_assignment(Person.of(request), assignment).pk)
