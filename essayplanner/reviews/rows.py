"""The table of a class: its columns, how they are sorted, and a row a student.

Four hundred rows are drawn for one page, so that each is filled into markup drawn before.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from essayplanner.argument.stages import NAMES
from essayplanner.plans.drawing import fill
from essayplanner.plans.states import State
from essayplanner.reviews.help import Need
from essayplanner.reviews.overview import Work
from essayplanner.reviews.saying import ago, counted, exactly, on_day

# Stands in every address of a plan in the markup, and no plan has it.
_NO_PLAN = str(uuid.UUID(int=0))
_STAGES = {name: place for place, name in enumerate(NAMES)}
_STATES = {state: place for place, state in enumerate(State)}
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)

_By = Callable[[Work], Any]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its ``name``, where it leads, what it sorts by, and how it is now."""

    key: str
    name: str
    sorts: str
    query: str
    now: str


# Of each column its name, what it is sorted by where its name does not say so, and the key.
_COLUMNS: Mapping[str, tuple[str, str]] = {
    "name": ("Student", "by surname"),
    "stage": ("Stage", ""),
    "balance": ("Balance", "by the factor ranked first"),
    "gaps": ("Gaps", ""),
    "words": ("Words", ""),
    "worked": ("Last worked", ""),
    "state": ("State", ""),
}


def _first_ranked(factors: Sequence[str]) -> _By:
    places = {key: place for place, key in enumerate(factors, 1)}

    def by(work: Work) -> int:
        ranking = work.stands.facts.ranking if work.stands else []
        return places.get(ranking[0], len(places) + 1) if ranking else 0

    return by


_BY: Mapping[str, _By] = {
    "stage": lambda work: _STAGES.get(work.stands.facts.stage, -1) if work.stands else -1,
    "gaps": lambda work: work.stands.gaps if work.stands else -1,
    "words": lambda work: work.stands.words if work.stands else -1,
    "worked": lambda work: work.worked_at or _LONG_AGO,
    "state": lambda work: _STATES[work.state],
}


def ordered(works: Sequence[Work], sort: str, factors: Sequence[str]) -> list[Work]:
    """Sort work that is in the order of surnames by a column, with ``-`` before it from the end.

    Those who are alike stay as they were; a column that there is not changes nothing.
    """
    column, down = sort.removeprefix("-"), sort.startswith("-")
    if column == "name":
        return list(reversed(works)) if down else list(works)
    by = _first_ranked(factors) if column == "balance" else _BY.get(column)
    return sorted(works, key=by, reverse=down) if by else list(works)


def heads(sort: str) -> list[Head]:
    """Return the heads of the columns: each sorts by its own, the other way round the next time."""
    column, down = sort.removeprefix("-"), sort.startswith("-")
    if column not in _COLUMNS:
        column, down = "name", False
    return [
        Head(
            key,
            name,
            sorts,
            f"-{key}" if key == column and not down else key,
            ("descending" if down else "ascending") if key == column else "",
        )
        for key, (name, sorts) in _COLUMNS.items()
    ]


def draw_rows(works: Iterable[Work], now: datetime, extend: str = "") -> SafeString:
    """Return a row for each student; ``extend`` is where to give an extension, if one may."""
    return mark_safe("".join(_row(work, now, extend) for work in works))  # noqa: S308 (all drawn)


def draw_needs(needs: Iterable[Need], now: datetime) -> SafeString:
    """Return an item for each who needs help, with the reason in words."""
    return mark_safe("".join(_need(need, now) for need in needs))  # noqa: S308 (all drawn)


def _need(need: Need, now: datetime) -> str:
    plan, first = _NO_PLAN if need.work.plan else "", need.first
    texts = (need.work.name, need.says(now), *[first] * bool(first))
    drawn = fill("reviews/need.html", *texts, plan=plan, first=bool(first))
    return drawn.replace(_NO_PLAN, str(need.work.plan))


def _row(work: Work, now: datetime, extend: str) -> str:
    note, stands = _note(work, now), work.stands
    extend = "" if work.former else extend
    extension = [f"{extend}?student={work.student}"] * bool(extend)
    if work.plan is None or work.worked_at is None:
        texts = (str(work.student), work.name, *[note] * bool(note))
        texts += (*[work.name] * bool(extend), *extension)
        return fill(
            "reviews/row.html",
            *texts,
            plan="",
            state=work.state.label,
            note=bool(note),
            extend=bool(extend),
        )
    texts = (str(work.student), work.name)
    if stands:
        texts += (
            *(stands.facts.stage, SafeString(stands.picture), str(stands.gaps)),
            str(stands.words),
        )
    texts += (work.worked_at.isoformat(), ago(work.worked_at, now), *[note] * bool(note))
    texts += (work.name, exactly(work.worked_at))
    if stands:
        texts += (*[stands.says] * bool(stands.says), *_aside(work))
    texts += (*extension,)
    drawn = fill(
        "reviews/row.html",
        *texts,
        plan=_NO_PLAN,
        known=stands is not None,
        fresh=work.fresh,
        state=work.state.label,
        note=bool(note),
        extend=bool(extend),
        found=bool(stands and stands.says),
        aside=bool(stands and stands.set_aside),
    )
    return drawn.replace(_NO_PLAN, str(work.plan))


def _note(work: Work, now: datetime) -> str:
    """Say what there is to say of the due time, in words."""
    if work.due_at is None:
        return ""
    extended = ", extended" if work.extended else ""
    if work.state == State.HANDED_IN and work.handed_in_at and work.handed_in_at > work.due_at:
        return f"late: was due {on_day(work.due_at)}{extended}"
    if work.state not in (State.NOT_STARTED, State.DRAFTING):
        return ""
    if work.due_at <= now:
        return f"was due {on_day(work.due_at)}{extended}"
    return f"extended to {on_day(work.due_at)}" if work.extended else ""


def _aside(work: Work) -> tuple[str, ...]:
    """Return what was left on purpose: how often, and each with its reason."""
    stands = work.stands
    if not stands or not stands.set_aside:
        return ()
    items = "".join(
        f'<li>{escape(what)} <span class="reason" dir="auto">{escape(reason)}</span></li>'
        if reason
        else f'<li>{escape(what)} <span class="muted">No reason given.</span></li>'
        for what, reason in stands.facts.aside
    )
    return counted(stands.set_aside, "gap"), SafeString(items)
