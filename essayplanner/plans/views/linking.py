"""Linking factors."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from essayplanner.plans import linking
from essayplanner.plans.access import own_plan
from essayplanner.plans.views.answers import answer, parts, refuse, save_texts

UNSETTLED = "Its sentence is not saved yet. Settle that first, then take the link out."


@require_POST
def add_link(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Link a factor (``cause``) to another (``effect``)."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    values = (request.POST.get(name, "") for name in ("cause", "effect", "link-kind"))
    try:
        link = linking.add_link(plan, *values)
    except ValidationError as error:
        return refuse(request, plan, troubles, error)
    return answer(request, plan, troubles, f"link-{link.number}")


@require_POST
def change_link(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change the kind of a ``link``, its evidence or both, as they come under its number."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    number = _number(request)
    kind, evidence = (request.POST.get(f"link-{name}-{number}") for name in ("kind", "evidence"))
    if evidence and not slug_re.fullmatch(evidence):
        raise Http404
    try:
        linking.change_link(plan, number, kind, evidence)
    except ValidationError as error:
        return refuse(request, plan, troubles, error)
    return answer(request, plan, troubles, f"link-{number}")


@require_POST
def drop_link(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a ``link`` out, once its sentence is saved."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    number = _number(request)
    if f"link-{number}" in troubles:
        return refuse(request, plan, troubles, ValidationError(UNSETTLED))
    linking.drop_link(plan, number)
    return answer(request, plan, troubles, "links")


def _number(request: HttpRequest) -> int:
    [number] = parts(request, "link", 1)
    if not number.isdecimal() or len(number) > 9:
        raise Http404
    return int(number)
