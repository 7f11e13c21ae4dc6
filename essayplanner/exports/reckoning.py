"""Reckoning how much room a plan takes on one side, from the lengths of its texts.

All lengths are in letters: a text takes its own, and half a line for its last. What comes out is
near, some 10 % to either side of the truth; who sets the paper sees whether it fits.
"""

from collections.abc import Mapping, Sequence
from typing import Any

# Half a line of a column, the words of a dispute, an empty place, of each kind.
_LAST_LINE, _DISPUTED, _NO_EVIDENCE, _NO_WORDS = 25, 22, 120, 150
_SHARES = tuple(part / 100 for part in range(25, 61))
_BODY = ("explanation", "counter_argument", "reply", "link")
# Sizes of type, in points, and what a letter, a text and an empty place take of the height of a
# page: fitted to the heights of some twenty plans at each size, as measured by typst.
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
_LETTER, _TEXT, _PLACE = 0.463, 1.119, -0.6
# Width and height inside the margins, in points, by typst’s name of the paper.
_ROOM = {"a4": (527, 774), "us-letter": (544, 724)}
_HAND_ROOM = 74  # at the largest size; none at the smallest
# As often as not the size above would have fitted too: it is tried when it is this near.
_NEAR = 1.02


def best_share(side: Mapping[str, Any]) -> float:
    """Return how wide the evidence stands, as a share of the page: the one that is shortest."""
    columns = [_columns(row) for row in side["paragraphs"]]
    return min(_SHARES, key=lambda share: _rows(columns, share))


def likely_sizes(side: Mapping[str, Any], paper: str) -> Sequence[float]:
    """Return the sizes of type at which a plan may fit, the likeliest first; two at most."""
    width, height = _ROOM[paper]
    fitting = [size for size in _SIZES if _height(side, size, width) <= _NEAR * height]
    return fitting[:2]


def _height(side: Mapping[str, Any], size: float, width: float) -> float:
    columns = [_columns(row) for row in side["paragraphs"]]
    letters = _rows(columns, side["share"])
    texts, places = 2.0 * len(columns), 0
    texts += sum(max(evidence, words) for _, _, evidence, words in columns)
    heads = [row["name"] + row["point"] for row in side["paragraphs"]]
    alone = (side["title"] * 2, side["argument"], side["judgement"])
    for text in (*heads, *alone, *(row["text"] for row in side["criteria"])):
        letters += len(text) + _LAST_LINE
    texts += len(alone) + len(side["criteria"]) + len(side["links"]) + len(side["matrix"]["rows"])
    places += sum(not row["point"] for row in side["paragraphs"]) + sum(not text for text in alone)
    letters += sum(60 + len(link["sentence"]) for link in side["links"])
    wide = 1.2 * max(len(side["matrix"]["columns"]), 1)
    for row in side["matrix"]["rows"]:
        letters += wide * max(map(len, row["cells"]), default=0) + 30
    letters += 0.75 * sum(len(run["text"]) for source in side["sources"] for run in source)
    room = width - (size - 8) / 2.5 * _HAND_ROOM
    return size * (_LETTER * letters * size / room + _TEXT * texts + _PLACE * places)


def _rows(columns: Sequence[tuple[float, float, int, int]], share: float) -> float:
    """Return what all paragraphs take: each is as high as the higher of its columns."""
    return sum(max(0.88 * left / share, right / (0.97 - share)) for left, right, _, _ in columns)


def _columns(paragraph: Mapping[str, Any]) -> tuple[float, float, int, int]:
    """Return the letters of the evidence and of the argument, and how many texts each is."""
    evidence = [
        len("".join(item[key] for key in ("date", "title", "text", "source", "views")))
        + _LAST_LINE
        + (_DISPUTED if item["disputed"] else 0)
        for item in paragraph["evidence"]
    ] or [_NO_EVIDENCE]
    quotations = [item["text"] + item["attribution"] for item in paragraph["quotations"]] or [""]
    words = [
        len(text) + _LAST_LINE if text else _NO_WORDS
        for text in (*quotations, *(paragraph[key] for key in _BODY))
    ]
    return sum(evidence), sum(words), len(evidence), len(words)
