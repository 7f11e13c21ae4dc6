"""Real footnotes in a Word document, which python-docx has no words for.

A footnote is a reference in the text and a story in a part of its own, word/footnotes.xml
(ECMA-376-1, 17.11). The first two stories are the rules that part notes from text.
"""

from typing import cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docx.parts.story import StoryPart
from docx.text.paragraph import Paragraph

# Named in the blank document's settings too, as the standard asks.
_SEPARATORS = f"""<w:footnotes {nsdecls("w", "r")}>{
    "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0"'
        f' w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
}</w:footnotes>"""


class Footnotes:
    """The footnotes of a document, numbered from 1 as they are added."""

    def __init__(self, document: Document) -> None:
        """Give a document that has none a part for its footnotes."""
        self._part = StoryPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            parse_xml(_SEPARATORS),
            cast(Package, document.part.package),
        )
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._last = 0

    def add(self, paragraph: Paragraph) -> Paragraph:
        """Put a reference at the end of a paragraph, and return its footnote to be written."""
        self._last += 1
        self._refer(paragraph, "w:footnoteReference").set(qn("w:id"), str(self._last))
        story = OxmlElement("w:footnote", {qn("w:id"): str(self._last)})
        self._part.element.append(story)
        body = cast(CT_P, OxmlElement("w:p"))
        story.append(body)
        note = Paragraph(body, self._part)
        note.style = "footnote text"
        self._refer(note, "w:footnoteRef")
        note.add_run(" ")
        return note

    def _refer(self, paragraph: Paragraph, tag: str) -> BaseOxmlElement:
        run = paragraph.add_run(style="footnote reference")
        mark = cast(BaseOxmlElement, OxmlElement(tag))
        run.element.append(mark)
        return mark
