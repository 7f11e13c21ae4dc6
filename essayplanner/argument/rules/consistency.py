"""Do ranking, order, evidence, line of argument and judgement say the same?"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from essayplanner.argument.mentions import weighed_in
from essayplanner.argument.outline import Paragraph
from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import POST, SOUND, change, change_paragraph


@rule(
    strand="Judgement",
    why="“How far” and “why” are answered by saying what mattered most, and than what.",
    asks="Which factor weighs most, and which least?",
    shows="The factors are not ranked.",
    example=lambda: change(ranked=False),
)
def not_ranked(case: Case) -> Iterator[Gap]:
    """The student has not said which factor weighs most."""
    if not case.outline.ranked and len(case.outline.paragraphs) > 1:
        yield Gap("You have not ranked the factors yet.", "ranking")


def _against_ranking(case: Case, text: str, which: str, place: str) -> Iterator[Gap]:
    """Yield what a text says of the weight of factors that the ranking contradicts."""
    outline = case.outline
    rows = outline.paragraphs
    if not outline.ranked or len(rows) < 2 or not text.strip():
        return
    first = outline.ranking[0]
    if [row.rank for row in rows].count(first.rank) > 1:
        return
    said = weighed_in(text, tuple(row.factor for row in rows), outline.question)
    top, key = first.factor.name, first.factor.key
    if said.weightiest and said.weightiest != key:
        other = case.by_key[said.weightiest].factor.name
        yield Gap(f"Your {which} makes “{other}” count most, and you rank “{top}” first.", place)
    elif above := sorted(upper for upper, lower in said.above if lower == key):
        other = case.by_key[above[0]].factor.name
        yield Gap(f"Your {which} sets “{other}” above “{top}”, which you rank first.", place)
    elif key in said.denied:
        second = outline.ranking[1].factor.name
        yield Gap(
            f"Your {which} says that “{top}” does not count most, and you rank it first, above "
            f"“{second}”.",
            place,
        )


@rule(
    strand="Judgement",
    why="A judgement convinces when it follows from the weighing, and contradicts none of it.",
    asks="Do your judgement and your ranking name the same factor?",
    shows="The judgement calls one factor the most important, and another is ranked first.",
    example=lambda: change(
        judgement="To a great extent: by necessity and by duration Stalin’s skill was the most "
        "important factor, because the structure of the party worked for anyone."
    ),
)
def judgement_against_ranking(case: Case) -> Iterator[Gap]:
    """The judgement calls a factor the weightiest that is not ranked first."""
    yield from _against_ranking(case, case.outline.judgement, "judgement", "judgement")


@rule(
    strand="Argument and organisation",
    why="An essay reads as one argument when its opening and its weighing name the same factor.",
    asks="Do your line of argument and your ranking name the same factor?",
    shows="The line of argument calls one factor decisive, and another is ranked first.",
    example=lambda: change(argument="The weakness of his rivals was the decisive factor."),
)
def argument_against_ranking(case: Case) -> Iterator[Gap]:
    """The line of argument calls a factor the weightiest that is not ranked first."""
    yield from _against_ranking(case, case.outline.argument, "line of argument", "argument")


@rule(
    strand="Judgement",
    why="A ranking convinces when the weight of evidence lies where you say it lies.",
    asks="Does the evidence lie where your ranking says that it lies?",
    shows="The factor ranked first has one piece of evidence, and another has two.",
    example=lambda: change_paragraph("structure", evidence=(POST,)),
)
def evidence_against_ranking(case: Case) -> Iterator[Gap]:
    """The factor ranked first stands on much less evidence than one ranked below it.

    Much less is at least two pieces less, or no more than half.
    """
    rows = case.outline.paragraphs
    if not case.outline.ranked or len(rows) < 2:
        return
    first, *others = case.outline.ranking
    heaviest = max(others, key=lambda row: len(row.evidence))
    total = sum(len(row.evidence) for row in rows)
    less, more = len(first.evidence), len(heaviest.evidence)
    if less < more and (less + 2 <= more or less * 2 <= more):
        yield Gap(
            f"You rank “{first.factor.name}” first but give it {less} of {total} pieces of "
            f"evidence; “{heaviest.factor.name}” has {more}.",
            f"{first.factor.key}-evidence",
        )


def _out_of_order() -> Case:
    """Return a plan whose question names no factor, with the weightiest factor in the middle."""
    question = replace(
        SOUND.outline.question,
        text="Why did Stalin rise to power in the years 1922–29?",
        named_factor="",
    )
    return change(question=question)


@rule(
    strand="Argument and organisation",
    why="An order that follows the weighing, down from the weightiest or up to it, lets the "
    "argument be followed without signposts.",
    asks="Why do your paragraphs stand in this order?",
    shows="The factor ranked first stands between the second and the third.",
    example=_out_of_order,
)
def order_against_ranking(case: Case) -> Iterator[Gap]:
    """The order of the paragraphs neither goes down the ranking nor builds up to its top.

    The factor that the question names may be treated first, whatever its weight.
    """
    outline = case.outline
    if not outline.ordered or not outline.ranked:
        return
    named = outline.question.named_factor
    rows = [row for row in outline.paragraphs if row.factor.key != named]
    if _goes_one_way(rows):
        return
    first = outline.ranking[0].factor
    place = rows.index(outline.ranking[0]) + 1 if outline.ranking[0] in rows else 0
    if 1 < place < len(rows):
        what = f"You rank “{first.name}” first, and it stands neither first nor last in your order."
    else:
        what = "Your paragraphs neither go down your ranking nor build up to its top."
    yield Gap(what, "ranking")


def _goes_one_way(rows: list[Paragraph]) -> bool:
    pairs = list(pairwise(row.rank for row in rows))
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)
