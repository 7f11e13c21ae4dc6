"""Which revisions of a plan are kept as they grow old. Plain functions of times."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST = 200

# Up to an age, one revision of every so long stays; in the first hour, every one.
STEPS = (
    (timedelta(hours=1), timedelta(0)),
    (timedelta(days=1), timedelta(minutes=15)),
    (timedelta(days=30), timedelta(days=1)),
    (timedelta.max, timedelta(weeks=1)),
)
# A revision of a moment that matters stays, whatever else there is, as long as one a day does.
_MARKED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Made:
    """A revision by its ``key``, greater the later it was made, and whether it is ``ordinary``.

    That is, whether it was kept because somebody worked, and not at a moment that matters.
    """

    key: int
    at: datetime
    ordinary: bool = True


def surplus(revisions: Collection[Made], now: datetime) -> set[int]:
    """Return the keys of those revisions that are kept no longer.

    The newest and the oldest always stay. Of those that share a stretch of time the newest stays.
    Of more than ``MOST`` the oldest ordinary ones go first.
    """
    rows = sorted(revisions, key=lambda row: (row.at, row.key), reverse=True)
    always = {row.key for row in (*rows[:1], *rows[-1:])}
    taken: set[tuple[timedelta, int]] = set()
    staying = []
    for row in rows:
        stretch = _stretch(row, now)
        if row.key in always or stretch is None or stretch not in taken:
            staying.append(row)
        if stretch is not None:
            taken.add(stretch)
    dispensable = [row for row in staying if row.key not in always]
    dispensable.sort(key=lambda row: row.ordinary)  # stable: the newest first in either half
    excess = max(0, len(staying) - MOST)
    gone = {row.key for row in dispensable[len(dispensable) - excess :]}
    return {row.key for row in rows} - {row.key for row in staying} | gone


def _stretch(row: Made, now: datetime) -> tuple[timedelta, int] | None:
    """Return the stretch of time that a revision stands for, or None where it stands for itself."""
    age = now - row.at
    if not row.ordinary and age < _MARKED_FOR:
        return None
    length = next(length for until, length in STEPS if age < until)
    return (length, int(row.at.timestamp() // length.total_seconds())) if length else None
