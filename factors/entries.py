"""What the search knows of each record of a bank: its title, what it shows, what leads to it."""

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from factors.dates import MONTHS, HistoricalDate
from factors.folding import folded
from factors.models import (
    Bank,
    Dated,
    Document,
    Entry,
    Event,
    Evidence,
    Factor,
    Historian,
    Person,
    Question,
    Quotation,
    Record,
    Source,
    Table,
    Term,
)

# The short name of each month, and the one that people search for.
MONTH_NAMES = dict(zip(MONTHS[1:], calendar.month_name[1:], strict=True))


def entries(bank: Bank) -> Iterator[Entry]:
    """Yield an unsaved entry for every record of a bank that can be found."""
    for number, (kind, make) in enumerate(MAKERS.items()):
        for entry in make(bank):
            entry.kind = kind
            entry.rank = f"{number:02}/{entry.rank}"
            yield entry


def _entry(
    record: Record,
    title: str,
    text: Iterable[str],
    *,
    names: Iterable[str] = (),
    leads: Iterable[str] = (),
    date: str = "",
) -> Entry:
    """Return the entry of a record, ranked among those of its kind.

    ``text`` is what it shows; ``names`` lead to it as well as its title does, ``leads`` less.
    ``date`` is EDTF.
    """
    when = HistoricalDate.parse(date) if date else None
    starts = when.starts.isoformat() if when else ""
    years = map(str, range(when.starts.year, when.ends.year + 1)) if when else ()
    shown = " ".join(filter(None, text))
    heading = " ".join([_spoken(when) if when else "", title, *names])
    return Entry(
        bank_id=record.bank_id,
        slug=record.slug,
        rank=f"{starts}/{record.order:05}",
        heading=folded(heading),
        folded=folded(" ".join([heading, shown, *leads, *years])),
        title=title,
        date=record.date_text if isinstance(record, Dated) else str(when or ""),
        text=shown,
    )


def _spoken(date: HistoricalDate) -> str:
    """Return a date with its months in full, as people type them."""
    return " ".join(MONTH_NAMES.get(word, word) for word in re.findall(r"\w+", str(date)))


def _names(people: Iterable[Person]) -> list[str]:
    return [name for person in people for name in (person.name, *person.also)]


def _said(parts: Iterable[dict[str, Any]], *fields: str) -> list[str]:
    """Return the texts of the small tables that a record holds, such as its views."""
    return [part[field] for part in parts for field in fields]


def _evidence(bank: Bank) -> Iterator[Entry]:
    rows = Evidence.objects.filter(bank=bank).select_related("source")
    for row in rows.prefetch_related("people", "bearings"):
        hows = [bearing.how for bearing in row.bearings.all()]
        shown = [row.text, *hows, *_said(row.views, "holders", "claim")]
        leads = [*_names(row.people.all()), row.source.label, row.source.title]
        yield _entry(row, row.title, shown, leads=leads, date=row.date)


def _quotations(bank: Bank) -> Iterator[Entry]:
    rows = Quotation.objects.filter(bank=bank).select_related("historian", "source")
    for row in rows.prefetch_related("bearings"):
        hows = [bearing.how for bearing in row.bearings.all()]
        title = f"{row.historian}, {row.source.title}"
        shown = [f"“{row.text}”", row.argues, *hows, *row.notes]
        yield _entry(row, title, shown, leads=[row.source.label])


def _people(bank: Bank) -> Iterator[Entry]:
    for row in Person.objects.filter(bank=bank):
        held = [*_said(row.posts, "text"), *_said(row.stances, "text")]
        shown = [f"{row.lived}.", row.summary, *held, row.fate]
        yield _entry(row, row.name, shown, names=row.also)


def _events(bank: Bank) -> Iterator[Entry]:
    for row in Event.objects.filter(bank=bank).prefetch_related("people"):
        views = _said(row.views, "holders", "claim")
        yield _entry(row, row.title, views, leads=_names(row.people.all()), date=row.date)


def _documents(bank: Bank) -> Iterator[Entry]:
    people = {person.slug: person for person in Person.objects.filter(bank=bank)}
    for row in Document.objects.filter(bank=bank):
        views = _said(row.views, "holders", "claim")
        shown = [row.summary, *_said(row.passages, "text"), *views]
        about = [people[slug] for slug in dict.fromkeys(_said(row.passages, "about"))]
        yield _entry(row, row.title, shown, leads=_names(about), date=row.date)


def _historians(bank: Bank) -> Iterator[Entry]:
    for row in Historian.objects.filter(bank=bank):
        yield _entry(row, str(row), [row.position])


def _terms(bank: Bank) -> Iterator[Entry]:
    for row in Term.objects.filter(bank=bank):
        yield _entry(row, row.term, [row.meaning], names=row.also)


def _tables(bank: Bank) -> Iterator[Entry]:
    for row in Table.objects.filter(bank=bank):
        lines = [f"{', '.join(filter(None, line['cells']))}." for line in row.rows]
        yield _entry(row, row.title, [*lines, row.note], leads=row.columns)


def _questions(bank: Bank) -> Iterator[Entry]:
    for row in Question.objects.filter(bank=bank):
        yield _entry(row, row.text, [])


def _factors(bank: Bank) -> Iterator[Entry]:
    for row in Factor.objects.filter(bank=bank):
        yield _entry(row, row.name, [row.summary], names=[row.short_name])


def _sources(bank: Bank) -> Iterator[Entry]:
    for row in Source.objects.filter(bank=bank):
        people = [*row.authors, *row.editors, *row.translators]
        who = [" ".join(filter(None, (p["given"], p["family"], p["literal"]))) for p in people]
        where = (row.container_title, row.event, row.publisher, row.place, row.archive)
        year = str(row.issued or row.original or "")
        shown = ", ".join(filter(None, (*who, *where, year)))
        yield _entry(row, row.title, [shown], date=row.date or "")


# In the order in which a search shows what it finds.
MAKERS: dict[str, Callable[[Bank], Iterator[Entry]]] = {
    "evidence": _evidence,
    "quotations": _quotations,
    "people": _people,
    "events": _events,
    "documents": _documents,
    "historians": _historians,
    "terms": _terms,
    "tables": _tables,
    "questions": _questions,
    "factors": _factors,
    "sources": _sources,
}
