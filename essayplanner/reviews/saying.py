"""Times as a teacher reads them in a hurry: “3 days ago”, “due tomorrow”. In local time."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone

_HOUR = 60


def days_between(first: datetime, second: datetime) -> int:
    """Return how many nights lie between two times, also where the clock changed meanwhile."""
    return (_day(second) - _day(first)).days


@lru_cache(maxsize=5000)
def _day(when: datetime) -> date:
    return timezone.localdate(when)


def ago(when: datetime, now: datetime) -> str:
    """Say how long ago something was."""
    minutes, days = int((now - when).total_seconds() // 60), days_between(when, now)
    if minutes < 1:
        return "just now"
    if minutes < _HOUR:
        return f"{minutes} min ago"
    if days == 0:
        hours = minutes // _HOUR
        return f"{hours} hour{'' if hours == 1 else 's'} ago"
    return "yesterday" if days == 1 else f"{days} days ago"


def due(when: datetime, now: datetime) -> str:
    """Say when something is, or was, due."""
    days = days_between(now, when)
    if when <= now:
        return f"was due {ago(when, now)}" if days else f"was due at {_clock(when)}"
    if days < 2:
        return f"due {'tomorrow' if days else 'today'} at {_clock(when)}"
    return f"due in {days} days"


@lru_cache(maxsize=5000)
def exactly(when: datetime) -> str:
    """Say when something was, to the minute."""
    local = timezone.localtime(when)
    return f"{local.day} {local:%b %Y, %H:%M}"


@lru_cache(maxsize=1000)
def on_day(when: datetime) -> str:
    """Say on which day something is."""
    local = timezone.localtime(when)
    return f"{local.day} {local:%b}"


def counted(count: int, one: str, more: str = "") -> str:
    """Say how many there are."""
    return f"{count or 'no'} {one if count == 1 else more or one + 's'}"


def _clock(when: datetime) -> str:
    return f"{timezone.localtime(when):%H:%M}"
