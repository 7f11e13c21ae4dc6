"""The full plan: everything that is in it, to work from, to keep and to hand in."""

from collections.abc import Mapping
from dataclasses import asdict
from textwrap import shorten
from typing import Any

from essayplanner.argument.outline import Outline
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet
from essayplanner.exports.whole import whole

# Letters of a name and of a question that a running head has room for.
_NAME, _QUESTION = 40, 80


def lay(outline: Outline, told: Told) -> Mapping[str, Any]:
    """Lay out a whole plan, with its author and question short enough for a running ``head``."""
    plan = asdict(whole(outline, told))
    lengths = ((plan["author"], _NAME), (plan["title"], _QUESTION))
    return {**plan, "head": [shorten(words, most, placeholder=" …") for words, most in lengths]}


SHEET = Sheet("full", lay, parts=("whole",))
