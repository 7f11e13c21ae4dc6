"""The one-side plan as a page that the browser prints."""

from collections.abc import Mapping

from django.template.loader import render_to_string

from essayplanner.argument.outline import Outline
from essayplanner.exports.text import Plain, sheet

# The most letters that a side of A4 holds at each size of print.css, set in a wide serif. A plan
# too long for any of them runs on to a second side, where there is no call to squeeze.
_ROOM = {"set-10": 3_400, "set-9": 4_600, "set-8": 9_000}
_LONG_PLAN = "set-9"


def render(outline: Outline) -> bytes:
    """Write a plan as one complete HTML page, with the words and the order of the PDF."""
    plan = sheet(outline)
    context = {"plan": plan, "size": _size(_letters(plan))}
    return render_to_string("exports/page.html", context).encode()


def _size(letters: int) -> str:
    return next((name for name, room in _ROOM.items() if letters <= room), _LONG_PLAN)


def _letters(value: Plain) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(map(_letters, value.values()))
    return 0 if isinstance(value, int) else sum(map(_letters, value))
