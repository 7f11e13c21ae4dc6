"""The library as the desk shows it: a bank, drawn once for each edition."""

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

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

# Stands in the markup of an item for its uses.
_USES = "\0"


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """Something of a bank, ready to show; one item is the same as itself alone.

    Its markup is ``opening``, then of its ``uses`` those on the factors of a plan (each a slug and
    markup), then ``closing``; ``source`` is what evidence rests on in a few words, which the markup
    leaves out. ``supports`` and ``against`` are the factors (their slugs) that it can be used for
    and against. ``starts`` and ``ends`` are the first and last day of its date, if it has one, and
    ``words`` what a search finds it by, folded.
    """

    kind: Kind
    key: str
    title: str
    opening: str
    uses: tuple[tuple[str, str], ...]
    closing: str
    source: str = ""
    supports: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    starts: datetime.date = datetime.date.min
    ends: datetime.date = datetime.date.max
    words: str = ""

    def body(self, factors: Container[str]) -> SafeString:
        """Return its markup in a plan that weighs these factors."""
        uses = "".join(use for slug, use in self.uses if slug in factors)
        return mark_safe(f"{self.opening}{uses}{self.closing}")  # noqa: S308 (all drawn)


@lru_cache(maxsize=64)
def shelf(bank_id: int, version: str) -> tuple[Item, ...]:
    """Return what a bank, known by key and version, has for the desk, in the pack's order.

    That is the evidence and the quotations that bear on a factor, and every event and person. It is
    drawn once for each edition: a published bank never changes.
    """
    found = Entry.objects.filter(bank=bank_id, kind__in=_TABLES.values())
    words = {(kind, slug): text for kind, slug, text in found.values_list("kind", "slug", "folded")}
    bearings = defaultdict(list)
    for bearing in Bearing.objects.filter(factor__bank=bank_id).select_related("factor"):
        bearings[bearing.evidence_id, bearing.quotation_id].append(bearing)
    evidence = Evidence.objects.filter(bank=bank_id).select_related("source")
    quotations = Quotation.objects.filter(bank=bank_id).select_related("source", "historian")

    def items() -> Iterator[Item]:
        for row in evidence:
            if on := bearings[row.pk, None]:
                yield _item("evidence", row, row.title, words, on)
        for quotation in quotations.prefetch_related("tested_by"):
            if on := bearings[None, quotation.pk]:
                yield _item("quotation", quotation, _opening(quotation), words, on)
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
    context: dict[str, Any] = {"row": row, "label": row.source.label, "uses": _USES}
    if isinstance(row, Quotation):
        context["tests"] = row.tested_by.all()
    if isinstance(row, Person):
        stances = [(HistoricalDate.parse(held["date"]), held["text"]) for held in row.stances]
        context["stances"] = stances
    # The uses stand last; what an author writes stands before them.
    opening, _, closing = render_to_string(f"factors/{kind}.html", context).rpartition(_USES)
    return Item(
        kind=kind,
        key=row.slug,
        title=title,
        opening=opening,
        uses=tuple((bearing.factor.slug, _use(bearing)) for bearing in bearings),
        closing=closing,
        source=", ".join(filter(None, (row.source.label, row.locator)))
        if isinstance(row, Evidence)
        else "",
        supports=frozenset(sides[Bearing.Direction.SUPPORTS]),
        against=frozenset(sides[Bearing.Direction.TURNS_AGAINST]),
        # A bank that was published before there was a search is found by its titles alone.
        words=words.get((_TABLES[kind], row.slug)) or folded(title),
        **dates,
    )


def _use(bearing: Bearing) -> str:
    return render_to_string("factors/bearing.html", {"bearing": bearing})


def _opening(quotation: Quotation) -> str:
    """Name a quotation by who said it and how it begins: a historian may be quoted twice."""
    return f"{quotation.historian}, “{' '.join(quotation.text.split()[:5])} …”"
