"""A Word document: the blank one with all styles in it, its small parts, and its file.

The blank document lies unzipped in ``templates/exports/blank_docx``. Word asks of every element
that its children stand in the order of the schema (ECMA-376-1); so do they there.
"""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import cast

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Length, Mm, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from essayplanner.argument.outline import Question, Segment
from essayplanner.exports.sheet import Sign
from essayplanner.exports.text import cleaned
from essayplanner.exports.told import Size, Told
from essayplanner.exports.typeset import origin

_BLANK = Path(__file__).resolve().parents[2] / "templates" / "exports" / "blank_docx"
_PAGES: dict[Size, tuple[Length, Length]] = {
    "a4": (Mm(210), Mm(297)),
    "letter": (Inches(8.5), Inches(11)),
}
# Colours of look.md, light.
_COLOURS = ("1B5E91", "A8470F", "1F6B4C", "7A3B78", "7A5A00", "4A5568", "0F6674", "5B4A8A")
_LONGEST_PROPERTY = 255  # characters that a core property may have
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive can say


def new_document(
    title: str, author: str, question: Question, told: Told, *, landscape: bool = False
) -> Document:
    """Return an empty document with its page, its head and foot, and what is known of it."""
    document = docx.Document(BytesIO(_blank()))
    section = document.sections[0]
    section.page_width, section.page_height = _PAGES[told.size]
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    # The first page says under its title who wrote it.
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].add_run(author)
    for foot in (section.first_page_footer, section.footer):
        _write_foot(foot.paragraphs[0], _text_width(document), question, told)
    known = document.core_properties
    known.title = title[:_LONGEST_PROPERTY]
    known.author = known.last_modified_by = author[:_LONGEST_PROPERTY]
    known.subject = " ".join(cleaned(question.topic).split())[:_LONGEST_PROPERTY]
    known.language = "en-GB"
    known.created = known.modified = datetime.combine(told.made, time())
    return document


def _write_foot(foot: Paragraph, width: Length, question: Question, told: Told) -> None:
    foot.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    made = f"{told.made.day} {told.made:%B %Y}"
    parts = ("Essay Planner", origin(question), made)
    foot.add_run(" · ".join(filter(None, parts)) + "\t")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")


def write(document: Document) -> bytes:
    """Return a document as a file. Equal documents give equal bytes: no time is noted."""
    written, fixed = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(fixed, "w") as archive:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, _NO_TIME)
            archive.writestr(info, parts.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def add_table(
    document: Document, style: str, labels: Sequence[str], shares: Sequence[float]
) -> Table:
    """Add a table that has only its head so far, which stands again on every page.

    It is as wide as the text, of which its columns take their ``shares``.
    """
    table = cast(Table, document.add_table(rows=1, cols=len(labels), style=style))
    table.autofit = False
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    whole = _text_width(document)
    for column, share, label in zip(table.columns, shares, labels, strict=True):
        column.width = Length(int(whole * share / sum(shares)))
        paragraph = column.cells[0].paragraphs[0]
        paragraph.style = "Table Label"
        paragraph.add_run(label)
    return table


def add_row(table: Table, *, whole: bool = False, height: Length | None = None) -> list[Paragraph]:
    """Add a row to a table, and return the paragraph of each cell to be written.

    One that is ``whole`` is not parted between two pages; it is at least so high.
    """
    table.add_row()  # type: ignore[no-untyped-call]
    row = table.rows[-1]
    if whole:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    row.height = height
    paragraphs = [cell.paragraphs[0] for cell in row.cells]
    for paragraph in paragraphs:
        paragraph.style = "Table Text"
    return paragraphs


def write_sign(paragraph: Paragraph, sign: Sign, name: str = "") -> Run:
    """Write a factor’s sign and name in its colour, and return what the name stands in."""
    write_in_colour(paragraph, sign, f"{sign.sign}\u00a0", "Factor Sign")
    return write_in_colour(paragraph, sign, name or sign.name)


def write_in_colour(paragraph: Paragraph, sign: Sign, text: str, style: str = "Strong") -> Run:
    """Write a text in the colour of a factor."""
    run = paragraph.add_run(text, style=style)
    run.font.color.rgb = RGBColor.from_string(_COLOURS[sign.mark - 1])
    return run


def write_segments(paragraph: Paragraph, segments: Iterable[Segment]) -> None:
    """Write a formatted reference."""
    for segment in segments:
        paragraph.add_run(segment.text, style="Emphasis" if segment.italic else None)


def _text_width(document: Document) -> Length:
    page = document.sections[0]
    # All three are in the blank document or set above.
    return Length((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0))


def _add_field(paragraph: Paragraph, what: str) -> None:
    """Add a number that Word reckons by itself."""
    field = OxmlElement("w:fldSimple", {qn("w:instr"): what})
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


@cache
def _blank() -> bytes:
    blank = BytesIO()
    with zipfile.ZipFile(blank, "w") as archive:
        for path in sorted(_BLANK.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(_BLANK).as_posix())
    return blank.getvalue()
