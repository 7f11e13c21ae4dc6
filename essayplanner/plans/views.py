"""The desk's pages and verbs. Every form carries all its texts, so that no verb loses one."""

import uuid

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from essayplanner.accounts.guests import make_guest
from essayplanner.accounts.people import Person
from essayplanner.plans import actions
from essayplanner.plans.access import own_plan, set_assignment
from essayplanner.plans.desk import Trouble, lay_desk
from essayplanner.plans.forms import OwnQuestionForm, posted_texts
from essayplanner.plans.models import Paragraph, Plan
from factors.models import Question, Topic

Troubles = dict[str, Trouble]


@require_POST
def start(request: HttpRequest, topic: str, question: str) -> HttpResponse:
    """Start a plan on a question of the library, as a guest where nobody is signed in."""
    row = get_object_or_404(
        Question.objects.select_related("topic", "named_factor"), topic__slug=topic, slug=question
    )
    return redirect("plans:desk", actions.start_plan(_writer(request), row).pk)


@require_POST
def start_own(request: HttpRequest, topic: str) -> HttpResponse:
    """Start a plan on a question that the student typed."""
    row = get_object_or_404(Topic, slug=topic)
    form = OwnQuestionForm(request.POST, topic=row)
    if not form.is_valid():
        return render(request, "plans/own_question.html", {"topic": row, "form": form}, status=422)
    plan = actions.start_own_plan(
        _writer(request), row, form.cleaned_data["text"], form.cleaned_data["named_factor"]
    )
    return redirect("plans:desk", plan.pk)


@require_POST
def start_assignment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Start a plan on what one's class was set, or go on with the one that is there."""
    person = Person.of(request)
    assignment = set_assignment(person, pk)
    plan = Plan.objects.owned_by(person).filter(assignment=assignment).first()
    plan = plan or actions.start_plan(person, assignment.question, assignment)
    return redirect("plans:desk", plan.pk)


@require_safe
def desk(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show the plan to its writer."""
    return render(request, "plans/desk.html", {"desk": lay_desk(own_plan(request, pk))})


@require_safe
def check(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Return the findings and the balance as they are now, to put into the page."""
    return render(request, "plans/desk.html#changed", {"desk": lay_desk(own_plan(request, pk))})


@require_POST
def save(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save texts: for the page's script one at a time, for a form all of them."""
    plan = own_plan(request, pk)
    troubles = _save_texts(request, plan)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return _saved_json(troubles)
    return _answer(request, plan, troubles, "")


@require_POST
def choose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Add an item of the library (``kind/key``) to a paragraph (``to``, a factor)."""
    plan = own_plan(request, pk)
    troubles = _save_texts(request, plan)
    kind, _, key = request.POST.get("item", "").partition("/")
    paragraph = _paragraph(plan, request.POST.get("to", ""))
    try:
        actions.choose(paragraph, kind, key)
    except ObjectDoesNotExist:
        raise Http404 from None
    return _answer(request, plan, troubles, f"{paragraph.factor}-{kind}", paragraph, (kind, key))


@require_POST
def take_out(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a chosen item (``factor/kind/key``) out of its paragraph."""
    plan = own_plan(request, pk)
    troubles = _save_texts(request, plan)
    factor, kind, key = [*request.POST.get("chosen", "").split("/"), "", "", ""][:3]
    paragraph = _paragraph(plan, factor)
    actions.take_out(paragraph, kind, key)
    return _answer(request, plan, troubles, f"{factor}-{kind}", paragraph, (kind, key))


@require_POST
def move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Move a factor (``factor/up`` or ``factor/down``) in the ranking."""
    plan = own_plan(request, pk)
    troubles = _save_texts(request, plan)
    factor, _, way = request.POST.get("move", "").partition("/")
    try:
        actions.move(plan, factor, way)
    except ValidationError:
        raise Http404 from None
    return _answer(request, plan, troubles, "ranking")


@require_POST
def keep_ranking(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """State that the ranking as it stands is the student's own."""
    plan = own_plan(request, pk)
    troubles = _save_texts(request, plan)
    actions.keep_ranking(plan)
    return _answer(request, plan, troubles, "ranking")


def _writer(request: HttpRequest) -> Person:
    person = Person.of(request)
    return person if person.user_id else Person(guest_key=make_guest(request))


def _paragraph(plan: Plan, factor: str) -> Paragraph:
    paragraph = get_object_or_404(Paragraph, plan=plan, factor=factor)
    paragraph.plan = plan
    return paragraph


def _save_texts(request: HttpRequest, plan: Plan) -> Troubles:
    """Save every text that came with the request; return those that could not be saved."""
    troubles: Troubles = {}
    for text in posted_texts(request.POST):
        if text.refused:
            troubles[text.place] = Trouble(text.value, refused=text.refused)
            continue
        try:
            saved = actions.save_text(plan, text.place, text.was, text.value)
        except ValidationError:
            raise Http404 from None
        if saved.state == "conflict":
            troubles[text.place] = Trouble(text.value, stored=saved.stored)
    return troubles


def _saved_json(troubles: Troubles) -> JsonResponse:
    refused = {place: row.refused for place, row in troubles.items() if row.refused}
    conflicts = {place: row.stored for place, row in troubles.items() if not row.refused}
    status = 409 if conflicts else 422 if refused else 200
    at = f"{timezone.localtime():%H:%M}"
    return JsonResponse({"at": at, "refused": refused, "conflicts": conflicts}, status=status)


def _answer(
    request: HttpRequest,
    plan: Plan,
    troubles: Troubles,
    place: str,
    paragraph: Paragraph | None = None,
    item: tuple[str, str] | None = None,
) -> HttpResponse:
    """Answer a verb: the changed parts to the script, else the desk, with what was not saved."""
    partial = "X-Parts" in request.headers
    if not troubles and not partial:
        return redirect(reverse("plans:desk", args=[plan.pk]) + (f"#{place}" if place else ""))
    plan.refresh_from_db(fields=[*Plan.TEXTS, "ranked", "modified_at"])
    laid = lay_desk(plan, troubles)
    if not partial:
        return render(request, "plans/desk.html", {"desk": laid}, status=409)
    card = next(
        (row for row in laid.cards if paragraph and row.factor.key == paragraph.factor), None
    )
    context = {
        "desk": laid,
        "card": card,
        "item_markups": [
            laid.item_markup(row) for row in laid.library if (row.kind, row.key) == item
        ],
        "ranking": paragraph is None,
    }
    return render(request, "plans/desk.html#changed", context)
