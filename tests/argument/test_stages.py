"""What is left in each stage of a plan."""

from dataclasses import replace

import pytest
from hypothesis import given

from essayplanner.argument.findings import Check, check, find
from essayplanner.argument.outline import (
    Evidence,
    Factor,
    Link,
    Outline,
    Paragraph,
    Question,
    SetAside,
)
from essayplanner.argument.stages import NAMES, reached, survey
from tests.argument.strategies import outlines

DATED = Evidence(key="oath", date="1924-01-26", date_text="26 Jan 1924", title="Oath", text="…")
SKILL = Paragraph(
    factor=Factor(key="skill", name="Stalin’s skill", short_name="Skill", mark=1),
    rank=1,
    point="It was patience.",
    evidence=(DATED,),
    explanation="Posts alone decide nothing.",
    counter_argument="Others had posts.",
    reply="They did not use them.",
    weighed=("Most.", "Some.", ""),
)
RIVALS = replace(
    SKILL,
    rank=2,
    factor=Factor(key="rivals", name="Rivals", short_name="Rivals", mark=2),
    evidence=(replace(DATED, key="testament"),),
)
DONE = Outline(
    question=Question(text="Why?"),
    argument="Because of this.",
    ranked=True,
    paragraphs=(SKILL, RIVALS),
    links=(Link(cause="rivals", effect="skill", kind="opportunity", sentence="It made room."),),
    criteria=("Necessity", "Timing", ""),
    judgement="Skill, by necessity.",
)
EMPTY = replace(
    DONE,
    argument="",
    ranked=False,
    links=(),
    criteria=("", "", ""),
    judgement="",
    paragraphs=tuple(Paragraph(factor=row.factor) for row in DONE.paragraphs),
)
NOTHING = "Nothing is left here."


def told(outline: Outline, name: str) -> tuple[int, str]:
    stage = next(row for row in survey(outline, check(outline)) if row.name == name)
    return stage.left, stage.says


def test_the_stages_stand_in_the_order_of_the_work_and_name_their_places() -> None:
    assert [(row.name, row.place) for row in survey(DONE, Check((), ()))] == [
        ("Question", "question"),
        ("Argument", "argument-stage"),
        ("Factors", "factors-stage"),
        ("Paragraphs", "paragraphs-stage"),
        ("Challenge", "challenge"),
        ("Judgement", "judgement-stage"),
        ("Check", "check"),
    ]


def test_a_whole_plan_has_nothing_left() -> None:
    assert [row.left for row in survey(DONE, check(DONE))] == [0] * 7


def test_an_empty_plan_has_everything_left_but_the_question() -> None:
    left = {row.name: (row.left, row.says) for row in survey(EMPTY, check(EMPTY))}
    assert left == {
        "Question": (0, "Nothing to fill in here: read it twice."),
        "Argument": (3, "Left: a line of argument and two criteria."),
        "Factors": (2, "Left: your own ranking and one link between two factors at least."),
        "Paragraphs": (
            2,
            "Left: Skill (a point, dated evidence and an explanation); "
            "Rivals (a point, dated evidence and an explanation).",
        ),
        "Challenge": (1, "Left: a counter-argument and your reply to it."),
        "Judgement": (1, "Left: the judgement itself."),
        "Check": (len(find(EMPTY)), f"Left: {len(find(EMPTY))} things to look at."),
    }


@pytest.mark.parametrize(
    ("stage", "outline", "left", "says"),
    [
        ("Argument", replace(DONE, argument=" \n"), 1, "Left: a line of argument."),
        ("Argument", replace(DONE, criteria=("", "", "Timing")), 1, "Left: another criterion."),
        ("Argument", replace(DONE, criteria=("", "Reach", "Timing")), 0, NOTHING),
        ("Factors", replace(DONE, ranked=False), 1, "Left: your own ranking."),
        (
            "Factors",
            replace(DONE, links=()),
            1,
            "Left: one link between two factors at least.",
        ),
        (
            "Factors",
            replace(DONE, links=(replace(DONE.links[0], sentence=" "),)),
            1,
            "Left: how and why a link worked.",
        ),
        (
            "Factors",
            replace(DONE, links=(), question=Question(text="What were the effects of the purges?")),
            0,
            NOTHING,
        ),
        # One factor is neither ranked nor linked, and no factor neither.
        ("Factors", replace(EMPTY, paragraphs=EMPTY.paragraphs[:1]), 0, NOTHING),
        ("Factors", replace(EMPTY, paragraphs=()), 0, NOTHING),
        (
            "Paragraphs",
            replace(DONE, paragraphs=(SKILL, replace(RIVALS, evidence=()))),
            1,
            "Left: Rivals (dated evidence).",
        ),
        (
            "Paragraphs",
            replace(DONE, paragraphs=(replace(SKILL, evidence=(replace(DATED, date=""),)),)),
            1,
            "Left: Skill (dated evidence).",
        ),
        ("Paragraphs", replace(EMPTY, paragraphs=()), 0, NOTHING),
        # What names a year in its words is dated.
        (
            "Paragraphs",
            replace(
                DONE,
                paragraphs=(replace(SKILL, evidence=(replace(DATED, date="", title="In 1924"),)),),
            ),
            0,
            NOTHING,
        ),
        # Links at the end of the paragraphs link the factors as well.
        (
            "Factors",
            replace(DONE, links=(), paragraphs=(replace(SKILL, link="Rivals let it."), RIVALS)),
            0,
            NOTHING,
        ),
        # Of what the argument does not rest on no counter-argument is asked for.
        (
            "Challenge",
            replace(DONE, paragraphs=(SKILL, replace(RIVALS, counter_argument="", reply=""))),
            0,
            NOTHING,
        ),
        (
            "Challenge",
            replace(DONE, paragraphs=(replace(SKILL, reply=" "), RIVALS)),
            1,
            "Left: Skill (a reply).",
        ),
        (
            "Challenge",
            replace(DONE, paragraphs=(replace(SKILL, counter_argument=""), RIVALS)),
            1,
            "Left: Skill (a counter-argument).",
        ),
        (
            "Judgement",
            replace(DONE, paragraphs=(replace(SKILL, weighed=("Most.", "", "")), RIVALS)),
            1,
            "Left: 1 cell of the table of criteria.",
        ),
        # Only what stands under a criterion that is stated is asked for.
        (
            "Judgement",
            replace(DONE, criteria=("", "", "Reach"), judgement=""),
            3,
            "Left: 2 cells of the table of criteria and the judgement itself.",
        ),
        ("Judgement", replace(DONE, criteria=("", "", "")), 0, NOTHING),
    ],
)
def test_what_is_left(stage: str, outline: Outline, left: int, says: str) -> None:
    assert told(outline, stage) == (left, says)


@pytest.mark.parametrize(
    ("stage", "outline"),
    [
        ("Argument", replace(DONE, argument="")),
        ("Argument", replace(DONE, criteria=("Necessity", "", ""))),
        ("Argument", replace(DONE, criteria=("", "", ""))),
        ("Factors", replace(DONE, ranked=False)),
        ("Factors", replace(DONE, links=())),
        ("Factors", replace(DONE, links=(replace(DONE.links[0], sentence=" "),))),
        ("Paragraphs", replace(DONE, paragraphs=(SKILL, replace(RIVALS, point="")))),
        ("Paragraphs", replace(DONE, paragraphs=(SKILL, replace(RIVALS, evidence=())))),
        ("Paragraphs", replace(DONE, paragraphs=(SKILL, replace(RIVALS, explanation="")))),
        ("Challenge", replace(DONE, paragraphs=(replace(SKILL, reply=" "), RIVALS))),
        (
            "Challenge",
            replace(
                DONE,
                paragraphs=tuple(
                    replace(row, counter_argument="", reply="") for row in DONE.paragraphs
                ),
            ),
        ),
        ("Judgement", replace(DONE, paragraphs=(SKILL, replace(RIVALS, weighed=("", "", ""))))),
        ("Judgement", replace(DONE, judgement="")),
    ],
)
def test_what_is_set_aside_is_not_left(stage: str, outline: Outline) -> None:
    assert told(outline, stage)[0] > 0
    aside = tuple(
        SetAside(rule=row.rule, place=row.place, about=row.about) for row in find(outline)
    )
    assert told(replace(outline, set_aside=aside), stage) == (0, NOTHING)


def test_one_finding_is_one_thing() -> None:
    assert survey(DONE, Check(find(EMPTY)[:1], ()))[-1].says == "Left: 1 thing to look at."


@given(outlines)
def test_any_plan_can_be_surveyed(outline: Outline) -> None:
    stages = survey(outline, check(outline))
    assert len(stages) == 7
    assert all(row.says.endswith(".") and row.left >= 0 for row in stages)


@pytest.mark.parametrize(
    ("stage", "outline"),
    [
        ("Question", EMPTY),
        ("Argument", replace(EMPTY, argument="Skill.")),
        ("Argument", replace(EMPTY, criteria=("", "How long it lasted.", ""))),
        ("Factors", replace(EMPTY, argument="Skill.", ranked=True)),
        (
            "Paragraphs",
            replace(EMPTY, paragraphs=(Paragraph(factor=SKILL.factor, point="It was."),)),
        ),
        (
            "Paragraphs",
            replace(EMPTY, paragraphs=(Paragraph(factor=SKILL.factor, evidence=(DATED,)),)),
        ),
        ("Challenge", replace(EMPTY, paragraphs=(Paragraph(factor=SKILL.factor, reply="No."),))),
        ("Judgement", replace(EMPTY, judgement="It was skill.")),
        ("Judgement", DONE),
    ],
)
def test_the_furthest_stage_is_the_last_in_which_something_was_done(
    stage: str, outline: Outline
) -> None:
    assert reached(outline) == stage


def test_the_names_of_the_stages_are_those_that_are_shown() -> None:
    assert tuple(stage.name for stage in survey(EMPTY, check(EMPTY))) == NAMES
