"""How the weight of a plan lies between its factors, and a picture of it.

The picture is no mark: it sets beside each other what the ranking claims for a factor and what
stands there, and whoever looks at it judges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from essayplanner.argument.map import shortened
from essayplanner.argument.outline import Factor, Outline

# What the width of a picture stands for, the same in all so that thirty can be compared: what a
# ranking claims for the first of two factors. A plan where one factor has still more widens it.
WIDEST = 2 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What stands under one factor, and what the ranking claims for it.

    Counts: ``evidence``, ``quotations``, ``words`` written, and those of them ``explained`` with.
    ``rank`` 1 is the weightiest; it is 0 as long as the plan is not ranked.

    Shares: what is ``claimed`` falls evenly from the first to the last, as 3, 2 and 1 of 6 for
    three factors; of what ``stands`` in the plan, half is its evidence and quotations, piece by
    piece, and half its explanations, word by word (all is the one where there is none of the
    other): here by evidence, explanation and quotations. Over a plan, each sums to one, or is zero
    where there is nothing.
    """

    factor: Factor
    rank: int = 0
    evidence: int = 0
    quotations: int = 0
    words: int = 0
    explained: int = 0
    claimed: float = 0
    stands: tuple[float, float, float] = (0, 0, 0)

    @property
    def counts(self) -> tuple[str, str, str]:
        """The evidence, the words of explanation and the quotations, or that there are none."""
        none = "none"
        return (
            str(self.evidence or none),
            str(self.explained or none),
            str(self.quotations or none),
        )

    @property
    def holds(self) -> str:
        """How much of the plan stands under the factor, in words."""
        return f"{sum(self.stands):.0%}" if any(self.stands) else "nothing yet"

    @property
    def claims(self) -> str:
        """How much of the plan the ranking claims, in words."""
        return f"{self.claimed:.0%}" if self.rank else "not ranked yet"


def weigh(outline: Outline) -> tuple[Weight, ...]:
    """Return the weight of each factor, in the order of the plan."""
    rows = outline.paragraphs
    explained = [_length(row.explanation) for row in rows]
    pieces = sum(len(row.evidence) + len(row.quotations) for row in rows)
    halves = bool(pieces) + any(explained)
    piece = 1 / (pieces * halves) if pieces else 0
    word = 1 / (sum(explained) * halves) if any(explained) else 0
    order = sorted(range(len(rows)), key=lambda at: rows[at].rank)
    ranks = {at: place for place, at in enumerate(order, 1)}
    steps = len(rows) * (len(rows) + 1) / 2
    return tuple(
        Weight(
            factor=row.factor,
            rank=ranks[at] if outline.ranked else 0,
            evidence=len(row.evidence),
            quotations=len(row.quotations),
            words=sum(map(_length, row.texts)),
            explained=words,
            claimed=(len(rows) + 1 - ranks[at]) / steps if outline.ranked else 0,
            stands=(len(row.evidence) * piece, words * word, len(row.quotations) * piece),
        )
        for at, (row, words) in enumerate(zip(rows, explained, strict=True))
    )


@lru_cache(maxsize=2**12)
def _length(text: str) -> int:
    return len(text.split())


SIGN = 18  # room for the sign before a name
EDGE = 2  # room for the end of a slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a picture is, in pixels.

    The bars begin at ``start`` and have so much ``room``; each is so ``thick``, a ``row`` below the
    one before. Signs stand before them in letters of so many pixels, and names where ``named``.
    """

    start: int
    room: int
    row: int
    thick: int
    letter: int
    named: bool = False

    @property
    def width(self) -> int:
        """How wide the picture is."""
        return self.start + self.room + EDGE

    @property
    def slot(self) -> int:
        """How high the slot is that a bar lies in."""
        return self.thick + 4

    @property
    def rails(self) -> int:
        """How high the empty middle of a hollow bar is."""
        return self.thick - 2 - self.thick // 8


# On the desk, and in a row of a class.
DESK = Size(start=104, room=150, row=24, thick=10, letter=13, named=True)
CLASS = Size(start=15, room=96, row=10, thick=5, letter=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One factor: its bar in three stretches, in a slot as long as what is claimed.

    The stretches, for evidence, explanation and quotations, lie one after the other: each begins
    where the one before ends, at its place in ``ends``, the first at the start. The bar lies around
    ``middle``, the sign and the ``name`` stand on ``foot``. ``slot`` is where the slot ends, at the
    start where nothing is ranked. ``says`` is all this in words.
    """

    factor: Factor
    name: str
    says: str
    middle: int
    foot: int
    slot: int
    ends: tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The whole picture, a bar a factor."""

    size: Size
    height: int
    bars: tuple[Bar, ...]

    @property
    def says(self) -> str:
        """The picture in words."""
        return " ".join(bar.says for bar in self.bars)


def lay_picture(weights: Sequence[Weight], size: Size) -> Picture:
    """Return the picture of a plan's weights, in their order."""
    largest = max((max(row.claimed, sum(row.stands)) for row in weights), default=0)
    scale = size.room / max(WIDEST, largest)
    return Picture(
        size=size,
        height=size.row * len(weights),
        bars=tuple(_bar(row, at, len(weights), size, scale) for at, row in enumerate(weights)),
    )


def _bar(weight: Weight, at: int, count: int, size: Size, scale: float) -> Bar:
    middle = size.row * at + size.row // 2
    name = weight.factor.short_name
    first, second, third = (size.start + round(scale * end) for end in accumulate(weight.stands))
    return Bar(
        factor=weight.factor,
        name=shortened(name, size.start - SIGN - EDGE, size.letter) if size.named else "",
        says=_says(weight, count),
        middle=middle,
        foot=middle + size.letter // 3,
        slot=size.start + round(scale * weight.claimed),
        ends=(first, second, third),
    )


def _says(weight: Weight, count: int) -> str:
    """Say what a bar shows."""
    rank = f"ranked {weight.rank} of {count}, which claims {weight.claims} of the plan"
    holds = f"It holds {weight.holds}"
    if any(weight.stands):
        counts = (
            _counted(weight.evidence, "piece of evidence", "pieces of evidence"),
            _counted(weight.explained, "word of explanation", "words of explanation"),
            _counted(weight.quotations, "quotation", "quotations"),
        )
        holds += f": {', '.join(counts)}"
    return f"{weight.factor.short_name}: {rank if weight.rank else weight.claims}. {holds}."


def _counted(count: int, one: str, more: str) -> str:
    return f"{count or 'no'} {one if count == 1 else more}"
