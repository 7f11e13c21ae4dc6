"""The seating slip: who talks to whom, on a sheet for the class, and a slip for each pair."""

from collections.abc import Mapping, Sequence
from typing import Any

from essayplanner.argument.outline import Outline, Question
from essayplanner.exports.sheet import line
from essayplanner.exports.text import printable
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet
from essayplanner.reviews.landscape import Landscape, Ranked, Seats

TASK = (
    "Each of you: one minute for your factor. Then: what would the other need to show?",
    "All of you: what would somebody who ranks another factor first need to show?",
)


def seating(
    classroom: str, question: Question, found: Landscape, seats: Sequence[Seats], told: Told
) -> bytes:
    """Return the seating slip as a PDF. It holds names and factors, and nothing that was written.

    Those who all rank the same factor first have a task of their own.
    """

    def lay(outline: Outline, told: Told) -> Mapping[str, Any]:
        asked = line(printable(question.text))
        return {
            "title": f"Who talks to whom: {asked}",
            "classroom": line(printable(classroom)),
            "question": asked,
            "groups": [
                {"students": list(map(_student, row.students)), "task": TASK[row.alike]}
                for row in seats
            ],
            "alone": [_student(row) for row in found.alone(seats)],
            "apart": [
                {"says": says, "names": [line(printable(name)) for name in names]}
                for says, names in (
                    ("Not ranked yet", found.unranked),
                    ("Not started", found.unstarted),
                )
                if names
            ],
        }

    return Sheet("seating", lay).pdf(Outline(question=question), told)


def _student(row: Ranked) -> dict[str, Any]:
    return {
        "name": line(printable(row.name)),
        "factor": {
            "mark": (row.first.mark - 1) % 8 + 1,
            "name": line(printable(row.first.short_name or row.first.name)),
        },
    }
