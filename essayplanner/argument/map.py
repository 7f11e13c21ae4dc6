"""The map of an argument: where each factor, each link and the question stand on a drawing.

Factors stand in a column, the weightiest first and widest, each with an arrow to the question on
the right. A link leaves its cause on the left, runs along a lane of its own, and enters its effect
on the left under its words, so that they read on into the name: “gave the opportunity for” Skill.
Neither words nor arrows ever lie on a factor. All lengths are pixels, from the top left.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from essayplanner.argument.outline import LINK_KINDS, Factor, Link, Outline, Paragraph

LINE = 18  # from one line of a name to the next
LETTER, SMALL = 14, 12  # the size of a name; of what stands below it
PADDING = 12
SIGN = 20  # room for the sign before a name
GAP = 28  # between two factors
END = 44  # between two links on the side of a factor
WORDS = 108  # room for the words of a link, on two lines
LABEL = WORDS + 20
LANE = 14
CURVE = 7
WIDEST, NARROWEST, EVEN = 220, 180, 200  # a factor by its rank; where none is ranked
TIES = 56  # room for the arrows to the question
QUESTION = 150
EDGE = 8  # room around everything, for the ring around what has the focus
TIP = 9  # the head of an arrow


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box with lines of text, and ``notes`` in small print below them."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def written(self) -> list[tuple[int, str, bool]]:
        """Each line with the height of its foot, and whether it is in small print."""
        texts = [(line, False) for line in self.lines] + [(note, True) for note in self.notes]
        first = self.y + (self.height - LINE * len(texts)) // 2 + LETTER
        return [(first + LINE * at, text, small) for at, (text, small) in enumerate(texts)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A link, the Outline's at ``index``: its line, its head, and the feet of its words."""

    index: int
    words: tuple[tuple[int, str], ...]
    x: int
    path: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A factor on the map, its arrow to the question (a line so ``thick``), the links into it."""

    factor: Factor
    node: Node
    tie: str
    thick: float
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The whole drawing, its factors in rank order. All ties end in the one ``head``."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    question: Node
    head: str


@dataclass(frozen=True, slots=True)
class _End:
    """Where a link meets a factor. ``away`` is how many factors further down the other end is."""

    index: int
    leaves: bool
    away: int

    @property
    def order(self) -> tuple[bool, int]:
        # From the top: to the next above, … to the furthest above, to the furthest below, … to the
        # next below. Lines that nest like this cross least.
        return (self.away > 0, -self.away)


def lay_map(outline: Outline) -> Map:
    """Return the map of a plan. A link of a factor that the plan does not have is left out."""
    rows = outline.ranking
    ends = _ends(rows, outline.links)
    shares = [1 - at / max(len(rows) - 1, 1) for at in range(len(rows))]
    widths = [_width(share, outline.ranked) for share in shares]
    names = [
        _lines(row.factor.name, width - 2 * PADDING - SIGN)
        for row, width in zip(rows, widths, strict=True)
    ]
    notes = [_notes(row, place, outline) for place, row in enumerate(rows, 1)]
    heights = [
        max(2 * PADDING + LINE * len([*name, *note]), END * len(meets))
        for name, note, meets in zip(names, notes, ends, strict=True)
    ]
    tops = list(accumulate((height + GAP for height in heights[:-1]), initial=EDGE))
    spans = _spans(ends, tops, heights)
    lanes = _lanes(spans)
    left = EDGE + (LANE * (max(lanes.values()) + 1) + LABEL if lanes else 0)
    nodes = [
        Node(x=left, y=top, width=width, height=height, lines=name, notes=note)
        for top, width, height, name, note in zip(tops, widths, heights, names, notes, strict=False)
    ]
    edge = left + max(widths, default=0)
    question = _question(outline, edge + TIES, sum(heights) + GAP * (len(rows) - 1))
    spots = tuple(
        Spot(
            factor=row.factor,
            node=node,
            tie=_tie(node, edge, question),
            thick=round(1 + 3 * share, 1) if outline.ranked else 1.5,
            arrows=tuple(
                _arrow(end.index, outline.links[end.index], spans[end.index], lanes, left)
                for end in meets
                if not end.leaves
            ),
        )
        for row, node, share, meets in zip(rows, nodes, shares, ends, strict=True)
    )
    return Map(
        width=question.x + question.width + EDGE,
        height=max(node.y + node.height for node in [*nodes, question]) + EDGE,
        spots=spots,
        question=question,
        head=_head(question.x, _middle(question)),
    )


def _ends(rows: Sequence[Paragraph], links: Sequence[Link]) -> list[list[_End]]:
    """Return, for each factor, where links meet it, from the top."""
    places = {row.factor.key: place for place, row in enumerate(rows)}
    ends: list[list[_End]] = [[] for _ in rows]
    for index, link in enumerate(links):
        if link.cause in places and link.effect in places and link.cause != link.effect:
            cause, effect = places[link.cause], places[link.effect]
            ends[cause].append(_End(index, True, effect - cause))
            ends[effect].append(_End(index, False, cause - effect))
    return [sorted(meets, key=lambda end: end.order) for meets in ends]


def _spans(
    ends: Sequence[Sequence[_End]], tops: Sequence[int], heights: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """Return the height at which each link leaves its cause and enters its effect."""
    feet = {
        (end.index, end.leaves): top + (height - END * len(meets)) // 2 + END * slot + END // 2
        for meets, top, height in zip(ends, tops, heights, strict=False)
        for slot, end in enumerate(meets)
    }
    return {index: (foot, feet[index, False]) for (index, leaves), foot in feet.items() if leaves}


def _lanes(spans: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """Give each link the lane nearest to the factors in which it meets no other."""
    lanes: dict[int, int] = {}
    taken: list[list[tuple[int, int]]] = []
    for index, span in sorted(spans.items(), key=lambda row: abs(row[1][0] - row[1][1])):
        start, end = min(span), max(span)
        free = (
            lane
            for lane, others in enumerate(taken)
            if all(end < first or start > last for first, last in others)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        lanes[index] = lane
    return lanes


def _arrow(
    index: int, link: Link, span: tuple[int, int], lanes: Mapping[int, int], left: int
) -> Arrow:
    start, end = span
    lane = left - LABEL - LANE * lanes[index] - LANE // 2
    turn = CURVE if end > start else -CURVE
    path = (
        f"M{left} {start}H{lane + CURVE}Q{lane} {start} {lane} {start + turn}"
        f"V{end - turn}Q{lane} {end} {lane + CURVE} {end}H{left - TIP}"
    )
    return Arrow(
        index=index,
        words=tuple(
            zip((end - 5, end + 14), _lines(LINK_KINDS[link.kind], WORDS, SMALL), strict=False)
        ),
        x=left - LABEL + 6,
        path=path,
        head=_head(left, end),
    )


def _tie(node: Node, edge: int, question: Node) -> str:
    """Draw the arrow to the question: past the widest factor first, so that it crosses none."""
    start, end, bend = _middle(node), _middle(question), TIES // 2
    across = f"C{edge + bend} {start} {question.x - bend} {end} {question.x - TIP} {end}"
    return f"M{node.x + node.width} {start}H{edge}{across}"


def _head(x: int, y: int) -> str:
    """Draw the head of an arrow that comes from the left and ends here."""
    return f"M{x} {y}L{x - TIP} {y - TIP // 2}V{y + TIP // 2}Z"


def _middle(node: Node) -> int:
    return node.y + node.height // 2


def _width(share: float, ranked: bool) -> int:
    return NARROWEST + int((WIDEST - NARROWEST) * share) if ranked else EVEN


def _notes(row: Paragraph, place: int, outline: Outline) -> tuple[str, ...]:
    count = len(row.evidence)
    evidence = f"{count or 'no'} piece{'' if count == 1 else 's'} of evidence"
    if outline.ranked:
        return (f"ranked {place} of {len(outline.paragraphs)}", evidence)
    return (evidence,)


def _question(outline: Outline, x: int, beside: int) -> Node:
    """Return the question, in the middle of what is beside it."""
    lines = _lines(outline.question.text, QUESTION - 2 * PADDING)
    height = 2 * PADDING + LINE * len(lines)
    y = EDGE + max((beside - height) // 2, 0)
    return Node(x=x, y=y, width=QUESTION, height=height, lines=lines)


def _lines(text: str, width: int, size: int = LETTER) -> tuple[str, ...]:
    """Break a text into lines that are no wider, a word only where it is wider by itself."""
    room = width * 100 // size
    lines = [""]
    for piece in _pieces(text, room):
        longer = f"{lines[-1]} {piece}".lstrip()
        if _length(longer) <= room:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(piece)
        else:
            lines[-1] = piece
    return tuple(lines)


def _pieces(text: str, room: int) -> Iterator[str]:
    for word in text.split():
        start = 0
        for at in range(1, len(word) + 1):
            if at - start > 1 and _length(word[start:at]) > room:
                yield word[start : at - 1]
                start = at - 1
        yield word[start:]


@lru_cache(maxsize=1000)
def shortened(text: str, width: int, size: int) -> str:
    """Return a text, cut where it is too wide for its place in letters of this size."""
    room = width * 100 // size
    while text and _length(text) > room:
        text = f"{text[:-2].rstrip()}…" if len(text) > 2 else ""
    return text


def _length(text: str) -> int:
    """Return the most that a text may be wide, in hundredths of the size of its letters."""
    return sum(map(_wide, text))


def _wide(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF" or char > "\uffff":
        return 110
    return 85 if char.isupper() or char in "mw%@—…" else 58
