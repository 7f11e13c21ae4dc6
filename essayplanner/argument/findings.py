"""What an examiner would miss in a plan: the rules in order, and what they find.

It never gives a mark and never writes a word of the argument. The reasons given follow what the
boards' AO1 strands ask for: analysis, knowledge, judgement, organisation.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from essayplanner.argument.bank import NO_BANK, Bank, ExamFormat
from essayplanner.argument.difference import Change
from essayplanner.argument.outline import MOST_ABOUT, Outline, SetAside
from essayplanner.argument.places import name_place
from essayplanner.argument.rule import Case, Gap, Rule, Strand
from essayplanner.argument.rules import (
    challenge,
    consistency,
    coverage,
    evidence,
    historians,
    judgement,
    links,
    quotations,
)

# How much is lost by a gap: 3 where there is no argument without it, 1 where it would be finer.
Weight = Literal[1, 2, 3]

# Each row stands with the most valuable first; so do the rows.
RULES_BY_WEIGHT: tuple[tuple[Weight, tuple[Rule, ...]], ...] = (
    (
        3,
        (
            coverage.no_line_of_argument,
            coverage.named_factor_missing,
            coverage.factor_missing,
            coverage.only_one_factor,
            coverage.factor_without_paragraph,
            coverage.named_factor_not_weighed,
            evidence.paragraph_without_dated_evidence,
            evidence.evidence_not_explained,
            evidence.explanation_only_tells,
            consistency.not_ranked,
            judgement.no_judgement,
            judgement.judgement_does_not_answer,
            consistency.judgement_against_ranking,
            consistency.argument_against_ranking,
            challenge.no_counter_argument_replied_to,
        ),
    ),
    (
        2,
        (
            quotations.misattributed,
            quotations.misquoted,
            challenge.strongest_objection_not_met,
            challenge.objection_waved_away,
            challenge.counter_argument_without_reply,
            judgement.no_criterion,
            judgement.factor_not_weighed,
            judgement.judgement_without_criterion,
            judgement.judgement_brings_in_something_new,
            consistency.evidence_against_ranking,
            evidence.evidence_turns_against,
            evidence.disputed_as_settled,
            evidence.evidence_outside_the_dates,
            evidence.evidence_used_twice,
            coverage.point_is_no_claim,
            links.no_links,
            historians.no_historian,
        ),
    ),
    (
        1,
        (
            coverage.named_factor_not_first,
            consistency.order_against_ranking,
            judgement.one_criterion,
            evidence.evidence_not_precise,
            links.isolated_factor,
            links.link_not_explained,
            links.links_in_a_circle,
            historians.one_side_heard,
            historians.quotation_dropped_in,
        ),
    ),
)
RULES: tuple[Rule, ...] = tuple(rule for _, rules in RULES_BY_WEIGHT for rule in rules)
_ASKS = {rule.key: rule.asks for rule in RULES}
_WEIGHTS = {rule.key: weight for weight, rules in RULES_BY_WEIGHT for rule in rules}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One gap: what is missing, why an examiner cares, and the ``place`` to go to (``Gap``).

    ``rule`` is the key of the rule that found it. ``rule``, ``place`` and ``about`` together name
    it among all findings of a plan. ``change`` is that of its gap.
    """

    rule: str
    what: str
    why: str
    place: str
    about: str = ""
    change: Change | None = None
    strand: Strand
    weight: Weight

    @property
    def name(self) -> tuple[str, str, str]:
        """What tells it from every other finding of the plan."""
        return self.rule, self.place, self.about


@dataclass(frozen=True, slots=True)
class Check:
    """The findings of a plan, the most valuable first, and those that its writer set aside."""

    findings: tuple[Finding, ...]
    set_aside: tuple[tuple[Finding, SetAside], ...]


def check(outline: Outline, bank: Bank = NO_BANK, exam: ExamFormat | None = None) -> Check:
    """Return what every rule finds. The same plan, bank and format give the same findings.

    Of coursework nothing is suggested: each finding is the question of its rule. At one place it
    stands once, and where it stands at several it says at which.
    """
    case = Case(outline, bank, exam)
    aside = {(row.rule, row.place, row.about): row for row in outline.set_aside}
    findings = (_finding(rule, gap) for rule in RULES for gap in rule.look(case))
    # A plan from a file may have a factor or a link twice: whoever is told once is told.
    found = tuple({row.name: row for row in findings}.values())
    if exam is not None and exam.coursework:
        found = tuple(_as_questions(outline, found, aside.keys()))
    return Check(
        findings=tuple(row for row in found if row.name not in aside),
        set_aside=tuple((row, aside[row.name]) for row in found if row.name in aside),
    )


def find(
    outline: Outline, bank: Bank = NO_BANK, exam: ExamFormat | None = None
) -> tuple[Finding, ...]:
    """Return the findings of a plan that are not set aside, the most valuable first."""
    return check(outline, bank, exam).findings


def _finding(rule: Rule, gap: Gap) -> Finding:
    return Finding(
        rule=rule.key,
        what=gap.what,
        why=rule.why,
        place=gap.place,
        about=gap.about[:MOST_ABOUT],
        change=gap.change,
        strand=rule.strand,
        weight=_WEIGHTS[rule.key],
    )


def _as_questions(
    outline: Outline, findings: Sequence[Finding], aside: Container[tuple[str, str, str]]
) -> Iterator[Finding]:
    """Yield the questions of findings: at one place all that are set ``aside``, or else one."""
    told = {(row.rule, row.place) for row in findings if row.name in aside}
    asked: list[Finding] = []
    for row in findings:
        if row.name in aside or (row.rule, row.place) not in told:
            told.add((row.rule, row.place))
            asked.append(row)
    times = Counter(rule for rule, _ in told)
    for row in asked:
        what = _ASKS[row.rule]
        if times[row.rule] > 1:
            what = f"{name_place(outline, row.place, ', ')}: {what}"
        yield replace(row, what=what, why="", change=None)
