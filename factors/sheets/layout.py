"""The sheets of a topic pack and their columns, with the words that explain them."""

from collections.abc import Sequence
from dataclasses import dataclass

from factors import records
from factors.pack import REQUIRED
from factors.sheets import cells, columns
from factors.sheets.columns import Column

# The most rows that a sheet may hold below its headings, and the most columns.
MAX_ROWS = records.MAX_RECORDS
MAX_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: one record of its table a row.

    A sheet with ``parents`` holds the parts of other records, a list in their field ``key``.
    ``named_by`` are the fields by which people name a record, so that no slug is needed.
    """

    name: str
    key: str
    model: type[records.Table] | None
    help: str
    columns: tuple[Column, ...]
    named_by: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A column as it stands on one sheet: for one factor or of one number, where it has several."""

    heading: str
    column: Column
    part: str | int | None = None


SHEETS = (
    Sheet(
        "Topic",
        "topic",
        records.TopicRecord,
        "The topic itself, in one row.",
        (
            columns.SLUG,
            columns.text(
                "Title", "title", "The topic’s name.", "The end of the monasteries, 1536–40"
            ),
            columns.text("Summary", "summary", "What happened, in two sentences."),
            columns.year("Starts", "starts", "The first year of its timeline.", "1529"),
            columns.year("Ends", "ends", "The last year of its timeline.", "1540"),
        ),
        ("title",),
    ),
    Sheet(
        "Factors",
        "factors",
        records.FactorRecord,
        "The competing explanations, in order: up to eight.",
        (
            columns.SLUG,
            columns.text("Name", "name", "The factor in a few words.", "The Crown’s need of money"),
            columns.text("Short name", "short_name", "One or two words, for labels.", "Money"),
            columns.text("Summary", "summary", "The explanation in a sentence."),
        ),
        ("short_name",),
    ),
    Sheet(
        "Questions",
        "questions",
        records.QuestionRecord,
        "The essay questions.",
        columns.QUESTIONS_COLUMNS,
        ("text",),
    ),
    Sheet(
        "Camps",
        "camps",
        records.CampRecord,
        "The sides that people took, if the topic has such.",
        (
            columns.SLUG,
            columns.text("Name", "name", "What the side is called.", "The Left Opposition"),
            columns.text("Summary", "summary", "What it stood for."),
        ),
        ("name",),
    ),
    Sheet(
        "Sources",
        "sources",
        records.SourceRecord,
        "The works and documents that the rest rests on.",
        columns.SOURCE_COLUMNS,
        ("title",),
    ),
    Sheet(
        "Historians",
        "historians",
        records.HistorianRecord,
        "Those who have written on the topic.",
        (
            columns.SLUG,
            columns.text("Family name", "family", "The name that an essay uses.", "Knowles"),
            columns.text("Given names", "given", "The other names.", "David"),
            columns.text("Position", "position", "How they tend to explain it, in a sentence."),
        ),
        ("family",),
    ),
    Sheet(
        "People",
        "people",
        records.PersonRecord,
        "The people of the time.",
        columns.PEOPLE_COLUMNS,
        ("name",),
    ),
    Sheet(
        "Posts",
        "posts",
        records.PostRecord,
        "The offices that people held.",
        (
            columns.parent("Person", "people"),
            columns.date(),
            columns.text("Post", "text", "Which office."),
        ),
        parents=("people",),
    ),
    Sheet(
        "Stances",
        "stances",
        records.StanceRecord,
        "Where people stood, and when.",
        (
            columns.parent("Person", "people"),
            columns.date("From when to when.", "1923–1925"),
            columns.link("Camp", "camp", "camps", "The side: a camp’s slug or name.", "left"),
            columns.text("Stance", "text", "What they wanted, and with whom."),
        ),
        parents=("people",),
    ),
    Sheet(
        "Evidence",
        "evidence",
        records.EvidenceRecord,
        "Dated facts, and how each bears on the factors.",
        columns.EVIDENCE_COLUMNS,
        ("title",),
    ),
    Sheet(
        "Quotations",
        "quotations",
        records.QuotationRecord,
        "Historians’ exact words, and how each bears on the factors.",
        columns.QUOTATIONS_COLUMNS,
        ("historian", "text"),
    ),
    Sheet(
        "Quotation notes",
        "notes",
        None,
        "Notes on quotations, such as what is mistaken in one.",
        (
            columns.parent("Quotation", "quotations"),
            columns.text("Note", "note", "One note a row."),
        ),
        parents=("quotations",),
    ),
    Sheet(
        "Events",
        "events",
        records.EventRecord,
        "Dates for the timeline that argue nothing by themselves.",
        columns.EVENTS_COLUMNS,
        ("title",),
    ),
    Sheet(
        "Views",
        "views",
        records.ViewRecord,
        "The sides of a dispute over evidence, an event or a document.",
        (
            Column(
                "Sheet",
                "_sheet",
                cells.SLUG,
                "“Evidence”, “Events” or “Documents”, where the next column could mean several.",
                "Evidence",
            ),
            columns.parent("Entry", "evidence", "events", "documents"),
            columns.text("Holders", "holders", "Who holds this view.", "Knowles and Elton"),
            columns.text("Claim", "claim", "What they hold."),
        ),
        parents=("evidence", "events", "documents"),
    ),
    Sheet(
        "Terms",
        "terms",
        records.TermRecord,
        "Words that a student may not know.",
        (
            columns.SLUG,
            columns.text("Term", "term", "The word.", "praemunire"),
            columns.ALSO,
            columns.text("Meaning", "meaning", "What it means, in plain words."),
        ),
        ("term",),
    ),
    Sheet(
        "Tables",
        "tables",
        records.TableRecord,
        "Tables to look things up in; their rows stand on the next sheet.",
        (
            columns.SLUG,
            columns.text("Title", "title", "What the table shows.", "Who was expelled when"),
            Column(
                "Column", "columns", cells.NUMBERED, "The heading of a column.", "Name", count=6
            ),
            columns.text("Note", "note", "What a reader should know of it."),
        ),
        ("title",),
    ),
    Sheet(
        "Table rows",
        "rows",
        records.RowRecord,
        "The rows of the tables, in order.",
        (
            columns.parent("Table", "tables"),
            Column("Cell", "cells", cells.NUMBERED, "What stands in the column.", count=6),
            columns.SOURCE,
            columns.LOCATOR,
        ),
        parents=("tables",),
    ),
    Sheet(
        "Documents",
        "documents",
        records.DocumentRecord,
        "Primary sources to read; their passages stand on the next sheet.",
        (
            columns.SLUG,
            columns.text(
                "Title", "title", "What it is called.", "Lenin’s “Letter to the Congress”"
            ),
            columns.date(),
            columns.text("Summary", "summary", "What it is and why it matters."),
            columns.SOURCE,
        ),
        ("title",),
    ),
    Sheet(
        "Passages",
        "passages",
        records.PassageRecord,
        "Parts of the documents, each in one translation.",
        columns.PASSAGES_COLUMNS,
        parents=("documents",),
    ),
)

# The one sheet that is no table: Markdown for teachers, a line or a few in each row.
NOTES = "Notes"
NOTES_HELP = "What colleagues should know, one paragraph a row. Students do not see it."
README = "Read me"

# The sheets without which there is no pack, by their tables.
NEEDED = ("factors", "questions", *REQUIRED)

NAMES = {sheet.key: sheet.name for sheet in SHEETS if not sheet.parents}


def slots(sheet: Sheet, factors: Sequence[str]) -> list[Slot]:
    """Return a sheet's columns as they stand side by side in a pack with these factors."""
    found = []
    for column in sheet.columns:
        if column.kind is cells.BEARINGS:
            found += [Slot(f"{column.heading}: {slug}", column, slug) for slug in factors]
        elif column.count:
            numbers = range(column.count)
            found += [Slot(f"{column.heading} {n + 1}", column, n) for n in numbers]
        else:
            found.append(Slot(column.heading, column))
    return found
