"""A plan as plain values for one side of paper, in reading order.

The PDF and the print page take their words from here, so that both carry the same ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from essayplanner.argument.outline import (
    LINK_KINDS,
    MOST_FACTORS,
    Evidence,
    Factor,
    Outline,
    Paragraph,
    Quotation,
    Source,
)
from essayplanner.exports.text import printable_all

Plain: TypeAlias = "str | int | Sequence[Plain] | Mapping[str, Plain]"


def sheet(outline: Outline) -> dict[str, Plain]:
    """Lay a plan out as plain values for one side of paper: printable, trimmed, in reading order.

    An empty place stays an empty string, so that the renderer can draw it as one.
    """
    plan = printable_all(outline)
    labels = _criterion_labels(plan)
    return {
        "title": " ".join(plan.question.text.split()) or "Essay plan",
        "author": " ".join(plan.author.split()),
        "argument": _trim(plan.argument),
        "paragraphs": [
            _paragraph(paragraph, _rank(plan, paragraph.rank or place))
            for place, paragraph in enumerate(plan.paragraphs, start=1)
        ],
        "links": list(_links(plan)),
        "judgement": _trim(plan.judgement),
        "criteria": [
            {"label": labels[place], "text": _trim(text)}
            for place, text in enumerate(plan.criteria)
            if text.strip()
        ],
        "matrix": _matrix(plan, labels),
        "sources": [_reference(source) for source in plan.sources],
    }


def _rank(plan: Outline, rank: int) -> str:
    """Say how a factor ranks. Where the essay has another order, a bare “2nd” would mislead."""
    if not plan.ranked:
        return ""
    return f"ranked {ordinal(rank)}" if plan.ordered else ordinal(rank)


def _criterion_labels(plan: Outline) -> dict[int, str]:
    """Name each criterion that has words, its own or weighings by it: by number, if several."""
    said = zip(plan.criteria, *(row.weighed for row in plan.paragraphs), strict=True)
    used = [place for place, texts in enumerate(said) if any(map(str.strip, texts))]
    return {place: f"Criterion {place + 1}" if len(used) > 1 else "Criterion" for place in used}


def _matrix(plan: Outline, labels: Mapping[int, str]) -> dict[str, Plain]:
    """Lay out what each factor weighs by each criterion: only rows and columns with words."""
    rows = [row for row in plan.paragraphs if any(map(str.strip, row.weighed))]
    columns = [place for place in labels if any(row.weighed[place].strip() for row in rows)]
    return {
        "columns": [labels[place] for place in columns],
        "rows": [
            {**_sign(row.factor), "cells": [_trim(row.weighed[place]) for place in columns]}
            for row in rows
        ],
    }


def _links(plan: Outline) -> Iterator[dict[str, Plain]]:
    """Yield the causal links, each with the date (else the title) of the evidence for it."""
    rows = {row.factor.key: row for row in plan.paragraphs}
    for link in plan.links:
        if link.cause in rows and link.effect in rows:
            cause, effect = rows[link.cause], rows[link.effect]
            chosen = {item.key: item for item in (*effect.evidence, *cause.evidence)}
            proof = chosen.get(link.evidence)
            yield {
                "cause": _sign(cause.factor),
                "kind": LINK_KINDS[link.kind],
                "effect": _sign(effect.factor),
                "sentence": _trim(link.sentence),
                "evidence": _trim(proof.date_text) or _trim(proof.title) if proof else "",
            }


def _sign(factor: Factor) -> dict[str, Plain]:
    """Return what a factor is known by in few words."""
    mark = (factor.mark - 1) % MOST_FACTORS + 1
    name = " ".join(factor.short_name.split()) or " ".join(factor.name.split()) or "Factor"
    return {"mark": mark, "sign": factor.sign, "name": name}


def _paragraph(paragraph: Paragraph, rank: str) -> dict[str, Plain]:
    return {
        **_sign(paragraph.factor),
        "rank": rank,
        "name": " ".join(paragraph.factor.name.split()) or "Factor",
        "point": _trim(paragraph.point),
        "evidence": [_evidence(item) for item in paragraph.evidence],
        "quotations": [_quotation(item) for item in paragraph.quotations],
        "explanation": _trim(paragraph.explanation),
        "counter_argument": _trim(paragraph.counter_argument),
        "reply": _trim(paragraph.reply),
        "link": _trim(paragraph.link),
    }


def _evidence(item: Evidence) -> dict[str, Plain]:
    views = (": ".join(filter(None, (view.holders, view.claim.rstrip(".")))) for view in item.views)
    return {
        "date": _trim(item.date_text),
        "title": _stop(_trim(item.title)),
        "text": _trim(item.text),
        "source": _trim(item.source.label) if item.source else "",
        "disputed": bool(item.views),
        "views": _stop("; ".join(filter(None, views))),
        "own": item.own,
    }


def _quotation(item: Quotation) -> dict[str, Plain]:
    return {
        "text": _trim(item.text),
        "short": _trim(item.short),
        "attribution": attribution(_trim(item.historian), item.source),
        "checked": item.checked,
        "own": item.own,
    }


def _reference(source: Source) -> list[dict[str, Plain]]:
    if not source.reference:
        return [{"text": source.title, "italic": True}]
    return [{"text": run.text, "italic": run.italic} for run in source.reference]


def _trim(text: str) -> str:
    """Drop empty lines and the space around the others: paper has none to spare."""
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def _stop(text: str) -> str:
    """End a run-in title or list with a full stop, unless it ends in a mark of its own."""
    return text if not text or text.endswith((".", ",", ":", ";", "!", "?", "…")) else f"{text}."


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
