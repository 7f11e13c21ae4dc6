"""What the pages of a class show at a glance: the class, one assignment of it, and the board."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.urls import reverse

from essayplanner.classes.assigned import is_coursework
from essayplanner.classes.models import Assignment, Classroom
from essayplanner.plans import looks
from essayplanner.plans.models import Plan
from essayplanner.plans.states import State, state_of
from essayplanner.reviews.help import who_needs_help
from essayplanner.reviews.overview import Look, Work, works
from essayplanner.reviews.recurring import Recurs, stock_of, what_recurs
from essayplanner.reviews.rows import draw_needs, draw_rows, heads, ordered

# Shown at once; the rest on request.
SHOWN = 5
# Of fewer, a number says whose it is.
FEWEST_NAMELESS = 4
# How wide the bar of counts is, in its own units.
BAR = 300


@dataclass(frozen=True, slots=True)
class Count:
    """How many are in a state; in the bar of counts from ``start``, so ``wide``."""

    state: State
    number: int
    start: int
    wide: int


def lay_class(classroom: Classroom) -> dict[str, Any]:
    """Return how many ``students`` a class has, and ``rows`` of what it is set, newest first.

    In three queries however much it is set.
    """
    students = classroom.memberships.students().count()
    states: dict[UUID, list[State]] = defaultdict(list)
    for assignment, handed_in, returned in Plan.objects.filter(
        assignment__classroom=classroom,
        deleted_at=None,
        owner__memberships__in=classroom.memberships.students(),
    ).values_list("assignment", "handed_in_at", "returned_at"):
        states[assignment].append(state_of(handed_in, returned))
    rows = classroom.assignments.order_by("-set_at", "pk")
    return {
        "students": students,
        "rows": [(row, counts(states[row.pk], students)) for row in rows],
    }


def counts(begun: Iterable[State], students: int) -> list[Count]:
    """Return how many are in each state; whoever has begun nothing has not started."""
    numbers = Counter(begun)
    numbers[State.NOT_STARTED] += max(students - numbers.total(), 0)
    ends = [round(BAR * sofar / (students or 1)) for sofar in accumulate(numbers[s] for s in State)]
    return [
        Count(state, numbers[state], start, end - start)
        for state, start, end in zip(State, [0, *ends], ends, strict=False)
    ]


def lay_overview(
    seen: Look, now: datetime, *, reader: int | None, sort: str = ""
) -> dict[str, Any]:
    """Return what is shown of a class's work on an assignment.

    The ``reader``, a teacher by key, leaves a look where a student gives a reason.
    """
    assignment, everything = seen.assignment, works(seen)
    reasoned = [row.plan for row in everything if row.plan and row.stands and row.stands.reasons]
    looks.leave(reader, reasoned, looks.How.SEEN)
    rows = [row for row in everything if not row.former]
    left = [row for row in everything if row.former]
    compared = not is_coursework(assignment)
    needs = who_needs_help(rows, assignment.set_at, now, compared=compared)
    waiting = sorted((row for row in rows if row.state.waits), key=_handed_in)
    may_extend = assignment.due_at and not assignment.classroom.archived_at
    extend = reverse("classes:extensions", args=[assignment.pk]) if may_extend else ""
    return {
        "needs": draw_needs(needs[:SHOWN], now),
        "more_needs": draw_needs(needs[SHOWN:], now),
        "more_in_need": len(needs[SHOWN:]),
        "shown": f":{SHOWN}",
        "more": f"{SHOWN}:",
        "waiting": waiting,
        "counts": _counts(rows),
        "recurs": _recurs(assignment, rows) if compared else None,
        "students": len(rows),
        "left": len(left),
        "heads": heads(sort),
        "sort": sort,
        "rows_markup": draw_rows([*ordered(rows, sort, assignment.factors), *left], now, extend),
    }


def lay_board(seen: Look, now: datetime) -> dict[str, Any]:
    """Return what may be projected: numbers alone, and few of them as long as few have begun."""
    rows = [row for row in works(seen) if not row.former]
    begun = sum(row.plan is not None for row in rows)
    if begun < FEWEST_NAMELESS:
        return {"few": True, "fewest": FEWEST_NAMELESS, "students": len(rows)}
    compared = not is_coursework(seen.assignment)
    recurs = _recurs(seen.assignment, rows) if compared else None
    return {
        "students": len(rows),
        # A class knows who has not begun.
        "counts": [row for row in _counts(rows) if row.number and row.state != State.NOT_STARTED],
        # Of a few, what recurs would be told of somebody.
        "recurs": recurs if recurs and recurs.plans >= FEWEST_NAMELESS else None,
        "ranked": bool(recurs and recurs.ranked >= FEWEST_NAMELESS),
        "compared": compared,
    }


def _counts(rows: list[Work]) -> list[Count]:
    return counts((row.state for row in rows), len(rows))


def _recurs(assignment: Assignment, rows: Iterable[Work]) -> Recurs:
    return what_recurs(rows, stock_of(assignment))


def _handed_in(work: Work) -> tuple[float, int]:
    return work.handed_in_at.timestamp() if work.handed_in_at else 0, work.student
