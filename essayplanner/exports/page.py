"""The one-side plan as a page that the browser prints, on one side too."""

from collections.abc import Iterator
from math import ceil
from typing import Any, NamedTuple

from django.template.loader import render_to_string

from essayplanner.argument.outline import Outline
from essayplanner.exports.abridging import Level, levels
from essayplanner.exports.sheet import sheet
from essayplanner.exports.text import printable
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import origin


class _Setting(NamedTuple):
    """A size of print.css: the lines on a side, and the letters on a line of each width.

    ``edge`` is the space above a part of the page, with its rule, and ``space`` that between the
    texts of one, in lines.

    Reckoned for the widest serif that print.css names for each: Georgia, and from 8.5 pt Times. A
    side is as wide as A4 and as high as US Letter, for nobody knows what paper a printer holds.
    """

    name: str
    lines: int
    whole: int
    narrow: int
    wide: int
    edge: float
    space: float


_SETTINGS = (
    _Setting("set-10", lines=57, whole=100, narrow=33, wide=64, edge=1.5, space=0.35),
    _Setting("set-9", lines=63, whole=119, narrow=46, wide=72, edge=1.5, space=0.35),
    _Setting("set-8-half", lines=72, whole=146, narrow=52, wide=91, edge=1.4, space=0.3),
    _Setting("set-8", lines=82, whole=156, narrow=52, wide=97, edge=1.1, space=0.25),
    _Setting("set-8-even", lines=82, whole=156, narrow=61, wide=87, edge=1.1, space=0.25),
)


def render(outline: Outline, told: Told) -> bytes:
    """Write a plan as one complete HTML page, with the words and the order of the PDF.

    How high a browser will set it is reckoned, on the safe side: it may be set smaller or cut
    shorter than the PDF.
    """
    level, size = _fitting(list(levels(sheet(outline))))
    context = {
        "plan": level.plan,
        "places": level.places,
        "left_out": level.left_out,
        "size": size,
        "origin": printable(origin(outline.question)),
        "made": told.made,
        "back": told.back,
    }
    return render_to_string("exports/page.html", context).encode()


def _fitting(offered: list[Level]) -> tuple[Level, str]:
    """Return the first level that fits a side, and in what size; the last one, if none is sure."""
    for level in offered:
        for setting in _SETTINGS if level is offered[0] else _SETTINGS[3:]:
            if sum(_lines(level, setting)) <= setting.lines:
                return level, setting.name
    return offered[-1], _SETTINGS[-1].name


def _lines(level: Level, setting: _Setting) -> Iterator[float]:
    """Reckon the lines of each part of a page; a paragraph is as high as its higher column."""
    plan: Any = level.plan
    edge, space = setting.edge, setting.space
    empty = 1.6 if level.places else 0
    yield 2 + _height(level.left_out, setting.whole) + bool(plan["author"])
    yield 1.7 * _height(plan["title"], setting.whole * 0.52)
    yield space + 1.08 * _height(plan["argument"], setting.whole * 0.9, empty)
    for row in plan["paragraphs"]:
        yield edge + _height(f"{row['name']} {row['rank']} {row['point']}", setting.whole * 0.86)
        yield 0 if row["point"] else empty
        pieces = [
            f"{item['date']} {item['title']} {item['text']} {item['source']} {item['views']}"
            + " Historians disagree" * item["disputed"]
            for item in row["evidence"]
        ]
        quotations = [
            f"{item['text']} {item['attribution']}"
            + " own" * item["own"]
            + " unchecked wording" * (not item["checked"])
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
            sum(_height(text, setting.narrow, empty) + space for text in pieces or [""]),
            sum(_height(text, setting.wide, empty) + space for text in case if text or empty),
        )
    if plan["links"]:
        yield edge + 1.2
    for row in plan["links"]:
        link = f"{row['cause']['name']} {row['kind']} {row['effect']['name']}"
        yield 0.2 + _height(f"{link} {row['sentence']} {row['evidence']}", setting.whole * 0.95)
    yield edge + _height(f"Judgement {plan['judgement']}", setting.whole * 0.95)
    yield 0 if plan["judgement"] else empty
    for row in plan["criteria"] or [{"label": "", "text": ""}]:
        yield space + _height(f"{row['label']} {row['text']}".strip(), setting.whole, empty)
    if rows := plan["matrix"]["rows"]:
        names = max(_width(row["name"]) for row in rows) + 6
        width = max(4, (setting.whole - names) / len(plan["matrix"]["columns"]) - 3)
        yield 2
        for row in rows:
            yield 0.4 + max(_height(cell, width) for cell in row["cells"])
    if plan["sources"]:
        letters = sum(len(run["text"]) for runs in plan["sources"] for run in runs)
        yield 1 + ceil((letters + 10) / setting.whole)


def _height(text: str, width: float, empty: float = 1) -> float:
    """Lines of a text; an empty place is drawn as one to write on, with space around it."""
    return sum(ceil(_width(line) / width) or 1 for line in text.split("\n")) if text else empty


def _width(line: str) -> float:
    """Letters of a line; capitals beyond those of prose, and letters of wide scripts, take more."""
    capitals = max(0, sum(map(str.isupper, line)) - len(line) / 8)
    return len(line) + 1.5 * capitals + (0 if line.isascii() else sum(c >= "\u0590" for c in line))
