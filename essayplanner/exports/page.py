"""The one-side plan as a page that the browser prints, on one side too."""

from collections.abc import Iterator
from math import ceil
from typing import Any, NamedTuple

from django.template.loader import render_to_string

from essayplanner.argument.outline import Outline
from essayplanner.exports.abridging import Level, levels
from essayplanner.exports.sheet import sheet
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import origin


class _Setting(NamedTuple):
    """A size of print.css: the lines on a side, and the letters on a line of each width.

    Measured in a wide serif, so that no reader's font sets a plan longer than is reckoned here. A
    side is as wide as A4 and as high as US Letter, for nobody knows what paper a printer holds.
    """

    name: str
    lines: int
    whole: int
    narrow: int
    wide: int


_SETTINGS = (
    _Setting("set-10", lines=70, whole=86, narrow=27, wide=56),
    _Setting("set-9", lines=78, whole=104, narrow=38, wide=62),
    _Setting("set-8", lines=96, whole=130, narrow=42, wide=86),
    _Setting("set-8-even", lines=96, whole=130, narrow=52, wide=76),
)


def render(outline: Outline, told: Told) -> bytes:
    """Write a plan as one complete HTML page, with the words and the order of the PDF.

    No browser says how high it will set a page, so it is reckoned, on the safe side: the page may
    be set smaller or cut shorter than the PDF.
    """
    level, size = _fitting(list(levels(sheet(outline))))
    context = {
        "plan": level.plan,
        "places": level.places,
        "left_out": level.left_out,
        "size": size,
        "origin": origin(outline.question),
        "made": told.made,
        "back": told.back,
    }
    return render_to_string("exports/page.html", context).encode()


def _fitting(offered: list[Level]) -> tuple[Level, str]:
    """Return the first level that fits a side, and in what size; the last one, if none is sure."""
    for level in offered:
        for setting in _SETTINGS if level is offered[0] else _SETTINGS[2:]:
            if sum(_lines(level, setting)) <= setting.lines:
                return level, setting.name
    return offered[-1], _SETTINGS[-1].name


def _lines(level: Level, setting: _Setting) -> Iterator[float]:
    """Reckon the lines of each part of a page; a paragraph is as high as its higher column."""
    plan: Any = level.plan
    edge = 1.5  # the rule and the space above a part of the page
    empty = 2 if level.places else 0
    yield 3  # the foot
    yield _height(level.left_out, setting.whole)
    yield 1.5 * _height(plan["title"], setting.whole * 0.7)
    yield _height(plan["argument"], setting.whole * 0.92, empty)
    for row in plan["paragraphs"]:
        yield edge + _height(f"{row['name']} {row['rank']} {row['point']}", setting.whole * 0.85)
        yield 0 if row["point"] else empty
        pieces = [
            f"{item['date']} {item['title']} {item['text']} {item['source']} {item['views']}"
            + " Historians disagree" * item["disputed"]
            for item in row["evidence"]
        ]
        quotations = [
            f"{item['text']} {item['attribution']} own unchecked wording"
            for item in row["quotations"]
        ]
        texts = {
            "Explanation": row["explanation"],
            "Counter-argument": row["counter_argument"],
            "Reply": row["reply"],
            "Link": row["link"],
        }
        labelled = [f"{label} {text}" if text else "" for label, text in texts.items()]
        case = [*(quotations or [""]), *labelled]
        yield max(
            sum(_height(text, setting.narrow, empty) + 0.5 for text in pieces or [""]),
            sum(_height(text, setting.wide, empty) + 0.5 for text in case if text or empty),
        )
    if plan["links"]:
        yield 4
    for row in plan["links"]:
        link = f"{row['cause']['name']} {row['kind']} {row['effect']['name']}"
        yield 0.3 + _height(f"{link} {row['sentence']} {row['evidence']}", setting.whole)
    yield edge + _height(f"Judgement {plan['judgement']}", setting.whole)
    yield 0 if plan["judgement"] else empty
    for row in plan["criteria"] or [{"label": "", "text": ""}]:
        yield 0.5 + _height(f"{row['label']} {row['text']}".strip(), setting.whole, empty)
    if plan["matrix"]["rows"]:
        yield 2
    for row in plan["matrix"]["rows"]:
        width = setting.whole * 0.75 / len(row["cells"])
        yield 0.5 + max(_height(cell, width) for cell in (*row["cells"], row["name"]))
    if plan["sources"]:
        letters = sum(len(run["text"]) for runs in plan["sources"] for run in runs)
        yield edge + ceil(letters / setting.whole)


def _height(text: str, width: float, empty: int = 1) -> int:
    """Lines of a text; an empty place is drawn as one to write on, with space around it."""
    return sum(ceil(_width(line) / width) or 1 for line in text.split("\n")) if text else empty


def _width(line: str) -> float:
    """Letters of a line, the wide ones as more; what a word that does not fit leaves is in it."""
    capitals = sum(map(str.isupper, line)) if not line.islower() else 0
    return len(line) + 0.6 * capitals + (0 if line.isascii() else sum(c >= "\u0590" for c in line))
