"""Setting a paper by typst: as a tagged PDF, or a page of it as a picture.

The student's text reaches typst as JSON data only, never as source, and typst sees an empty
directory (or one with the paper of which it makes a picture) as its whole disk: nothing that is
typed into a plan can be run or can read a file.
"""

import io
import json
import logging
import re
import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import pikepdf
import typst
from django.conf import settings

from essayplanner.argument.outline import Outline, Question
from essayplanner.exports.bounds import bounded, bounded_feedback
from essayplanner.exports.stand_ins import with_stand_ins
from essayplanner.exports.text import cleaned, printable
from essayplanner.exports.told import Told

_log = logging.getLogger(__name__)

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "exports"
_STANDARD = "ua-1"
_TYPST_SIZES = {"a4": "a4", "letter": "us-letter"}

# Sets texts in the fonts and styles of our papers, each alone: what stands beside a letter that is
# not there may be taken for missing too.
_PROBE = b"""
#set document(title: "Letters")
#set text(lang: "en", font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))
#let plan = json(bytes(sys.inputs.plan))
= Letters
#for text in plan [#text #strong(text) #emph(text) #parbreak()]
"""
# Draws one page of a paper that is already set.
_PAGE = """
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image("paper.pdf", page: {number}, width: 100%)
"""
_NAMED = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper that typst sets.

    ``template`` is the name of its file in ``templates/exports/``, which has everything of
    ``common.typ`` before it, and then of the files of ``parts``; ``lay`` returns what the paper
    says, as JSON's own types.
    """

    template: str
    lay: Callable[[Outline, Told], Mapping[str, Any]]
    parts: tuple[str, ...] = ()

    def pdf(self, outline: Outline, told: Told, *, timestamp: datetime | None = None) -> bytes:
        """Return a plan as PDF/UA-1 (ISO 14289-1), the standard for tagged PDF.

        The standard forbids letters that the fonts lack, which is why they have stand-ins and a
        note. Should it find another fault, that is logged and the plan set without it: still
        tagged.
        ``timestamp`` fixes the creation date, so that equal plans give equal bytes.
        """
        try:
            values = self.values(outline, told)
            return self.made(values, pdf_standards=_STANDARD, timestamp=timestamp)
        except typst.TypstError:
            _log.exception("The paper “%s” is set without PDF/UA-1.", self.template)
            return self.made(self.values(outline, told), timestamp=timestamp)

    def picture(
        self, outline: Outline, told: Told, number: int, *, dots: float = 120
    ) -> bytes | None:
        """Return one page as a PNG with so many ``dots`` an inch; none where there is no such page.

        typst draws all pages or none. So the paper is set as a PDF and that one page drawn anew.
        """
        pdf = self.made(self.values(outline, told), pdf_tags=False)
        pages = sizes(pdf)
        if not 1 <= number <= len(pages):
            return None
        width, height = pages[number - 1]
        page = _PAGE.format(width=width, height=height, number=number).encode()
        return _compile(page, "", paper=pdf, format="png", ppi=dots)

    def sides(self, outline: Outline, told: Told) -> list[tuple[float, float]]:
        """Return the width and the height of each page, in points."""
        return sizes(self.made(self.values(outline, told), pdf_tags=False))

    def values(self, outline: Outline, told: Told) -> dict[str, Any]:
        """Return all that the paper says, and what every paper is told."""
        outline, too_long = bounded(outline)
        feedback, too_much = bounded_feedback(told.feedback)
        told = replace(told, feedback=feedback)
        return {
            "too_long": " ".join(filter(None, (too_long, too_much))),
            "paper": _TYPST_SIZES[told.size],
            "origin": printable(origin(outline.question)),
            "made": f"{told.made.day} {told.made:%B %Y}",
            **self.lay(outline, told),
        }

    def made(self, values: Mapping[str, Any], **options: Any) -> bytes:
        """Set what the paper says as a PDF, with the ``options`` of ``typst.Compiler.compile``."""
        plan = with_stand_ins(values, lacking)
        plan["unprinted"] = " ".join(filter(None, (values["too_long"], plan["unprinted"])))
        source = _source(*self.parts, self.template)
        return _compile(source, json.dumps(plan), format="pdf", **options)


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and the height of each page of a PDF, in points."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return [(float(page.mediabox[2]), float(page.mediabox[3])) for page in read.pages]


def origin(question: Question) -> str:
    """Say which version of its topic a plan was made from; empty where it is in no library."""
    edition = f"edition {question.edition}" if question.edition else ""
    return ", ".join(filter(None, (" ".join(cleaned(question.topic).split()), edition)))


def lacking(texts: Collection[str]) -> set[str]:
    """Return the characters of some texts that the fonts cannot print where they stand in them.

    Who knows is the compiler: under the standard it names each of them, in words for people. Where
    these are others than are known here, that is logged.
    """
    try:
        _compile(_PROBE, json.dumps(list(texts)), format="pdf", pdf_standards=_STANDARD)
    except typst.TypstError as error:
        named = _NAMED.findall(error.diagnostic)
        if not named:
            _log.exception("typst did not name what its fonts lack: %s", error.diagnostic)
        return set(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(named)))
    return set()


def _compile(source: bytes, plan: str, *, paper: bytes = b"", **options: Any) -> bytes:
    """Run typst; it sees ``paper`` as the one file there is, where it is given one."""
    # A fresh compiler each time: a reused one is not for two threads, and it keeps its inputs.
    with tempfile.TemporaryDirectory(prefix="essayplanner-") as root:
        if paper:
            (Path(root) / "paper.pdf").write_bytes(paper)
        compiler = typst.Compiler(source, root=root, font_paths=_fonts(), sys_inputs={"plan": plan})
        made = compiler.compile(**options)
    return cast(bytes, made)  # several pictures alone come as a list, and only a path gives None


@cache
def _source(*templates: str) -> bytes:
    names = ("common", *templates, "end")
    return b"\n".join((_TEMPLATES / f"{name}.typ").read_bytes() for name in names)


@cache
def _fonts() -> typst.Fonts:
    """Only the fonts inside the typst wheel, so that every server sets the same page; and those
    that the school gives, for what these lack.
    """
    return typst.Fonts(include_system_fonts=False, font_paths=settings.PAPER_FONTS)
