"""The rules of evidence, each with a plan that has the gap, one that has not, an edge."""

import pytest

from essayplanner.argument.rules import evidence
from tests.argument.rules.rows import COMPLETE, EMPTY, Row, changed, fact, name

ROWS = [
    Row(
        evidence.paragraph_without_dated_evidence,
        "fires",
        changed(2, evidence=()),
        ["rivals-evidence"],
    ),
    Row(evidence.paragraph_without_dated_evidence, "does not fire", COMPLETE, []),
    Row(
        # Something of the student's own that has no date does not count, and one date is enough.
        evidence.paragraph_without_dated_evidence,
        "edge",
        changed(2, evidence=(fact("own", date=""),)),
        ["rivals-evidence"],
    ),
    Row(
        evidence.paragraph_without_dated_evidence,
        "edge",
        changed(2, evidence=(fact("own", date=""), fact("lessons"))),
        [],
    ),
    Row(evidence.paragraph_without_dated_evidence, "edge", EMPTY, []),
    Row(
        evidence.evidence_not_explained,
        "fires",
        changed(2, explanation=""),
        ["rivals-explanation"],
    ),
    Row(evidence.evidence_not_explained, "does not fire", COMPLETE, []),
    Row(
        # The named factor has a rule of its own for this, so the student is told once.
        evidence.evidence_not_explained,
        "edge",
        changed(1, explanation=""),
        [],
    ),
    Row(evidence.evidence_not_explained, "edge", changed(2, explanation="", evidence=()), []),
]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)
