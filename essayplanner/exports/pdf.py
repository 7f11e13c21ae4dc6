"""The one-side plan as a tagged PDF, set by typst.

The student's text reaches typst as JSON data only, never as source, and typst sees an empty
directory as its whole disk: nothing that is typed into a plan can be run or can read a file.
"""

import json
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal, cast

import typst

from essayplanner.argument.outline import Outline
from essayplanner.exports.text import sheet

_TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "exports" / "one_side.typ"


def render(outline: Outline, *, timestamp: datetime | None = None) -> bytes:
    """Set a plan on one side of A4 as PDF/UA-1 (ISO 14289-1), the standard for tagged PDF.

    The standard forbids letters that the fonts lack. Where a plan holds one (emoji, CJK), it is
    set once more without the standard: still tagged, with an empty box for that letter.
    ``timestamp`` fixes the creation date, so that equal plans give equal bytes.
    """
    plan = json.dumps(sheet(outline))
    try:
        return _compile(plan, "ua-1", timestamp)
    except typst.TypstError:
        return _compile(plan, None, timestamp)


def _compile(plan: str, standard: Literal["ua-1"] | None, timestamp: datetime | None) -> bytes:
    # A fresh compiler each time: a reused one is not for two threads, and it keeps its inputs.
    with tempfile.TemporaryDirectory(prefix="essayplanner-") as nothing:
        compiler = typst.Compiler(
            _source(), root=nothing, font_paths=_fonts(), sys_inputs={"plan": plan}
        )
        pdf = compiler.compile(format="pdf", pdf_standards=standard, timestamp=timestamp)
    return cast(bytes, pdf)  # only PNG and SVG come as lists, and only a given path gives None


@cache
def _source() -> bytes:
    return _TEMPLATE.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Only the fonts inside the typst wheel, so that every server sets the same page."""
    return typst.Fonts(include_system_fonts=False)
