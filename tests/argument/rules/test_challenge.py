"""The rules of challenge, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace

import pytest

from essayplanner.argument.outline import Outline, Paragraph
from essayplanner.argument.rules import challenge
from tests.argument.rules.rows import COMPLETE, EMPTY, SKILL, WHY, Row, changed, name

ROWS = [
    Row(
        challenge.no_counter_argument_replied_to, "fires", changed(0, reply=""), ["structure-reply"]
    ),
    Row(challenge.no_counter_argument_replied_to, "does not fire", COMPLETE, []),
    Row(
        # A reply under another factor is none to this.
        challenge.no_counter_argument_replied_to,
        "edge",
        replace(
            COMPLETE,
            paragraphs=(
                replace(COMPLETE.paragraphs[1], reply=""),
                replace(COMPLETE.paragraphs[2], reply="Yet."),
            ),
        ),
        ["skill-reply"],
    ),
    Row(
        challenge.no_counter_argument_replied_to,
        "edge",
        Outline(question=WHY, paragraphs=(Paragraph(factor=SKILL, point="A point."),)),
        ["skill-counter_argument"],
    ),
    Row(challenge.no_counter_argument_replied_to, "edge", EMPTY, []),
]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)
