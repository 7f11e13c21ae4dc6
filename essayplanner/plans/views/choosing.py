"""Choosing from the library, and taking out again."""

import uuid

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from essayplanner.plans import actions
from essayplanner.plans.access import desk_plan, own_plan
from essayplanner.plans.build import build_outline
from essayplanner.plans.drawer import Filter, lay_drawer
from essayplanner.plans.views.answers import answer, own_paragraph, parts, save_texts


@require_POST
def open_library(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save, and show what is asked of the library; or open it for a paragraph (``factor/kind``)."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    query = {}
    if "open" in request.POST:
        to, kind = parts(request, "open", 2)
        query = {"to": to, "kind": kind, "q": ""}
    return answer(request, plan, troubles, "library", query)


@require_safe
def shelf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Return what is asked of the library, to put into the page."""
    plan = desk_plan(request, pk)
    choose, show = (reverse(f"plans:{verb}", args=[pk]) for verb in ("choose", "open_library"))
    drawer = lay_drawer(plan, build_outline(plan), Filter.read(request.GET), choose)
    return HttpResponse(drawer.markup(show))


@require_POST
def choose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Add an item of the library (``kind/key``) to a paragraph (``to``, a factor).

    One that is dragged there may go ``into`` another paragraph than things are added to.
    """
    plan = own_plan(request, pk, "bank")
    troubles = save_texts(request, plan)
    kind, key = parts(request, "item", 2)
    to = request.POST.get("to", "")
    paragraph = own_paragraph(plan, request.POST.get("into", to))
    try:
        actions.choose(paragraph, kind, key)
    except ObjectDoesNotExist:
        raise Http404 from None
    return answer(request, plan, troubles, f"{paragraph.factor}-{kind}")


@require_POST
def take_out(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a chosen item (``factor/kind/key``) out of its paragraph."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    factor, kind, key = parts(request, "chosen", 3)
    try:
        actions.take_out(own_paragraph(plan, factor), kind, key)
    except ObjectDoesNotExist:
        raise Http404 from None
    return answer(request, plan, troubles, f"{factor}-{kind}")
