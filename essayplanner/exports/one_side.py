"""The plan on one side of paper, whatever is in it.

``one_side.typ`` sets it smaller, down to 8 pt, and where that is not enough takes the first of the
``abridging.levels`` that fits. It measures a few of them in the one run that makes the paper.
"""

import re
from collections.abc import Mapping
from typing import Any

from essayplanner.argument.letters import is_mark
from essayplanner.argument.outline import Outline
from essayplanner.exports.abridging import levels
from essayplanner.exports.sheet import sheet
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet

# The columns are narrower than the longest word that the gate lets through.
_JOINER = "\u200d"  # what holds an emoji of several signs together
_BREAK_EVERY = 8  # a break after each letter would take a long word a second to set
_WIDE_WORD = re.compile("[^\\s\u200b–—-]{24,}")


def lay(outline: Outline, told: Told) -> dict[str, Any]:
    """Return the title of the paper and the levels that it can be set at, the whole plan first."""
    plan = _breakable(sheet(outline))
    return {
        "title": plan["title"],
        "levels": [
            {
                **level.plan,
                "left_out": level.left_out,
                "places": level.places,
                "letters": level.letters,
            }
            for level in levels(plan)
        ],
    }


def _breakable(plan: Any) -> Any:
    """Let long words break after every few letters."""
    if isinstance(plan, str):
        return _WIDE_WORD.sub(_spaced, plan)
    if isinstance(plan, Mapping):
        return {key: _breakable(value) for key, value in plan.items()}
    return list(map(_breakable, plan)) if isinstance(plan, list) else plan


def _spaced(word: re.Match[str]) -> str:
    text, pieces, start = word[0], [], 0
    while len(text) - start > _BREAK_EVERY:
        end = start + _BREAK_EVERY
        while end < len(text) and (is_mark(text[end]) or _JOINER in text[end - 1 : end + 1]):
            end += 1
        pieces.append(text[start:end])
        start = end
    return "\u200b".join(filter(None, [*pieces, text[start:]]))


SHEET = Sheet("one_side", lay)
