"""What an examiner would miss: for each rule a plan that has the gap, one that has not, an edge."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from hypothesis import given

from essayplanner.argument import findings
from essayplanner.argument.findings import RULES, Finding, Rule, find
from essayplanner.argument.outline import Evidence, Factor, Outline, Paragraph, Question
from tests.argument.strategies import outlines

SKILL = Factor(key="skill", name="Political skill", short_name="Skill", mark=1)
RIVALS = Factor(key="rivals", name="Weak rivals", short_name="Rivals", mark=2)
STRUCTURE = Factor(key="structure", name="The party", short_name="Structure", mark=3)


def fact(key: str, date: str = "1924-01-26") -> Evidence:
    return Evidence(key=key, date=date, date_text=date, title=key, text=key)


WHY = Question(text="Why did Stalin come to power?")
HOW_FAR_SKILL = Question(text="How far was it Stalin’s skill?", named_factor="skill")

# Nothing is missing here, and nothing is there twice: each thing taken away leaves one gap.
COMPLETE = Outline(
    question=HOW_FAR_SKILL,
    argument="The party’s structure made room, and skill filled it.",
    ranked=True,
    paragraphs=(
        Paragraph(
            factor=STRUCTURE,
            point="Posts decided votes.",
            evidence=(fact("ban-on-factions"), fact("secretariat")),
            explanation="Delegates owed their seats to secretaries.",
            counter_argument="Molotov held the same post.",
            reply="He did not see its use.",
        ),
        Paragraph(
            factor=SKILL,
            point="He changed partners in time.",
            evidence=(fact("oath"), fact("roll-call")),
            explanation="Each partner was gone before he could resist.",
            counter_argument="Others made the openings.",
        ),
        Paragraph(
            factor=RIVALS,
            point="They fought each other first.",
            evidence=(fact("lessons"),),
            explanation="By 1926 nobody believed their alliance.",
        ),
    ),
    criteria=("What he could not have done without.", "", ""),
    judgement="Structure, because no skill could have replaced it.",
)
EMPTY = Outline(
    question=HOW_FAR_SKILL, paragraphs=tuple(Paragraph(factor=f) for f in (SKILL, RIVALS))
)


def changed(place: int, **values: Any) -> Outline:
    """Return the complete plan with one paragraph changed."""
    rows = list(COMPLETE.paragraphs)
    rows[place] = replace(rows[place], **values)
    return replace(COMPLETE, paragraphs=tuple(rows))


def ranked(*weights: int) -> Outline:
    """Return a ranked plan with so many pieces of evidence under each factor."""
    return Outline(
        question=WHY,
        ranked=True,
        paragraphs=tuple(
            Paragraph(
                factor=factor, evidence=tuple(fact(f"{factor.key}-{n}") for n in range(count))
            )
            for factor, count in zip((SKILL, RIVALS, STRUCTURE), weights, strict=False)
        ),
    )


class Row(NamedTuple):
    """A plan, and where the rule finds a gap in it."""

    rule: Rule
    case: str
    outline: Outline
    places: list[str]


ROWS = [
    Row(findings.no_line_of_argument, "fires", EMPTY, ["argument"]),
    Row(findings.no_line_of_argument, "does not fire", COMPLETE, []),
    Row(findings.no_line_of_argument, "edge", replace(COMPLETE, argument=" \n"), ["argument"]),
    Row(findings.factor_without_paragraph, "fires", EMPTY, ["skill-point", "rivals-point"]),
    Row(findings.factor_without_paragraph, "does not fire", COMPLETE, []),
    Row(
        # All else may stand there: a factor without a claim is still left out.
        findings.factor_without_paragraph,
        "edge",
        changed(0, point="\t"),
        ["structure-point"],
    ),
    Row(
        findings.named_factor_not_weighed,
        "fires",
        changed(1, explanation=""),
        ["skill-explanation"],
    ),
    Row(findings.named_factor_not_weighed, "does not fire", COMPLETE, []),
    Row(
        # Both halves are missing: the first is named, and the second once that is written.
        findings.named_factor_not_weighed,
        "edge",
        changed(1, explanation="", counter_argument=""),
        ["skill-explanation"],
    ),
    Row(
        findings.named_factor_not_weighed,
        "edge",
        changed(1, counter_argument=" "),
        ["skill-counter_argument"],
    ),
    Row(
        # A point that is not made yet is another rule's to find.
        findings.named_factor_not_weighed,
        "edge",
        changed(1, point="", explanation="", counter_argument=""),
        [],
    ),
    Row(
        findings.named_factor_not_weighed,
        "edge",
        replace(changed(1, explanation="", counter_argument=""), question=WHY),
        [],
    ),
    Row(
        findings.paragraph_without_dated_evidence,
        "fires",
        changed(2, evidence=()),
        ["rivals-evidence"],
    ),
    Row(findings.paragraph_without_dated_evidence, "does not fire", COMPLETE, []),
    Row(
        # Something of the student's own that has no date does not count, and one date is enough.
        findings.paragraph_without_dated_evidence,
        "edge",
        changed(2, evidence=(fact("own", date=""),)),
        ["rivals-evidence"],
    ),
    Row(
        findings.paragraph_without_dated_evidence,
        "edge",
        changed(2, evidence=(fact("own", date=""), fact("lessons"))),
        [],
    ),
    Row(findings.paragraph_without_dated_evidence, "edge", EMPTY, []),
    Row(
        findings.evidence_not_explained,
        "fires",
        changed(2, explanation=""),
        ["rivals-explanation"],
    ),
    Row(findings.evidence_not_explained, "does not fire", COMPLETE, []),
    Row(
        # The named factor has a rule of its own for this, so the student is told once.
        findings.evidence_not_explained,
        "edge",
        changed(1, explanation=""),
        [],
    ),
    Row(findings.evidence_not_explained, "edge", changed(2, explanation="", evidence=()), []),
    Row(findings.not_ranked, "fires", replace(COMPLETE, ranked=False), ["ranking"]),
    Row(findings.not_ranked, "does not fire", COMPLETE, []),
    Row(
        # One factor has nothing to be ranked against.
        findings.not_ranked,
        "edge",
        Outline(question=WHY, paragraphs=(Paragraph(factor=SKILL),)),
        [],
    ),
    Row(findings.evidence_against_ranking, "fires", ranked(1, 2, 3), ["skill-evidence"]),
    Row(findings.evidence_against_ranking, "does not fire", ranked(3, 1, 2), []),
    Row(findings.evidence_against_ranking, "edge", ranked(2, 2, 2), []),
    Row(findings.evidence_against_ranking, "edge", ranked(2, 2, 3), ["skill-evidence"]),
    Row(findings.evidence_against_ranking, "edge", ranked(0), []),
    Row(findings.evidence_against_ranking, "edge", replace(ranked(1, 3), ranked=False), []),
    Row(
        findings.no_counter_argument_replied_to, "fires", changed(0, reply=""), ["structure-reply"]
    ),
    Row(findings.no_counter_argument_replied_to, "does not fire", COMPLETE, []),
    Row(
        # A reply under another factor is none to this.
        findings.no_counter_argument_replied_to,
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
        findings.no_counter_argument_replied_to,
        "edge",
        Outline(question=WHY, paragraphs=(Paragraph(factor=SKILL, point="A point."),)),
        ["skill-counter_argument"],
    ),
    Row(findings.no_counter_argument_replied_to, "edge", EMPTY, []),
    Row(findings.no_judgement, "fires", EMPTY, ["judgement"]),
    Row(findings.no_judgement, "does not fire", COMPLETE, []),
    Row(findings.no_judgement, "edge", replace(COMPLETE, judgement="\u00a0"), ["judgement"]),
    Row(findings.no_criterion, "fires", EMPTY, ["criterion_1"]),
    Row(findings.no_criterion, "does not fire", COMPLETE, []),
    Row(
        findings.no_criterion,
        "edge",
        replace(COMPLETE, criteria=("\u2003", "", "")),
        ["criterion_1"],
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.rule.__name__} {row.case}")
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert [(finding.rule, finding.place) for finding in row.rule(row.outline)] == [
        (row.rule.__name__, place) for place in row.places
    ]


def test_every_rule_has_a_row_that_fires_one_that_does_not_and_an_edge() -> None:
    assert {(row.rule, row.case) for row in ROWS} == {
        (rule, case) for rule in RULES for case in ("fires", "does not fire", "edge")
    }
    assert all(row.places for row in ROWS if row.case == "fires")
    assert not any(row.places for row in ROWS if row.case == "does not fire")


def test_a_finding_says_what_is_missing_why_it_matters_and_where_to_go() -> None:
    assert tuple(findings.named_factor_not_weighed(changed(1, counter_argument=""))) == (
        Finding(
            rule="named_factor_not_weighed",
            what="The question names “Political skill”, and you do not yet say what limits it.",
            why="The factor in the question has to be weighed, for and against, "
            "before the others can be set beside it.",
            place="skill-counter_argument",
        ),
    )


def test_a_ranking_that_the_evidence_contradicts_is_told_with_its_numbers() -> None:
    assert tuple(findings.evidence_against_ranking(ranked(1, 2, 4))) == (
        Finding(
            rule="evidence_against_ranking",
            what="You rank “Political skill” first but give it 1 of 7 pieces of evidence; "
            "“The party” has 4.",
            why="A ranking convinces when the weight of evidence lies where you say it lies.",
            place="skill-evidence",
        ),
    )


def test_an_empty_plan_is_told_the_most_valuable_thing_first() -> None:
    assert [(finding.rule, finding.place) for finding in find(EMPTY)] == [
        ("no_line_of_argument", "argument"),
        ("factor_without_paragraph", "skill-point"),
        ("factor_without_paragraph", "rivals-point"),
        ("not_ranked", "ranking"),
        ("no_judgement", "judgement"),
        ("no_criterion", "criterion_1"),
    ]


def test_a_complete_plan_has_no_gap() -> None:
    assert find(COMPLETE) == ()


LACKS = [
    (replace(COMPLETE, argument=""), "no_line_of_argument", "argument"),
    (changed(0, point=""), "factor_without_paragraph", "structure-point"),
    (changed(1, explanation=""), "named_factor_not_weighed", "skill-explanation"),
    (changed(1, counter_argument=""), "named_factor_not_weighed", "skill-counter_argument"),
    (changed(2, evidence=()), "paragraph_without_dated_evidence", "rivals-evidence"),
    (changed(2, explanation=""), "evidence_not_explained", "rivals-explanation"),
    (replace(COMPLETE, ranked=False), "not_ranked", "ranking"),
    (
        changed(0, evidence=(fact("secretariat"),)),
        "evidence_against_ranking",
        "structure-evidence",
    ),
    (changed(0, reply=""), "no_counter_argument_replied_to", "structure-reply"),
    (replace(COMPLETE, judgement=""), "no_judgement", "judgement"),
    (replace(COMPLETE, criteria=("", "", "")), "no_criterion", "criterion_1"),
]


@pytest.mark.parametrize(("outline", "rule", "place"), LACKS, ids=[row[1] for row in LACKS])
def test_one_thing_taken_from_a_complete_plan_is_the_one_thing_found(
    outline: Outline, rule: str, place: str
) -> None:
    assert [(finding.rule, finding.place) for finding in find(outline)] == [(rule, place)]


def test_each_rule_can_be_the_one_thing_found() -> None:
    assert {rule for _, rule, _ in LACKS} == {rule.__name__ for rule in RULES}


def places(outline: Outline) -> Iterator[str]:
    yield from ("argument", "ranking", "criterion_1", "judgement")
    for row in outline.paragraphs:
        for field in ("point", "evidence", "explanation", "counter_argument", "reply"):
            yield f"{row.factor.key}-{field}"


@given(outlines)
def test_every_gap_in_any_plan_is_at_a_place_of_that_plan(outline: Outline) -> None:
    assert {finding.place for finding in find(outline)} <= set(places(outline))


@given(outlines)
def test_the_same_plan_has_the_same_gaps(outline: Outline) -> None:
    assert find(replace(outline)) == find(outline)


@given(outlines)
def test_every_gap_says_what_and_why_in_whole_sentences(outline: Outline) -> None:
    said = [text for finding in find(outline) for text in (finding.what, finding.why)]
    assert [text for text in said if text[-1:] not in (".", "?")] == []
