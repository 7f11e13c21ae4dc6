"""The rules of consistency, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace

import pytest

from essayplanner.argument.outline import Outline, Paragraph
from essayplanner.argument.rules import consistency
from tests.argument.rules.rows import COMPLETE, SKILL, WHY, Row, name, ranked

ROWS = [
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
    Row(consistency.evidence_against_ranking, "edge", ranked(2, 2, 3), ["skill-evidence"]),
    Row(consistency.evidence_against_ranking, "edge", ranked(0), []),
    Row(consistency.evidence_against_ranking, "edge", replace(ranked(1, 3), ranked=False), []),
]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)
