"""The full plan: everything that is in it, to work from, to keep and to hand in."""

from collections.abc import Mapping
from dataclasses import asdict
from textwrap import shorten
from typing import Any

from essayplanner.argument.outline import Outline
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet
from essayplanner.exports.whole import Whole, whole

# Letters that a running head of one line has room for, and those of them for a name.
_HEAD, _NAME = 96, 40
_MORE = " …"


def lay(outline: Outline, told: Told) -> Mapping[str, Any]:
    """Lay out a whole plan, with its author and question short enough for a running ``head``."""
    return laid(whole(outline, told))


def laid(plan: Whole, most: int = _HEAD) -> Mapping[str, Any]:
    """Lay out a plan whose running head has room for ``most`` letters."""
    author = shorten(plan.author, _NAME, placeholder=_MORE)
    return {**asdict(plan), "head": [author, _cut(plan.title, most - len(author))]}


def _cut(title: str, most: int) -> str:
    """Cut a title to so many letters, and not after a small word: “… to power …”."""
    cut = shorten(title, most, placeholder=_MORE)
    if cut == title:
        return title
    words = cut.removesuffix(_MORE).split(" ")
    while len(words) > 1 and len(words[-1]) < 4:
        words.pop()
    return " ".join(words).rstrip(",;:") + _MORE


SHEET = Sheet("full", lay, parts=("whole",))
