"""Aiming a plan at another question, and saying beforehand what that changes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import Finding, check
from essayplanner.argument.outline import (
    MOST_FACTORS,
    Evidence,
    Factor,
    Outline,
    Paragraph,
    Question,
)
from essayplanner.argument.rules import challenge, coverage, evidence, judgement

# What these find, they find against the question: whoever meant it, meant it for that one.
OF_THE_QUESTION = frozenset(
    rule.key
    for rule in (
        coverage.named_factor_missing,
        coverage.factor_missing,
        coverage.only_one_factor,
        coverage.named_factor_not_weighed,
        coverage.named_factor_not_first,
        challenge.strongest_objection_not_met,
        evidence.evidence_outside_the_dates,
        judgement.judgement_does_not_answer,
        judgement.judgement_brings_in_something_new,
    )
)
_YEAR = re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A paragraph that stands at another place of the essay than it ``was`` (1 comes first)."""

    factor: Factor
    was: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What another question does to a plan; what is not named here stays as it is.

    ``named`` is what the new question names and the old one did not, if anything. The question
    ``brings`` new factors, has ``no_room`` for some, and is ``silent`` on some that the plan has.
    ``outside`` is evidence beyond the new dates, by factor. ``missing`` is what the plan did not
    lack before; ``again``, how many findings are set aside no more.
    """

    named: Factor | None
    order: tuple[Factor, ...]
    moves: tuple[Move, ...]
    brings: tuple[Factor, ...]
    no_room: tuple[Factor, ...]
    silent: tuple[Factor, ...]
    outside: tuple[tuple[Factor, tuple[Evidence, ...]], ...]
    missing: tuple[Finding, ...]
    again: int = 0


def aim(outline: Outline, question: Question, factors: Iterable[Factor]) -> Outline:
    """Return a plan aimed at another question, which asks about some ``factors``.

    Nothing of the plan is dropped, but that findings ``OF_THE_QUESTION`` are set aside: they were
    for the other one. A factor that is new gets an empty paragraph, as long as there is room, and
    ranks last; one that the question names, and the old one did not, comes first in the essay
    unless the student put the paragraphs in an order of their own.
    """
    aimed = replace(outline, question=question)
    if question != outline.question:
        kept = (row for row in outline.set_aside if row.rule not in OF_THE_QUESTION)
        aimed = replace(aimed, set_aside=tuple(kept))
    known = {row.factor.key for row in outline.paragraphs}
    for factor in sorted(factors, key=lambda row: row.key != question.named_factor):
        if factor.key not in known and len(aimed.paragraphs) < MOST_FACTORS:
            known.add(factor.key)
            aimed = replace(aimed, paragraphs=(*aimed.paragraphs, _empty(aimed, factor)))
    if question.named_factor != outline.question.named_factor and not outline.ordered:
        return _named_first(aimed)
    return aimed


def _empty(outline: Outline, factor: Factor) -> Paragraph:
    taken = {row.factor.mark for row in outline.paragraphs}
    free = next(mark for mark in (factor.mark, *range(1, 99)) if mark not in taken)
    last = max((row.rank for row in outline.paragraphs), default=0)
    return Paragraph(factor=replace(factor, mark=free), rank=last + 1 if outline.ranked else 0)


def _named_first(outline: Outline) -> Outline:
    """Put the paragraph of the named factor first: its rank is the student's, and stays."""
    named = outline.question.named_factor
    rows = tuple(sorted(outline.paragraphs, key=lambda row: row.factor.key != named))
    if rows == outline.paragraphs:
        return outline
    return replace(outline, paragraphs=rows, ordered=outline.ranked)


def what_changes(
    old: Outline, new: Outline, factors: Sequence[Factor], exam: ExamFormat | None = None
) -> Changes:
    """Say what became of a plan that was aimed at a question which asks about ``factors``."""
    was = {row.factor.key: place for place, row in enumerate(old.paragraphs, 1)}
    now = {row.factor.key: place for place, row in enumerate(new.paragraphs, 1)}
    asked = {row.key for row in factors}
    before, after = (check(outline, exam=exam).findings for outline in (old, new))
    gaps = {(row.rule, row.what) for row in before}
    # In coursework two gaps of one rule are one question.
    lacks = {(row.rule, row.what): row for row in after}
    stands = [row.factor for row in new.paragraphs]
    named = {row.key: row for row in stands}.get(new.question.named_factor)
    return Changes(
        named=named if new.question.named_factor != old.question.named_factor else None,
        order=tuple(stands),
        moves=tuple(
            Move(factor=row, was=was[row.key], now=now[row.key])
            for row in stands
            if row.key in was and was[row.key] != now[row.key]
        ),
        brings=tuple(row for row in stands if row.key not in was),
        no_room=tuple(row for row in factors if row.key not in now),
        silent=tuple(row for row in stands if row.key not in asked),
        outside=tuple(_outside(old, new)),
        missing=tuple(row for told, row in lacks.items() if told not in gaps),
        again=len(old.set_aside) - len(new.set_aside),
    )


def _outside(old: Outline, new: Outline) -> Iterable[tuple[Factor, tuple[Evidence, ...]]]:
    """Yield the evidence beyond the dates of a question, where these are others than before."""
    starts, ends = new.question.starts, new.question.ends
    if starts is None or ends is None or (starts, ends) == (old.question.starts, old.question.ends):
        return
    for row in new.paragraphs:
        beyond = tuple(
            item
            for item in row.evidence
            if (years := [int(year) for year in _YEAR.findall(item.date)])
            and (years[-1] < starts or years[0] > ends)
        )
        if beyond:
            yield row.factor, beyond
