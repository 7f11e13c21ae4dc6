"""The plan whose check is measured: 12 paragraphs with every box full, 100 pieces of evidence."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count, cycle, islice

from essayplanner.argument.bank import Bank
from essayplanner.argument.findings import find
from essayplanner.argument.outline import Factor, Outline, Paragraph
from tests.argument.ladder import read_library, rungs

PARAGRAPHS, EVIDENCE = 12, 100


def checks() -> dict[str, Callable[[], object]]:
    """Return the check of that plan, with texts never read before and with texts read before."""
    outline, bank = _largest()
    numbers = count()
    return {
        "the check of 12 paragraphs, 100 pieces of evidence: all new": lambda: find(
            _fresh(outline, next(numbers)), bank
        ),
        "the same check again": lambda: find(outline, bank),
    }


def _largest() -> tuple[Outline, Bank]:
    """Lay a plan from the top of the ladder out over more factors than a topic may have."""
    top = max(rungs(), key=lambda rung: (rung.level, len(rung.outline.paragraphs))).outline
    library = read_library(top.question.topic_slug)
    factors = [*library.factors.values()]
    factors += [
        Factor(key=f"made-{n}", name=f"Explanation {n}", short_name=f"Made {n}", mark=1)
        for n in range(PARAGRAPHS - len(factors))
    ]
    pool = islice(cycle(library.evidence.values()), EVIDENCE)
    facts = tuple(replace(row, key=f"{row.key}-{n}") for n, row in enumerate(pool))
    rows = [
        replace(row, factor=factor, rank=rank, evidence=facts[rank - 1 :: PARAGRAPHS])
        for rank, (row, factor) in enumerate(zip(cycle(top.paragraphs), factors), start=1)
    ]
    return replace(top, ordered=False, paragraphs=tuple(rows)), library.bank


def _fresh(outline: Outline, number: int) -> Outline:
    """Return a plan in which no text of the student's is one that was read before."""
    first, second, third = (f"{text} {number}" for text in outline.criteria)
    return replace(
        outline,
        argument=f"{outline.argument} {number}",
        criteria=(first, second, third),
        judgement=f"{outline.judgement} {number}",
        links=tuple(replace(link, sentence=f"{link.sentence} {number}") for link in outline.links),
        paragraphs=tuple(_fresh_paragraph(row, number) for row in outline.paragraphs),
    )


def _fresh_paragraph(row: Paragraph, number: int) -> Paragraph:
    first, second, third = (f"{text} {number}" for text in row.weighed)
    return replace(
        row,
        point=f"{row.point} {number}",
        explanation=f"{row.explanation} {number}",
        counter_argument=f"{row.counter_argument} {number}",
        reply=f"{row.reply} {number}",
        link=f"{row.link} {number}",
        weighed=(first, second, third),
    )
