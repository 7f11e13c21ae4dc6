"""The one gate that text passes on its way to paper.

Every renderer takes its words through ``printable``, so that no text that a student can paste
stops a print run.
"""

import dataclasses
import re
from collections.abc import Callable
from typing import TypeVar

from essayplanner.argument.letters import composed, is_mark, thin_marks

T = TypeVar("T")

LONGEST_WORD = 40
MOST_MARKS = 3
MOST_UNSEEN = 8  # the flag of England takes seven

ZERO_WIDTH_SPACE = "\u200b"
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls (Unicode Cc) but tab and the line ends
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates (UAX #9)
    "\u115f\u1160\u3164\uffa0"  # blank letters of Hangul
    "\ufeff\ufff9-\ufffb"  # the byte order mark, and annotations between lines
    "\ud800-\udfff"  # lone surrogates: no UTF-8 can carry them
    "\ufdd0-\ufdef"  # noncharacters, here and at the end of every plane
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
# Joiners, selectors, tags, soft hyphens: Unicode's Default_Ignorable_Code_Point.
_UNSEEN = (
    "\xad\u061c\u180e\u200c-\u200f\u2060-\u206f\ufe00-\ufe0f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_TOO_MUCH_UNSEEN = re.compile(f"([{_UNSEEN}]{{{MOST_UNSEEN}}})[{_UNSEEN}]+")
_FLAG_HALF = "\U0001f1e6-\U0001f1ff"
_FOLLOWS = "\u200c\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_TIED_ON = "\u200d[^\0-\u024f\u200b]"
# A row of signs with spaces: Unicode forbids a break in it (UAX #14, LB14 to LB17), however long.
_SIGNS = re.compile(rf"(?:[^\w\s{ZERO_WIDTH_SPACE}] ){{8,}}")
_LONG_WORD = re.compile(rf"[^ \n{ZERO_WIDTH_SPACE}]{{{LONGEST_WORD + 1},}}")


def printable(text: str) -> str:
    """Give back text that any renderer of paper can set, in time linear in its length.

    The words stay as they are; what goes is what no reader sees and a renderer chokes on:
    control characters, noncharacters, lone surrogates, bidi overrides, the fourth and later of the
    combining marks on one letter, the ninth and later of joiners and the like. Words over 40
    characters and rows of signs may break at zero-width spaces.
    """
    text = _SIGNS.sub(lambda row: row[0].replace(" ", f"{ZERO_WIDTH_SPACE} "), cleaned(text))
    return _LONG_WORD.sub(_break_word, text)


def cleaned(text: str) -> str:
    """Give back what ``printable`` does, for a renderer that breaks long words by itself."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = _TOO_MUCH_UNSEEN.sub(r"\1", _UNPRINTABLE.sub("", text))
    return thin_marks(composed(text), MOST_MARKS)


def printable_all(value: T, gate: Callable[[str], str] = printable) -> T:
    """Pass every string of a nested structure through the gate; dictionary keys stay."""
    return _gate(value, gate)  # type: ignore[return-value]


def _gate(value: object, gate: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return gate(value)
    if isinstance(value, tuple | list):
        return type(value)(_gate(item, gate) for item in value)
    if isinstance(value, dict):
        return {key: _gate(item, gate) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **{key: _gate(x, gate) for key, x in fields.items()})
    return value


def _break_word(match: re.Match[str]) -> str:
    """Put a zero-width space after every 40 characters, never into a letter."""
    pieces = []
    length = 0
    for letter in letters(match[0]).findall(match[0]):
        if length >= LONGEST_WORD:
            pieces.append(ZERO_WIDTH_SPACE)
            length = 0
        pieces.append(letter)
        length += len(letter)
    return "".join(pieces)


def letters(text: str) -> re.Pattern[str]:
    """Return what finds the letters of a text, each with its marks and all that belongs to it.

    Emoji are built of several characters: two regional indicators make a flag; variation selectors,
    skin tones and tags follow what they change, and a joiner ties the next one on (UTS #51).
    """
    marks = "".join(filter(is_mark, set(text)))
    return re.compile(f"(?:[{_FLAG_HALF}]{{2}}|[^ \n\u200b])(?:[{_FOLLOWS}{marks}]|{_TIED_ON})*")
