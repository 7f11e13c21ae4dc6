"""What an examiner would miss: what holds of all rules together."""

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essayplanner import argument
from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import RULES, Finding, check, find
from essayplanner.argument.outline import Outline, SetAside
from essayplanner.argument.rule import Case, Rule
from essayplanner.argument.rules.sound import SOUND, change
from tests.argument import rules
from tests.argument.rules.rows import Row
from tests.argument.strategies import cases

ROWS: list[Row] = [
    row
    for module in pkgutil.iter_modules(rules.__path__)
    if module.name.startswith("test_")
    for row in import_module(f"{rules.__name__}.{module.name}").ROWS
]
COURSEWORK = ExamFormat(key="nea", name="NEA", coursework=True)


def found(case: Case) -> tuple[Finding, ...]:
    return find(case.outline, case.bank, case.exam)


def test_every_rule_has_a_row_that_fires_one_that_does_not_and_an_edge() -> None:
    assert {(row.rule.key, row.case) for row in ROWS} == {
        (rule.key, case) for rule in RULES for case in ("fires", "does not fire", "edge")
    }
    assert all(row.places for row in ROWS if row.case == "fires")
    assert not any(row.places for row in ROWS if row.case == "does not fire")


def test_nothing_is_found_in_the_sound_plan() -> None:
    assert found(SOUND) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_the_example_of_a_rule_has_its_gap_and_no_other(rule: Rule) -> None:
    assert {finding.rule for finding in found(rule.example())} == {rule.key}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_a_rule_says_everything_in_whole_sentences(rule: Rule) -> None:
    said = (rule.says, rule.why, rule.shows)
    assert [text for text in said if not text.endswith(".")] == []
    assert rule.asks.endswith("?")


def test_a_finding_says_what_is_missing_why_it_matters_and_where_to_go() -> None:
    assert found(change(argument="")) == (
        Finding(
            rule="no_line_of_argument",
            what="You have not yet said what you argue.",
            why="An essay that argues one line from first to last reads as analysis; "
            "one that finds its answer at the end reads as description.",
            place="argument",
            strand="Argument and organisation",
            weight=3,
        ),
    )


def test_a_finding_that_is_set_aside_is_told_apart_with_its_reason() -> None:
    meant = SetAside(rule="no_judgement", place="judgement", reason="I write it in class.")
    case = change(judgement="", set_aside=(meant,))
    checked = check(case.outline, case.bank)
    assert checked.findings == ()
    assert [(row.name, why) for row, why in checked.set_aside] == [
        (("no_judgement", "judgement", ""), meant)
    ]


def asked(case: Case) -> list[str]:
    return [finding.what for finding in found(replace(case, exam=COURSEWORK))]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_of_coursework_the_check_asks_and_suggests_nothing(rule: Rule) -> None:
    case = rule.example()
    case = replace(case, exam=replace(case.exam or COURSEWORK, coursework=True))
    assert [(row.what, row.why, row.change) for row in found(case)] == [(rule.asks, "", None)]


def test_of_coursework_a_question_that_stands_several_times_says_where() -> None:
    rows = tuple(replace(row, evidence=()) for row in SOUND.outline.paragraphs)
    question = "What happened, and when, that bears this point out?"
    assert asked(change(paragraphs=rows)) == [
        f"Skill, evidence: {question}",
        f"Structure, evidence: {question}",
        f"Rivals, evidence: {question}",
    ]


def test_of_coursework_a_question_stands_once_at_a_place_and_is_set_aside_there() -> None:
    links = tuple(replace(link, sentence="") for link in SOUND.outline.links)
    question = "How did one factor work on the other?"
    assert asked(change(links=links)) == [question]
    meant = SetAside(rule="link_not_explained", place="links", about="rivals/structure")
    case = change(links=links, set_aside=(meant,))
    checked = check(case.outline, case.bank, COURSEWORK)
    assert [(row.what, row.name, why) for row, why in checked.set_aside] == [
        (question, ("link_not_explained", "links", "rivals/structure"), meant)
    ]
    assert checked.findings == ()
    # In an exam they are two, and one of them is looked at still.
    assert [row.about for row in find(case.outline, case.bank)] == ["structure/skill"]


def places(outline: Outline) -> Iterator[str]:
    yield from ("argument", "ranking", "links", "judgement")
    yield from ("criterion_1", "criterion_2", "criterion_3")
    for row in outline.paragraphs:
        fields = ("point", "evidence", "quotation", "explanation", "without")
        weighed = ("weighed_1", "weighed_2", "weighed_3")
        for field in (*fields, "counter_argument", "reply", "link", *weighed):
            yield f"{row.factor.key}-{field}"


CACHED = {
    value.cache_clear
    for module in pkgutil.walk_packages(argument.__path__, f"{argument.__name__}.")
    for value in vars(import_module(module.name)).values()
    if hasattr(value, "cache_clear")
}


def anew() -> None:
    """Forget everything that any rule has read."""
    for clear in CACHED:
        clear()


@settings(max_examples=300)
@given(cases)
def test_every_gap_in_any_plan_is_at_a_place_of_that_plan(case: Case) -> None:
    assert {finding.place for finding in found(case)} <= set(places(case.outline))


@given(cases, st.permutations(RULES))
def test_no_rule_depends_on_what_was_looked_at_before(case: Case, order: list[Rule]) -> None:
    alone = {}
    for rule in RULES:
        anew()
        alone[rule.key] = tuple(rule.look(replace(case)))
    anew()
    together = replace(case)
    # … nor on having looked at the same before.
    for _ in range(2):
        assert {rule.key: tuple(rule.look(together)) for rule in order} == alone


@settings(max_examples=300)
@given(cases)
def test_every_gap_says_what_and_why_in_whole_sentences(case: Case) -> None:
    coursework = case.exam is not None and case.exam.coursework
    for row in found(case):
        assert row.what.endswith(("?",) if coursework else (".", "?"))
        assert row.why == "" if coursework else row.why.endswith(".")


@settings(max_examples=300)
@given(cases)
def test_every_gap_of_a_plan_has_a_name_of_its_own(case: Case) -> None:
    rows = {row.factor.key: row for row in case.outline.paragraphs}
    names = [
        row.name
        for row in found(
            replace(case, outline=replace(case.outline, paragraphs=tuple(rows.values())))
        )
    ]
    assert len(set(names)) == len(names)
