"""The smaller pages of a topic, each drawn once for each edition of its bank."""

from dataclasses import dataclass
from typing import Any

import nh3
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from essayplanner.library.alliances import Figure, Side, Stance, lay_chart
from essayplanner.library.columns import by_date, evidence_of, quotations_of
from essayplanner.library.drawing import draw, shared
from essayplanner.library.editions import once_per_edition
from essayplanner.library.resting import what_rests
from essayplanner.library.timeline import Entry, Timeline
from factors import citations
from factors.dates import HistoricalDate
from factors.models import Bank, Document, Event, Evidence, Source, Table

# No page loads anything from another host.
NOTES_TAGS = nh3.ALLOWED_TAGS - {"img"}


@once_per_edition
def timeline(bank: Bank) -> Timeline:
    """Return the timeline of a topic, each of its entries drawn."""
    template = get_template("library/timeline.html#entry")
    common = shared(bank)

    def entry(row: Evidence | Event) -> Entry:
        bearings = row.bearings.all() if isinstance(row, Evidence) else ()
        factors = {bearing.factor for bearing in bearings}
        in_order = sorted(factors, key=lambda factor: factor.order)
        kind = "evidence" if isinstance(row, Evidence) else "events"
        own = {"row": row, "kind": kind, "factors": in_order, "label": row.source.label}
        return Entry(
            starts=HistoricalDate.parse(row.date).starts,
            people=frozenset(person.slug for person in row.people.all()),
            factors=frozenset(factor.slug for factor in factors),
            markup=template.render(common | own),
        )

    events = bank.event_set.select_related("source").prefetch_related("people")
    return Timeline(
        entries=(*map(entry, events), *map(entry, evidence_of(bank))),
        people=tuple(bank.person_set.values_list("slug", "name")),
        factors=tuple(bank.factor_set.values_list("slug", "name")),
    )


@once_per_edition
def alliances(bank: Bank) -> SafeString:
    """Return the chart of alliances with its table, or nothing where nobody took a side."""
    camps = list(bank.camp_set.all())
    sides = {camp.slug: Side(camp.order, camp.name) for camp in camps}
    figures = [
        Figure(
            slug=person.slug,
            name=person.name,
            stances=tuple(
                Stance(row["date"], sides[row["camp"]], row["text"]) for row in person.stances
            ),
        )
        for person in bank.person_set.all()
    ]
    chart = lay_chart(figures)
    return draw(bank, "timeline", {"chart": chart, "camps": camps})


@once_per_edition
def people(bank: Bank) -> SafeString:
    """Return who was who."""
    camps = {camp.slug: camp for camp in bank.camp_set.all()}
    rows = bank.person_set.select_related("source").prefetch_related("evidence", "events")
    figures = [
        {
            "person": person,
            "posts": [(_date(row["date"]), row["text"]) for row in person.posts],
            "stances": [
                (_date(row["date"]), camps[row["camp"]], row["text"]) for row in person.stances
            ],
            "evidence": by_date(person.evidence.all()),
            "events": by_date(person.events.all()),
            "label": person.source.label,
        }
        for person in rows
    ]
    return draw(bank, "people", {"figures": figures})


@once_per_edition
def historians(bank: Bank) -> SafeString:
    """Return the historians with their quotations."""
    quotations = list(quotations_of(bank))
    rows = [
        (historian, [row for row in quotations if row.historian_id == historian.pk])
        for historian in bank.historian_set.order_by("family", "given")
    ]
    return draw(bank, "historians", {"historians": rows})


@once_per_edition
def glossary(bank: Bank) -> SafeString:
    """Return the terms in order of the alphabet."""
    terms = sorted(bank.term_set.all(), key=lambda term: term.term.casefold())
    return draw(bank, "glossary", {"terms": terms})


@once_per_edition
def reference(bank: Bank) -> SafeString:
    """Return the reference tables and the documents."""
    sources = {source.slug: source for source in bank.source_set.all()}
    names = dict(bank.person_set.values_list("slug", "name"))
    context = {
        "tables": [(table, _rows(table, sources)) for table in bank.table_set.all()],
        "documents": [
            {
                "document": row,
                "date": _date(row.date),
                "label": row.source.label,
                "people": _passages(row, names, sources),
            }
            for row in bank.document_set.select_related("source")
        ],
    }
    return draw(bank, "reference", context)


@once_per_edition
def notes(bank: Bank) -> SafeString:
    """Return the notes for teachers, which are Markdown with tables and no markup of their own."""
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(bank.notes)
    return mark_safe(nh3.clean(html, tags=NOTES_TAGS, link_rel="noopener noreferrer"))  # noqa: S308 (just cleaned)


@once_per_edition
def sources(bank: Bank, style: str) -> SafeString:
    """Return the bibliography in a style of ``factors.citations``, with what rests on each."""
    rests = what_rests(bank)
    entries = [
        Entered(row, _cited(row, citations.STYLES[style]), rests[row.slug])
        for row in bank.source_set.all()
    ]
    entries.sort(key=lambda entry: entry.citations[0].text.strip("‘’“”").casefold())
    return draw(bank, "sources", {"entries": entries})


@dataclass(frozen=True, slots=True)
class Citation:
    """One form of citing a source: what it is for, and its runs of text and whether in italics."""

    name: str
    runs: citations.Runs

    @property
    def text(self) -> str:
        """The citation without its italics."""
        return citations.text(self.runs)


@dataclass(frozen=True, slots=True)
class Entered:
    """A source in the bibliography: its citations, the reference first, and what rests on it."""

    source: Source
    citations: list[Citation]
    rests: list[Any]


def _cited(source: Source, style: citations.Style) -> list[Citation]:
    work = citations.Work.of(source)
    cited = [
        Citation("reference", style.reference(work)),
        Citation("in the text", style.label(work)),
    ]
    if style.note:
        cited[1:] = [Citation("note", style.note(work)), Citation("later notes", style.label(work))]
    return cited


Passages = list[tuple[str, list[tuple[Source, str, list[dict[str, str]]]]]]


def _passages(document: Document, names: dict[str, str], sources: dict[str, Source]) -> Passages:
    """Group passages by whom they are about, and then by translation, which never mix."""
    grouped: dict[str, dict[str, list[dict[str, str]]]] = {}
    for row in document.passages:
        grouped.setdefault(row["about"], {}).setdefault(row["translation"], []).append(row)
    return [
        (
            names[about],
            [(sources[slug], sources[slug].label, rows) for slug, rows in translations.items()],
        )
        for about, translations in grouped.items()
    ]


def _rows(
    table: Table, sources: dict[str, Source]
) -> list[tuple[list[str], Source | None, str, str]]:
    """Return each row as its cells, its source if it has one, with its label, and its place."""
    rows = []
    for row in table.rows:
        source = sources.get(row["source"])
        label = source.label if source else ""
        rows.append((row["cells"], source, label, row["locator"]))
    return rows


def _date(edtf: str) -> str:
    return str(HistoricalDate.parse(edtf))
