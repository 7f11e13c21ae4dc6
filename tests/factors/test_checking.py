"""What is wrong with a record is said in whole sentences, and never without end."""

from typing import Any

import pytest

from factors.checking import MAX_FAULTS, PackError, check, is_cut_from, record_faults
from factors.records import MAX_PARTS, MAX_RECORDS
from factors.workbook import read_workbook
from tests.factors.carried import TYPED, workbook
from tests.factors.packs import sound


def changed(table: str, **values: Any) -> tuple[str, dict[str, Any]]:
    """Return the first record of a table of the sound pack with other values, to be checked."""
    return table, {**sound()[table][0], **values}


@pytest.mark.parametrize(
    ("record", "faults"),
    [
        (changed("evidence"), {}),
        (changed("evidence", title=""), {"title": ["This is empty."]}),
        (changed("evidence", title="x" * 61), {"title": ["This is longer than 60 characters."]}),
        (changed("evidence", source=""), {"source": ["This needs a choice."]}),
        (changed("sources", type=""), {"type": ["This needs a choice."]}),
        (changed("evidence", supports={}), {"supports": ["This needs at least one."]}),
        (
            changed("evidence", supports={"money": " "}),
            {"supports": ["The text for “money” is empty."]},
        ),
        (changed("evidence", date="soon"), {"date": ["“soon” is not a date."]}),
        (changed("evidence", slug=""), {"slug": ["This must be small letters, digits and single hyphens."]}),
        (
            changed("evidence", views=[{"holders": "A", "claim": ""}]),
            {"views": ["In row 1, the claim is empty."]},
        ),
        (
            changed("people", posts=[{"date": "1533", "text": "A"}, {"date": "January 33", "text": "B"}]),
            {"posts": ["In row 2, the date “January 33” is not a date."]},
        ),
        (
            changed("people", stances=[{"date": "1533", "camp": "", "text": "A"}], also=["A", ""]),
            {"stances": ["In row 1, the camp needs a choice."], "also": ["Row 2 is empty."]},
        ),
        (
            changed("documents", passages=[{"about": "", "translation": "", "text": "A"}]),
            {"passages": ["In row 1, the person needs a choice.", "In row 1, the translation needs a choice."]},
        ),
        (
            changed("tables", rows=[{"cells": ["1", "2"]}, {"cells": ["1", "2", "3"]}, {"cells": ["1"]}]),
            {"rows": ["Row 2 has 3 cells for 2 columns.", "Row 3 has 1 cell for 2 columns."]},
        ),
        (
            changed("tables", columns=["One"], rows=[{"cells": ["\0"]}]),
            {
                "columns": ["This needs at least two."],
                "rows": ["In row 1, cell 1 holds the character U+0000, which cannot be kept or printed."],
            },
        ),
        (
            changed("quotations", short="Words of my own"),
            {"short": ["This has words that the quotation has not, or in another order; mark a cut with “ … ”."]},
        ),
    ],
)  # fmt: skip
def test_a_fault_is_a_whole_sentence_for_who_looks_at_the_field(
    record: tuple[str, dict[str, Any]], faults: dict[str, list[str]]
) -> None:
    assert record_faults(*record) == faults


@pytest.mark.parametrize(
    ("short", "text", "is_cut"),
    [
        ("able to govern", "He was unable to govern", False),
        ("He was un … able", "He was unable to govern", False),
        ("a … rule", "He was unable to rule", False),
        ("govern", "unable to governor, to govern", True),
        ("Party", "the anti-Party group", False),
        ("did", "He didn’t", False),
        ("He was … to govern", "He was unable to govern.", True),
        ("the party’s … chief", "‘the party’s own chief’", True),
        ("party", "his party’s", False),
        ("1917", "1917–18", True),
        ("… to govern", "unable to govern", True),
        ("to govern … unable", "unable to govern", False),
        ("", "Anything", True),
    ],
)
def test_a_short_form_leaves_out_whole_words(short: str, text: str, is_cut: bool) -> None:
    assert is_cut_from(short, text) == is_cut


def refused(**tables: Any) -> list[str]:
    with pytest.raises(PackError) as refusal:
        check(sound() | tables)
    return [str(fault) for fault in refusal.value.faults]


def test_a_table_holds_no_more_records_than_a_sheet_and_a_list_no_more_parts_than_a_form() -> None:
    term = sound()["terms"][0]
    many = [{**term, "slug": f"t{number}"} for number in range(MAX_RECORDS)]
    assert len(check(sound() | {"terms": many}).terms) == MAX_RECORDS
    assert refused(terms=[*many, term]) == [
        "terms.toml, field “terms”: may hold at most 5,000 records."
    ]
    assert refused(terms=[{**term, "also": ["a"] * (MAX_PARTS + 1)}]) == [
        "terms.toml, record “prior”, field “also”: may hold at most 300."
    ]


MORE = "has more faults than these 1,000; mend these first."


def test_no_more_faults_are_told_than_anybody_reads() -> None:
    term = {"slug": "x", "colour": 1, "shape": 2, "size": 3}
    faults = refused(terms=[term] * MAX_RECORDS)
    assert len(faults) == MAX_FAULTS + 1
    assert faults[-1] == f"terms.toml: {MORE}"
    assert faults[-2].startswith("terms.toml, record “x”, field ")


@pytest.mark.parametrize("cell", [{"Date": "soon"}, {"People": "N; " * 500}])
def test_no_more_faults_of_a_workbook_are_told_either(cell: dict[str, str]) -> None:
    rows = [{**TYPED["Evidence"][0], "Title": f"E{n}", **cell} for n in range(1001)]
    with pytest.raises(PackError) as refusal:
        read_workbook(workbook(TYPED | {"Evidence": rows}))
    faults = [str(fault) for fault in refusal.value.faults]
    (column,) = cell
    assert len(faults) == MAX_FAULTS + 1
    assert faults[0].startswith(f"Evidence, row 2, column “{column}”: ")
    assert faults[-1] == f"Evidence: {MORE}"
