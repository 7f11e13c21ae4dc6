"""The rules of coverage, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace

import pytest

from essayplanner.argument.rules import coverage
from tests.argument.rules.rows import COMPLETE, EMPTY, WHY, Row, changed, name

ROWS = [
    Row(coverage.no_line_of_argument, "fires", EMPTY, ["argument"]),
    Row(coverage.no_line_of_argument, "does not fire", COMPLETE, []),
    Row(coverage.no_line_of_argument, "edge", replace(COMPLETE, argument=" \n"), ["argument"]),
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
]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)
