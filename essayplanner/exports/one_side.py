"""The plan on one side of paper, whatever is in it.

``one_side.typ`` sets it smaller, down to 8 pt, and where that is not enough takes the first of the
``abridging.levels`` that fits. It measures a few of them in the one run that makes the paper.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from essayplanner.argument.letters import is_mark
from essayplanner.argument.outline import Outline
from essayplanner.exports.abridging import levels
from essayplanner.exports.sheet import sheet
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet

# The columns are narrower than the longest word that the gate lets through.
_JOINER = "\u200d"  # what holds an emoji of several signs together
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
    """Let long words break after any letter, with zero-width spaces."""
    if isinstance(plan, str):
        return _WIDE_WORD.sub(_spaced, plan)
    if isinstance(plan, Mapping):
        return {key: _breakable(value) for key, value in plan.items()}
    return list(map(_breakable, plan)) if isinstance(plan, list) else plan


def _spaced(word: re.Match[str]) -> str:
    pieces = [word[0][0]]
    for before, letter in pairwise(word[0]):
        if not (is_mark(letter) or _JOINER in (before, letter)):
            pieces.append("\u200b")
        pieces.append(letter)
    return "".join(pieces)


SHEET = Sheet("one_side", lay)
