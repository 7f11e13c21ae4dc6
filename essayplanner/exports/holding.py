"""What is in a file that has no picture, in a few lines for whoever chooses it."""

from essayplanner.argument.outline import Outline


def plan(outline: Outline) -> list[str]:
    """Count what a plan file holds of a plan."""
    rows = outline.paragraphs
    lines = [
        "Every word that is written in the plan, and its question",
        _count(len(rows), "factor", "factors"),
        _count(sum(len(row.evidence) for row in rows), "piece of evidence", "pieces of evidence"),
        _count(sum(len(row.quotations) for row in rows), "quotation", "quotations"),
        _count(len(outline.links), "link between factors", "links between factors"),
        _count(len(outline.sources), "source, in full", "sources, in full"),
        _count(len(outline.set_aside), "thing left on purpose", "things left on purpose"),
    ]
    return list(filter(None, lines))


def sources(outline: Outline) -> list[str]:
    """List the works that a plan cites, as the school's style has them."""
    return [
        "".join(run.text for run in source.reference) or source.title for source in outline.sources
    ]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
