"""The one gate that text passes on its way to paper.

Every renderer takes its words through ``printable``, so that no text that a student can paste
stops a print run.
"""

import dataclasses
import re
from typing import TypeVar

from essayplanner.argument.letters import composed, is_mark, thin_marks

T = TypeVar("T")

LONGEST_WORD = 40
MOST_MARKS = 3

_ZERO_WIDTH_SPACE = "\u200b"
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls (Unicode Cc) but tab and the line ends
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates (UAX #9)
    "\ud800-\udfff"  # lone surrogates: no UTF-8 can carry them
    "\ufdd0-\ufdef"  # noncharacters, here and at the end of every plane
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_LONG_WORD = re.compile(rf"[^ \n{_ZERO_WIDTH_SPACE}]{{{LONGEST_WORD + 1},}}")


def printable(text: str) -> str:
    """Give back text that any renderer of paper can set, in time linear in its length.

    The words stay as they are; what goes is what no reader sees and a renderer chokes on:
    control characters, noncharacters, lone surrogates, bidi overrides and the fourth and later
    of the combining marks on one letter. Words over 40 characters may break at zero-width spaces.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = _UNPRINTABLE.sub("", text)
    text = thin_marks(composed(text), MOST_MARKS)
    return _LONG_WORD.sub(_break_word, text)


def printable_all(value: T) -> T:
    """Pass every string of a nested structure through the gate; dictionary keys stay."""
    return _gate(value)  # type: ignore[return-value]


def _gate(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple | list):
        return type(value)(map(_gate, value))
    if isinstance(value, dict):
        return {key: _gate(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return dataclasses.replace(value, **{f.name: _gate(getattr(value, f.name)) for f in fields})
    return value


def _break_word(match: re.Match[str]) -> str:
    """Put a zero-width space after every 40 characters, never between a letter and its marks."""
    pieces = []
    length = 0
    for character in match[0]:
        if length >= LONGEST_WORD and not is_mark(character):
            pieces.append(_ZERO_WIDTH_SPACE)
            length = 0
        pieces.append(character)
        length += 1
    return "".join(pieces)
