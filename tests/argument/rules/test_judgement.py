"""The rules of judgement, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace

import pytest

from essayplanner.argument.rules import judgement
from tests.argument.rules.rows import COMPLETE, EMPTY, Row, name

ROWS = [
    Row(judgement.no_judgement, "fires", EMPTY, ["judgement"]),
    Row(judgement.no_judgement, "does not fire", COMPLETE, []),
    Row(judgement.no_judgement, "edge", replace(COMPLETE, judgement="\u00a0"), ["judgement"]),
    Row(judgement.no_criterion, "fires", EMPTY, ["criterion_1"]),
    Row(judgement.no_criterion, "does not fire", COMPLETE, []),
    Row(
        judgement.no_criterion,
        "edge",
        replace(COMPLETE, criteria=("\u2003", "", "")),
        ["criterion_1"],
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)
