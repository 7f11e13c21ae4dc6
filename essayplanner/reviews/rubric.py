"""What a plan is marked on, strand by strand, with the level that was chosen for each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from essayplanner.classes.access import formats_of_each
from factors.models import ExamFormat

# Where a format has no bands by name, what its descriptors are of.
PLAIN = ("low", "middle", "top")


@dataclass(frozen=True, slots=True)
class Step:
    """A level that a strand may reach, with the marks that it spans where they are known.

    ``near`` names the one of a strand's three descriptors that says best what it means.
    """

    name: str
    lowest: int | None = None
    highest: int | None = None
    near: str = ""

    @property
    def number(self) -> str:
        """The last word of its name: its number, where it has one."""
        return self.name.rpartition(" ")[2]


@dataclass(frozen=True, slots=True)
class Row:
    """A strand: what it asks, its descriptors, and the name of the ``level`` chosen, or nothing."""

    name: str
    asks: str
    low: str
    middle: str
    top: str
    level: str = ""

    @property
    def place(self) -> str:
        """The name under which its level is sent."""
        return f"level-{self.name}"

    def descriptor(self, near: str) -> str:
        """Return what it says of its low, middle or top levels."""
        return {"low": self.low, "middle": self.middle, "top": self.top}[near]


@dataclass(frozen=True, slots=True)
class Rubric:
    """A format's strands, and the steps of its levels with the lowest first."""

    format: ExamFormat
    steps: tuple[Step, ...]
    rows: tuple[Row, ...]

    @property
    def spans(self) -> str:
        """Between which bands the strands lie, in words; empty until each has a level."""
        order = {step.name: at for at, step in enumerate(self.steps)}
        chosen = sorted(order[row.level] for row in self.rows if row.level in order)
        if not chosen or len(chosen) < len(self.rows):
            return ""
        first, last = self.steps[chosen[0]], self.steps[chosen[-1]]
        said = f"{first.name[:1].upper()}{first.name[1:]} on every strand"
        if first != last:
            said = f"Between {first.name} and {last.name}"
        if first.lowest is None:
            return f"{said}."
        return f"{said}: {first.lowest}–{last.highest} marks of {self.format.marks}."

    @property
    def count(self) -> str:
        """What the names of the levels begin with, such as “Level”, where a number is the rest."""
        first = self.steps[0].name.removesuffix(self.steps[0].number)
        same = all(row.name == first + row.number and row.number.isdecimal() for row in self.steps)
        return first.strip() if same else ""

    @property
    def spoken(self) -> dict[str, str]:
        """Of which levels the low, the middle and the top descriptor speak, such as “Levels 1–2”.

        Empty where the levels are called low, middle and top themselves.
        """
        if tuple(step.name for step in self.steps) == PLAIN:
            return {}
        return {end: self._say([row for row in self.steps if row.near == end]) for end in PLAIN}

    def _say(self, steps: Sequence[Step]) -> str:
        if len(steps) < 2:
            return "".join(step.name for step in steps)
        first, last = steps[0], steps[-1]
        if self.count:
            return f"{self.count}s {first.number}–{last.number}"
        return f"{first.name} to {last.name}"

    def means(self, strand: str, level: str) -> str:
        """Return the descriptor of a level on a strand; empty where the format has them no more."""
        row = next((row for row in self.rows if row.name == strand), None)
        step = next((step for step in self.steps if step.name == level), None)
        return row.descriptor(step.near) if row and step else ""

    def of(self, level: str) -> int | None:
        """Return how many levels there are, where a level is called by its number among them."""
        numbers = [step.number for step in self.steps]
        counted = numbers == [str(at) for at in range(1, len(numbers) + 1)]
        return len(numbers) if counted and level in {step.name for step in self.steps} else None


def near(at: int, levels: int) -> str:
    """Return which descriptor the level that is ``at`` so many reaches: each has a third of them.

    A format describes the lowest, the middle and the highest of each strand alone.
    """
    low, top = 3 * at <= levels - 1, 3 * at >= 2 * (levels - 1)
    return "middle" if low == top else "low" if low else "top"


def lay_rubric(exam: ExamFormat, levels: Mapping[str, str]) -> Rubric:
    """Return a format as it is marked on, with the ``levels`` by the names of the strands."""
    bands = tuple(
        Step(row["name"], row["lowest"], row["highest"], near(at, len(exam.bands)))
        for at, row in enumerate(exam.bands)
    )
    rows = (Row(**row, level=levels.get(row["name"], "")) for row in exam.strands)
    return Rubric(exam, bands or tuple(Step(name, near=name) for name in PLAIN), tuple(rows))


def marks_of(wanted: Iterable[tuple[int, str]]) -> dict[tuple[int | None, str], int]:
    """Return how many marks there are, by student and slug of a format: in two queries at most."""
    pairs = {(student, slug) for student, slug in wanted if slug}
    return {key: row.marks for key, row in formats_of_each(pairs).items()}


def said_mark(mark: int | None, out_of: int | None) -> str:
    """Say a mark in words; nothing where there is none."""
    if mark is None:
        return ""
    return f"{mark} out of {out_of}" if out_of else str(mark)
