"""Letters and the combining marks on them, kept from costing more than their number.

CPython sorts a run of combining marks by insertion when it normalises a text, which takes the
square of its length: a run must be short before that.
"""

import re
import unicodedata
from functools import lru_cache

_SORTED_CHEAPLY = 32
# No mark comes before these characters, and none is among dashes and quotation marks.
_MAYBE_MARKS = re.compile("[\u0300-\u200f\u2028-\U0010ffff]")


@lru_cache(maxsize=2**13)
def folded(text: str) -> str:
    """Return a text without case, kept: with a mark beyond ASCII in it that takes long."""
    return text.casefold()


def composed(text: str) -> str:
    """Return a text in NFC, of any longer run of marks the first 32, in time linear in length."""
    return unicodedata.normalize("NFC", thin_marks(text, _SORTED_CHEAPLY))


def decomposed(text: str) -> str:
    """Return a text in NFKD, of any longer run of marks the first 32."""
    return unicodedata.normalize("NFKD", thin_marks(text, _SORTED_CHEAPLY))


def thin_marks(text: str, most: int) -> str:
    """Keep at most so many combining marks in a row."""
    if not _MAYBE_MARKS.search(text) or not any(map(is_mark, set(text))):
        return text
    kept = []
    run = 0
    for character in text:
        run = run + 1 if is_mark(character) else 0
        if run <= most:
            kept.append(character)
    return "".join(kept)


def is_mark(character: str) -> bool:
    """Say whether a character is a combining mark."""
    return unicodedata.category(character).startswith("M")
