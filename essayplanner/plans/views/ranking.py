"""Ranking the factors, and putting the paragraphs in order."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from essayplanner.plans import ranking
from essayplanner.plans.access import own_plan
from essayplanner.plans.views.answers import answer, parts, save_texts

# Before a factor's key, the name of its place among the others.
PLACE = "place-"


@require_POST
def move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Move a factor (``factor/up`` or ``factor/down``) in the ranking."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    factor, way = parts(request, "move", 2)
    try:
        ranking.move(plan, factor, way)
    except ValidationError:
        raise Http404 from None
    return answer(request, plan, troubles, "ranking")


@require_POST
def keep_ranking(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """State that the ranking as it stands is the student's own."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    ranking.keep_ranking(plan)
    return answer(request, plan, troubles, "ranking")


@require_POST
def rank(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Rank by number: each ``place-…`` that was sent is the place of that factor."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    numbers = {
        name.removeprefix(PLACE): str(number)
        for name, number in request.POST.items()
        if name.startswith(PLACE)
    }
    if not all(number.isdecimal() and len(number) < 3 for number in numbers.values()):
        raise Http404
    ranking.rank(plan, {factor: int(number) for factor, number in numbers.items()})
    return answer(request, plan, troubles, "ranking")


@require_POST
def reorder(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Move a paragraph (``factor/earlier`` or ``factor/later``) in the essay."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    factor, way = parts(request, "reorder", 2)
    try:
        ranking.reorder(plan, factor, way)
    except ValidationError:
        raise Http404 from None
    return answer(request, plan, troubles, f"factor-{factor}")


@require_POST
def order_as_ranked(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let the paragraphs follow the ranking again."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    ranking.order_as_ranked(plan)
    return answer(request, plan, troubles, "ranking")
