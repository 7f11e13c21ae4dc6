"""Events and evidence in order of date, and a choice from them. Plain values."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Entry:
    """A date with what happened, ready to show, and whom and which factors it touches (slugs)."""

    starts: datetime.date
    people: frozenset[str]
    factors: frozenset[str]
    markup: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: its slug and name, and whether it is chosen."""

    slug: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page of the timeline shows: the entries by year, and how they were chosen."""

    years: list[tuple[int, list[Entry]]]
    count: int
    total: int
    people: list[Choice]
    factors: list[Choice]

    @property
    def chosen(self) -> list[str]:
        """The names of what was chosen."""
        return [choice.name for choice in (*self.people, *self.factors) if choice.chosen]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All entries of a topic, and the people and factors (slug and name) to choose by."""

    entries: tuple[Entry, ...]
    people: tuple[tuple[str, str], ...]
    factors: tuple[tuple[str, str], ...]

    def select(self, person: str, factor: str) -> Shown:
        """Return the entries of a person and on a factor, by year.

        A slug that is none of the topic's chooses nothing: the page says what is shown.
        """
        people = [Choice(slug, name, slug == person) for slug, name in self.people]
        factors = [Choice(slug, name, slug == factor) for slug, name in self.factors]
        rows: Iterable[Entry] = self.entries
        if any(choice.chosen for choice in people):
            rows = (row for row in rows if person in row.people)
        if any(choice.chosen for choice in factors):
            rows = (row for row in rows if factor in row.factors)
        chosen = sorted(rows, key=lambda row: row.starts)
        by_year = groupby(chosen, lambda row: row.starts.year)
        years = [(year, list(group)) for year, group in by_year]
        return Shown(years, len(chosen), len(self.entries), people, factors)
