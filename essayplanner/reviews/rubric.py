"""What a plan is marked on, strand by strand, with the level that was chosen for each."""

from collections.abc import Mapping
from dataclasses import dataclass

from factors.models import ExamFormat

# Where a format has no bands by name, what its descriptors are of.
PLAIN = ("low", "middle", "top")


@dataclass(frozen=True, slots=True)
class Step:
    """A level that a strand may reach, with the marks that it spans where they are known."""

    name: str
    lowest: int | None = None
    highest: int | None = None


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


def lay_rubric(exam: ExamFormat, levels: Mapping[str, str]) -> Rubric:
    """Return a format as it is marked on, with the ``levels`` by the names of the strands."""
    bands = tuple(Step(row["name"], row["lowest"], row["highest"]) for row in exam.bands)
    rows = (Row(**row, level=levels.get(row["name"], "")) for row in exam.strands)
    return Rubric(exam, bands or tuple(map(Step, PLAIN)), tuple(rows))
