"""What each strand of an exam format asks, and what in a plan speaks to it."""

from dataclasses import replace

import pytest
from hypothesis import given

from essayplanner.argument.bank import ExamFormat, Strand
from essayplanner.argument.findings import RULES, find
from essayplanner.argument.outline import Outline, View
from essayplanner.argument.rules.historians import quotation_dropped_in
from essayplanner.argument.rules.sound import (
    DEUTSCHER,
    LESSONS,
    SILENCE,
    SOUND,
    change,
    change_paragraph,
)
from essayplanner.argument.strands import Row, Speaks, by_strand
from tests.argument.rules.rows import EMPTY
from tests.argument.strategies import outlines

NAMES = ("Knowledge", "Analysis", "Judgement", "Argument and organisation", "Style")
EXAM = ExamFormat(
    key="ours",
    name="Ours",
    strands=tuple(Strand(name=name, asks=f"{name}?") for name in NAMES),
)


def said(outline: Outline) -> dict[str, list[str]]:
    return {row.name: [each.says for each in row.speaks] for row in by_strand(outline, EXAM, ())}


def test_what_a_sound_plan_has_is_told_strand_by_strand_in_the_formats_order() -> None:
    assert said(SOUND.outline) == {
        "Knowledge": [
            "Skill: 2 pieces of evidence, 2 dated",
            "Structure: 2 pieces of evidence, 2 dated",
            "Rivals: 2 pieces of evidence, 2 dated",
            "Quoted: Isaac Deutscher, Orlando Figes",
        ],
        "Analysis": [
            "3 of 3 factors with a point and an explanation",
            "2 of 2 causal links explained",
        ],
        "Judgement": [
            "2 criteria",
            "6 of 6 weighings of a factor by a criterion",
            "3 of 3 counter-arguments replied to",
            f"A judgement of {len(SOUND.outline.judgement.split())} words",
        ],
        "Argument and organisation": [
            f"A line of argument of {len(SOUND.outline.argument.split())} words",
            "Paragraphs in this order: Skill, Structure, Rivals",
            "3 of 3 paragraphs led on by a link",
        ],
        "Style": [],
    }


def test_an_empty_plan_is_told_what_it_lacks_in_the_same_words() -> None:
    assert said(EMPTY)["Judgement"] == [
        "0 criteria",
        "No counter-argument replied to",
        "A judgement of 0 words",
    ]
    assert said(EMPTY)["Knowledge"][0] == "Skill: 0 pieces of evidence, 0 dated"


def test_it_counts_as_the_check_does() -> None:
    said_year = replace(SILENCE, date="", title="Silent in 1924")
    case = change_paragraph("rivals", evidence=(said_year,), point="", weighed=("", "", ""))
    assert said(case.outline)["Knowledge"][2] == "Rivals: 1 piece of evidence, 1 dated"
    assert said(case.outline)["Judgement"][1] == "4 of 4 weighings of a factor by a criterion"


def test_a_finding_stands_under_the_strand_of_its_rule() -> None:
    lacking = change(argument="", judgement="")
    findings = find(lacking.outline, lacking.bank)
    rows = by_strand(lacking.outline, EXAM, findings)
    assert {row.name: [one.rule for one in row.findings] for row in rows} == {
        "Knowledge": [],
        "Analysis": [],
        "Judgement": ["no_judgement"],
        "Argument and organisation": ["no_line_of_argument"],
        "Style": [],
    }


def test_of_a_strand_that_is_not_known_only_its_question_is_told() -> None:
    assert by_strand(SOUND.outline, EXAM, ())[-1] == Row("Style", "Style?", (), ())


def apart(name: str) -> ExamFormat:
    strands = (*EXAM.strands[:2], Strand(name=name, asks="Whom do you believe?"))
    return replace(EXAM, strands=strands)


@pytest.mark.parametrize("name", ["Interpretations", "Sources and interpretations"])
def test_a_strand_of_interpretations_is_told_who_is_heard_and_what_is_disputed(name: str) -> None:
    views = (View(holders="Lewin", claim="It was."), View(holders="Conquest", claim="It was not."))
    mine = replace(DEUTSCHER, key="own-1", source=replace(DEUTSCHER.source, key="own"), own=True)
    outline = change_paragraph(
        "rivals", evidence=(replace(SILENCE, views=views), LESSONS), quotations=(DEUTSCHER, mine)
    ).outline
    rows = by_strand(outline, apart(name), ())
    assert [each.says for each in rows[2].speaks] == [
        "Quoted: Isaac Deutscher, Orlando Figes",
        "1 piece of evidence on which historians disagree",
        "1 source that you brought yourself",
    ]
    # … and it is told nowhere else.
    assert [each.says for each in rows[0].speaks if "Quoted" in each.says] == []


def test_a_strand_of_interpretations_is_told_too_that_nothing_speaks_to_it() -> None:
    assert [each.says for each in by_strand(EMPTY, apart("Interpretations"), ())[2].speaks] == [
        "No historian quoted",
        "0 pieces of evidence on which historians disagree",
        "0 sources that you brought yourself",
    ]


@pytest.mark.parametrize(
    ("names", "home"),
    [
        (("Knowledge", "Analysis", "Sources and interpretations"), "Sources and interpretations"),
        (("Analysis", "Interpretations", "Knowledge"), "Interpretations"),
        (("Analysis", "Knowledge"), "Knowledge"),
        (("Judgement", "Analysis"), "Analysis"),
        (("Judgement",), None),
    ],
)
def test_what_is_found_of_historians_stands_where_the_format_asks_for_them(
    names: tuple[str, ...], home: str | None
) -> None:
    exam = replace(EXAM, strands=tuple(Strand(name=name, asks="?") for name in names))
    dropped = quotation_dropped_in.example()
    findings = find(dropped.outline, dropped.bank)
    assert [row.name for row in by_strand(dropped.outline, exam, findings) if row.findings] == [
        *filter(None, [home])
    ]


def test_what_is_found_of_historians_and_quotations_is_of_that_strand() -> None:
    rules = {rule.key for rule in RULES if rule.strand == "Interpretations"}
    assert rules == {
        *("no_historian", "one_side_heard", "quotation_dropped_in"),
        *("misquoted", "misattributed"),
    }


@given(outlines)
def test_whatever_the_plan_each_strand_is_told_with_places_of_the_plan(outline: Outline) -> None:
    rows = by_strand(outline, EXAM, ())
    assert [row.name for row in rows] == list(NAMES)
    fixed = {"paragraphs-stage", "links", "criterion_1", "matrix", "challenge", "judgement"}
    places = fixed | {"argument"} | {f"{row.factor.key}-evidence" for row in outline.paragraphs}
    assert {each.place for row in rows for each in row.speaks} <= places
    assert all(isinstance(each, Speaks) and each.says for row in rows for each in row.speaks)
