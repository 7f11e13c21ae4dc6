"""The plan on one side of paper, whatever is in it.

It is set as large as it can be, down to 8 pt, and where that is not enough shortened
(``abridging.levels``). To measure what fits costs as much as to set it twice over. So the size is
reckoned first, and the paper set at that: what stands on one side then does. Only where it runs on
does ``one_side.typ`` measure, in the one run that makes the paper.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from essayplanner.argument.letters import is_mark
from essayplanner.argument.outline import Outline
from essayplanner.exports.abridging import Level, levels
from essayplanner.exports.reckoning import best_share, likely_sizes
from essayplanner.exports.sheet import sheet
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet, sizes

# The columns are narrower than the longest word that the gate lets through.
_JOINER = "\u200d"  # what holds an emoji of several signs together
_BREAK_EVERY = 8  # a break after each letter would take a long word a second to set
_WIDE_WORD = re.compile("[^\\s\u200b–—-]{24,}")


def lay(outline: Outline, told: Told) -> dict[str, Any]:
    """Return the title of the paper and the levels that it can be set at, the whole plan first.

    ``size`` is 0: it is found by measuring.
    """
    plan = _breakable(sheet(outline))
    return {"title": plan["title"], "size": 0, "levels": map(_side, levels(plan))}


def _side(level: Level) -> dict[str, Any]:
    return {
        **level.plan,
        "left_out": level.left_out,
        "places": level.places,
        "letters": level.letters,
        "share": best_share(level.plan),
    }


@dataclass(frozen=True, slots=True)
class OneSide(Sheet):
    """The sheet that never runs on to a second side."""

    def made(self, values: Mapping[str, Any], **options: Any) -> bytes:
        """Set the plan at the size that it is reckoned to fit, or else find that by measuring."""
        whole = next(values["levels"])
        for size in likely_sizes(whole, values["paper"]):
            made = Sheet.made(self, {**values, "levels": [whole], "size": size}, **options)
            if len(sizes(made)) == 1:
                return made
        return Sheet.made(self, {**values, "levels": [whole, *values["levels"]]}, **options)


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


SHEET = OneSide("one_side", lay)
