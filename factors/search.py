"""Searching the library: ``index`` once for each bank, then ``search``, as often as anybody asks.

A search reads the folded words of every record of the banks that it is given, in one query, which
works alike on SQLite and PostgreSQL. At 5,000 records that is some milliseconds. Should a library
on PostgreSQL ever hold a hundred times that, let ``_holds`` ask with ``folded__contains`` instead
(SQLite's disregards case, so it cannot serve both) and give ``Entry.folded`` a ``GinIndex`` with
``gin_trgm_ops``: every folded word shows where it begins, so the answers stay the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.db import transaction
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.safestring import SafeString, mark_safe

from factors import folding
from factors.entries import entries
from factors.models import Bank, Entry

SHOWN = ("bank_id", "kind", "slug", "title", "date", "text")  # of an entry, as a Hit has them
EXCERPT = 220  # characters
BEFORE = 60  # characters that an excerpt shows before what was found


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found. ``kind`` is a table of a pack, ``date`` for people, or empty.

    ``excerpt`` begins near the first word that was found, and marks all of them.
    """

    bank_id: int
    kind: str
    slug: str
    title: str
    date: str
    excerpt: SafeString


@dataclass(frozen=True, slots=True)
class Results:
    """The best hits first, and whether there were more than were asked for."""

    hits: tuple[Hit, ...] = ()
    more: bool = False


@transaction.atomic
def index(bank: Bank) -> None:
    """Make what can be found of a bank what the bank says now."""
    Entry.objects.filter(bank=bank).delete()
    Entry.objects.bulk_create(entries(bank))


def search(banks: QuerySet[Bank] | Sequence[int], query: str, limit: int = 50) -> Results:
    """Return what holds every word of a query, from the banks given (or their ids).

    People and terms of that name come first, then records that hold all of them in title and date;
    after that evidence comes before quotations, people and the rest, by date or in the bank's
    order. A query may be any text: only
    its words are looked at, the first ten of them, and one without words finds nothing.
    """
    wanted = folding.terms(query)
    if not wanted:
        return Results()
    found = Entry.objects.filter(_holds("folded", wanted), bank__in=banks)
    named = _holds("heading", wanted)
    in_heading = Case(
        When(named & Q(kind__in=("people", "terms")), then=0), When(named, then=1), default=2
    )
    rows = found.order_by(in_heading, "rank", "pk").values_list(*SHOWN)[: limit + 1]
    hits = tuple(
        Hit(bank_id, kind, slug, title, date, _excerpt(text, wanted))
        for bank_id, kind, slug, title, date, text in rows
    )
    return Results(hits[:limit], more=len(hits) > limit)


def highlight(text: str, query: str) -> SafeString:
    """Return a text as markup in which the words that a query looks for are marked."""
    return _marked(text, folding.terms(query))


def _holds(field: str, wanted: tuple[folding.Term, ...]) -> Q:
    condition = Q()
    for term in wanted:
        whole = Q(_finds(field, term.whole))
        parts = Q(*(_finds(field, part) for part in term.parts))
        condition &= whole | parts if term.parts else whole
    return condition


def _finds(field: str, beginning: str) -> GreaterThan:
    return GreaterThan(StrIndex(field, Value(beginning)), 0)


def _excerpt(text: str, wanted: tuple[folding.Term, ...]) -> SafeString:
    """Return the part of a text in which something is found first, or its beginning."""
    first, _ = next(folding.places(text, wanted), (0, 0))
    start = text.find(" ", first - BEFORE, first) + 1 if first > BEFORE else 0
    end = text.rfind(" ", first + 1, start + EXCERPT) if start + EXCERPT < len(text) else len(text)
    if end < 0:
        end = start + EXCERPT
    before = SafeString("… " if start else "")
    after = SafeString(" …" if end < len(text) else "")
    return before + _marked(text[start:end], wanted) + after


def _marked(text: str, wanted: tuple[folding.Term, ...]) -> SafeString:
    pieces, done = [], 0
    for start, end in folding.places(text, wanted):
        pieces += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return mark_safe("".join([*pieces, escape(text[done:])]))  # noqa: S308 (every text is escaped)
