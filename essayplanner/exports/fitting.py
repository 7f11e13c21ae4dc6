"""Reckoning how many lines a text takes at most, where a paper is divided before it is set.

It errs towards more lines, never fewer: each letter counts as wide as it is at its widest in the
regular and the italic of the fonts that papers are set in (Libertinus Serif, New Computer
Modern, DejaVu Sans Mono), and what those lack as wide as the box that stands for it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from essayplanner.argument.prose import sentences
from essayplanner.exports.text import ZERO_WIDTH_SPACE

# In ems. A word that is wider than this may break inside: no line of a paper is narrower.
WIDEST_WORD = 15.0

_WIDTHS = {
    letter: width
    for width, letters in (
        (0.28, "',.:;ijl{|}‘’ "),
        (0.33, "!()/I\\ft"),
        (0.38, '"-[]r“”'),
        (0.42, "J`s"),
        (0.47, "#$*0123456789?cez~"),
        (0.52, "FS^_abdgkopqvxy"),
        (0.56, "+<=>ELPhnu–"),
        (0.61, "BRTYZ"),
        (0.68, "%CKUVX"),
        (0.75, "&ADGHNOQw—…"),
        (0.82, "m"),
        (0.92, "@M"),
        (1.0, "W"),
    )
    for letter in letters
}
_WIDTHS[ZERO_WIDTH_SPACE] = 0.0
# The widest of a Unicode category, then of all the others.
_WIDEST = {"Mn": 0.0, "Me": 0.0, "Cf": 0.0, "Ll": 1.1, "Lu": 1.35, "Lo": 1.25, "Nd": 0.7}
_WIDEST_OF_ALL = 1.8
# How much wider a line in bold is.
BOLD = 1.2

_TOKEN = re.compile(rf"\n| |[^ \n{ZERO_WIDTH_SPACE}]*(?:{ZERO_WIDTH_SPACE}|(?<=[^ \n]))")
_WORD = re.compile(rf"[^ \n{ZERO_WIDTH_SPACE}]{{9,}}")


def breakable(text: str) -> str:
    """Return a printable text that breaks into lines anywhere, where it has no better place."""
    return _WORD.sub(_break_word, text)


def width(text: str) -> float:
    """Return how many ems wide a text is at most, on one line."""
    return sum(map(_width, text))


def words(text: str) -> list[str]:
    """Return what of a ``breakable`` text stays on one line."""
    return re.split(rf"[ \n{ZERO_WIDTH_SPACE}]+", text)


def line_ends(text: str, room: float, first: float = 0.0, most: int | None = None) -> list[int]:
    """Say where each line of a ``breakable`` text ends at the earliest, in lines of ``room`` ems.

    ``first`` is what stands before it on its first line. Only the first ``most`` lines are said,
    if it is given: a text of many cards is reckoned card by card.
    """
    return list(islice(_line_ends(text, room, first), most))


def balanced(text: str, room: float) -> float:
    """Return in how many ems a ``breakable`` text takes no more lines and they are about alike."""
    most = len(line_ends(text, room))
    low, high = room / 2, room
    for _ in range(5):
        middle = (low + high) / 2
        narrow = len(line_ends(text, middle)) > most or max(map(width, words(text))) > middle
        low, high = (middle, high) if narrow else (low, middle)
    return high


def _line_ends(text: str, room: float, at: float) -> Iterator[int]:
    for token in _TOKEN.finditer(text):
        start = token.start()
        if token[0] == "\n":
            yield token.end()
            at = 0.0
            continue
        wide = _token_width(token[0])
        for part in token[0] if wide > WIDEST_WORD + 1 else (token[0],):
            wide = wide if part == token[0] else width(part)
            if at + wide > room and at and part != " ":
                yield start
                at = 0.0
            at += wide
            start += len(part)
    yield len(text)


def cut(text: str, end: int) -> tuple[str, str]:
    """Cut a text in two before ``end``, behind a sentence where one ends late enough."""
    at = 0
    for sentence in sentences(text[:end])[:-1]:
        at += len(sentence)
    at = at if 2 * at >= end else end
    return text[:at].rstrip(), text[at:].lstrip()


def shortened(text: str, room: float) -> str:
    """Return as much of a text as stands on one line of ``room`` ems, cut behind a word."""
    text = " ".join(text.split())
    if width(text) <= room:
        return text
    end, at = 0, width("…")
    for letter in text:
        at += _width(letter)
        if at > room:
            break
        end += 1
    kept = text[:end]
    return f"{kept.rsplit(' ', 1)[0].rstrip(' ,;:–—') if ' ' in kept else kept}…"


@lru_cache(maxsize=2**12)
def _token_width(text: str) -> float:
    return width(text)


@lru_cache(maxsize=2**12)
def _width(letter: str) -> float:
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in _WIDTHS:
        return _WIDTHS[plain]
    return _WIDEST.get(unicodedata.category(letter), _WIDEST_OF_ALL)


def _break_word(match: re.Match[str]) -> str:
    """Put a zero-width space wherever the widest word is full, between a letter and the next."""
    pieces, at = [], 0.0
    for letter in match[0]:
        wide = _width(letter)
        if at + wide > WIDEST_WORD and wide:
            pieces.append(ZERO_WIDTH_SPACE)
            at = 0.0
        pieces.append(letter)
        at += wide
    return "".join(pieces)
