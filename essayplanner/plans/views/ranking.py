"""Ranking the factors."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from essayplanner.plans import actions
from essayplanner.plans.access import own_plan
from essayplanner.plans.views.answers import answer, parts, save_texts


@require_POST
def move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Move a factor (``factor/up`` or ``factor/down``) in the ranking."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    factor, way = parts(request, "move", 2)
    try:
        actions.move(plan, factor, way)
    except ValidationError:
        raise Http404 from None
    return answer(request, plan, troubles, "ranking")


@require_POST
def keep_ranking(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """State that the ranking as it stands is the student's own."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    actions.keep_ranking(plan)
    return answer(request, plan, troubles, "ranking")
