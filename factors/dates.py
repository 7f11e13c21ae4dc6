"""Dates as historians have them: a day, a month, a season, a year, or a span of these.

Written in EDTF, the Extended Date/Time Format of ISO 8601-2, level 1: ``1922-04-03``,
``1924-05``, ``1925``, ``1922-21`` (spring) to ``1922-24`` (winter), ``1924-01-16/1924-01-18``.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

SEASONS = {21: ("Spring", 3), 22: ("Summer", 6), 23: ("Autumn", 9), 24: ("Winter", 12)}
MONTHS = (
    *("", "Jan", "Feb", "Mar", "Apr", "May", "June"),
    *("July", "Aug", "Sept", "Oct", "Nov", "Dec"),
)
_POINT = re.compile(r"([0-9]{4})(?:-(?!00)([0-9]{2})(?:-(?!00)([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class _Point:
    """One end of a span: ``month`` is 1 to 12, a season of 21 to 24, or 0 for a whole year."""

    year: int
    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> Self:
        match = _POINT.fullmatch(text)
        if not match:
            raise ValueError(f"“{text}” is not a date")
        point = cls(*(int(part or 0) for part in match.groups()))
        try:
            point.last()
        except ValueError:
            raise ValueError(f"“{text}” is not a date") from None
        return point

    def first(self) -> datetime.date:
        if self.month in SEASONS:
            if self.day:
                raise ValueError("a season has no days")
            return datetime.date(self.year, SEASONS[self.month][1], 1)
        # A part that was written must be real; one that was left out starts at 1.
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def last(self) -> datetime.date:
        if self.day:
            return self.first()
        if self.month == 0:
            return datetime.date(self.year, 12, 31)
        month, year = self.month, self.year
        if month in SEASONS:
            month = SEASONS[month][1] + 2
            year, month = (year + 1, month - 12) if month > 12 else (year, month)
        return datetime.date(year, month, calendar.monthrange(year, month)[1])

    def words(self) -> tuple[str, str, str]:
        """Return day, month or season, and year as people write them, empty where not given."""
        month = SEASONS[self.month][0] if self.month in SEASONS else MONTHS[self.month]
        # A winter is of two years.
        second = f"–{(self.year + 1) % 100:02}" if SEASONS.get(self.month) == SEASONS[24] else ""
        return str(self.day or ""), month, f"{self.year}{second}"


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A date as precise as it is known."""

    _from: _Point
    _to: _Point

    @classmethod
    @lru_cache(maxsize=5000)  # a library says the same dates again and again
    def parse(cls, text: str) -> Self:
        """Read EDTF. Raises ``ValueError``, with a sentence, for what is not a date."""
        start, _, end = text.partition("/")
        date = cls(_Point.parse(start), _Point.parse(end if "/" in text else start))
        if bool(date._from.month) != bool(date._to.month):
            raise ValueError(f"“{text}” is more precise at one end than at the other")
        if date.starts > date.ends:
            raise ValueError(f"“{text}” ends before it starts")
        return date

    @property
    def starts(self) -> datetime.date:
        """The first day that it can mean."""
        return self._from.first()

    @property
    def ends(self) -> datetime.date:
        """The last day that it can mean."""
        return self._to.last()

    def __str__(self) -> str:
        """Return it for people, saying nothing twice: ``16–18 Jan 1924``."""
        start, end = self._from.words(), self._to.words()
        if start == end:
            return _join(start)
        if start[2] != end[2]:
            dash = "–" if not (start[1] or end[1]) else " – "
            return _join(start) + dash + _join(end)
        if start[1] != end[1] or not (start[0] and end[0]):
            return _join((*start[:2], "")) + " – " + _join(end)
        return f"{start[0]}–{_join(end)}"


def _join(words: tuple[str, ...]) -> str:
    return " ".join(filter(None, words))
