"""The library as the desk shows it: a bank, drawn once for each edition."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.db.models import Prefetch
from django.template.loader import render_to_string

from factors.dates import HistoricalDate
from factors.folding import folded
from factors.models import Bearing, Entry, Event, Evidence, Person, Quotation

Kind = Literal["evidence", "quotation", "event", "person"]

# What the search calls the records of each kind.
_TABLES: dict[Kind, str] = {
    "evidence": "evidence",
    "quotation": "quotations",
    "event": "events",
    "person": "people",
}


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """Something of a bank, ready to show; one item is the same as itself alone.

    ``body`` is its markup, the same in every plan, and ``source`` what evidence rests on in a few
    words, which the body leaves out; ``supports`` and ``against`` are the factors
    (their slugs) that it can be used for and against. ``starts`` and ``ends`` are the first and
    last day of its date, if it has one, and ``words`` what a search finds it by, folded.
    """

    kind: Kind
    key: str
    title: str
    body: str
    source: str = ""
    supports: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    starts: datetime.date = datetime.date.min
    ends: datetime.date = datetime.date.max
    words: str = ""


@lru_cache(maxsize=64)
def shelf(bank_id: int, version: str, factors: frozenset[str]) -> tuple[Item, ...]:
    """Return what a bank, known by key and version, holds on some factors, in the pack's order.

    That is the evidence and the quotations that bear on them, and every event and person. It is
    drawn once for each edition and set of factors (their slugs): a published bank never changes.
    """
    found = Entry.objects.filter(bank=bank_id, kind__in=_TABLES.values())
    words = {(kind, slug): text for kind, slug, text in found.values_list("kind", "slug", "folded")}
    on_these = Bearing.objects.filter(factor__slug__in=factors).select_related("factor")
    bearings = Prefetch("bearings", on_these)
    evidence = Evidence.objects.filter(bank=bank_id).select_related("source")
    quotations = Quotation.objects.filter(bank=bank_id).select_related("source", "historian")

    def items() -> Iterator[Item]:
        for row in evidence.prefetch_related(bearings):
            if row.bearings.all():
                yield _item("evidence", row, row.title, words, row.bearings.all())
        for quotation in quotations.prefetch_related("tested_by", bearings):
            if quotation.bearings.all():
                title = _opening(quotation)
                yield _item("quotation", quotation, title, words, quotation.bearings.all())
        for event in Event.objects.filter(bank=bank_id).select_related("source"):
            yield _item("event", event, event.title, words)
        for person in Person.objects.filter(bank=bank_id).select_related("source"):
            yield _item("person", person, person.name, words)

    return tuple(items())


def _item(
    kind: Kind,
    row: Evidence | Quotation | Event | Person,
    title: str,
    words: dict[tuple[str, str], str],
    bearings: Iterable[Bearing] = (),
) -> Item:
    date = HistoricalDate.parse(row.date) if isinstance(row, Evidence | Event) else None
    dates = {"starts": date.starts, "ends": date.ends} if date else {}
    sides: dict[str, set[str]] = {way: set() for way in Bearing.Direction}
    for bearing in bearings:
        sides[bearing.direction].add(bearing.factor.slug)
    context: dict[str, Any] = {"row": row, "bearings": bearings, "label": row.source.label}
    if isinstance(row, Quotation):
        context["tests"] = row.tested_by.all()
    if isinstance(row, Person):
        stances = [(HistoricalDate.parse(held["date"]), held["text"]) for held in row.stances]
        context["stances"] = stances
    return Item(
        kind=kind,
        key=row.slug,
        title=title,
        body=render_to_string(f"factors/{kind}.html", context),
        source=", ".join(filter(None, (row.source.label, row.locator)))
        if isinstance(row, Evidence)
        else "",
        supports=frozenset(sides[Bearing.Direction.SUPPORTS]),
        against=frozenset(sides[Bearing.Direction.TURNS_AGAINST]),
        # A bank that was published before there was a search is found by its titles alone.
        words=words.get((_TABLES[kind], row.slug)) or folded(title),
        **dates,
    )


def _opening(quotation: Quotation) -> str:
    """Name a quotation by who said it and how it begins: a historian may be quoted twice."""
    return f"{quotation.historian}, “{' '.join(quotation.text.split()[:5])} …”"
