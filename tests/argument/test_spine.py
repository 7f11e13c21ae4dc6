"""A plan read as one paragraph, and where it breaks."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from essayplanner.argument.outline import Link, Outline, Question
from essayplanner.argument.rule import Case
from essayplanner.argument.rules.sound import (
    RIVALS,
    SKILL,
    SOUND,
    STRUCTURE,
    change,
    change_paragraph,
)
from essayplanner.argument.spine import Break, Piece, spine
from tests.argument import strategies

PLAN = SOUND.outline
NO_LINKS = replace(PLAN, links=())


def without(key: str, **values: Any) -> Outline:
    """The sound plan without causal links and with some texts of a paragraph changed."""
    return replace(change_paragraph(key, **values).outline, links=())


def test_a_sound_plan_reads_through() -> None:
    read = spine(PLAN)
    assert [piece.place for piece in read.parts] == [
        "argument",
        *("skill-point", "skill-link", "structure-point", "structure-link"),
        *("rivals-point", "rivals-link", "judgement"),
    ]
    assert [piece.label for piece in read.pieces[:3]] == ["Line of argument", "Point", "Link"]
    assert read.pieces[0] == Piece("argument", "Line of argument", PLAN.argument)
    assert read.pieces[1].factor == PLAN.paragraphs[0].factor
    assert read.breaks == ()


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (
            change(argument=" \n"),
            Break(
                "argument",
                "Line of argument",
                "The beginning is missing: there is no line of argument yet.",
                "Which answer does the essay begin with?",
            ),
        ),
        (
            change(judgement=""),
            Break(
                "judgement",
                "Judgement",
                "The end is missing: there is no judgement yet.",
                "Which answer does the essay end with?",
            ),
        ),
        (
            change(judgement="Yes, very."),
            Break(
                "judgement",
                "Judgement",
                "The judgement has no word in common with the question, the line of argument, a "
                "criterion or the name of a factor: which of them does it answer?",
                "What does your judgement answer?",
            ),
        ),
        (
            change_paragraph("structure", point=""),
            Break(
                "structure-point",
                "Point",
                "Nothing is claimed yet under “The structure of the party”.",
                "What do you claim under “The structure of the party”?",
                STRUCTURE,
            ),
        ),
        (
            change_paragraph("rivals", point="Everything depends on turnips."),
            Break(
                "rivals-point",
                "Point",
                "The point under “His rivals’ weakness” has no word in common with that factor, "
                "its evidence, the question or the line of argument: what has it to do with them?",
                "How does your point under “His rivals’ weakness” bear on the question?",
                RIVALS,
            ),
        ),
        (
            change_paragraph("rivals", link=""),
            Break(
                "rivals-link",
                "Link",
                "Nothing joins “His rivals’ weakness” to your judgement: the link is empty.",
                "How does “His rivals’ weakness” lead on to your judgement?",
                RIVALS,
            ),
        ),
        (
            change_paragraph("rivals", link="And that is that."),
            Break(
                "rivals-link",
                "Link",
                "The link after “His rivals’ weakness” has no word in common with another factor, "
                "the question or the line of argument: does a reader see how it leads on to your "
                "judgement?",
                "How does “His rivals’ weakness” lead on to your judgement?",
                RIVALS,
            ),
        ),
        (
            Case(without("skill", link="")),
            Break(
                "skill-link",
                "Link",
                "Nothing joins “Stalin’s political skill” to “The structure of the party”: the "
                "link is empty.",
                "How does “Stalin’s political skill” lead on to “The structure of the party”?",
                SKILL,
            ),
        ),
    ],
)
def test_it_breaks_once_where_one_thing_is_missing(case: Case, found: Break) -> None:
    assert spine(case.outline).breaks == (found,)


@pytest.mark.parametrize(
    "link",
    [
        "It was the structure that let him.",  # the next factor
        "Which brings us to his rivals.",  # another factor
        "So far, then, he was responsible: his rise had begun.",  # the question
        "That is what the 559 votes show.",  # the next paragraph’s evidence
    ],
)
def test_a_link_joins_that_names_what_it_could_lead_to(link: str) -> None:
    assert spine(without("skill", link=link)).breaks == ()


def test_a_causal_link_mends_an_empty_join_between_neighbours_and_is_read_there() -> None:
    read = spine(change_paragraph("skill", link="").outline)
    assert read.breaks == ()
    assert read.parts[2] == Piece(
        "links",
        "Structure gave the opportunity for Skill",
        "His skill worked through posts that only the Secretariat could give.",
        PLAN.paragraphs[0].factor,
    )
    apart = replace(
        without("skill", link=""), links=(Link(cause="skill", effect="rivals", kind="limited"),)
    )
    assert [one.place for one in spine(apart).breaks] == ["skill-link"]


def test_a_join_to_what_is_not_written_is_not_told_of_as_well() -> None:
    plan = without("skill", link="")
    rows = (plan.paragraphs[0], *(replace(row, point="") for row in plan.paragraphs[1:]))
    places = [one.place for one in spine(replace(plan, paragraphs=rows)).breaks]
    assert places == ["structure-point", "rivals-point"]


def test_an_empty_plan_has_no_pieces() -> None:
    read = spine(Outline(question=Question(text="Why?")))
    assert (read.pieces, read.words) == ((), 0)
    assert [one.place for one in read.breaks] == ["argument", "judgement"]


@pytest.mark.parametrize(
    ("words", "aloud"),
    [
        (1, "5 seconds"),
        (20, "10 seconds"),
        (75, "30 seconds"),
        (150, "1 minute"),
        (165, "1 minute 5 seconds"),
        (300, "2 minutes"),
    ],
)
def test_it_says_how_long_it_takes_to_read_aloud(words: int, aloud: str) -> None:
    read = spine(Outline(question=Question(text="Why?"), argument="word " * words))
    assert (read.words, read.aloud) == (words, aloud)


@given(strategies.outlines)
def test_every_text_of_the_argument_stands_in_it_once_and_in_order(outline: Outline) -> None:
    texts = [
        outline.argument,
        *(text for row in outline.paragraphs for text in (row.point, row.link)),
        outline.judgement,
    ]
    read = [piece.text for piece in spine(outline).pieces if piece.place != "links"]
    assert read == [text for text in texts if text.strip()]


@given(strategies.outlines)
def test_a_break_says_what_it_is_and_asks_too(outline: Outline) -> None:
    breaks = spine(outline).breaks
    assert [one.asks for one in breaks if not one.asks.endswith("?")] == []
    assert [one.says for one in breaks if one.says[-1] not in ".?"] == []


@given(strategies.outlines)
def test_a_break_is_at_a_place_of_the_plan(outline: Outline) -> None:
    places = {"argument", "judgement"} | {
        f"{row.factor.key}-{field}" for row in outline.paragraphs for field in ("point", "link")
    }
    assert {one.place for one in spine(outline).breaks} <= places
