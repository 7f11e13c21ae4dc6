"""However much is pasted into a plan, its papers stay bounded, and say so."""

from dataclasses import replace

import pytest

from essayplanner.argument.outline import Outline, Paragraph
from essayplanner.exports.bounds import MOST_LETTERS, MOST_LINES, bounded
from essayplanner.exports.papers import PAPERS
from tests.exports.outlines import EMPTY, FULL, HOSTILE, LARGEST, OVERLONG, RICH, WORST
from tests.exports.reading import TOLD, read_pdf, squeezed, text_of


def stuffed(text: str) -> Outline:
    """The largest plan with the same text, as long as the desk takes, in every box."""

    def paragraph(row: Paragraph) -> Paragraph:
        return replace(
            row,
            point=text,
            explanation=text,
            counter_argument=text,
            reply=text,
            link=text,
            weighed=(text,) * 3,
            without=text,
        )

    return replace(
        OVERLONG,
        argument=text,
        criteria=(text,) * 3,
        judgement=text,
        paragraphs=tuple(map(paragraph, OVERLONG.paragraphs)),
    )


@pytest.mark.parametrize("outline", [EMPTY, FULL, RICH, LARGEST, OVERLONG, HOSTILE, WORST])
def test_a_plan_that_somebody_wrote_goes_on_paper_whole(outline: Outline) -> None:
    assert bounded(outline) == (outline, "")


@pytest.mark.parametrize("text", ["W" * 10_000, "x\n" * 5_000, "word " * 2_000])
def test_what_is_too_long_for_paper_ends_early_and_says_so(text: str) -> None:
    outline, said = bounded(stuffed(text))
    texts = [each for row in outline.paragraphs for each in row.texts]
    assert all(each.endswith("…") and text.startswith(each[:-1]) for each in texts)
    assert sum(map(len, texts)) <= MOST_LETTERS
    assert sum(each.count("\n") for each in texts) <= MOST_LINES
    assert "texts end early (…). The plan file has all." in said


@pytest.mark.parametrize("slug", [slug for slug, paper in PAPERS.items() if paper.sheet])
def test_every_paper_of_such_a_plan_says_so(slug: str) -> None:
    sheet = PAPERS[slug].sheet
    assert sheet
    text = squeezed(text_of(read_pdf(sheet, stuffed("word " * 2_000), TOLD)))
    assert squeezed("This plan is longer than paper holds") in text
