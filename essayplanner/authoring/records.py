"""The form of each kind of record: its boxes, and how they hold a row of a pack."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from essayplanner.authoring.fields import (
    Column,
    DateField,
    ListField,
    RowsField,
    TextField,
    readable_date,
)
from factors.models import Bank
from factors.records import SOURCE_TYPES, TOPIC_RECORDS

Fields = dict[str, forms.Field]
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A table of a pack as a writer meets it. ``fields`` makes the boxes of its form for a bank."""

    name: str
    one: str
    says: str
    fields: Callable[[Bank], Fields]
    title: str = "title"

    @property
    def a_one(self) -> str:
        """One of them with its article: “an event”."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"


def options(bank: Bank, table: str) -> Choices:
    """Return the records of a table to choose from."""
    rows = getattr(bank, f"{_MODELS[table]}_set").all()
    return [(row.slug, str(row)) for row in rows]


_MODELS = {
    "factors": "factor",
    "camps": "camp",
    "sources": "source",
    "historians": "historian",
    "people": "person",
    "evidence": "evidence",
}


def _line(label: str, *, required: bool = True, help_text: str = "") -> forms.Field:
    return TextField(label=label, required=required, help_text=help_text)


def _prose(label: str, *, required: bool = True, help_text: str = "") -> forms.Field:
    return TextField(label=label, required=required, help_text=help_text, lines=3)


def _date(label: str = "Date", *, required: bool = True) -> forms.Field:
    return DateField(
        label=label,
        required=required,
        help_text="As precise as it is known: 3 April 1922, May 1924, spring 1922, 1925, 1922–29.",
    )


def _one(label: str, choices: Choices, *, required: bool = True) -> forms.Field:
    return forms.ChoiceField(label=label, required=required, choices=[("", "Choose …"), *choices])


def _many(label: str, choices: Choices, help_text: str = "") -> forms.Field:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


def _year(label: str, *, required: bool = True, help_text: str = "") -> forms.Field:
    return forms.IntegerField(label=label, required=required, help_text=help_text)


def _julian() -> forms.Field:
    return forms.BooleanField(label="Old Style: a date of the Julian calendar", required=False)


def _views() -> forms.Field:
    return RowsField(
        "Historians disagree",
        [Column("holders", "Who holds it"), Column("claim", "What they hold", long=True)],
        help_text="Only where they do: one row for each side.",
    )


def _bearings(bank: Bank) -> forms.Field:
    return RowsField(
        "Which factors it bears on, and how",
        [
            Column("supports", "Supports it, because …", long=True),
            Column("turns_against", "Can be turned against it, because …", long=True),
        ],
        heads=options(bank, "factors"),
        help_text="One sentence each. It must support at least one factor.",
    )


def _names(label: str) -> forms.Field:
    columns = [
        Column("family", "Family name"),
        Column("given", "Given name"),
        Column("literal", "Or a body"),
    ]
    return RowsField(label, columns)


def _factor(bank: Bank) -> Fields:
    return {
        "name": _line("Name", help_text="One of the competing explanations."),
        "short_name": _line("Short name", help_text="One word, for narrow columns."),
        "summary": _prose("Summary", help_text="What this explanation says, in a sentence."),
    }


def _question(bank: Bank) -> Fields:
    factors = options(bank, "factors")
    return {
        "text": _prose("Question"),
        "starts": _year("Asks about the years from"),
        "ends": _year("to"),
        "factors": _many("Factors that answering it needs", factors),
        "named_factor": _one("The factor it names, if it names one", factors, required=False),
    }


def _camp(bank: Bank) -> Fields:
    return {
        "name": _line("Name", help_text="A side that people took, such as the Left Opposition."),
        "summary": _prose("Summary"),
    }


def _source(bank: Bank) -> Fields:
    return {
        "type": _one("Kind", list(SOURCE_TYPES.items())),
        "title": _line("Title"),
        "authors": _names("Authors"),
        "editors": _names("Editors"),
        "translators": _names("Translators"),
        "container_title": _line(
            "In", required=False, help_text="The book, journal, paper or site that it is part of."
        ),
        "publisher": _line("Publisher", required=False),
        "place": _line("Place", required=False),
        "issued": _year("Year of the edition", required=False),
        "original": _year("First year, if earlier", required=False),
        "edition": _line("Edition", required=False, help_text="Such as 2nd edn."),
        "volume": _line("Volume", required=False),
        "issue": _line("Issue", required=False),
        "pages": _line("Pages", required=False),
        "date": _date("Whole date, where it has one", required=False),
        "event": _line("Where it was said, for a speech", required=False),
        "archive": _line("Archive", required=False),
        "archive_location": _line("Reference in the archive", required=False),
        "url": _line("Address on the web", required=False),
        "accessed": _date("Seen there on", required=False),
    }


def _historian(bank: Bank) -> Fields:
    return {
        "family": _line("Family name"),
        "given": _line("Given name", required=False),
        "position": _prose("Position", help_text="How they tend to explain it, cautiously."),
    }


def _person(bank: Bank) -> Fields:
    return {
        "name": _line("Name"),
        "also": ListField(
            "Other spellings and names", "Name", help_text="So that search finds them."
        ),
        "lived": _line("Lived", help_text="Such as 1879–1940."),
        "summary": _prose("Who they were"),
        "posts": RowsField("Posts held", [Column("date", "When"), Column("text", "What")]),
        "stances": RowsField(
            "Where they stood, and when",
            [
                Column("date", "When"),
                Column("camp", "Camp", options(bank, "camps")),
                Column("text", "What they did there", long=True),
            ],
        ),
        "fate": _prose("What became of them", required=False),
        "source": _one("Source", options(bank, "sources")),
    }


def _evidence(bank: Bank) -> Fields:
    return {
        "date": _date(),
        "old_style": _julian(),
        "title": _line("Title", help_text="The fact in at most 60 letters."),
        "text": _prose("Evidence", help_text="With the name, the number, the date."),
        "source": _one("Source", options(bank, "sources")),
        "locator": _line("Page or place in the source", required=False),
        "bearings": _bearings(bank),
        "people": _many("People", options(bank, "people")),
        "views": _views(),
    }


def _quotation(bank: Bank) -> Fields:
    return {
        "historian": _one("Historian", options(bank, "historians")),
        "text": _prose("Exact words"),
        "short": _prose(
            "Shorter form", required=False, help_text="The same words, with … where you cut."
        ),
        "argues": _prose("What it argues, in a sentence of yours"),
        "source": _one("Source", options(bank, "sources")),
        "page": _line("Page", required=False),
        "checked": _line(
            "Held against the printed page",
            required=False,
            help_text="Where and when. Until somebody has, the wording is shown as unchecked.",
        ),
        "wording": _prose("What is known of the wording", required=False),
        "bearings": _bearings(bank),
        "notes": ListField("What the record has against it", "Note", long=True),
        "tested_by": _many("Evidence that contradicts it", options(bank, "evidence")),
    }


def _event(bank: Bank) -> Fields:
    return {
        "date": _date(),
        "old_style": _julian(),
        "title": _line("Event"),
        "people": _many("People", options(bank, "people")),
        "source": _one("Source", options(bank, "sources")),
        "locator": _line("Page or place in the source", required=False),
        "views": _views(),
    }


def _term(bank: Bank) -> Fields:
    return {
        "term": _line("Term"),
        "also": ListField("Other forms of the word", "Form"),
        "meaning": _prose("Meaning"),
    }


MOST_COLUMNS = 6


def _table(bank: Bank) -> Fields:
    cells = [Column(f"cell{n}", f"Cell {n}") for n in range(1, MOST_COLUMNS + 1)]
    rest = [Column("source", "Source", options(bank, "sources")), Column("locator", "Page")]
    return {
        "title": _line("Title"),
        "columns": ListField("Columns", "Column", help_text="Two to six."),
        "rows": RowsField(
            "Rows",
            [*cells, *rest],
            labels="columns",
            help_text="The first cell heads its row.",
        ),
        "note": _prose("Note", required=False),
    }


def _document(bank: Bank) -> Fields:
    sources = options(bank, "sources")
    return {
        "title": _line("Title"),
        "date": _date(),
        "summary": _prose("What it is"),
        "source": _one("Source", sources),
        "passages": RowsField(
            "Passages",
            [
                Column("about", "About", options(bank, "people")),
                Column("translation", "From", sources),
                Column("text", "Exact words", long=True),
                Column("wording", "What is known of the wording", long=True),
            ],
        ),
        "views": _views(),
    }


KINDS: dict[str, Kind] = {
    "factors": Kind("Factors", "factor", "The competing explanations.", _factor, "name"),
    "questions": Kind("Questions", "question", "What students plan.", _question, "text"),
    "sources": Kind("Sources", "source", "Everything is cited: start here.", _source),
    "people": Kind("People", "person", "Who acted, for the timeline.", _person, "name"),
    "evidence": Kind("Evidence", "piece of evidence", "Dated facts that argue.", _evidence),
    "historians": Kind("Historians", "historian", "Who is quoted.", _historian, "family"),
    "quotations": Kind("Quotations", "quotation", "Historians’ exact words.", _quotation, "argues"),
    "events": Kind("Events", "event", "Dates that argue nothing by themselves.", _event),
    "terms": Kind("Terms", "term", "For the glossary.", _term, "term"),
    "tables": Kind("Tables", "table", "Reference tables.", _table),
    "documents": Kind("Documents", "document", "Primary sources.", _document),
    "camps": Kind("Camps", "camp", "Sides that people took, for the chart.", _camp, "name"),
}


def to_boxes(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return what the boxes of a form show of a row of a pack."""
    boxes = dict(row)
    if "supports" in row:
        heads = {**row["supports"], **row["turns_against"]}
        boxes["bearings"] = [
            {
                "head": head,
                "supports": row["supports"].get(head, ""),
                "turns_against": row["turns_against"].get(head, ""),
            }
            for head in heads
        ]
    if table == "tables":
        boxes["rows"] = [
            {"source": part["source"], "locator": part["locator"]}
            | {f"cell{n}": cell for n, cell in enumerate(part["cells"], 1)}
            for part in row["rows"]
        ]
    for name in ("posts", "stances"):
        if name in row:
            boxes[name] = [part | {"date": readable_date(part["date"])} for part in row[name]]
    return boxes


def to_row(boxes: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed into the boxes of a form as a row of a pack, dates apart."""
    row = dict(boxes)
    if "bearings" in row:
        bearings = row.pop("bearings")
        for direction in ("supports", "turns_against"):
            row[direction] = {
                part["head"]: part[direction] for part in bearings if part[direction].strip()
            }
    if "rows" in row:
        columns = len(row.get("columns", ()))
        row["rows"] = [_table_row(part, columns) for part in row["rows"]]
    if "named_factor" in row:
        row["named_factor"] = row["named_factor"] or None
    return row


def _table_row(part: dict[str, str], columns: int) -> dict[str, Any]:
    cells = [part[f"cell{n}"] for n in range(1, MOST_COLUMNS + 1)]
    while len(cells) > columns and not cells[-1]:
        cells.pop()
    return {"cells": cells, "source": part["source"] or None, "locator": part["locator"]}


def table_rows(tables: Mapping[str, Any], table: str) -> list[dict[str, Any]]:
    """Return the rows of a table of a bank, wherever a pack keeps them."""
    return tables["topic"][table] if table in TOPIC_RECORDS else tables[table]  # type: ignore[no-any-return]
