"""The argument landscape: which factor a class ranks first, and how it splits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from essayplanner.argument.outline import Factor
from essayplanner.classes.models import Assignment
from essayplanner.plans.models import Paragraph
from essayplanner.reviews.overview import names_of, started, students_of
from essayplanner.reviews.pairing import Ranking, pair

# How long the longest bar is drawn (landscape.html), and the part of a single student at most.
BAR, LONGEST_UNIT = 240, 24


@dataclass(frozen=True, slots=True)
class Ranked:
    """A student, by ``key`` and ``name``, with what they rank first and all that they rank."""

    key: int
    name: str
    first: Factor
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class Held:
    """A factor, the names of those who rank it ``first``, and how many rank it ``second``.

    The bars are as long as ``first_bar`` and ``second_bar`` say.
    """

    factor: Factor
    first: tuple[str, ...]
    second: int
    first_bar: int
    second_bar: int


@dataclass(frozen=True, slots=True)
class Seats:
    """Those who talk to one another; ``alike`` where they all rank the same factor first."""

    students: tuple[Ranked, ...]
    alike: bool


@dataclass(frozen=True, slots=True)
class Landscape:
    """What a class ranks first; by name, who has not ranked yet and who has not started."""

    factors: tuple[Held, ...]
    ranked: tuple[Ranked, ...]
    unranked: tuple[str, ...]
    unstarted: tuple[str, ...]

    @property
    def students(self) -> int:
        """How many students the class has."""
        return len(self.ranked) + len(self.unranked) + len(self.unstarted)

    @property
    def firsts(self) -> int:
        """How many factors somebody ranks first."""
        return sum(bool(row.first) for row in self.factors)

    def seats(self, again: int) -> list[Seats]:
        """Return who talks to whom (``pairing.pair``)."""
        known = {row.key: row for row in self.ranked}
        groups = pair({row.key: row.ranking for row in self.ranked}, again)
        return [Seats(tuple(known[key] for key in row.members), row.alike) for row in groups]

    def alone(self, seats: Sequence[Seats]) -> list[Ranked]:
        """Return who has ranked and sits with nobody: the only one who has."""
        seated = {one.key for row in seats for one in row.students}
        return [row for row in self.ranked if row.key not in seated]


def survey(assignment: Assignment) -> Landscape:
    """Return the landscape of an assignment, in two queries."""
    names = names_of(students_of(assignment))
    begun: dict[int, list[Factor]] = {}
    factors: dict[str, Factor] = {}
    plans = started(assignment).filter(owner__in=names)
    rows = Paragraph.objects.filter(plan__in=plans).order_by("rank", "pk")
    for owner, ranked, key, name, short, mark in rows.values_list(
        "plan__owner", "plan__ranked", "factor", "name", "short_name", "mark"
    ):
        factor = factors.setdefault(key, Factor(key=key, name=name, short_name=short, mark=mark))
        begun.setdefault(owner, [])
        if ranked:
            begun[owner].append(factor)
    ranked_by = tuple(
        Ranked(pk, name, begun[pk][0], tuple(row.key for row in begun[pk]))
        for pk, name in names.items()
        if begun.get(pk)
    )
    return Landscape(
        factors=_held(sorted(factors.values(), key=lambda row: (row.mark, row.key)), ranked_by),
        ranked=ranked_by,
        unranked=tuple(name for pk, name in names.items() if begun.get(pk) == []),
        unstarted=tuple(name for pk, name in names.items() if pk not in begun),
    )


def _held(factors: Sequence[Factor], ranked: Sequence[Ranked]) -> tuple[Held, ...]:
    second = Counter(row.ranking[1] for row in ranked if len(row.ranking) > 1)
    first = {
        factor.key: tuple(row.name for row in ranked if row.first.key == factor.key)
        for factor in factors
    }
    most = max([*map(len, first.values()), *second.values()], default=0)
    unit = min(LONGEST_UNIT, BAR / most) if most else 0
    return tuple(
        Held(
            factor,
            first[factor.key],
            second[factor.key],
            round(unit * len(first[factor.key])),
            round(unit * second[factor.key]),
        )
        for factor in factors
    )
