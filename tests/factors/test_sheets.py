"""A teacher fills in sheets as people do, and is told of every fault by sheet, row and column."""

import datetime

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from factors.workbook import read_workbook
from tests.factors.carried import TYPED, changed, refused_workbook, workbook


def test_a_workbook_that_a_beginner_typed_is_a_pack() -> None:
    assert read_workbook(workbook(TYPED)).model_dump(exclude_defaults=True) == {
        "topic": {
            "slug": "the-end-of-the-monasteries",
            "title": "The end of the monasteries",
            "summary": "They went.",
            "starts": 1529,
            "ends": 1540,
            "factors": [
                {"slug": "money", "name": "The Crown’s need of money", "short_name": "Money", "summary": "Land."},
                {"slug": "faith", "name": "Reform of religion", "short_name": "Faith", "summary": "Belief."},
            ],
            "questions": [
                {"slug": "why-did-they-fall", "text": "Why did they fall?", "starts": 1536, "ends": 1540, "factors": ["money", "faith"]}
            ],
        },
        "sources": [
            {
                "slug": "the-religious-orders-vol-3",
                "type": "book",
                "title": "The Religious Orders, vol. 3",
                "authors": [{"family": "Knowles", "given": "David"}, {"literal": "Church, Crown"}],
                "issued": 1959,
                "accessed": "2024-04-03",
            }
        ],
        "historians": [{"slug": "knowles", "family": "Knowles", "given": "David", "position": "Money first."}],
        "people": [
            {
                "slug": "thomas-cromwell",
                "name": "Thomas Cromwell",
                "also": ["Crum", "“Malleus”"],
                "lived": "1485",
                "summary": "A minister.",
                "posts": [{"date": "1534-04", "text": "Secretary."}],
                "source": "the-religious-orders-vol-3",
            }
        ],
        "evidence": [
            {
                "slug": "1536",
                "source": "the-religious-orders-vol-3",
                "supports": {"money": "Income."},
                "turns_against": {"faith": "Praise."},
                "date": "1536-21",
                "old_style": True,
                "title": "1536",
                "text": "An Act.",
                "people": ["thomas-cromwell"],
                "views": [{"holders": "Some", "claim": "No."}],
            }
        ],
        "quotations": [
            {
                "slug": "knowles-david-these-words-were-written-for-a",
                "source": "the-religious-orders-vol-3",
                "supports": {"money": "Yes."},
                "historian": "knowles",
                "text": "These words were written for a test.",
                "argues": "Money.",
                "notes": ["Invented."],
                "tested_by": ["1536"],
            }
        ],
        "events": [],
        "terms": [],
        "tables": [
            {"slug": "who-left", "title": "Who left", "columns": ["Who", "When"], "rows": [{"cells": ["Fisher", ""]}]}
        ],
        "documents": [],
        "notes": "For colleagues.\n\nMore.",
    }  # fmt: skip


def typed(sheet: str, row: int, **values: object) -> bytes:
    """Make the beginner’s workbook with some cells of one row changed; “_” stands for a space."""
    rows = [dict(cells) for cells in TYPED[sheet]]
    rows[row] |= {heading.replace("_", " "): value for heading, value in values.items()}
    return workbook(TYPED | {sheet: rows})


SOURCE = "the religious orders, vol. 3"


@pytest.mark.parametrize(
    ("data", "sentences"),
    [
        (typed("Evidence", 0, Date="1922-13"), ["Evidence, row 2, column “Date”: “1922-13” is not a date; write it like 3 April 1922, May 1924, spring 1922 or 1925."]),
        (typed("Evidence", 0, Date=None), ["Evidence, row 2, column “Date”: is missing."]),
        (typed("Evidence", 0, Old_style="perhaps"), ["Evidence, row 2, column “Old style”: must be yes or no."]),
        (typed("Evidence", 0, Source="Elton"), ["Evidence, row 2, column “Source”: “Elton” is no source of this topic."]),
        (typed("Evidence", 0, People="crum, More"), ["Evidence, row 2, column “People”: “More” is no person of this topic."]),
        (typed("Evidence", 0, People="crum; Thomas Cromwell"), ["Evidence, row 2, column “People”: names “thomas-cromwell” 2 times."]),
        (typed("Evidence", 0, Colour="red"), ["Evidence, row 1, column “Colour”: is no column of this sheet."]),
        (workbook(TYPED | {"Evidence": [dict(TYPED["Evidence"][0]) | {"Supports: factor 1": None, "Supports: luck": "It was."}]}), ["Evidence, row 2, column “Supports: luck”: “luck” is no factor of this topic.", "Evidence, row 2, column “Supports: …”: needs at least one."]),
        (workbook(TYPED | {"Evidence": [dict(TYPED["Evidence"][0]) | {"Supports: Money": "Again."}]}), ["Evidence, row 2, column “Supports: Money”: says “money” a second time."]),
        (workbook(TYPED | {"Evidence": [{**TYPED["Evidence"][0], "Supports: factor 1": None}]}), ["Evidence, row 2, column “Supports: …”: is missing."]),
        (workbook(TYPED | {"Colours": [{"a": 1}]}), ["Colours: is no sheet of a topic pack."]),
        (workbook({name: rows for name, rows in TYPED.items() if name != "Factors"}), ["Factors: is not there."]),
        (workbook({name: rows for name, rows in TYPED.items() if name != "Sources"}), ["Sources: is not there."]),
        (workbook(TYPED | {"Topic": []}), ["Topic: needs one row."]),
        (workbook(TYPED | {"Topic": TYPED["Topic"] * 2}), ["Topic, row 3: is one row too many."]),
        (workbook(TYPED | {"Posts": [{"Person": "crum", "Post": "Secretary."}] * 9}), ["Posts, row 1, column “Date”: is missing."]),
        (typed("Posts", 0, Person="More"), ["Posts, row 2, column “Person”: “More” is no person of this topic."]),
        (typed("Posts", 0, Post=None), ["Posts, row 2, column “Post”: is missing."]),
        (typed("Views", 0, Sheet="Terms"), ["Views, row 2, column “Sheet”: must be one of “Evidence”, “Events”, “Documents”."]),
        (typed("Views", 0, Entry="x"), ["Views, row 2, column “Entry”: “x” is no piece of evidence, event or document of this topic."]),
        (typed("Views", 0, Claim=None), ["Views, row 2, column “Claim”: is missing."]),
        (typed("Table rows", 0, Cell_3="1535"), ["Table rows, row 2: has 3 cells for 2 columns."]),
        (typed("Tables", 0, Column_4="Why"), ["Tables, row 2, column “Column 3”: is empty."]),
        (typed("Sources", 0, Type="Scroll"), ["Sources, row 2, column “Type”: must be one of: Book, Chapter in an edited volume, Article in a journal, Article in a newspaper, Entry in an encyclopaedia, Web page, Speech, Published document or Document in an archive."]),
        (typed("Sources", 0, Authors="a}b"), ["Sources, row 2, column “Authors”: cannot be read; write the names as: Family, Given; Family, Given; {Name of a body}."]),
        (typed("Sources", 0, Year="MCMLIX"), ["Sources, row 2, column “Year”: “MCMLIX” is not a year."]),
        (typed("Sources", 0, Pages=datetime.datetime(2024, 4, 3)), ["Sources, row 2, column “Pages”: has been turned into a date; format the cell as text and type it again."]),
        (typed("Questions", 0, Starts=1541), ["Questions, row 2, column “Ends”: is before the year in which it starts."]),
        (typed("Questions", 0, Named_factor="luck"), ["Questions, row 2, column “Named factor”: “luck” is no factor of this topic."]),
        (workbook(TYPED | {"Factors": [dict(row, Slug="money") for row in TYPED["Factors"]], "Evidence": [], "Quotations": [], "Quotation notes": [], "Views": []}), ["Factors, row 3, column “Slug”: stands 2 times.", "Questions, row 2, column “Factors”: names “money” 2 times."]),
        (workbook(TYPED | {"Sources": TYPED["Sources"] * 2}), [f"{place}: “{text}” can mean 2 records; write the slug." for place, text in (("People, row 2, column “Source”", SOURCE), ("Evidence, row 2, column “Source”", SOURCE.title().replace("Vol", "vol")))]),
        (typed("Topic", 0, Title=None), ["Topic, row 2, column “Title”: is missing."]),
        (typed("Factors", 1, Name=None), ["Factors, row 3, column “Name”: is missing.", "Questions, row 2, column “Factors”: “reform of religion” is no factor of this topic."]),
        (workbook(TYPED | {"Notes": [{"Notes": "x" * 30_000}] * 2}), ["Notes: is longer than 50000 characters."]),
        (typed("Evidence", 0, Text="=1+1"), ["Evidence, row 2, column “Text”: holds a formula; write its value instead."]),
        (typed("Evidence", 0, Text=ArrayFormula("E2", "=1+1")), ["Evidence, row 2, column “Text”: holds a formula; write its value instead."]),
        (typed("Evidence", 0, Text="#REF!"), ["Evidence, row 2, column “Text”: holds the error #REF!."]),
        (typed("Notes", 1, Notes="=NOW()"), ["Notes, row 3: holds a formula; write its value instead."]),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_sheet_row_and_column(
    data: bytes, sentences: list[str]
) -> None:
    assert refused_workbook(data) == sentences


def test_all_faults_are_told_at_once() -> None:
    rows = [
        {**TYPED["Evidence"][0], "Date": date, "Title": date} for date in ("soon", "later", None)
    ]
    assert refused_workbook(workbook(TYPED | {"Evidence": rows, "Views": [], "Quotations": [], "Quotation notes": []})) == [
        "Evidence, row 2, column “Date”: “soon” is not a date; write it like 3 April 1922, May 1924, spring 1922 or 1925.",
        "Evidence, row 3, column “Date”: “later” is not a date; write it like 3 April 1922, May 1924, spring 1922 or 1925.",
        "Evidence, row 4, column “Date”: is missing.",
        "Evidence, row 4, column “Title”: is missing.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "label",
    ["Entry in an encyclopaedia", "entry in an  Encyclopedia", "entry-encyclopedia"],
)
def test_a_kind_of_source_is_read_by_its_label_its_old_label_or_its_key(label: str) -> None:
    assert read_workbook(typed("Sources", 0, Type=label)).sources[0].type == "entry-encyclopedia"


def test_cells_beside_the_headings_and_headings_twice_are_faults() -> None:
    def change(made: openpyxl.Workbook) -> None:
        made["Evidence"]["T2"] = "x"
        made["Sources"]["V1"] = "title "

    assert refused_workbook(changed(change)) == [
        "Sources, row 1, column “title”: stands twice.",
        "Evidence, row 2: has a cell in column 20, which has no heading.",
    ]
