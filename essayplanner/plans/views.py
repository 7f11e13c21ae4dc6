"""The desk's pages and verbs. Every form carries all its texts, so that no verb loses one."""

import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.guests import keep_guest, make_guest
from essayplanner.accounts.people import Person
from essayplanner.classes.access import open_topic, open_topics, own_assignment
from essayplanner.plans import actions
from essayplanner.plans.access import desk_plan, own_plan
from essayplanner.plans.desk import Trouble, lay_desk
from essayplanner.plans.forms import OwnQuestionForm, posted_texts
from essayplanner.plans.models import Paragraph, Plan
from essayplanner.plans.renewal import see_changes
from factors.models import Bank, Question

Troubles = dict[str, Trouble]


class Changed(NamedTuple):
    """What a verb changed: an item of the library in the paragraph of a factor."""

    factor: str
    kind: str
    key: str


@require_POST
def start(request: HttpRequest, topic: str, question: str) -> HttpResponse:
    """Start a plan on a question of the library, as a guest where nobody is signed in."""
    rows = Question.objects.select_related("bank", "named_factor")
    row = get_object_or_404(rows, bank=open_topic(request, topic).current, slug=question)
    return redirect("plans:desk", actions.start_plan(_writer(request), row).pk)


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
        _writer(request), bank, values["text"], values["named_factor"], values["factors"]
    )
    return redirect("plans:desk", plan.pk)


@require_POST
def start_assignment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Start a plan on what one's class was set, or go on with the one that is there."""
    assignment = own_assignment(request, pk)
    return redirect("plans:desk", actions.start_assignment(Person.of(request), assignment).pk)


@require_safe
def desk(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show the plan to its writer, the library set to a factor (``to``) and a ``kind``."""
    plan = desk_plan(request, pk)
    keep_guest(request)
    return render(request, "plans/desk.html", {"desk": lay_desk(plan)})


@require_safe
def check(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Return the findings and the balance as they are now, to put into the page."""
    return render(request, "plans/desk.html#changed", {"desk": lay_desk(desk_plan(request, pk))})


@require_POST
def save(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save texts: for the page's script one at a time, for a form all of them."""
    plan = own_plan(request, pk)
    troubles = _save_texts(request, plan)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return _saved_json(troubles)
    return _answer(request, plan, troubles, "")


@require_POST
def open_library(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save, and open the library for a paragraph (``factor/kind``), without the script."""
    plan = own_plan(request, pk)
    troubles = _save_texts(request, plan)
    to, kind = _parts(request, "open", 2)
    return _answer(request, plan, troubles, "library", {"to": to, "kind": kind})


@require_POST
def choose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Add an item of the library (``kind/key``) to a paragraph (``to``, a factor)."""
    plan = own_plan(request, pk, "bank")
    troubles = _save_texts(request, plan)
    kind, key = _parts(request, "item", 2)
    paragraph = _paragraph(plan, request.POST.get("to", ""))
    try:
        actions.choose(paragraph, kind, key)
    except ObjectDoesNotExist:
        raise Http404 from None
    place, query = f"{paragraph.factor}-{kind}", {"to": paragraph.factor}
    return _answer(request, plan, troubles, place, query, Changed(paragraph.factor, kind, key))


@require_POST
def take_out(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a chosen item (``factor/kind/key``) out of its paragraph."""
    plan = own_plan(request, pk)
    troubles = _save_texts(request, plan)
    factor, kind, key = _parts(request, "chosen", 3)
    actions.take_out(_paragraph(plan, factor), kind, key)
    place, query = f"{factor}-{kind}", {"to": factor}
    return _answer(request, plan, troubles, place, query, Changed(factor, kind, key))


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


@require_POST
def move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Move a factor (``factor/up`` or ``factor/down``) in the ranking."""
    plan = own_plan(request, pk)
    troubles = _save_texts(request, plan)
    factor, way = _parts(request, "move", 2)
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


def _newest_bank(request: HttpRequest, plan: Plan) -> Bank:
    """Return the current edition of a plan's topic, where it is open to its writer. Or 404."""
    topics = open_topics(Person.of(request))
    return get_object_or_404(Bank, current_of__in=topics, topic__banks__plans=plan)


def _parts(request: HttpRequest, name: str, count: int) -> list[str]:
    """Return the parts of a button's value, each fit to be looked up. Raises ``Http404``."""
    parts = request.POST.get(name, "").split("/")
    if len(parts) != count or not all(map(slug_re.fullmatch, parts)):
        raise Http404
    return parts


def _paragraph(plan: Plan, factor: str) -> Paragraph:
    for paragraph in plan.paragraphs.all():
        if paragraph.factor == factor:
            return paragraph
    raise Http404


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
    query: Mapping[str, str] | None = None,
    changed: Changed | None = None,
) -> HttpResponse:
    """Answer a verb: the changed parts to the script, else the desk, with what was not saved."""
    partial = "X-Parts" in request.headers
    if not troubles and not partial:
        address = reverse("plans:desk", args=[plan.pk], query=query, fragment=place or None)
        return redirect(address)
    laid = lay_desk(desk_plan(request, plan.pk), troubles)
    if not partial:
        status = 409 if any(not trouble.refused for trouble in troubles.values()) else 422
        return render(request, "plans/desk.html", {"desk": laid}, status=status)
    context: dict[str, Any] = {"desk": laid, "ranking": changed is None}
    if changed:
        context["card"] = next(row for row in laid.cards if row.factor.key == changed.factor)
        context["item_markups"] = [
            laid.item_markup(item)
            for item in laid.library
            if (item.kind, item.key) == (changed.kind, changed.key)
        ]
    return render(request, "plans/desk.html#changed", context)
