"""The rules of coverage, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace

import pytest

from essayplanner.argument.bank import Bank
from essayplanner.argument.outline import Outline, Paragraph, Question
from essayplanner.argument.rule import Case
from essayplanner.argument.rules import coverage
from tests.argument.rules.rows import (
    COMPLETE,
    EMPTY,
    HOW_FAR_SKILL,
    RIVALS,
    SKILL,
    STRUCTURE,
    WHY,
    Row,
    changed,
    name,
)

BANK = Bank(
    factors=(SKILL, RIVALS, STRUCTURE),
    asked={HOW_FAR_SKILL.text: ("skill", "rivals"), WHY.text: ("structure",)},
)


def of(*places: int, question: Question = HOW_FAR_SKILL, bank: Bank = BANK) -> Case:
    """Return the complete plan with these of its paragraphs, in this order."""
    rows = tuple(COMPLETE.paragraphs[place] for place in places)
    return Case(replace(COMPLETE, question=question, paragraphs=rows), bank)


def ranks(*ranks: int, **values: object) -> Outline:
    """Return the complete plan (structure, skill, rivals) with these ranks."""
    rows = zip(COMPLETE.paragraphs, ranks, strict=True)
    paragraphs = tuple(replace(row, rank=rank) for row, rank in rows)
    return replace(COMPLETE, paragraphs=paragraphs, **values)  # type: ignore[arg-type]


def pointed(point: str) -> Outline:
    """Return the complete plan with another point under the factor “The party”."""
    return changed(0, point=point)


def argued(argument: str) -> Outline:
    return replace(COMPLETE, argument=argument)


ROWS = [
    Row(coverage.no_line_of_argument, "fires", EMPTY, ["argument"]),
    Row(coverage.no_line_of_argument, "does not fire", COMPLETE, []),
    Row(coverage.no_line_of_argument, "edge", replace(COMPLETE, argument=" \n"), ["argument"]),
    *(
        Row(coverage.no_line_of_argument, "fires", argued(text), ["argument"])
        for text in (
            "There is evidence for and against this view.",
            "There are two sides to this question.",
            "There were many factors.",
            "It was a mix of all the factors that led to it.",
            "It is hard to say which factor was the most important.",
            "There were many reasons, such as skill and structure, and they were all important in "
            "different ways.",
        )
    ),
    *(
        Row(coverage.no_line_of_argument, "does not fire", argued(text), [])
        for text in (
            "There is evidence for and against this view, but on balance it holds.",
            "There were many factors, and skill made use of them.",
            "Many factors played a part, but skill turned them into power.",
            "Many factors counted; the party was behind them all.",
            "It was a mix of factors, of which structure was the root.",
            "It was a mix of factors, and structure mattered most.",
            "It is hard to say which factor was most important, but it was not skill.",
            "All the factors were equally important.",
            "To some extent, although there were many factors.",
            "Structure gave skill its chance.",
            "Many factors.",
        )
    ),
    Row(
        # The judgement takes no side either: another rule says so.
        coverage.no_line_of_argument,
        "edge",
        replace(
            COMPLETE,
            argument="There were many factors.",
            judgement="It was a mix of all the factors.",
        ),
        [],
    ),
    Row(coverage.factor_without_paragraph, "fires", EMPTY, ["skill-point", "rivals-point"]),
    Row(coverage.factor_without_paragraph, "does not fire", COMPLETE, []),
    Row(
        # All else may stand there: a factor without a claim is still left out.
        coverage.factor_without_paragraph,
        "edge",
        changed(0, point="\t"),
        ["structure-point"],
    ),
    Row(
        coverage.named_factor_not_weighed,
        "fires",
        changed(1, explanation=""),
        ["skill-explanation"],
    ),
    Row(coverage.named_factor_not_weighed, "does not fire", COMPLETE, []),
    Row(
        # Both halves are missing: the first is named, and the second once that is written.
        coverage.named_factor_not_weighed,
        "edge",
        changed(1, explanation="", counter_argument=""),
        ["skill-explanation"],
    ),
    Row(
        coverage.named_factor_not_weighed,
        "edge",
        changed(1, counter_argument=" "),
        ["skill-counter_argument"],
    ),
    Row(
        # Without evidence there is nothing to explain yet: another rule asks for it.
        coverage.named_factor_not_weighed,
        "edge",
        changed(1, evidence=(), explanation="", counter_argument=""),
        [],
    ),
    Row(
        coverage.named_factor_not_weighed,
        "edge",
        changed(1, evidence=(), counter_argument=""),
        ["skill-counter_argument"],
    ),
    Row(
        # A point that is not made yet is another rule's to find.
        coverage.named_factor_not_weighed,
        "edge",
        changed(1, point="", explanation="", counter_argument=""),
        [],
    ),
    Row(
        coverage.named_factor_not_weighed,
        "edge",
        replace(changed(1, explanation="", counter_argument=""), question=WHY),
        [],
    ),
    Row(coverage.named_factor_missing, "fires", of(0, 2), ["ranking"]),
    Row(coverage.named_factor_missing, "does not fire", of(0, 1), []),
    # Of a question of the student’s own the factor’s name is not known.
    Row(coverage.named_factor_missing, "edge", of(0, 2, bank=Bank()), ["ranking"]),
    Row(coverage.named_factor_missing, "edge", of(0, question=WHY), []),
    Row(coverage.factor_missing, "fires", of(0, 1), ["ranking"]),
    Row(coverage.factor_missing, "does not fire", of(1, 2), []),
    # The factor that the question names has a rule of its own.
    Row(coverage.factor_missing, "edge", of(2), []),
    Row(coverage.factor_missing, "edge", of(0, 1, bank=Bank()), []),
    Row(coverage.factor_missing, "edge", of(), ["ranking"]),
    Row(coverage.only_one_factor, "fires", of(0, question=WHY), ["ranking"]),
    Row(coverage.only_one_factor, "does not fire", of(0, 1), []),
    Row(coverage.only_one_factor, "edge", of(1, bank=Bank()), ["ranking"]),
    # Which factor is missing is known, and said by another rule.
    Row(coverage.only_one_factor, "edge", of(1), []),
    Row(coverage.only_one_factor, "edge", of(0, bank=Bank()), []),
    Row(coverage.only_one_factor, "edge", of(), []),
    Row(coverage.point_is_no_claim, "fires", pointed("The party"), ["structure-point"]),
    Row(coverage.point_is_no_claim, "does not fire", COMPLETE, []),
    Row(coverage.named_factor_not_first, "fires", ranks(2, 3, 1), ["ranking"]),
    Row(coverage.named_factor_not_first, "does not fire", ranks(1, 2, 3), []),
    # It may come second after the factor ranked first, and first wherever it is ranked.
    Row(coverage.named_factor_not_first, "edge", ranks(1, 3, 2), []),
    Row(coverage.named_factor_not_first, "edge", of(1, 0, 2), []),
    Row(coverage.named_factor_not_first, "edge", of(0, 2, 1), ["ranking"]),
    Row(coverage.named_factor_not_first, "edge", ranks(2, 3, 1, ranked=False), []),
    Row(coverage.named_factor_not_first, "edge", of(0, 2, 1, question=WHY), []),
    # A question about effects has no factor that has to come first.
    Row(
        coverage.named_factor_not_first,
        "edge",
        of(0, 2, 1, question=Question(text="Assess the impact of skill.", named_factor="skill")),
        [],
    ),
    # A point that is not made yet is another rule’s to find.
    Row(
        coverage.named_factor_not_first,
        "edge",
        replace(ranks(2, 3, 1), paragraphs=(*COMPLETE.paragraphs[::2], Paragraph(factor=SKILL))),
        [],
    ),
    *(
        Row(coverage.point_is_no_claim, "edge", pointed(point), places)
        for point, places in (
            ("Structure.", ["structure-point"]),
            ("Structure was another factor.", ["structure-point"]),
            ("The structure of the party is a reason why it was Stalin", ["structure-point"]),
            ("The party’s structure was also important.", ["structure-point"]),
            ("Structure was also important.", ["structure-point"]),
            ("Structure was a very important reason too.", ["structure-point"]),
            ("Structure was the most important factor.", []),
            ("Structure was a reason why Stalin won so fast.", []),
            ("Structure was another factor, because posts decided votes.", []),
            ("Structure was only one factor.", []),
            ("Votes were another factor.", []),
            ("Kirov was murdered in December 1934.", ["structure-point"]),
            ("The NKVD was formed in 1934", ["structure-point"]),
            ("In April 1922, Stalin was appointed General Secretary.", ["structure-point"]),
            ("In 1927 Trotsky was expelled from the Central Committee", ["structure-point"]),
            ("Kirov was murdered by Stalin in December 1934.", []),
            ("Kirov was murdered in December 1934 to frighten the party.", []),
            ("Trotsky was defeated by 1925.", []),
            ("Stalin controlled the party in 1924.", []),
            ("The party was created to obey in 1921.", []),
            ("Kirov was murdered.", []),
            ("the structure and the party", ["structure-point"]),
            ("Secretariat", ["structure-point"]),
            ("Party rules?", ["structure-point"]),
            ("How far did the structure of the party decide who won?", ["structure-point"]),
            ("Good luck", ["structure-point"]),
            ("The General Secretary", ["structure-point"]),
            ("Role of General Secretary", ["structure-point"]),
            ("The role of the General Secretary.", ["structure-point"]),
            ("The circular flow of power", ["structure-point"]),
            ("Lenin’s Testament and funeral", ["structure-point"]),
            ("Trotsky’s mistakes", ["structure-point"]),
            ("The mistakes of his rivals", ["structure-point"]),
            ("Weak party", ["structure-point"]),
            ("Control of appointments in the party", ["structure-point"]),
            # Short, and a claim.
            ("Structure decided", []),
            ("Trotsky lost.", []),
            ("The party decides who wins", []),
            ("The party rules bound everybody", []),
            ("The rivals fear him", []),
            ("The people love Stalin", []),
            ("The contenders lack unity", []),
            ("Stalin’s skill wins votes", []),
            ("His skill made the party his", []),
            ("His rivals fear him", []),
            ("Rivals of Stalin lost", []),
            ("The party was his", []),
            ("The root of his power", []),
            ("The key factor", []),
            ("Stalin’s in control", []),
            ("Stalin’s cunning outdid Trotsky", []),
            ("The army back Stalin", []),
            ("Stalin’s", ["structure-point"]),
            ("The party, and not skill", []),
            ("The structure of the party alone had the power", []),
            ("Control of the party meant power", []),
            ("Votes decide everything", []),
            ("The party decided", []),
            ("Who won? The one with posts.", []),
            ("The structure of the party mattered most", []),
            # Not sure.
            ("How Stalin used the party", []),
            ("…", []),
            (" ", []),
            ("a" * 5000, []),
        )
    ),
]


def test_the_named_factor_is_called_by_its_name_and_each_other_by_its_own_finding() -> None:
    [gap] = coverage.named_factor_missing.look(of(0, 2))
    assert gap.what == "The question names “Political skill”, and it has no paragraph yet."
    [gap] = coverage.factor_missing.look(of(0, 1))
    assert (gap.place, gap.about) == ("ranking", "rivals")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("How far was it Stalin’s skill?", "how it worked"),
        ("Assess the impact of skill.", "what came of it"),
    ],
)
def test_of_a_named_factor_it_is_asked_what_the_question_asks(text: str, asked: str) -> None:
    question = Question(text=text, named_factor="skill")
    case = Case(replace(changed(1, explanation=""), question=question))
    [gap] = coverage.named_factor_not_weighed.look(case)
    assert gap.what == f"The question names “Political skill”, and you do not yet say {asked}."


@pytest.mark.parametrize(
    ("point", "what"),
    [
        ("The party", "names a topic: it does not claim anything yet"),
        ("Was it the party?", "asks a question: it does not claim anything yet"),
        ("The party was another factor.", "says that it counted, but not yet how"),
        ("Kirov was murdered in 1934.", "tells what happened: it claims nothing yet"),
    ],
)
def test_it_is_said_what_the_point_lacks(point: str, what: str) -> None:
    [gap] = coverage.point_is_no_claim.look(Case(pointed(point)))
    assert gap.what == f"Your point under “The party” {what}."


def test_two_words_of_which_one_is_the_factor_are_a_topic() -> None:
    [gap] = coverage.point_is_no_claim.look(Case(changed(2, point="Bad rivals")))
    assert gap.place == "rivals-point"


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)
