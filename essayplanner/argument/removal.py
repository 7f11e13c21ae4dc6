"""What would be left of a plan without one of its factors: what falls with it, and what stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from essayplanner.argument.labels import LABELS
from essayplanner.argument.mentions import named_in
from essayplanner.argument.outline import (
    LINK_KINDS,
    Evidence,
    Factor,
    Outline,
    Paragraph,
    Quotation,
)
from essayplanner.argument.prose import sentences

_BODY = ("point", "explanation", "counter_argument", "reply", "link")


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences of a text that follow each other, and whether they fall."""

    text: str
    falls: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of which sentences fall, as they name the factor; ``factor`` is whose text it is."""

    label: str
    runs: tuple[Run, ...]
    factor: Factor | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Something chosen for the factor, and the other factors that it stands under, too."""

    item: Evidence | Quotation
    others: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A causal link that falls: its two factors, ``kind`` in words between them, its sentence."""

    cause: Factor
    kind: str
    effect: Factor
    sentence: str


@dataclass(frozen=True, slots=True)
class Move:
    """A factor that moves up in the ranking."""

    factor: Factor
    was: int
    now: int


@dataclass(frozen=True, slots=True)
class Removal:
    """A plan without one of its factors.

    ``texts`` are those of its paragraph with what each is called, ``weighed`` what stands of it by
    each criterion; they fall whole. ``evidence`` and ``quotations`` fall where no other factor has
    them. Of each of the ``passages`` some sentences fall. Of a plan not ranked no factor moves.
    """

    paragraph: Paragraph
    texts: tuple[tuple[str, str], ...]
    evidence: tuple[Item, ...]
    quotations: tuple[Item, ...]
    cuts: tuple[Cut, ...]
    passages: tuple[Passage, ...]
    weighed: tuple[tuple[str, str], ...]
    moves: tuple[Move, ...]

    @property
    def falling(self) -> tuple[Item, ...]:
        """The evidence and quotations that fall."""
        return tuple(row for row in (*self.evidence, *self.quotations) if not row.others)

    @property
    def standing(self) -> tuple[Item, ...]:
        """The evidence and quotations that stand under another factor."""
        return tuple(row for row in (*self.evidence, *self.quotations) if row.others)

    @property
    def nothing(self) -> bool:
        """Say whether nothing falls."""
        return not (self.texts or self.falling or self.cuts or self.passages or self.weighed)


def remove(outline: Outline, key: str) -> Removal:
    """Take a factor (its key) out of a plan. Raises ``KeyError`` where the plan has none such."""
    row = next((row for row in outline.paragraphs if row.factor.key == key), None)
    if row is None:
        raise KeyError(key)
    factors = {other.factor.key: other.factor for other in outline.paragraphs}
    return Removal(
        paragraph=row,
        texts=tuple(
            (LABELS[field], getattr(row, field)) for field in _BODY if getattr(row, field).strip()
        ),
        evidence=tuple(Item(item, _others(outline, key, item)) for item in row.evidence),
        quotations=tuple(Item(item, _others(outline, key, item)) for item in row.quotations),
        cuts=tuple(
            Cut(factors[link.cause], LINK_KINDS[link.kind], factors[link.effect], link.sentence)
            for link in outline.links
            if key in (link.cause, link.effect) and {link.cause, link.effect} <= factors.keys()
        ),
        passages=tuple(_passages(outline, row)),
        weighed=tuple(
            (outline.criteria[place].strip() or LABELS[f"criterion_{place + 1}"], cell)
            for place, cell in enumerate(row.weighed)
            if cell.strip()
        ),
        moves=tuple(_moves(outline, row)),
    )


def _others(outline: Outline, key: str, item: Evidence | Quotation) -> tuple[Factor, ...]:
    return tuple(
        row.factor
        for row in outline.paragraphs
        if row.factor.key != key
        and any(other.key == item.key for other in _items(row) if type(other) is type(item))
    )


def _items(row: Paragraph) -> tuple[Evidence | Quotation, ...]:
    return (*row.evidence, *row.quotations)


def _passages(outline: Outline, gone: Paragraph) -> Iterator[Passage]:
    factors = tuple(row.factor for row in outline.paragraphs)
    for label, text, factor in _texts(outline, gone):
        runs: list[Run] = []
        for sentence in sentences(text):
            falls = gone.factor.key in named_in(sentence, factors, outline.question)
            if runs and runs[-1].falls == falls:
                sentence = runs.pop().text + sentence
            runs.append(Run(sentence, falls))
        if any(run.falls for run in runs):
            yield Passage(label, tuple(runs), factor)


def _texts(outline: Outline, gone: Paragraph) -> Iterator[tuple[str, str, Factor | None]]:
    """Yield what of the plan is left to read, what it is called, and whose it is."""
    yield LABELS["argument"], outline.argument, None
    for place, criterion in enumerate(outline.criteria, 1):
        yield LABELS[f"criterion_{place}"], criterion, None
    rows = [row for row in outline.paragraphs if row.factor.key != gone.factor.key]
    for row in rows:
        for field in _BODY:
            yield LABELS[field], getattr(row, field), row.factor
    for link in outline.links:
        if gone.factor.key not in (link.cause, link.effect):
            yield "Link between factors", link.sentence, None
    for row in rows:
        for place, cell in enumerate(row.weighed, 1):
            yield f"By criterion {place}", cell, row.factor
    yield LABELS["judgement"], outline.judgement, None


def _moves(outline: Outline, gone: Paragraph) -> Iterator[Move]:
    if not outline.ranked:
        return
    left = [row for row in outline.ranking if row.factor.key != gone.factor.key]
    was = {row.factor.key: place for place, row in enumerate(outline.ranking, 1)}
    for now, row in enumerate(left, 1):
        if was[row.factor.key] != now:
            yield Move(row.factor, was[row.factor.key], now)
