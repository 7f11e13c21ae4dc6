"""The chart of alliances: who stood in which camp when, laid out as bars. Plain values.

The chart and the table behind it are made from the same stances, one bar and one row for each.
"""

import datetime
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from factors.dates import HistoricalDate

WIDTH = 600  # of all years together, so that chart and names fit on A4 and in a column of text
NAMES = 112
TOP = 26
BAR = 26
GAP = 10
LETTER = 6.4  # a generous width for a letter of the labels
NARROWEST = 16  # the number of the camp has room in it
YEAR_LABEL = 34


@dataclass(frozen=True, slots=True)
class Side:
    """A camp: its place in the order of camps, from 1, and its name."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Stance:
    """Where somebody stood: when (EDTF), in which camp, and what the topic says of it."""

    date: str
    side: Side
    says: str

    @property
    def when(self) -> str:
        """The date for people to read."""
        return str(HistoricalDate.parse(self.date))


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody of the time with their stances."""

    slug: str
    name: str
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stance as a bar. ``label`` names the camp where there is room, and else is its number."""

    x: float
    y: float
    width: float
    label: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody's bars. ``lines`` is the name, broken where it is long, with the y of each line."""

    figure: Figure
    y: float
    lines: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year on the chart: where it begins, and the middle of its label."""

    label: int
    x: float
    middle: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole picture."""

    width: int
    height: float
    years: tuple[Year, ...]
    rows: tuple[Row, ...]


def lay_chart(figures: Sequence[Figure]) -> Chart | None:
    """Lay out the people who have stances, or return ``None`` where nobody has."""
    figures = [figure for figure in figures if figure.stances]
    if not figures:
        return None
    spans = [HistoricalDate.parse(row.date) for figure in figures for row in figure.stances]
    first = min(span.starts.year for span in spans)
    last = max(span.ends.year for span in spans)
    start, end = datetime.date(first, 1, 1), datetime.date(last, 12, 31)
    lanes = [_lanes(figure.stances, start, end) for figure in figures]
    heights = [len(rows) * (BAR + 2) - 2 + GAP for rows in lanes]
    tops = accumulate(heights, initial=TOP + GAP / 2)
    return Chart(
        width=WIDTH,
        height=TOP + sum(heights),
        years=_years(first, last),
        rows=tuple(map(_row, figures, tops, lanes)),
    )


def _years(first: int, last: int) -> tuple[Year, ...]:
    """Return each year, or where they are too many for their labels, every second, third …"""
    count = last + 1 - first
    each = WIDTH / count
    lines = [(first + number, number * each) for number in range(0, count, ceil(YEAR_LABEL / each))]
    middle = max(each, YEAR_LABEL) / 2
    return tuple(
        Year(label=year, x=round(x, 1), middle=round(x + middle, 1))
        for year, x in lines
        if x + 2 * middle < WIDTH + 1
    )


Lane = list[tuple[float, float, Stance]]


def _lanes(stances: Sequence[Stance], start: datetime.date, end: datetime.date) -> list[Lane]:
    """Put stances that overlap into lanes one below the other, each as (x, width, stance)."""
    scale = WIDTH / ((end - start).days + 1)
    lanes: list[Lane] = []
    for stance in sorted(stances, key=lambda row: HistoricalDate.parse(row.date).starts):
        span = HistoricalDate.parse(stance.date)
        x = (span.starts - start).days * scale
        width = max(((span.ends - span.starts).days + 1) * scale, NARROWEST)
        x = min(x, WIDTH - width)
        free = (lane for lane in lanes if sum(lane[-1][:2]) <= x + 0.01)
        lane = next(free, None)
        if lane is None:
            lanes.append(lane := [])
        lane.append((x, width, stance))
    return lanes


def _row(figure: Figure, top: float, lanes: list[Lane]) -> Row:
    names = textwrap.wrap(figure.name, 14, break_long_words=False)[:2]
    first = top + BAR / 2 + 4 - 7 * (len(names) - 1)
    return Row(
        figure=figure,
        y=top,
        lines=tuple((first + 14 * number, name) for number, name in enumerate(names)),
        bars=tuple(
            Bar(
                x=round(x, 1),
                y=top + number * (BAR + 2),
                width=round(width, 1),
                label=_label(stance.side, width),
                stance=stance,
            )
            for number, lane in enumerate(lanes)
            for x, width, stance in lane
        ),
    )


def _label(side: Side, width: float) -> str:
    whole = f"{side.number} {side.name}"
    return whole if len(whole) * LETTER + 8 <= width else str(side.number)
