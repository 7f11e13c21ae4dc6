"""The teacher's copy: the whole plan with a ruled margin, what the check finds, a grid to fill in.

Every part has a reference, such as ``B4``, by which a note in the margin can name it: a letter for
the section, and the same number for the same part of every paragraph. No mark is reckoned.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import count
from string import ascii_uppercase
from typing import Any

from essayplanner.argument.findings import Finding, check
from essayplanner.argument.outline import Outline, Paragraph
from essayplanner.argument.places import name_place
from essayplanner.exports import full
from essayplanner.exports.remarks import by_reference, lay_feedback, lay_remarks
from essayplanner.exports.sheet import criterion_labels
from essayplanner.exports.text import printable_all
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet
from essayplanner.exports.whole import whole

# The parts of a paragraph in the order of reading, by what places call them (``rule.Gap``).
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
_HEAD = 88  # letters that a running head beside “Teacher’s copy” has room for


def lay(outline: Outline, told: Told) -> Mapping[str, Any]:
    """Lay out a whole plan with its references, what was said of it and what the check finds."""
    checked = check(outline, told.bank, told.exam)
    refs = references(outline)
    said, nowhere = by_reference(outline, lay_remarks(outline, told.feedback, refs), refs)
    return {
        **full.laid(whole(outline, told, checked=checked), _HEAD),
        **lay_feedback(told.feedback),
        "said": said,
        "nowhere": nowhere,
        "refs": refs,
        "letters": [refs[row.factor.key + "-"] for row in outline.paragraphs],
        "exam": asdict(printable_all(told.exam)) if told.exam else None,
        "findings": printable_all([found(outline, row, refs) for row in checked.findings]),
    }


def references(outline: Outline) -> dict[str, str]:
    """Return the reference of every place of a plan (``rule.Gap``), in the order of reading.

    A factor’s section is at its key and a dash; a single piece of evidence, quotation or link
    after its place and a slash.
    """
    letters = map(_letter, count())
    refs = {"argument": next(letters)}
    for row in outline.paragraphs:
        refs |= dict(_of_paragraph(row, next(letters)))
    refs |= {"links": next(letters), "criteria": next(letters), "judgement": next(letters)}
    sections = [refs[f"{row.factor.key}-"] for row in outline.paragraphs]
    refs["ranking"] = "–".join(dict.fromkeys((*sections[:1], *sections[-1:])))
    for at, link in enumerate(outline.links):
        refs[f"links/{link.cause}/{link.effect}"] = refs["links"] + _letter(at).lower()
    rows = list(criterion_labels(outline)) or [0]
    for at in range(3):
        number = str(rows.index(at) + 1) if at in rows else ""
        refs[f"criterion_{at + 1}"] = refs["criteria"] + number
        for row in outline.paragraphs:
            refs[f"{row.factor.key}-weighed_{at + 1}"] = refs["criteria"]
    return refs


def found(outline: Outline, finding: Finding, refs: Mapping[str, str]) -> dict[str, str]:
    """Return what is found, and where by its reference: that of the nearest part that has one."""
    around = (f"{finding.place}/{finding.about}", finding.place)
    return {
        "ref": next((refs[place] for place in around if place in refs), ""),
        "where": name_place(outline, finding.place),
        "what": finding.what,
        "why": finding.why,
    }


def _of_paragraph(row: Paragraph, letter: str) -> Iterator[tuple[str, str]]:
    key = row.factor.key
    yield f"{key}-", letter
    for number, part in enumerate(_PARTS, start=1):
        yield f"{key}-{part}", f"{letter}{number}"
    yield from _of_items(f"{key}-evidence", f"{letter}2", [item.key for item in row.evidence])
    if len(row.quotations) > 1:  # one alone has no letter
        keys = [item.key for item in row.quotations]
        yield from _of_items(f"{key}-quotation", f"{letter}3", keys)


def _of_items(place: str, ref: str, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    for at, key in enumerate(keys):
        yield f"{place}/{key}", ref + _letter(at).lower()


def _letter(at: int) -> str:
    """Return A for 0, Z for 25, AA for 26."""
    return (_letter(at // 26 - 1) if at >= 26 else "") + ascii_uppercase[at % 26]


SHEET = Sheet("teacher", lay, parts=("whole",))
