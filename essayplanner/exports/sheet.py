"""A plan as plain values for one side of paper, in reading order.

The PDF and the print page take their words from here, so that both carry the same ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeAlias
from unicodedata import bidirectional

from essayplanner.argument.outline import (
    LINK_KINDS,
    MOST_FACTORS,
    Evidence,
    Factor,
    Link,
    Outline,
    Paragraph,
    Quotation,
    Source,
)
from essayplanner.exports.text import printable_all

Plain: TypeAlias = "str | int | float | Sequence[Plain] | Mapping[str, Plain]"

_STRONG = {"L", "R", "AL"}
_LEFT_TO_RIGHT_MARK = "\u200e"


def sheet(outline: Outline) -> dict[str, Plain]:
    """Lay a plan out as plain values for one side of paper: printable, trimmed, in reading order.

    An empty place stays an empty string, so that the renderer can draw it as one. ``more`` names
    what has no place on one side however short it is; empty where there is no such thing.
    """
    plan = printable_all(outline)
    labels = criterion_labels(plan)
    return {
        "title": line(plan.question.text) or "Essay plan",
        "author": line(plan.author),
        "argument": lines(plan.argument),
        "paragraphs": [
            _paragraph(paragraph, rank_of(plan, paragraph.rank or place))
            for place, paragraph in enumerate(plan.paragraphs, start=1)
        ],
        "links": list(_links(plan)),
        "judgement": lines(plan.judgement),
        "criteria": [
            {"label": labels[place], "text": lines(text)}
            for place, text in enumerate(plan.criteria)
            if text.strip()
        ],
        "matrix": _matrix(plan, labels),
        "sources": [_reference(source) for source in plan.sources],
        "more": _more(plan),
    }


def _more(plan: Outline) -> str:
    """Count what only the papers that leave out nothing say, such as ``notes on 2 quotations``."""
    quotations = [item for row in plan.paragraphs for item in row.quotations]
    evidence = [item for row in plan.paragraphs for item in row.evidence]
    places = [*(item.page for item in quotations), *(item.locator for item in evidence)]
    counted = (
        (
            "notes on 1 quotation",
            "notes on {} quotations",
            (x.notes or x.wording for x in quotations),
        ),
        ("1 page reference", "{} page references", places),
        (
            "1 answer to “if it is removed”",
            "{} answers to “if it is removed”",
            (row.without.strip() for row in plan.paragraphs),
        ),
        (
            "1 reason for what is left on purpose",
            "{} reasons for what is left on purpose",
            (row.reason.strip() for row in plan.set_aside),
        ),
    )
    numbers = [(one, many, sum(map(bool, there))) for one, many, there in counted]
    return ", ".join((many if n > 1 else one).format(n) for one, many, n in numbers if n)


def _matrix(plan: Outline, labels: Mapping[int, str]) -> dict[str, Plain]:
    """Lay out what each factor weighs by each criterion: only rows and columns with words."""
    rows, columns = weighed(plan, labels)
    return {
        "columns": [labels[place] for place in columns],
        "rows": [
            {**asdict(sign(row.factor)), "cells": [lines(row.weighed[place]) for place in columns]}
            for row in rows
        ],
    }


def _links(plan: Outline) -> Iterator[dict[str, Plain]]:
    """Yield the causal links, each with the date (else the title) of the evidence for it."""
    for tied in ties(plan):
        proof = tied.proof
        yield {
            "cause": asdict(sign(tied.cause)),
            "kind": LINK_KINDS[tied.link.kind],
            "effect": asdict(sign(tied.effect)),
            "sentence": lines(tied.link.sentence),
            "evidence": lines(proof.date_text) or lines(proof.title) if proof else "",
        }


def _paragraph(paragraph: Paragraph, rank: str) -> dict[str, Plain]:
    return {
        **asdict(sign(paragraph.factor)),
        "rank": rank,
        "name": name_of(paragraph.factor),
        "point": lines(paragraph.point),
        "evidence": [_evidence(item) for item in paragraph.evidence],
        "quotations": [_quotation(item) for item in paragraph.quotations],
        "explanation": lines(paragraph.explanation),
        "counter_argument": lines(paragraph.counter_argument),
        "reply": lines(paragraph.reply),
        "link": lines(paragraph.link),
    }


def _evidence(item: Evidence) -> dict[str, Plain]:
    views = (": ".join(filter(None, (view.holders, view.claim.rstrip(".")))) for view in item.views)
    return {
        "date": lines(item.date_text),
        "title": stop(lines(item.title)),
        "text": lines(item.text),
        "source": lines(item.source.label) if item.source else "",
        "disputed": bool(item.views),
        "views": stop("; ".join(filter(None, views))),
        "own": item.own,
    }


def _quotation(item: Quotation) -> dict[str, Plain]:
    return {
        "text": lines(item.text),
        "short": lines(item.short),
        "attribution": attribution(lines(item.historian), item.source),
        "checked": item.checked,
        "own": item.own,
    }


def _reference(source: Source) -> list[dict[str, Plain]]:
    if not source.reference:
        return [{"text": source.title, "italic": True}]
    return [{"text": run.text, "italic": run.italic} for run in source.reference]


def attribution(historian: str, source: Source) -> str:
    """Say whose words they are and where they stand, naming the historian once.

    ``E. H. Carr`` in a work of his gives ``E. H. Carr, 1958`` in every style; words found in
    another's book give its label too: ``Trotsky, in Service, 2005``.
    """
    by_author = len(source.authors) == 1 and is_family(source.authors[0].family, historian)
    if by_author:
        return ", ".join(filter(None, (historian, source.years)))
    return ", in ".join(filter(None, (historian, source.label)))


def is_family(family: str, name: str) -> bool:
    """Say whether a family name is that of the person of a full name."""
    return bool(family) and f" {name}".casefold().endswith(f" {family.strip()}".casefold())


def ordinal(number: int) -> str:
    """Write 1 as ``1st``, 2 as ``2nd``, 11 as ``11th``."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{suffix or 'th'}"


# ---- what other papers lay out alike -----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What a factor is known by in few words: its colour's number, its sign, its short name."""

    mark: int
    sign: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """A causal link with the factors that it links and the evidence that shows it, if any."""

    link: Link
    cause: Factor
    effect: Factor
    proof: Evidence | None


def stop(text: str) -> str:
    """End a run-in title or a list with a full stop, unless it ends in a mark of its own."""
    ended = text.rstrip("”’\"')").endswith((".", ",", ":", ";", "!", "?", "…"))
    return text if not text or ended else f"{text}."


def line(text: str) -> str:
    """Put a text on one line, as for a heading."""
    return " ".join(text.split())


def lines(text: str) -> str:
    """Drop empty lines and the space around the others: paper has none to spare."""
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def sign(factor: Factor) -> Sign:
    """Return what a factor is known by in few words."""
    return Sign(
        mark=(factor.mark - 1) % MOST_FACTORS + 1,
        sign=factor.sign,
        name=line(factor.short_name) or line(factor.name) or "Factor",
    )


def name_of(factor: Factor) -> str:
    """Return the name of a factor as a rank can follow it.

    After letters that run from right to left, a mark keeps “, 1st” out of their run (UAX #9).
    """
    name = line(factor.name) or line(factor.short_name) or "Factor"
    strong = (kind for letter in reversed(name) if (kind := bidirectional(letter)) in _STRONG)
    return name if next(strong, "L") == "L" else f"{name}{_LEFT_TO_RIGHT_MARK}"


def rank_of(plan: Outline, rank: int) -> str:
    """Say how a factor ranks. Where the essay has another order, a bare “2nd” would mislead."""
    if not plan.ranked:
        return ""
    return f"ranked {ordinal(rank)}" if plan.ordered else ordinal(rank)


def criterion_labels(plan: Outline) -> dict[int, str]:
    """Name each criterion that has words, its own or weighings by it: by number, if several."""
    said = zip(plan.criteria, *(row.weighed for row in plan.paragraphs), strict=True)
    used = [place for place, texts in enumerate(said) if any(map(str.strip, texts))]
    return {place: f"Criterion {place + 1}" if len(used) > 1 else "Criterion" for place in used}


def weighed(plan: Outline, labels: Iterable[int]) -> tuple[list[Paragraph], list[int]]:
    """Return the rows and the columns of the matrix: only those with words."""
    rows = [row for row in plan.paragraphs if any(map(str.strip, row.weighed))]
    return rows, [place for place in labels if any(row.weighed[place].strip() for row in rows)]


def ties(plan: Outline) -> Iterator[Tied]:
    """Yield the causal links whose factors are both in the plan."""
    rows = {row.factor.key: row for row in plan.paragraphs}
    for link in plan.links:
        if link.cause in rows and link.effect in rows:
            cause, effect = rows[link.cause], rows[link.effect]
            chosen = {item.key: item for item in (*effect.evidence, *cause.evidence)}
            yield Tied(
                link=link,
                cause=cause.factor,
                effect=effect.factor,
                proof=chosen.get(link.evidence),
            )
