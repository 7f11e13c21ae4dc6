"""Aiming a plan at another question, and saying beforehand what that changes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from essayplanner.argument.findings import Finding, find
from essayplanner.argument.outline import (
    MOST_FACTORS,
    Evidence,
    Factor,
    Outline,
    Paragraph,
    Question,
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
    lack before.
    """

    named: Factor | None
    order: tuple[Factor, ...]
    moves: tuple[Move, ...]
    brings: tuple[Factor, ...]
    no_room: tuple[Factor, ...]
    silent: tuple[Factor, ...]
    outside: tuple[tuple[Factor, tuple[Evidence, ...]], ...]
    missing: tuple[Finding, ...]


def aim(outline: Outline, question: Question, factors: Iterable[Factor]) -> Outline:
    """Return a plan aimed at another question, which asks about some ``factors``.

    Nothing of the plan is dropped. A factor that is new gets an empty paragraph, as long as there
    is room, and ranks last; one that the question names, and the old one did not, comes first in
    the essay unless the student put the paragraphs in an order of their own.
    """
    aimed = replace(outline, question=question)
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


def what_changes(old: Outline, new: Outline, factors: Sequence[Factor]) -> Changes:
    """Say what became of a plan that was aimed at a question which asks about ``factors``."""
    was = {row.factor.key: place for place, row in enumerate(old.paragraphs, 1)}
    now = {row.factor.key: place for place, row in enumerate(new.paragraphs, 1)}
    asked = {row.key for row in factors}
    gaps = {(row.rule, row.what) for row in find(old)}
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
        missing=tuple(row for row in find(new) if (row.rule, row.what) not in gaps),
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
