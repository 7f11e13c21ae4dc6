"""The rules of judgement, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace

import pytest

from essayplanner.argument.outline import Question
from essayplanner.argument.rule import Case
from essayplanner.argument.rules import judgement
from essayplanner.argument.rules.sound import LUCK, OATH, SOUND, change, change_paragraph
from tests.argument.ladder import Rung, rungs
from tests.argument.rules.rows import COMPLETE, EMPTY, Row, name


def judged(text: str, question: str = "") -> Case:
    """Return the sound plan with another judgement, and another question if one is given."""
    if question:
        return change(judgement=text, question=Question(text=question, topic="Stalin’s rise"))
    return change(judgement=text)


def weighed(key: str, *cells: str) -> Case:
    return change_paragraph(key, weighed=cells)


NO_CELLS = change(
    paragraphs=tuple(replace(row, weighed=("", "", "")) for row in SOUND.outline.paragraphs)
)
FENCE = "They were all important and they all link together."
BOTH = "Skill was an important reason for his rise, but the structure of the party also"
STORY = "In the end Stalin stood alone at the head of the party after Lenin."

ROWS = [
    Row(judgement.no_judgement, "fires", EMPTY, ["judgement"]),
    Row(judgement.no_judgement, "does not fire", COMPLETE, []),
    Row(judgement.no_judgement, "edge", replace(COMPLETE, judgement="\u00a0"), ["judgement"]),
    *(
        Row(judgement.judgement_does_not_answer, "fires", case, ["judgement"])
        for case in (
            judged(FENCE),
            judged(FENCE, "Why did Stalin come to power?"),
            judged(
                "It was a combination of all these factors.", "“Skill won.” How far do you agree?"
            ),
            judged("Both were important and no single factor was enough."),
            judged("All three factors played a role, and they all worked together."),
            judged("There were many factors, such as skill, rivals and the structure."),
            judged(STORY),
            judged("So by 1929 all of his rivals had gone and Stalin was the leader."),
            judged("In the end all of his rivals had been removed from office."),
            judged("All the factors mattered in this."),
            judged(f"Overall {BOTH} played an important part."),
            judged(f"{BOTH} mattered."),
            judged("Skill was important, but his rivals’ weakness was important as well."),
        )
    ),
    *(
        Row(judgement.judgement_does_not_answer, "does not fire", case, [])
        for case in (
            SOUND,
            judged("To a great extent."),
            judged("It was the structure of the party."),
            judged("Largely, although all of the factors were important."),
            judged("Skill was the most important factor, although they all link together."),
            judged(
                "The view is convincing in what it says of 1924.",
                "“Skill won.” How far do you agree?",
            ),
            judged("Stalin won because the party voted as it was told.", "Why did Stalin win?"),
            judged("It was a mix of factors, but structure outweighs the others."),
            judged("His skill and the structure were equally important."),
            judged("No single factor was enough: the structure gave his skill its chance."),
            judged("Structure gave him votes, and skill told him when to use them."),
            judged(f"{BOTH} mattered more."),
            judged(f"{BOTH} mattered, because without it he had no votes."),
            judged(f"{BOTH} gave it its chance."),
            judged(f"To some extent. {BOTH} mattered."),
            judged(f"{BOTH} mattered.", "How important was Stalin’s skill?"),
            judged("Skill was an important reason only in part, but structure also mattered."),
        )
    ),
    # What followed, or how far something changed, may be told in any words.
    *(
        Row(
            judgement.judgement_does_not_answer,
            "edge",
            judged("The party became a body of clerks under Stalin.", question),
            [],
        )
        for question in (
            "Assess the impact of Stalin’s rise on the party.",
            "How successful was Stalin in the party?",
        )
    ),
    # Nothing, a note, and a question that is not read, are left alone.
    Row(judgement.judgement_does_not_answer, "edge", judged(""), []),
    Row(judgement.judgement_does_not_answer, "edge", judged("Skill, structure, rivals"), []),
    Row(judgement.judgement_does_not_answer, "edge", judged(FENCE, "Stalin’s rise."), []),
    Row(
        judgement.judgement_does_not_answer,
        "edge",
        judged("No single factor was more important than the structure of the party."),
        [],
    ),
    Row(judgement.no_criterion, "fires", EMPTY, ["criterion_1"]),
    Row(judgement.no_criterion, "does not fire", COMPLETE, []),
    Row(
        judgement.no_criterion,
        "edge",
        replace(COMPLETE, criteria=("\u2003", "", "")),
        ["criterion_1"],
    ),
    Row(
        judgement.factor_not_weighed, "fires", weighed("rivals", "", "A", ""), ["rivals-weighed_1"]
    ),
    Row(judgement.factor_not_weighed, "fires", weighed("skill", " ", "", ""), ["skill-weighed_1"]),
    Row(judgement.factor_not_weighed, "does not fire", SOUND, []),
    Row(judgement.factor_not_weighed, "edge", NO_CELLS, ["skill-weighed_1"]),
    Row(judgement.factor_not_weighed, "edge", change(criteria=("", "", "")), []),
    # What is weighed by a criterion that is not stated counts for nothing, and is not asked for.
    Row(
        judgement.factor_not_weighed,
        "edge",
        change(criteria=("", "", "Reach")),
        ["skill-weighed_3"],
    ),
    Row(
        judgement.factor_not_weighed,
        "edge",
        change_paragraph("rivals", point="", weighed=("", "", "")),
        [],
    ),
    Row(
        judgement.judgement_without_criterion,
        "fires",
        judged("Structure was the most important factor, then skill, then his rivals."),
        ["judgement"],
    ),
    Row(judgement.judgement_without_criterion, "does not fire", SOUND, []),
    Row(
        judgement.judgement_without_criterion,
        "does not fire",
        judged("Structure was most important, because it lasted."),
        [],
    ),
    # Near in wording is near enough; a criterion that is not stated, and no answer, are for others.
    Row(
        judgement.judgement_without_criterion,
        "edge",
        judged("Structure was the most durable and so the weightiest."),
        [],
    ),
    Row(judgement.judgement_without_criterion, "edge", judged(""), []),
    Row(judgement.judgement_without_criterion, "edge", judged(FENCE), []),
    Row(
        judgement.judgement_without_criterion,
        "edge",
        change(criteria=("", "", ""), judgement="Structure was the most important factor."),
        [],
    ),
    *(
        Row(judgement.judgement_brings_in_something_new, "fires", judged(text), ["judgement"])
        for text in (
            "Structure outweighs skill, as the fall of Bukharin shows.",
            "Structure outweighs skill, as it had already done in 1921.",
            "Structure outweighs skill, as the congress of 1921 shows.",
            "Structure outweighs skill, but the luck of 1923 also played a part.",
            "Structure outweighs skill, but luck also played a part.",
        )
    ),
    Row(
        judgement.judgement_brings_in_something_new,
        "fires",
        judged("Skill came first in 1918, against Bukharin."),
        ["judgement", "judgement"],
    ),
    Row(judgement.judgement_brings_in_something_new, "does not fire", SOUND, []),
    *(
        Row(judgement.judgement_brings_in_something_new, "does not fire", judged(text), [])
        for text in (
            "Structure outweighs skill, as Trotskii learnt in May 1924, and by 1929 all had.",
            "As Figes says, structure explains most; Deutscher says less.",
            "Structure most of all: by 1927 it had become decisive.",
        )
    ),
    # A number that is no year, a decade, and what is named after somebody.
    Row(
        judgement.judgement_brings_in_something_new,
        "edge",
        judged(
            "It won him 1200 votes, by 1500 delegates, in 1500 villages, in the 1930s, after "
            "Bukharin’s death."
        ),
        [],
    ),
    # Whatever is weighed under another factor has been argued about.
    Row(
        judgement.judgement_brings_in_something_new,
        "edge",
        replace(
            change_paragraph("rivals", counter_argument="They had bad luck."),
            outline=replace(
                change_paragraph("rivals", counter_argument="They had bad luck.").outline,
                judgement="Structure most of all, and luck helped.",
            ),
        ),
        [],
    ),
    # A year that is written short, or lies within what lasted, has been named.
    *(
        Row(
            judgement.judgement_brings_in_something_new,
            "edge",
            replace(case, outline=replace(case.outline, judgement="Structure decided in 1931.")),
            places,
        )
        for case, places in (
            (change_paragraph("skill", link="It told most in 1930–31."), []),
            (change_paragraph("skill", evidence=(replace(OATH, date="1926/1932"),)), []),
            (change_paragraph("skill", link="It told most in 1930–32."), ["judgement"]),
        )
    ),
    # A factor that the question needs is missed by another rule.
    Row(
        judgement.judgement_brings_in_something_new,
        "edge",
        replace(
            judged("Structure most of all, and luck helped."),
            bank=replace(SOUND.bank, asked={SOUND.outline.question.text: (LUCK.key,)}),
        ),
        [],
    ),
    Row(judgement.judgement_brings_in_something_new, "edge", Case(EMPTY, SOUND.bank), []),
    Row(judgement.one_criterion, "fires", change(criteria=("Need", "", "")), ["criterion_2"]),
    Row(judgement.one_criterion, "does not fire", SOUND, []),
    Row(judgement.one_criterion, "edge", change(criteria=("", "", "")), []),
    # What no factor is weighed by yet is told by another rule.
    Row(judgement.one_criterion, "edge", change(criteria=(" ", "", "Need")), []),
    Row(
        judgement.one_criterion,
        "edge",
        replace(
            change_paragraph("skill", weighed=("", "Much", "")),
            outline=replace(
                change_paragraph("skill", weighed=("", "Much", "")).outline,
                criteria=("", "Need", ""),
            ),
        ),
        ["criterion_1"],
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)


@pytest.mark.parametrize("rung", [rung for rung in rungs() if rung.level == 1], ids=str)
def test_a_story_at_the_bottom_of_the_ladder_is_no_answer(rung: Rung) -> None:
    case = Case(rung.outline, rung.bank)
    gaps = list(judgement.judgement_does_not_answer.look(case))
    assert [gap.place for gap in gaps] == ["judgement"]


EFFECTS = replace(
    SOUND.outline.question,
    text="Assess the impact of Stalin’s skill on the party in the years 1922–29.",
    named_factor="",
)


@pytest.mark.parametrize(
    ("case", "what"),
    [
        (
            change(criteria=("", "", ""), judgement=""),
            "You have not yet said by what measure one factor outweighs the others.",
        ),
        (
            change(criteria=("", "", ""), question=EFFECTS),
            "You have not yet said by what measure you judge.",
        ),
    ],
)
def test_without_a_criterion_nothing_is_said_of_the_judgement(case: Case, what: str) -> None:
    assert [gap.what for gap in judgement.no_criterion.look(case)] == [what]


def test_of_effects_nothing_is_called_a_factor_that_counted() -> None:
    text = "It was a mix of all of these in the end."
    [gap] = judgement.judgement_does_not_answer.look(change(judgement=text, question=EFFECTS))
    assert gap.what == (
        "Your judgement says that several things counted, but not yet how much it changed."
    )
    extent = replace(EFFECTS, text="How successful was Stalin in the party?")
    [gap] = judgement.judgement_does_not_answer.look(change(judgement=text, question=extent))
    assert gap.what == "Your judgement says that several things counted, but not yet how far."


@pytest.mark.parametrize(
    ("criteria", "used", "weighed_by"),
    [
        (
            ("Need", "", ""),
            "the criterion",
            "a criterion, and have not yet weighed any factor by it",
        ),
        (
            ("Need", "", "Reach"),
            "either of the criteria",
            "two criteria, and have not yet weighed any factor by them",
        ),
        (
            ("Need", "Time", "Reach"),
            "any of the criteria",
            "three criteria, and have not yet weighed any factor by them",
        ),
    ],
)
def test_the_criteria_are_counted(
    criteria: tuple[str, str, str], used: str, weighed_by: str
) -> None:
    case = change(
        criteria=criteria, judgement="Structure was the most important factor, then luck."
    )
    [gap] = judgement.judgement_without_criterion.look(case)
    assert gap.what == f"Your judgement does not yet use {used} that you state."
    case = replace(case, outline=replace(case.outline, paragraphs=NO_CELLS.outline.paragraphs))
    [gap] = judgement.factor_not_weighed.look(case)
    assert gap.what == f"You state {weighed_by}."


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (
            {"rivals": ("A", "", "")},
            "“His rivals’ weakness” is not weighed by your second criterion",
        ),
        ({"rivals": ("", "", "")}, "“His rivals’ weakness” is not weighed by your criteria"),
        (
            {"skill": ("A", "", ""), "rivals": ("A", "", "")},
            "“Stalin’s political skill” and “His rivals’ weakness” are not weighed by your second "
            "criterion",
        ),
        (
            {"skill": ("A", "", ""), "rivals": ("", "", "")},
            "“Stalin’s political skill” and “His rivals’ weakness” are not weighed by all your "
            "criteria",
        ),
        (
            {"skill": ("", "", ""), "rivals": ("", "", "")},
            "“Stalin’s political skill” and “His rivals’ weakness” are not weighed by your criteria",
        ),
    ],
)
def test_all_factors_that_are_not_weighed_are_told_at_once(
    cells: dict[str, tuple[str, str, str]], what: str
) -> None:
    rows = (
        replace(row, weighed=cells.get(row.factor.key, row.weighed))
        for row in SOUND.outline.paragraphs
    )
    [gap] = judgement.factor_not_weighed.look(change(paragraphs=tuple(rows)))
    assert gap.what == f"{what} yet."


def test_what_is_new_is_told_apart_by_what_it_is() -> None:
    case = judged("Skill came first in 1918, against Bukharin, and luck also helped.")
    found = judgement.judgement_brings_in_something_new.look(case)
    assert [gap.about for gap in found] == ["1918", "Nikolai Bukharin", "luck"]
