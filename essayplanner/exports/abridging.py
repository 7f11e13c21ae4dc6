"""Abbreviating a plan by a stated priority, until it fits one side of paper.

Pure values: ``levels`` yields a plan as ``sheet`` laid it out, whole and then shorter and shorter,
each with the line that says on the paper what it lacks. Who sets the paper takes the first that
fits. ``STEPS`` is the priority, from what is missed least to what is missed most.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from essayplanner.argument.letters import is_mark
from essayplanner.argument.outline import MOST_FACTORS

# No longer text than this, in bytes of UTF-8, stands on one side at 8 pt: English prose takes about
# 12,000 of A4, CJK 16,000. A longer level need not be tried, which bounds time and memory.
MOST_BYTES: Final = 20_000

# What each step allows, in letters a text; what is longer ends at a word, with “…”. A step keeps
# what the steps before it allowed of the rest.
#
#   lines      0: line ends within a text become spaces; no word is lost
#   sources    0: the list of sources is left out
#   views      what each side of a dispute holds; the words “Historians disagree” always stay
#   whole      0: a quotation that has a short form is given in it
#   quotation  the words of a quotation
#   evidence   what a piece of evidence says; at 0 it is its date and title
#   text       explanation, counter-argument, reply, link, causal links, weighings and criteria
#   point      the point of a paragraph
#   name       names, titles and dates, and what stands in brackets
#   spine      the line of argument and the judgement
#   title      the question
#   places     0: empty places are no longer drawn
#   parts      0: causal links, weighings and criteria are left out
#   body       0: a paragraph is its name, point, evidence and quotations
#   pieces     so many pieces of evidence a paragraph, and so many quotations
#   author     the name at the head; it has one line from the first
STEPS: Final[tuple[Mapping[str, int], ...]] = (
    {"author": 80},
    {"lines": 0},
    # One text that is longer than any page is to be must not cost all the others their words.
    {"text": 2000, "evidence": 2000, "quotation": 2000, "views": 2000, "point": 1000, "name": 160},
    {"spine": 2000, "title": 600},
    {"sources": 0},
    {"views": 160},
    {"whole": 0},
    {"quotation": 500, "evidence": 500, "text": 1000, "point": 600},
    {"views": 80},
    {"quotation": 350, "evidence": 350, "text": 700},
    {"quotation": 270, "evidence": 270, "point": 400},
    {"text": 550},
    {"views": 0},
    {"quotation": 220, "evidence": 220},
    {"text": 450, "point": 320},
    {"evidence": 180},
    {"quotation": 180, "text": 380},
    {"evidence": 150, "point": 260},
    {"text": 330},
    {"quotation": 150, "evidence": 125},
    {"text": 285},
    {"quotation": 125, "evidence": 105, "name": 90},
    {"text": 250, "point": 210},
    {"evidence": 88},
    {"quotation": 105, "text": 215},
    {"evidence": 74, "point": 170},
    {"text": 185},
    {"quotation": 88, "evidence": 62},
    {"text": 160},
    {"evidence": 52, "point": 140, "name": 60},
    {"quotation": 74, "text": 140},
    {"evidence": 44},
    {"text": 120, "point": 115},
    {"quotation": 62, "text": 105},
    {"evidence": 36, "point": 95},
    {"quotation": 52, "text": 90, "name": 45},
    {"evidence": 0},
    {"quotation": 40, "text": 75, "point": 80, "name": 36},
    {"text": 60},
    {"text": 48, "point": 65, "places": 0},
    {"text": 36, "name": 30},
    {"parts": 0},
    {"text": 28},
    {"body": 0},
    {"pieces": 30},
    {"pieces": 20},
    {"pieces": 12},
    {"pieces": 8, "point": 50},
    {"spine": 1200, "title": 300},
    {"pieces": 6, "spine": 800, "name": 22},
    {"pieces": 5, "spine": 600},
    {"pieces": 4, "spine": 450, "title": 200},
    {"pieces": 3, "spine": 350},
    {"pieces": 2, "point": 40, "quotation": 30},
    {"pieces": 1, "spine": 250, "title": 150},
    {"name": 16, "point": 24, "quotation": 16, "spine": 160, "title": 100},
)

_ENDLESS = 10**9
_ALL: Final = dict.fromkeys((kind for step in STEPS for kind in step), _ENDLESS)
_BODY = ("explanation", "counter_argument", "reply", "link")


@dataclass(frozen=True, slots=True)
class Level:
    """A plan as ``sheet`` lays it out, abbreviated, and the line that says what it lacks, if any.

    ``places`` is false where there is no room to draw empty places. ``letters`` is how long it is,
    in bytes of UTF-8.
    """

    plan: Mapping[str, Any]
    left_out: str
    places: bool
    letters: int


def levels(plan: Mapping[str, Any]) -> Iterator[Level]:
    """Yield a plan whole, then less and less of it, down to what fits whatever its words are.

    Levels that cannot fit a side are passed over, and so are steps that change nothing.
    """
    folded = _abridged(plan, _ALL | {"lines": 0})
    allowed, before = _ALL, None
    for step in STEPS:
        allowed = {**allowed, **step}
        short = _abridged(plan, allowed)
        letters = _bytes(short)
        if step is STEPS[-1] or (short != before and letters <= MOST_BYTES):
            whole = plan if allowed["lines"] else folded
            yield Level(short, _left_out(whole, short), bool(allowed["places"]), letters)
        before = short


def cut(text: str, most: int) -> str:
    """Return the first words of a text, ``most`` letters at the most, and “…”; all, if it fits.

    A word is cut only where it is longer than half the room, and never before a combining mark.
    """
    if len(text) <= most:
        return text
    if not most:
        return ""
    end = most
    if not text[end].isspace():
        word = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
        if word * 2 >= most:
            end = word
        while end and is_mark(text[end]):
            end -= 1
    return re.sub(r"[\s,;:.\u200b–—-]+\Z", "", text[:end]) + "…"


def _abridged(plan: Mapping[str, Any], allowed: Mapping[str, int]) -> dict[str, Any]:
    """Return a plan with no more in it than is allowed of each kind."""

    def some(kind: str, text: str) -> str:
        return cut(text if allowed["lines"] else text.replace("\n", " "), allowed[kind])

    def evidence(item: Mapping[str, Any]) -> dict[str, Any]:
        # What has no title is known by its first words.
        kind = "evidence" if item["title"] or allowed["evidence"] else "name"
        return {
            **item,
            "date": some("name", item["date"]),
            "title": some("name", item["title"]),
            "text": some(kind, item["text"]),
            "source": some("name", item["source"]) if allowed["evidence"] else "",
            "views": some("views", item["views"]),
        }

    def quotation(item: Mapping[str, Any]) -> dict[str, Any]:
        words = item["text"] if allowed["whole"] else item["short"] or item["text"]
        return {
            **item,
            "text": some("quotation", words),
            "attribution": some("name", item["attribution"]),
        }

    def sign(factor: Mapping[str, Any]) -> dict[str, Any]:
        return {**factor, "name": some("name", factor["name"])}

    def paragraph(row: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **sign(row),
            "point": some("point", row["point"]),
            "evidence": [evidence(item) for item in row["evidence"][: allowed["pieces"]]],
            "quotations": [quotation(item) for item in row["quotations"][: allowed["pieces"]]],
            **{key: some("text", row[key]) if allowed["body"] else "" for key in _BODY},
        }

    def link(row: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **row,
            "cause": sign(row["cause"]),
            "effect": sign(row["effect"]),
            "sentence": some("text", row["sentence"]),
            "evidence": some("name", row["evidence"]),
        }

    def weighings(row: Mapping[str, Any]) -> dict[str, Any]:
        return {**sign(row), "cells": [some("text", cell) for cell in row["cells"]]}

    parts = bool(allowed["parts"])
    rows = plan["paragraphs"] if parts else plan["paragraphs"][:MOST_FACTORS]
    return {
        **plan,
        "title": some("title", plan["title"]),
        "author": some("author", plan["author"]),
        "argument": some("spine", plan["argument"]),
        "paragraphs": [paragraph(row) for row in rows],
        "links": [link(row) for row in plan["links"] if parts],
        "judgement": some("spine", plan["judgement"]),
        "criteria": [
            {**row, "text": some("text", row["text"])} for row in plan["criteria"] if parts
        ],
        "matrix": {
            **plan["matrix"],
            "rows": [weighings(row) for row in plan["matrix"]["rows"] if parts],
        },
        "sources": plan["sources"] if allowed["sources"] else [],
    }


def _left_out(whole: Mapping[str, Any], short: Mapping[str, Any]) -> str:
    """Say in a line what one plan lacks of another, reckoned from the two, and what both lack."""
    before, after = _inventory(whole), _inventory(short)
    gone: Counter[str] = Counter()
    shorter: Counter[str] = Counter()
    for place, words in before.items():
        kept = after.get(place)
        if kept != words:
            (shorter if kept else gone)[place[0]] += 1
    said = [
        f"{opening}{', '.join(_counted(kind, counts[kind]) for kind in _COUNTED if counts[kind])}."
        for opening, counts in (
            ("Left out to fit one side: ", gone),
            ("Shortened (…): " if gone else "Shortened to fit one side (…): ", shorter),
        )
        if counts
    ]
    more = whole["more"]
    if not said:
        return f"The full plan has more: {more}." if more else ""
    return " ".join([*said, "The full plan has everything" + (f", also {more}." if more else ".")])


# What the line calls the parts of a plan; a part that is there once has no number.
_COUNTED: Final = {
    "question": "",
    "argument": "",
    "judgement": "",
    "sources": "",
    "paragraph": "paragraphs",
    "name": "names",
    "dispute": "disputes",
    "quotation": "quotations",
    "evidence": "pieces of evidence",
    "text": "texts",
    "causal link": "causal links",
}


def _counted(kind: str, number: int) -> str:
    if not _COUNTED[kind]:
        return f"the {kind}"
    if number == 1:
        return "1 piece of evidence" if kind == "evidence" else f"1 {kind}"
    return f"{number} {_COUNTED[kind]}"


def _inventory(plan: Mapping[str, Any]) -> dict[tuple[Any, ...], Any]:
    """Return what a plan has by its kind and its place; what is empty is not there."""
    held: dict[tuple[Any, ...], Any] = {
        ("question",): plan["title"],
        ("argument",): plan["argument"],
        ("judgement",): plan["judgement"],
        ("sources",): bool(plan["sources"]),
        ("name", "author"): plan["author"],
    }
    for number, row in enumerate(plan["paragraphs"]):
        held["paragraph", number] = True
        held["name", number] = row["name"]
        held |= {("text", number, key): row[key] for key in ("point", *_BODY)}
        for place, item in enumerate(row["evidence"]):
            held["evidence", number, place] = (
                *(item["date"], item["title"]),
                *(item["text"], item["source"]),
            )
            held["dispute", number, place] = item["disputed"] and (True, item["views"])
        for place, item in enumerate(row["quotations"]):
            held["quotation", number, place] = (item["text"], item["attribution"])
    for place, row in enumerate(plan["links"]):
        held["causal link", place] = (row["sentence"], row["evidence"])
    held |= {("text", row["label"]): row["text"] for row in plan["criteria"]}
    for number, row in enumerate(plan["matrix"]["rows"]):
        held |= {("text", "cell", number, at): cell for at, cell in enumerate(row["cells"])}
    return {place: words for place, words in held.items() if words}


def _bytes(plan: Any) -> int:
    """Reckon how long a plan's words are."""
    if isinstance(plan, str):
        return len(plan.encode())
    if isinstance(plan, Mapping):
        return sum(map(_bytes, plan.values()))
    return sum(map(_bytes, plan)) if isinstance(plan, list) else 0
