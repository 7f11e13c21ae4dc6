"""What was said of a plan, laid out for paper: numbered in the order in which the plan is read."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from textwrap import shorten
from typing import Any

from essayplanner.argument.outline import Outline
from essayplanner.argument.places import name_place
from essayplanner.exports.sheet import line, lines
from essayplanner.exports.text import printable, printable_all
from essayplanner.exports.told import Feedback, Remark

# Letters of the words that a remark is about: enough to find them by.
_QUOTE = 160
NOT_RELEASED = "not released yet"
CHANGED = "changed since it was released"

# A remark as a renderer of paper has it.
Laid = dict[str, Any]


def lay_feedback(feedback: Feedback, gate: Callable[[str], str] = printable) -> dict[str, Any]:
    """Lay out what was said in all; the remarks are for ``lay_remarks``."""
    said = printable_all(feedback, gate)
    return {
        "summary": lines(said.summary),
        "levels": [[line(strand), line(level)] for strand, level in said.levels],
        "mark": line(said.mark),
        "note": NOT_RELEASED if not said.released else CHANGED if said.changed else "",
    }


def lay_remarks(
    outline: Outline,
    feedback: Feedback,
    refs: Mapping[str, str],
    gate: Callable[[str], str] = printable,
) -> list[Laid]:
    """Lay out remarks, each with its number and the place that ``refs`` have it at.

    That is the place itself, or what it is an item of; an empty one where they have neither.
    """
    order = {place: at for at, place in enumerate(refs)}

    def place_of(row: Remark) -> str:
        around = (row.place, row.place.partition("/")[0])
        return next((place for place in around if place and place in refs), "")

    def reading(row: Remark) -> tuple[int, int]:
        kind = row.place.partition("/")[0]
        last = len(order) if row.place else -1
        return order.get(kind, order.get(row.place, last)), order.get(row.place, -1)

    return [
        _lay(number, row, place_of(row), line(gate(name_place(outline, row.place))), gate)
        for number, row in enumerate(sorted(feedback.remarks, key=reading), start=1)
    ]


def by_reference(
    outline: Outline, remarks: list[Laid], refs: Mapping[str, str]
) -> tuple[dict[str, list[Laid]], list[Laid]]:
    """Return remarks by the references of parts that a paper shows, and those of no such part."""
    hidden = {f"{row.factor.key}-without" for row in outline.paragraphs if not row.without.strip()}
    keys = {row.factor.key for row in outline.paragraphs}
    hidden |= {
        f"links/{row.cause}/{row.effect}"
        for row in outline.links
        if not {row.cause, row.effect} <= keys
    }
    hidden |= {"", "ranking", *(f"{key}-" for key in keys)}
    at: dict[str, list[Laid]] = defaultdict(list)
    for row in remarks:
        at["" if row["at"] in hidden else refs[row["at"]]].append(row)
    nowhere = at.pop("", [])
    return dict(at), nowhere


def _lay(number: int, row: Remark, at: str, where: str, gate: Callable[[str], str]) -> Laid:
    row = printable_all(row, gate)
    state = "resolved" if row.resolved else "" if row.released else NOT_RELEASED
    return {
        "number": number,
        "at": at,
        "where": where if row.place else "The whole plan",
        "quote": shorten(line(row.quote), _QUOTE, placeholder=" …"),
        "text": lines(row.text),
        "by": line(row.by),
        "state": state,
        "replies": [{"by": line(reply.by), "text": lines(reply.text)} for reply in row.replies],
    }
