"""How the weight of a plan lies between its factors."""

from dataclasses import dataclass

from essayplanner.argument.outline import Factor, Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What stands under one factor: counts of evidence, quotations and words written."""

    factor: Factor
    evidence: int
    quotations: int
    words: int


def weigh(outline: Outline) -> tuple[Weight, ...]:
    """Return the weight of each factor, in the order of the plan."""
    return tuple(
        Weight(
            factor=row.factor,
            evidence=len(row.evidence),
            quotations=len(row.quotations),
            words=sum(len(text.split()) for text in row.texts),
        )
        for row in outline.paragraphs
    )
