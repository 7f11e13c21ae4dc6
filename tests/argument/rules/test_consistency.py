"""The rules of consistency, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace

import pytest

from essayplanner.argument.outline import Outline, Paragraph
from essayplanner.argument.rule import Case
from essayplanner.argument.rules import consistency
from essayplanner.argument.rules.sound import LUCK, SOUND, change
from tests.argument.rules.rows import COMPLETE, RIVALS, SKILL, STRUCTURE, WHY, Row, name, ranked

SKILL_FIRST = "Skill was the most important factor."


def in_order(*ranks: int, named: str = "") -> Outline:
    """Return a plan ordered by the student whose factors stand in an order of ranks."""
    factors = (SKILL, RIVALS, STRUCTURE, LUCK)
    return Outline(
        question=replace(WHY, named_factor=named),
        ranked=True,
        ordered=True,
        paragraphs=tuple(
            Paragraph(factor=factor, rank=rank)
            for factor, rank in zip(factors, ranks, strict=False)
        ),
    )


ROWS = [
    # The sound plan ranks the structure of the party first.
    *(
        Row(consistency.judgement_against_ranking, case, change(judgement=text), places)
        for case, text, places in (
            ("fires", SKILL_FIRST, ["judgement"]),
            ("fires", "Although structure helped, skill was more important.", ["judgement"]),
            ("fires", "The structure of the party was not the main reason.", ["judgement"]),
            ("fires", "Skill was the most important factor by necessity.", ["judgement"]),
            ("does not fire", "Structure was the most important factor.", []),
            ("does not fire", "Skill was more important than rivals.", []),
            # Not the student’s own view, or not of the whole.
            (
                "edge",
                "Skill was the most important factor, by duration; by necessity it was structure, "
                "so to a fairly large extent.",
                [],
            ),
            ("edge", "Some historians argue that skill was the most important factor.", []),
            ("edge", "Skill and structure were the most important factors.", []),
            ("edge", "Skill was the most important factor in 1924.", []),
            ("edge", "", []),
        )
    ),
    Row(
        consistency.judgement_against_ranking,
        "edge",
        change(judgement=SKILL_FIRST, ranked=False),
        [],
    ),
    Row(consistency.argument_against_ranking, "fires", change(argument=SKILL_FIRST), ["argument"]),
    Row(consistency.argument_against_ranking, "does not fire", SOUND, []),
    Row(
        consistency.argument_against_ranking,
        "edge",
        change(argument="Was skill the most important factor?"),
        [],
    ),
    Row(consistency.order_against_ranking, "fires", in_order(2, 1, 3), ["ranking"]),
    Row(consistency.order_against_ranking, "fires", in_order(1, 3, 2), ["ranking"]),
    Row(consistency.order_against_ranking, "does not fire", in_order(1, 2, 3), []),
    # Up to the weightiest is an order too, and the factor of the question may be treated first.
    Row(consistency.order_against_ranking, "edge", in_order(4, 3, 2, 1), []),
    Row(consistency.order_against_ranking, "edge", in_order(3, 1, 2, 4, named="skill"), []),
    Row(
        consistency.order_against_ranking,
        "edge",
        in_order(3, 2, 1, 4, named="skill"),
        ["ranking"],
    ),
    Row(consistency.order_against_ranking, "edge", replace(in_order(2, 1, 3), ordered=False), []),
    Row(consistency.order_against_ranking, "edge", Case(replace(in_order(), ranked=True)), []),
    Row(consistency.not_ranked, "fires", replace(COMPLETE, ranked=False), ["ranking"]),
    Row(consistency.not_ranked, "does not fire", COMPLETE, []),
    Row(
        # One factor has nothing to be ranked against.
        consistency.not_ranked,
        "edge",
        Outline(question=WHY, paragraphs=(Paragraph(factor=SKILL),)),
        [],
    ),
    Row(consistency.evidence_against_ranking, "fires", ranked(1, 2, 3), ["skill-evidence"]),
    Row(consistency.evidence_against_ranking, "does not fire", ranked(3, 1, 2), []),
    Row(consistency.evidence_against_ranking, "edge", ranked(2, 2, 2), []),
    # One piece less is no contradiction, unless it is half.
    Row(consistency.evidence_against_ranking, "edge", ranked(2, 2, 3), []),
    Row(consistency.evidence_against_ranking, "edge", ranked(3, 2, 5), ["skill-evidence"]),
    Row(consistency.evidence_against_ranking, "edge", ranked(0, 1), ["skill-evidence"]),
    Row(consistency.evidence_against_ranking, "edge", ranked(0), []),
    Row(consistency.evidence_against_ranking, "edge", replace(ranked(1, 3), ranked=False), []),
]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)
