"""Who looked at one's plans, to be read by whoever wrote them."""

import uuid

from django.core.paginator import Paginator
from django.db.models import F, Max, QuerySet, Window
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from essayplanner.accounts.people import Person
from essayplanner.plans.access import kept_plan
from essayplanner.plans.models import Look, Plan
from essayplanner.plans.querysets import KEPT_DELETED
from essayplanner.privacy.retention import LOOKS, in_words

# How many looks stand on a page.
A_PAGE = 100


@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """Show who looked at one's plans, or at one of them (``plan``, its key), a page at a time.

    That plan is shown also where nobody did. A guest is told that nobody can.
    """
    plan = _asked(request)
    rows = _looks(Person.of(request))
    page = Paginator(rows.filter(plan=plan) if plan else rows, A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "plan": plan, "days": KEPT_DELETED.days, "kept": in_words(LOOKS)}
    return render(request, "privacy/looks.html", context)


def _asked(request: HttpRequest) -> Plan | None:
    """Return the plan that is asked for, if one is. Raises ``Http404`` for others."""
    if "plan" not in request.GET:
        return None
    try:
        return kept_plan(request, uuid.UUID(request.GET["plan"]))
    except ValueError:
        raise Http404 from None


def _looks(person: Person) -> QuerySet[Look]:
    """Return the looks at somebody's plans: the plan that was looked at last first, and by days."""
    plans = Plan.objects.written_by(person).kept(timezone.now())
    newest = Window(Max("at"), partition_by=F("plan"))
    rows = Look.objects.filter(plan__in=plans).annotate(newest=newest)
    return rows.select_related("reader", "plan__assignment__classroom").order_by(
        "-newest", "plan", "-on", "reader", "how", "pk"
    )
