"""The one-side plan as a page that the browser prints, on one side too."""

import re
from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Any, NamedTuple

from django.template.loader import render_to_string

from essayplanner.argument.outline import Outline
from essayplanner.exports.abridging import Level, levels
from essayplanner.exports.fitting import width
from essayplanner.exports.sheet import sheet
from essayplanner.exports.text import ZERO_WIDTH_SPACE, printable
from essayplanner.exports.told import Size, Told
from essayplanner.exports.typeset import origin


class _Setting(NamedTuple):
    """A size of print.css: the lines on a side, and the letters on a line of each width.

    ``edge`` is the space above a part of the page, with its rule, and ``space`` that between the
    texts of one, in lines.

    Reckoned for the widest serif that print.css names for each: Georgia, and from 8.5 pt Times. A
    side is as wide as A4 and as high as US Letter here.
    """

    name: str
    lines: float
    whole: float
    narrow: float
    wide: float
    edge: float
    space: float


_SETTINGS = (
    _Setting("set-10", lines=57, whole=100, narrow=33, wide=64, edge=1.5, space=0.35),
    _Setting("set-9", lines=63, whole=119, narrow=46, wide=72, edge=1.5, space=0.35),
    _Setting("set-8-half", lines=73, whole=148, narrow=53, wide=92, edge=1.4, space=0.3),
    _Setting("set-8", lines=82, whole=158, narrow=53, wide=98, edge=1.1, space=0.25),
    _Setting("set-8-even", lines=82, whole=158, narrow=62, wide=88, edge=1.1, space=0.25),
)

_LETTER = 0.44  # in ems, that of prose as ``fitting`` reckons
_BOLD = 0.1  # so much wider it is
# How much wider and higher a side is, within the margins, than the settings say.
_ROOM: Mapping[Size, tuple[float, float]] = {"a4": (1, 277 / 259.4), "letter": (191.9 / 186, 1)}


def render(outline: Outline, told: Told) -> bytes:
    """Write a plan as one complete HTML page, with the words and the order of the PDF.

    How high a browser will set it is reckoned, on the safe side: it may be set smaller or cut
    shorter than the PDF.
    """
    level, setting = _fitting(levels(sheet(outline)), told.size)
    context = {
        "plan": level.plan,
        "places": level.places,
        "left_out": level.left_out,
        "setting": setting,
        "size": told.size,
        "origin": printable(origin(outline.question)),
        "made": told.made,
        "back": told.back,
    }
    return render_to_string("exports/page.html", context).encode()


def _fitting(offered: Iterable[Level], size: Size) -> tuple[Level, str]:
    """Return the first level that fits a side, and how it is set; the last one, if none is sure."""
    across, down = _ROOM[size]
    settings = [
        setting._replace(
            lines=setting.lines * down,
            whole=setting.whole * across,
            narrow=setting.narrow * across,
            wide=setting.wide * across,
        )
        for setting in _SETTINGS
    ]
    tried = settings
    for level in offered:
        for setting in tried:
            if sum(_lines(level, setting)) <= setting.lines:
                return level, setting.name
        tried = settings[3:]
    return level, setting.name


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
            (
                f"{item['date']} {item['title']} {disagree} {item['text']} {item['views']}"
                + f" ({item['source']})" * bool(item["source"])
                + " own" * item["own"],
                _BOLD * _width(f"{item['date']} {item['title']} {disagree}"),
            )
            for item in row["evidence"]
            for disagree in ("Historians disagree:" * item["disputed"],)
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
            sum(
                _height(text, setting.narrow, empty, bold) + space
                for text, bold in pieces or [("", 0)]
            ),
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
        cell_width = max(4, (setting.whole - names) / len(plan["matrix"]["columns"]) - 3)
        yield 2
        for row in rows:
            yield 0.4 + max(_height(cell, cell_width) for cell in row["cells"])
    if plan["sources"]:
        letters = sum(_width(run["text"]) for runs in plan["sources"] for run in runs)
        yield 1 + ceil((letters + 10) / setting.whole)


def _height(text: str, room: float, empty: float = 1, bold: float = 0) -> float:
    """Lines of a text; an empty place is drawn as one to write on, with space around it.

    ``bold`` is how much wider its first line is for being bold.
    """
    if not text:
        return empty
    # Pieces of a word without end may be too long to stand two on a line.
    first, *others = map(_width, re.split(f"[\n{ZERO_WIDTH_SPACE}]", text))
    return sum(ceil(wide / room) or 1 for wide in (first + bold, *others))


def _width(line: str) -> float:
    """Return how many letters of prose are as wide as a line."""
    return width(line) / _LETTER
