"""What the tests of papers share: what renderers are told, and reading what they made."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

from pypdf import PdfReader

from essayplanner.argument.outline import Outline
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TOLD = Told(made=date(2026, 11, 20))


def read_pdf(sheet: Sheet, outline: Outline, told: Told = TOLD) -> PdfReader:
    return PdfReader(BytesIO(sheet.pdf(outline, told, timestamp=NOON)))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def squeezed(text: str) -> str:
    """Leave out what setting adds: spaces, line ends, soft hyphens and zero-width breaks."""
    return re.sub(r"[\s\u00ad\u200b]", "", text)


def assert_in_order(pieces: list[str], text: str) -> None:
    text, place = squeezed(text), 0
    for piece in pieces:
        found = text.find(squeezed(piece), place)
        assert found >= 0, f"not found in its place: {piece!r}"
        place = found + len(squeezed(piece))


def spine(outline: Outline) -> list[str]:
    """What comes in the same order on every paper: question, argument, paragraphs, judgement."""
    texts = [outline.question.text, outline.argument]
    for row in outline.paragraphs:
        texts += [row.factor.name, row.point]
    return [*texts, outline.judgement]
