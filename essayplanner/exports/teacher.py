"""The teacher's copy: the whole plan with a ruled margin, what the check finds, a grid to fill in.

Every part has a reference, such as ``B4``, by which a note in the margin can name it: a letter for
the section, and the same number for the same part of every paragraph. No mark is reckoned.
"""

from collections.abc import Mapping
from dataclasses import asdict
from itertools import count
from string import ascii_uppercase
from typing import Any

from essayplanner.argument.findings import Finding, check
from essayplanner.argument.outline import Outline, Paragraph
from essayplanner.argument.places import name_place
from essayplanner.exports import full
from essayplanner.exports.text import printable_all
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet

# The parts of a paragraph in the order of whole.typ, by what places call them (``rule.Gap``).
_PARTS = (
    "point",
    "evidence",
    "quotation",
    "explanation",
    "counter_argument",
    "reply",
    "link",
    "without",
)


def lay(outline: Outline, told: Told) -> Mapping[str, Any]:
    """Lay out a whole plan with its references, what the check finds and the strands to fill in."""
    found = check(outline, told.bank, told.exam).findings
    refs = _references(outline)
    return {
        **full.lay(outline, told),
        "refs": refs,
        "letters": [refs[row.factor.key + "-"] for row in outline.paragraphs],
        "coursework": told.exam is not None and told.exam.coursework,
        "strands": [asdict(row) for row in printable_all(told.exam.strands)] if told.exam else [],
        "findings": printable_all([_finding(outline, row, refs) for row in found]),
    }


def _references(outline: Outline) -> dict[str, str]:
    """Name every section by a letter in the order of reading, by its place or its factor's key."""
    keys = [f"{row.factor.key}-" for row in outline.paragraphs]
    places = ("argument", *keys, "links", "criteria", "judgement")
    return dict(zip(places, map(_letter, count()), strict=False))


def _finding(outline: Outline, finding: Finding, refs: Mapping[str, str]) -> dict[str, str]:
    return {
        "ref": _reference(outline, finding, refs),
        "where": name_place(outline, finding.place),
        "what": finding.what,
        "why": finding.why,
    }


def _reference(outline: Outline, finding: Finding, refs: Mapping[str, str]) -> str:
    """Return the reference of the part that a finding leads to; empty where it has none."""
    if finding.place.startswith("criterion_") or "-weighed_" in finding.place:
        return refs["criteria"]
    key, _, part = finding.place.rpartition("-")
    rows = [row for row in outline.paragraphs if key and row.factor.key == key]
    if not rows or part not in _PARTS:
        return refs.get(finding.place, "")
    return f"{refs[f'{key}-']}{_PARTS.index(part) + 1}{_item(rows[0], part, finding.about)}"


def _item(row: Paragraph, part: str, about: str) -> str:
    """Return the letter of the item that a finding is about, as whole.typ letters them."""
    if part not in ("evidence", "quotation"):
        return ""
    keys = [item.key for item in (row.evidence if part == "evidence" else row.quotations)]
    lettered = about in keys and (part == "evidence" or len(keys) > 1)
    return _letter(keys.index(about)).lower() if lettered else ""


def _letter(at: int) -> str:
    """Return A for 0, Z for 25, AA for 26."""
    return (_letter(at // 26 - 1) if at >= 26 else "") + ascii_uppercase[at % 26]


SHEET = Sheet("teacher", lay, parts=("whole",))
