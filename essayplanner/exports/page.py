"""The one-side plan as a page that the browser prints."""

from math import ceil
from typing import Any, NamedTuple

from django.template.loader import render_to_string

from essayplanner.argument.outline import Outline
from essayplanner.exports.sheet import Plain, sheet
from essayplanner.exports.told import Told


class _Setting(NamedTuple):
    """A size of print.css: the lines on a side of A4, and the letters on a line of each width.

    Measured in a wide serif, so that no reader's font sets a plan longer than is reckoned here.
    """

    name: str
    lines: int
    whole: int
    narrow: int
    wide: int


_SETTINGS = (
    _Setting("set-10", lines=76, whole=86, narrow=27, wide=56),
    _Setting("set-9", lines=84, whole=104, narrow=38, wide=62),
    _Setting("set-8", lines=104, whole=130, narrow=42, wide=86),
    _Setting("set-8-even", lines=104, whole=130, narrow=52, wide=76),
)
# A plan too long for any of them runs on to a second side, where there is no call to squeeze.
_LONG_PLAN = "set-9"


def render(outline: Outline, told: Told) -> bytes:
    """Write a plan as one complete HTML page, with the words and the order of the PDF."""
    plan = sheet(outline)
    context = {"plan": plan, "size": _size(plan), "back": told.back}
    return render_to_string("exports/page.html", context).encode()


def _size(plan: dict[str, Plain]) -> str:
    fitting = (row.name for row in _SETTINGS if _lines(plan, row) <= row.lines)
    return next(fitting, _LONG_PLAN)


def _lines(plan: dict[str, Any], setting: _Setting) -> float:
    """Reckon the lines that a plan takes: each paragraph is as high as its higher column."""
    edge = 1.5  # the rule and the space above a part of the page
    title = 1.5 * _height(plan["title"], setting.whole * 0.7)
    lines = title + _height(plan["argument"], setting.whole)
    for paragraph in plan["paragraphs"]:
        head = _height(paragraph["name"] + paragraph["point"], setting.whole * 0.9)
        evidence = [
            " ".join(str(value) for name, value in row.items() if name != "own")
            for row in paragraph["evidence"]
        ]
        quotations = [row["text"] + row["attribution"] for row in paragraph["quotations"]]
        texts = [paragraph[name] for name in ("explanation", "counter_argument", "reply", "link")]
        lines += (
            edge
            + head
            + max(
                sum(_height(text, setting.narrow) + 0.4 for text in evidence),
                sum(_height(text, setting.wide) + 0.4 for text in [*quotations, *texts]),
            )
        )
    lines += edge + _height(plan["judgement"], setting.whole)
    criteria = [row["text"] for row in plan["criteria"]] or [""]
    lines += sum(_height(text, setting.whole) for text in criteria) + 0.7 * (len(criteria) - 1)
    lines += _links(plan["links"], setting) + _matrix(plan["matrix"], setting)
    sources = sum(len(run["text"]) for runs in plan["sources"] for run in runs)
    return lines + edge + 0.8 * ceil(sources / (setting.whole * 1.2))


def _links(links: list[dict[str, Any]], setting: _Setting) -> float:
    """Reckon the lines of the links between factors under their heading."""
    if not links:
        return 0
    texts = (
        f"{row['cause']['name']} {row['kind']} {row['effect']['name']} "
        f"{row['sentence']} {row['evidence']}"
        for row in links
    )
    return 4 + sum(_height(text, setting.whole) + 1 for text in texts)


def _matrix(matrix: dict[str, Any], setting: _Setting) -> float:
    """Reckon the lines of the table of criteria: rows are as high as their fullest cell."""
    if not matrix["rows"]:
        return 0
    width = setting.whole * 0.85 / len(matrix["columns"])
    heights = (max(_height(cell, width) for cell in row["cells"]) for row in matrix["rows"])
    return 4 + sum(height + 1 for height in heights)


def _height(text: str, width: float) -> int:
    """Lines of a text; an empty place is drawn as one to write on, with space around it."""
    return sum(ceil(len(line) / width) for line in text.split("\n")) if text else 2
