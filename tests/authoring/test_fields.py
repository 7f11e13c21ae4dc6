"""The boxes of a writer's forms: rows, lists and lines of text, and what is refused of them."""

import re
from typing import Any

import pytest
from django import forms

from essayplanner.authoring.fields import Column, ListField, RowsField, TextField

FACTORS = [("money", "The Crown’s need of money"), ("king-s-will", "The king’s will")]


def bearings(heads: list[tuple[str, str]] = FACTORS) -> RowsField:
    columns = [Column("supports", "Supports it", long=True), Column("turns", "Turns", long=True)]
    return RowsField("Bearings", columns, heads=heads)


def form(data: dict[str, str] | None = None, **fields: forms.Field) -> Any:
    """A form of these fields, as it is drawn first or as these data were sent to it."""
    return type("Form", (forms.Form,), fields)(data)


def says(field: forms.Field, **sent: str) -> list[str]:
    """What is wrong with what was sent to a field called ``box``."""
    answered = form(
        {f"box{name}".replace("__", "-"): text for name, text in sent.items()}, box=field
    )
    return list(answered.errors.get("box", []))


def names(markup: str) -> list[str]:
    return re.findall(r' name="([^"]*)"', markup)


def test_a_box_is_named_by_its_factor_so_that_another_factor_gone_moves_no_sentence() -> None:
    assert names(str(form(box=bearings())["box"])) == [
        "box-money-supports",
        "box-money-turns",
        "box-king-s-will-supports",
        "box-king-s-will-turns",
    ]
    sent = form({"box-king-s-will-turns": "He hesitated."}, box=bearings(FACTORS[1:]))
    assert sent.is_valid()
    assert sent.cleaned_data["box"] == [
        {"head": "king-s-will", "supports": "", "turns": "He hesitated."}
    ]


@pytest.mark.parametrize("left", [FACTORS[1:], []])
def test_what_was_written_for_a_factor_that_is_gone_comes_back_as_a_fault(
    left: list[tuple[str, str]],
) -> None:
    answered = form(
        {"box-money-supports": "The line was drawn by income.", "box-money-turns": " "},
        box=bearings(left),
    )
    assert answered.errors["box"] == [
        "You wrote this for a factor that is gone: “The line was drawn by income.” "
        "Move it to another factor, or empty its box."
    ]
    assert "box-money-supports" in names(str(answered["box"]))
    assert "The line was drawn by income.</textarea>" in str(answered["box"])


def test_without_factors_there_is_nothing_to_fill_in() -> None:
    assert names(str(form(box=bearings([]))["box"])) == []


def test_rows_past_the_most_are_a_fault_and_every_one_of_them_stays() -> None:
    sent = {f"box-{number}-text": f"Form {number}" for number in range(1001)}
    answered = form(sent, box=ListField("Forms", "Form"))
    assert answered.errors["box"] == ["This has 1001 rows and may hold at most 300 rows."]
    assert "Form 1000" in str(answered["box"])
    assert not form(dict(list(sent.items())[:300]), box=ListField("Forms", "Form")).errors


ONE_LINE = "must be one line: take the line breaks out of it."
UNKEPT = "has a character in it that cannot be kept, such as NUL: delete it."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("one\ntwo", ONE_LINE),
        ("one\r\n", ONE_LINE),
        ("one\u2028two", ONE_LINE),
        ("one\0two", UNKEPT),
        ("one\x1btwo", UNKEPT),
        ("one\ttwo", UNKEPT),
    ],
)
def test_a_line_of_text_is_one_line_that_can_be_kept(text: str, fault: str) -> None:
    line = Column("line", "Line")
    assert says(TextField(), **{"": text}) == [f"This {fault}"]
    assert says(ListField("Factors", "Factor"), __1__text=text) == [f"Row 1, “Factor”, {fault}"]
    assert says(RowsField("Rows", [line]), __0__line="Fine", __2__line=text) == [
        f"Row 2, “Line”, {fault}"
    ]


def test_prose_may_have_line_breaks_and_tabs_and_nothing_else_that_is_unseen() -> None:
    prose = [Column("text", "Text", long=True)]
    assert says(TextField(lines=3), **{"": "one\r\n\ttwo"}) == []
    assert says(RowsField("Rows", prose), __0__text="one\r\n\ttwo") == []
    assert says(TextField(lines=3), **{"": "one\0two"}) == [f"This {UNKEPT}"]
    assert says(RowsField("Rows", prose), __0__text="a\0b") == [f"Row 1, “Text”, {UNKEPT}"]


def test_the_cells_of_a_table_are_named_by_the_columns_of_the_table() -> None:
    cells = [Column("cell1", "Cell 1"), Column("cell2", "Cell 2"), Column("cell3", "Cell 3")]
    fields: dict[str, Any] = {
        "columns": ListField("Columns", "Column"),
        "rows": RowsField("Rows", cells, labels="columns"),
    }
    sent = form({"columns-0-text": "Year", "columns-1-text": "Houses"}, **fields)
    shown = re.findall(r"<label><span>(.*?)</span>", str(sent["rows"]))
    assert shown == ["Year", "Houses", "Cell 3"] * 2
    first = re.findall(r"<label><span>(.*?)</span>", str(form(**fields)["rows"]))
    assert first == ["Cell 1", "Cell 2", "Cell 3"] * 2


def test_rows_that_grow_say_how() -> None:
    grows = "More boxes appear after Save."
    assert ListField("Forms", "Form", help_text="All of them.").help_text == f"All of them. {grows}"
    assert ListField("Factors", "Factor", empty=4, help_text="Two.").help_text == "Two."
    assert bearings().help_text == ""
