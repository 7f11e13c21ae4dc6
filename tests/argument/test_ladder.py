"""The check against the ladder: a better plan has fewer and lighter findings, the right one first."""

from functools import cache
from itertools import product

import pytest

from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import RULES, Finding, find
from tests.argument.ladder import Rung, rungs

RUNGS = rungs()
TOP = 4
# What the essay is marked on makes no plan better or worse.
EXAMS = (
    None,
    ExamFormat(key="aqa-7042-essay", name="AQA"),
    ExamFormat(key="ours", name="Ours", historians_required=True),
)
of_any_exam = pytest.mark.parametrize("exam", EXAMS, ids=("none", "essay", "historians"))
PAIRS = [
    pytest.param(worse, better, id=f"{worse} < {better}")
    for worse, better in product(RUNGS, repeat=2)
    if worse.level < better.level
]


@cache
def found(rung: Rung, exam: ExamFormat | None) -> tuple[Finding, ...]:
    return find(rung.outline, rung.bank, exam)


def burden(findings: tuple[Finding, ...]) -> tuple[int, int]:
    """Return how many there are, and how heavy they are together."""
    return len(findings), sum(finding.weight for finding in findings)


def test_there_are_twelve_plans_at_four_levels_each_with_a_note() -> None:
    levels: dict[str, list[int]] = {}
    for rung in RUNGS:
        levels.setdefault(rung.question, []).append(rung.level)
    assert list(levels.values()) == [[1, 2, 3, 4]] * 3
    assert [str(rung) for rung in RUNGS if not rung.note.endswith(".")] == []


def test_no_two_plans_have_the_same_main_fault() -> None:
    faults = [rung.main_fault for rung in RUNGS if rung.level < TOP]
    assert len(faults) == len(set(faults))
    assert set(faults) - {rule.key for rule in RULES} == set()


@of_any_exam
@pytest.mark.parametrize(("worse", "better"), PAIRS)
def test_the_better_of_two_plans_has_fewer_and_lighter_findings(
    worse: Rung, better: Rung, exam: ExamFormat | None
) -> None:
    more, fewer = burden(found(worse, exam)), burden(found(better, exam))
    assert fewer[0] < more[0]
    assert fewer[1] < more[1]


@of_any_exam
@pytest.mark.parametrize("rung", [rung for rung in RUNGS if rung.level < TOP], ids=str)
def test_the_first_finding_is_the_main_fault(rung: Rung, exam: ExamFormat | None) -> None:
    assert found(rung, exam)[0].rule == rung.main_fault


@of_any_exam
@pytest.mark.parametrize("rung", [rung for rung in RUNGS if rung.level == TOP], ids=str)
def test_nothing_is_found_in_a_plan_at_the_top(rung: Rung, exam: ExamFormat | None) -> None:
    assert found(rung, exam) == ()
