"""What a paper holds at most, so that no plan can stall a press or take all of its memory.

No plan that somebody wrote comes near: this is for what can be pasted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from essayplanner.argument.outline import Outline
from essayplanner.exports.text import printable_all
from essayplanner.exports.told import Feedback

# Some forty sides. Lines cost more than the letters in them.
MOST_LETTERS, MOST_LINES = 120_000, 2_500
# However many texts there are, each is shown by its beginning.
LEAST_LETTERS, LEAST_LINES = 200, 3
# Of what was said of a plan.
MOST_REMARKS, MOST_REPLIES = 150, 10


def bounded(outline: Outline) -> tuple[Outline, str]:
    """Return what of a plan goes on paper, and a sentence that says so where that is not all.

    Every text has an equal share of the room: what is longer ends early, with “…”.
    """
    beginning = _share(list(_texts(outline)))
    if beginning is None:
        return outline, ""
    ended = sum(beginning(text) != text for text in _texts(outline))
    said = f"This plan is longer than paper holds: {ended} texts end early (…)."
    return printable_all(outline, beginning), f"{said} The plan file has all."


def bounded_feedback(feedback: Feedback) -> tuple[Feedback, str]:
    """Return what of the feedback on a plan goes on paper, as ``bounded`` does."""
    kept = replace(
        feedback,
        remarks=tuple(
            replace(row, replies=row.replies[-MOST_REPLIES:])
            for row in feedback.remarks[:MOST_REMARKS]
        ),
    )
    beginning = _share(list(_said(kept)))
    kept = printable_all(kept, beginning) if beginning else kept
    if kept == feedback:
        return feedback, ""
    return kept, "More was said of this plan than paper holds: the page of feedback has all."


def _share(texts: Sequence[str]) -> Callable[[str], str] | None:
    """Return what shortens a text to its share of the room; None where there is room for all."""
    if sum(map(len, texts)) <= MOST_LETTERS and sum(map(_lines, texts)) <= MOST_LINES:
        return None
    letters = max(LEAST_LETTERS, MOST_LETTERS // len(texts))
    lines = max(LEAST_LINES, MOST_LINES // len(texts))

    def beginning(text: str) -> str:
        if len(text) <= letters and _lines(text) <= lines:
            return text
        written = [line for line in text[:letters].splitlines() if line.strip()]
        return "\n".join(written[:lines]) + "…"

    return beginning


def _lines(text: str) -> int:
    """Count the lines that are not empty: no paper has room for those."""
    return sum(map(bool, map(str.strip, text.splitlines())))


def _texts(outline: Outline) -> Iterator[str]:
    yield from (outline.question.text, outline.argument, *outline.criteria, outline.judgement)
    for row in outline.paragraphs:
        yield from (row.factor.name, *row.texts)
        for item in row.evidence:
            yield from (item.title, item.text, *(view.claim for view in item.views))
        for quotation in row.quotations:
            yield from (quotation.text, quotation.short, quotation.wording, *quotation.notes)
    yield from (link.sentence for link in outline.links)
    yield from (row.reason for row in outline.set_aside)


def _said(feedback: Feedback) -> Iterator[str]:
    yield feedback.summary
    for row in feedback.remarks:
        yield from (row.quote, row.text, *(reply.text for reply in row.replies))
