"""Ranking the factors of a plan, and ordering its paragraphs."""

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from essayplanner.plans import revisions
from essayplanner.plans.models import Paragraph, Plan
from essayplanner.plans.writing import lock, touch

MOVES = {"up": -1, "down": 1}
REORDERS = {"earlier": -1, "later": 1}


@transaction.atomic
def move(plan: Plan, factor: str, way: str) -> None:
    """Move a factor one place ``up`` or ``down`` the ranking, which makes the ranking stated."""
    order = _paragraphs(plan, "rank")
    _shift(order, factor, MOVES.get(way))
    _rank(plan, order)


@transaction.atomic
def rank(plan: Plan, numbers: Mapping[str, int]) -> None:
    """Rank factors by number (their places, by factor), which makes the ranking stated."""
    _rank(plan, by_number(_paragraphs(plan, "rank"), numbers))


def by_number(order: Sequence[Paragraph], numbers: Mapping[str, int]) -> list[Paragraph]:
    """Return paragraphs with some of them put to other places.

    Each whose place changes gets it, exactly where no two want the same; the others keep their
    order around them.
    """
    moved = {}
    result = []
    for at, row in enumerate(order, 1):
        if numbers.get(row.factor, at) == at:
            result.append(row)
        else:
            moved[row.factor] = row
    for factor in sorted(moved, key=lambda factor: numbers[factor]):
        result.insert(max(numbers[factor] - 1, 0), moved[factor])
    return result


def _rank(plan: Plan, order: Iterable[Paragraph]) -> None:
    for place, row in enumerate(order, 1):
        row.rank = place
        row.position = row.position if plan.ordered else place
    Paragraph.objects.bulk_update(order, ["rank", "position"])
    keep_ranking(plan)


def _paragraphs(plan: Plan, order: str) -> list[Paragraph]:
    """Return a plan's paragraphs, for this transaction alone to put in order."""
    lock(plan)
    plan.refresh_from_db(fields=["ordered", "ranked"])
    revisions.keep_while_working(plan, timezone.now())
    return list(Paragraph.objects.filter(plan=plan).order_by(order, "mark"))


def _shift(order: list[Paragraph], factor: str, by: int | None) -> None:
    start = next((at for at, row in enumerate(order) if row.factor == factor), None)
    if start is None or by is None:
        raise ValidationError("This factor is not in your plan.")
    end = min(max(start + by, 0), len(order) - 1)
    order.insert(end, order.pop(start))


@transaction.atomic
def reorder(plan: Plan, factor: str, way: str) -> None:
    """Move a paragraph one place ``earlier`` or ``later`` in the essay, whatever its rank.

    Where nothing is ranked, the ranking that is offered follows.
    """
    order = _paragraphs(plan, "position")
    _shift(order, factor, REORDERS.get(way))
    for place, row in enumerate(order, 1):
        row.position = place
        row.rank = row.rank if plan.ranked else place
    Paragraph.objects.bulk_update(order, ["rank", "position"])
    touch(plan, ordered=True)


@transaction.atomic
def order_as_ranked(plan: Plan) -> None:
    """Let the paragraphs follow the ranking again."""
    lock(plan)
    revisions.keep_while_working(plan, timezone.now())
    Paragraph.objects.filter(plan=plan).update(position=F("rank"))
    touch(plan, ordered=False)


def keep_ranking(plan: Plan) -> None:
    """State that the ranking is the student's own as it stands."""
    touch(plan, ranked=True)
    plan.ranked = True
