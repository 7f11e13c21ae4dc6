"""Setting a paper by typst: as a tagged PDF, or a page of it as a picture.

The student's text reaches typst as JSON data only, never as source, and typst sees an empty
directory as its whole disk: nothing that is typed into a plan can be run or can read a file.
"""

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from essayplanner.argument.outline import Outline, Question
from essayplanner.exports.text import printable
from essayplanner.exports.told import Told

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "exports"
_TYPST_SIZES = {"a4": "a4", "letter": "us-letter"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper that typst sets.

    ``template`` is the name of its file in ``templates/exports/``, which has everything of
    ``common.typ`` before it; ``lay`` returns what the paper says, as JSON's own types.
    """

    template: str
    lay: Callable[[Outline, Told], Mapping[str, Any]]

    def pdf(self, outline: Outline, told: Told, *, timestamp: datetime | None = None) -> bytes:
        """Return a plan as PDF/UA-1 (ISO 14289-1), the standard for tagged PDF.

        The standard forbids letters that the fonts lack. Where a plan holds one (emoji, CJK), it
        is set once more without the standard: still tagged, with an empty box for that letter.
        ``timestamp`` fixes the creation date, so that equal plans give equal bytes.
        """
        plan = self._plan(outline, told)
        try:
            pdf = self._compile(plan, format="pdf", pdf_standards="ua-1", timestamp=timestamp)
        except typst.TypstError:
            pdf = self._compile(plan, format="pdf", timestamp=timestamp)
        return cast(bytes, pdf)  # only PNG and SVG come as lists

    def pictures(self, outline: Outline, told: Told, *, dots: float = 110) -> list[bytes]:
        """Return each page as a PNG with so many ``dots`` an inch."""
        pages = self._compile(self._plan(outline, told), format="png", ppi=dots)
        return pages if isinstance(pages, list) else [pages]

    def _plan(self, outline: Outline, told: Told) -> str:
        values = {
            "paper": _TYPST_SIZES[told.size],
            "origin": origin(outline.question),
            "made": f"{told.made.day} {told.made:%B %Y}",
            **self.lay(outline, told),
        }
        return json.dumps(values)

    def _compile(self, plan: str, **options: Any) -> bytes | list[bytes]:
        # A fresh compiler each time: a reused one is not for two threads, and it keeps its inputs.
        with tempfile.TemporaryDirectory(prefix="essayplanner-") as nothing:
            compiler = typst.Compiler(
                _source(self.template),
                root=nothing,
                font_paths=_fonts(),
                sys_inputs={"plan": plan},
            )
            made = compiler.compile(**options)
        return cast(bytes | list[bytes], made)  # only a given path gives None


def origin(question: Question) -> str:
    """Say which version of its topic a plan was made from; empty where it is in no library."""
    edition = f"edition {question.edition}" if question.edition else ""
    return ", ".join(filter(None, (" ".join(printable(question.topic).split()), edition)))


@cache
def _source(template: str) -> bytes:
    return b"\n".join((_TEMPLATES / f"{name}.typ").read_bytes() for name in ("common", template))


@cache
def _fonts() -> typst.Fonts:
    """Only the fonts inside the typst wheel, so that every server sets the same page."""
    return typst.Fonts(include_system_fonts=False)
