"""The gate that all text passes on its way to paper, and the words that stand there."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from essayplanner.argument.outline import Name, Source
from essayplanner.exports.sheet import attribution, ordinal, sheet
from essayplanner.exports.text import printable, printable_all
from tests.exports.outlines import EMPTY, FULL, HOSTILE, RICH

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def is_forbidden(character: str) -> bool:
    number = ord(character)
    return (
        (unicodedata.category(character) in ("Cc", "Cs") and character != "\n")
        or 0xFDD0 <= number <= 0xFDEF
        or number & 0xFFFE == 0xFFFE
        or 0x202A <= number <= 0x202E
        or 0x2066 <= number <= 0x2069
        or character in "\u115f\u1160\u3164\uffa0\ufeff\ufff9\ufffa\ufffb"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "How far was Stalin’s own skill responsible for his rise, 1922–29?",
        "First line\nsecond line",
        "“Quoted” … £5 — 50 % — naïve café",
        "Сталин, ستالين, 斯大林, סטלין",
        "👩‍🏫 and 🇬🇧",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "x" * 40,
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("a\x00b\x07c\x7fd\x9fe", "abcde"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\u2028d\u2029e\x0bf\x0cg\x85h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ufffeb\uffffc\ufdd0d\U0010ffffe", "abcde"),
        ("a\u202eb\u2066c\u2069d\u202ce", "abcde"),
        ("a\u3164b\ufeffc\ufff9d", "abcd"),
        ("a" + "\u200d\u2060" * 900 + "b", "a" + "\u200d\u2060" * 4 + "b"),
        ("a" + "\u2060" * 8 + "\0" + "\u2060" * 8, "a" + "\u2060" * 8),
        ("e\u0301", "é"),
        ("x" + "\u0301" * 9 + "y", "x" + "\u0301" * 3 + "y"),
        ("\u0344" * 3, "\u0308\u0301\u0308"),
        ("x" * 100, "\u200b".join(("x" * 40, "x" * 40, "x" * 20))),
        ("👍🏽" * 25, "👍🏽" * 20 + "\u200b" + "👍🏽" * 5),
        ("🇬🇧" * 25, "🇬🇧" * 20 + "\u200b" + "🇬🇧" * 5),
        ("x" * 38 + "👩‍👩‍👧z", "x" * 38 + "👩‍👩‍👧\u200bz"),
        ("x" * 39 + "q\u0323z", "x" * 39 + "q\u0323\u200bz"),
    ],
)
def test_what_no_printer_can_set_is_taken_out(text: str, paper: str) -> None:
    assert printable(text) == paper


@given(ANY_TEXT)
@example("\u0344" * 3)
@example("x" * 39 + "\u2060" * 8 + "y")
@example("x" * 39 + "q" + "\u0323\u0301" * 4)
def test_nothing_forbidden_passes_and_the_gate_may_be_passed_twice(text: str) -> None:
    paper = printable(text)
    assert not [character for character in paper if is_forbidden(character)]
    assert unicodedata.is_normalized("NFC", paper)
    assert printable(paper) == paper


@given(st.text("abc éß,.'’–\n", max_size=400))
def test_only_breaks_are_ever_put_in(text: str) -> None:
    assert printable(text).replace("\u200b", "") == text


@given(ANY_TEXT)
def test_no_letter_carries_more_than_three_marks(text: str) -> None:
    run = 0
    for character in printable("e" + "\u0301\u0327" * 5 + text):
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        assert run <= 3


def test_every_string_of_a_structure_passes_the_gate() -> None:
    structure = {"a\x00": ["b\x00", ("c\x00", 1, None, True)], "d": {"e": "f\x00"}}
    assert printable_all(structure) == {"a\x00": ["b", ("c", 1, None, True)], "d": {"e": "f"}}
    assert printable_all(FULL) == FULL
    assert printable_all(HOSTILE).question.text == "How far did  this stand?"


def test_a_plan_that_is_not_ranked_has_no_ranks() -> None:
    assert sheet(EMPTY) == {
        "title": FULL.question.text,
        "author": "",
        "argument": "",
        "paragraphs": [
            {
                "rank": "",
                "mark": mark,
                "sign": sign,
                "name": name,
                "point": "",
                "evidence": [],
                "quotations": [],
                "explanation": "",
                "counter_argument": "",
                "reply": "",
                "link": "",
            }
            for mark, sign, name in (
                (1, "●", "Stalin’s political skill"),
                (2, "▲", "His rivals’ weaknesses"),
                (3, "■", "The party’s structure"),
            )
        ],
        "links": [],
        "judgement": "",
        "criteria": [],
        "matrix": {"columns": [], "rows": []},
        "sources": [],
        "more": "",
    }


def test_criteria_links_and_weighings_are_laid_out_where_they_have_words() -> None:
    skill, structure, rivals = (
        {"mark": mark, "sign": sign, "name": name}
        for mark, sign, name in ((1, "●", "Skill"), (3, "■", "Structure"), (2, "▲", "Rivals"))
    )
    laid = sheet(RICH)
    assert laid["criteria"] == [
        {"label": "Criterion 1", "text": "what set him apart"},
        {"label": "Criterion 2", "text": "what came first"},
    ]
    assert laid["matrix"] == {
        "columns": ["Criterion 1", "Criterion 3"],
        "rows": [
            {**skill, "cells": ["His own, and nobody else’s.", "Late: it shows from 1925."]},
            {**structure, "cells": ["Shared with Molotov.", "There from 1921."]},
        ],
    }
    assert laid["links"] == [
        {
            "cause": rivals,
            "kind": "gave the opportunity for",
            "effect": skill,
            "sentence": "While they fought each other he could wait.",
            "evidence": "Oct 1924",
        },
        {
            "cause": structure,
            "kind": "limited",
            "effect": rivals,
            "sentence": "No blocs allowed.",
            "evidence": "",
        },
        {
            "cause": skill,
            "kind": "accelerated",
            "effect": structure,
            "sentence": "",
            "evidence": "",
        },
    ]


def test_a_criterion_that_is_alone_has_no_number() -> None:
    assert sheet(FULL)["criteria"] == [{"label": "Criterion", "text": FULL.criteria[0]}]


CARR = Source(
    key="c", type="book", title="T", authors=(Name(family="Carr"),), issued=1958, label="Carr"
)
SERVICE = replace(CARR, authors=(Name(family="Service"),), label="Service, 2005")


@pytest.mark.parametrize(
    ("historian", "source", "said"),
    [
        ("E. H. Carr", CARR, "E. H. Carr, 1958"),
        ("Carr", CARR, "Carr, 1958"),
        ("E. H. Carr", replace(CARR, issued=1970, original=1958), "E. H. Carr, [1958] 1970"),
        ("E. H. Carr", replace(CARR, issued=None, date="1958-05-02"), "E. H. Carr, 1958"),
        ("E. H. Carr", replace(CARR, issued=None), "E. H. Carr"),
        (
            "E. H. Carr",
            replace(CARR, authors=(Name(family="Davies"), *CARR.authors), label="Davies and Carr"),
            "E. H. Carr, in Davies and Carr",
        ),
        ("Trotsky", SERVICE, "Trotsky, in Service, 2005"),
        ("McCarr", CARR, "McCarr, in Carr"),
        ("", SERVICE, "Service, 2005"),
        ("E. H. Carr", replace(SERVICE, label=""), "E. H. Carr"),
        ("", replace(SERVICE, label=""), ""),
    ],
)
def test_a_quotation_names_its_historian_once(historian: str, source: Source, said: str) -> None:
    assert attribution(historian, source) == said


def test_ranks_are_written_as_people_say_them() -> None:
    said = [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111)]
    assert " ".join(said) == "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 103rd 111th"
