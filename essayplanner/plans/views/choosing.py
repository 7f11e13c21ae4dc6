"""Choosing from the library, and taking out again."""

import uuid

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from essayplanner.plans import actions
from essayplanner.plans.access import own_plan
from essayplanner.plans.views.answers import answer, own_paragraph, parts, save_texts


@require_POST
def open_library(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save, and open the library for a paragraph (``factor/kind``), without the script."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    to, kind = parts(request, "open", 2)
    return answer(request, plan, troubles, "library", {"to": to, "kind": kind})


@require_POST
def choose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Add an item of the library (``kind/key``) to a paragraph (``to``, a factor)."""
    plan = own_plan(request, pk, "bank")
    troubles = save_texts(request, plan)
    kind, key = parts(request, "item", 2)
    paragraph = own_paragraph(plan, request.POST.get("to", ""))
    try:
        actions.choose(paragraph, kind, key)
    except ObjectDoesNotExist:
        raise Http404 from None
    place, query = f"{paragraph.factor}-{kind}", {"to": paragraph.factor}
    return answer(request, plan, troubles, place, query)


@require_POST
def take_out(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a chosen item (``factor/kind/key``) out of its paragraph."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    factor, kind, key = parts(request, "chosen", 3)
    actions.take_out(own_paragraph(plan, factor), kind, key)
    place, query = f"{factor}-{kind}", {"to": factor}
    return answer(request, plan, troubles, place, query)
