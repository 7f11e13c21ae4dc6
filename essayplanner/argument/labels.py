"""What the parts of a plan are called wherever they are shown."""

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "argument": "Line of argument",
    "point": "Point",
    "explanation": "Explanation",
    "counter_argument": "Counter-argument",
    "reply": "Reply",
    "link": "Link",
    "criterion_1": "First criterion",
    "criterion_2": "Second criterion",
    "criterion_3": "Third criterion",
    "judgement": "Judgement",
    "without": "Without it",
}
