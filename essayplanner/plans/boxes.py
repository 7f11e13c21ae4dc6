"""The text boxes of the desk and of a rehearsal: what is around a text, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import escape

from essayplanner.argument.labels import LABELS
from essayplanner.argument.outline import Factor
from essayplanner.plans.drawing import fill
from essayplanner.plans.openers import openers

# What a student reads above and inside each box, and how many lines it opens with.
WORDING: Mapping[str, tuple[str, str, int]] = {
    "argument": (LABELS["argument"], "Which side do you take, and why? One sentence.", 2),
    "point": (LABELS["point"], "A claim about this factor that answers the question.", 2),
    "explanation": (LABELS["explanation"], "How does this evidence prove the point?", 3),
    "counter_argument": (LABELS["counter_argument"], "The strongest objection to this point.", 2),
    "reply": (LABELS["reply"], "What is left of your point, and why.", 2),
    "link": (
        LABELS["link"],
        "How does this lead on to another factor, or back to the question?",
        2,
    ),
    "criterion_1": (
        LABELS["criterion_1"],
        "By what measure does one factor outweigh the others?",
        1,
    ),
    "criterion_2": (LABELS["criterion_2"], "By what other measure?", 1),
    "criterion_3": (LABELS["criterion_3"], "If you need one: two are often enough.", 1),
    **{
        f"weighed_{number}": (f"By criterion {number}", "How much, and why?", 2)
        for number in (1, 2, 3)
    },
    "sentence": ("How and why", "In one sentence: how did the one bear on the other?", 2),
    "reason": ("Why (your teacher reads this)", "One sentence is enough.", 2),
    "own_reason": ("Why (for yourself, later)", "One sentence is enough.", 2),
    "without": (
        LABELS["without"],
        "Without this factor, would the outcome still have come about? When, and how?",
        4,
    ),
    "judgement": (LABELS["judgement"], "Your answer to the question, by that measure.", 3),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a text is not saved: it was ``refused``, or something else is ``stored`` by now."""

    value: str
    refused: str = ""
    stored: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around the text of a box.

    ``about`` is what it is about, for those who hear labels one at a time; ``openers``, sentences
    to begin with.
    """

    place: str
    label: str
    about: str
    hint: str
    rows: int
    openers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A text box of the desk. ``was`` is the value that the writer starts from."""

    frame: Frame
    value: str
    was: str
    trouble: Trouble | None = None

    @property
    def markup(self) -> str:
        """The box as it is shown, with its trouble if it has any."""
        says = ""
        if self.trouble:
            says = render_to_string("plans/trouble.html", {"trouble": self.trouble})
        # Nearly always one text twice, and long.
        value = escape(self.value)
        was = value if self.was == self.value else self.was
        frame, place = self.frame, escape(self.frame.place)
        return fill(
            "plans/box.html",
            *(place, *[frame.about] * bool(frame.about), place),
            *(says, place, place, place, value, place, was),
            label=frame.label,
            about=bool(frame.about),
            hint=frame.hint,
            openers=frame.openers,
            rows=frame.rows,
            troubled=bool(says),
        )


def lay_box(
    place: str,
    field: str,
    stored: str,
    troubles: Mapping[str, Trouble],
    about: Factor | str = "",
    *,
    suggests: bool = True,
) -> Box:
    """Return the box of a text as stored now, or as it was sent where it has a trouble.

    ``field`` chooses what is around it, ``about`` is what it is about: a factor, or in words.
    Where nothing may be suggested, it has no openers.
    """
    trouble = troubles.get(place)
    value = trouble.value if trouble else stored
    return Box(_frame(place, field, about, suggests), value, stored, trouble)


def _frame(place: str, field: str, about: Factor | str, suggests: bool) -> Frame:
    label, hint, rows = WORDING[field]
    name, mark = (about, 0) if isinstance(about, str) else (about.name, about.mark)
    return Frame(place, label, name, hint, rows, openers(field, mark) if suggests else ())
