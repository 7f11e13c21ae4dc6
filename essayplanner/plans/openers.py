"""Sentence openers: ways to begin, shown beside a box and never put into it."""

from collections.abc import Mapping

SHOWN = 2

# More than are shown at once: paragraphs side by side are offered different ones.
OPENERS: Mapping[str, tuple[str, ...]] = {
    "argument": ("Although … mattered, it was … that decided, because …", "Above all, …"),
    "criterion_1": ("A factor counts most if …", "What decides is whether …"),
    "point": (
        "Without this, …",
        "What it changed was …",
        "It decided … by …",
        "Less than it seems, since …",
        "It alone explains why …",
        "It set the limits within which …",
    ),
    "explanation": (
        "This mattered because …",
        "From then on, …",
        "It shows … at work: …",
        "Had it gone otherwise, …",
        "The effect was to …",
        "It gave … what they lacked: …",
    ),
    "counter_argument": (
        "Against this stands …",
        "The same happened where …",
        "A historian could object that …",
        "It was no different before …",
        "Yet others, too, …",
        "What it leaves unexplained is …",
    ),
    "reply": (
        "Even so, …",
        "That is true of …, but not of …",
        "It explains when, not why: …",
        "What remains is …",
        "But that itself rested on …",
        "Only in part, since …",
    ),
    "link": (
        "This could work only because …",
        "It opened the way for …",
        "Which left the question who …",
        "And that is where … comes in: …",
        "By itself it would have …",
        "So far, then, …",
    ),
    "judgement": (
        "Measured by …, … outweighs …, because …",
        "… made it possible; … made it happen, since …",
    ),
}


def openers(field: str, mark: int = 0) -> tuple[str, ...]:
    """Return the openers for a field; which, differs with the ``mark`` of the factor."""
    every = OPENERS.get(field, ())
    start = mark * SHOWN % len(every) if every else 0
    return every[start : start + SHOWN]
