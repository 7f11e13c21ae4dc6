"""The start page, how the check thinks, and the pages for a form that came too late."""

import re

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

from essayplanner.accounts.guests import keep_guest
from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.argument.explained import explain
from essayplanner.classes.access import open_topics
from essayplanner.classes.members import with_waiting
from essayplanner.classes.models import Classroom
from essayplanner.plans.forms import posted_texts
from essayplanner.plans.models import Plan
from essayplanner.plans.set_work import set_work
from essayplanner.reviews.inbox import count_new
from factors.models import Bank

_NOT_TYPED = re.compile(
    r"password|^csrfmiddlewaretoken$|-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$", re.IGNORECASE
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what can be planned, and to somebody known here what is theirs."""
    keep_guest(request)
    person = Person.of(request)
    plans = Plan.objects.owned_by(person).select_related("assignment__classroom")
    work = set_work(person, plans)
    shown = {row.plan.pk for row in work if row.plan}
    banks = Bank.objects.filter(current_of__in=open_topics(person))
    banks = banks.order_by("current_of").select_related("topic")
    banks = banks.prefetch_related("factor_set", "question_set")
    context = {
        "news": count_new(request.user) if isinstance(request.user, User) else 0,
        "plans": [plan for plan in plans if plan.pk not in shown],
        "deleted": Plan.objects.written_by(person).deleted(timezone.now()).exists(),
        "work": work,
        "set_questions": {row.assignment.question for row in work},
        "classrooms": with_waiting(Classroom.objects.taught_by(person)),
        "banks": banks,
    }
    return render(request, "home.html", context)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show how the check thinks: every rule, its reason and an example."""
    return render(request, "rules.html", {"groups": explain()})


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose CSRF token is stale: nothing is saved, and every word is given back."""
    return _give_back(request, 403)


def unreadable(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read.

    Django's own answer looks for a CSRF token in the form, which fails again: a form that says it
    is in another encoding than UTF-8 would be a fault of ours.
    """
    return HttpResponse(render_to_string("400.html"), status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not there or not open to this person: what was typed is given back."""
    # Only where the address is one of ours has the form been read already, and without a fault.
    if request.resolver_match and (_holds_texts(request) or _typed(request.POST)):
        return _give_back(request, 404)
    return page_not_found(request, exception)


def _give_back(request: HttpRequest, status: int) -> HttpResponse:
    match = request.resolver_match
    page, texts = "", _typed(request.POST)
    if _holds_texts(request):
        texts = [text.value for text in posted_texts(request.POST)]
    if match and match.route.startswith("plans/<uuid:pk>/"):
        page = reverse("plans:desk", args=[match.kwargs["pk"]])
    context = {"texts": texts, "page": page}
    return render(request, "given_back.html", context, status=status)


def _holds_texts(request: HttpRequest) -> bool:
    return any(name.endswith(".was") for name in request.POST)


def _typed(data: QueryDict) -> list[str]:
    """Return what was typed or chosen in a form, but for passwords and what forms keep."""
    return [
        text
        for name, texts in data.lists()
        if not _NOT_TYPED.search(name)
        for text in texts
        if text.strip()
    ]
