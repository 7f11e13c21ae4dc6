"""Is the strongest objection stated and met?"""

from collections.abc import Iterator
from dataclasses import replace

from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import SOUND, change


def _unopposed() -> Case:
    rows = (replace(row, reply="") for row in SOUND.outline.paragraphs)
    return change(paragraphs=tuple(rows))


@rule(
    strand="Judgement",
    why="Meeting the strongest counter-argument shows that a judgement is reasoned, not asserted.",
    asks="What would somebody who disagrees say, and what is left of your case then?",
    shows="Counter-arguments are stated, and none is replied to.",
    example=_unopposed,
)
def no_counter_argument_replied_to(case: Case) -> Iterator[Gap]:
    """No counter-argument is both stated and replied to."""
    rows = case.outline.paragraphs
    if not any(row.point.strip() for row in rows):
        return
    raised = [row for row in rows if row.counter_argument.strip()]
    if any(row.reply.strip() for row in raised):
        return
    if raised:
        first = raised[0].factor
        yield Gap(
            f"Your counter-argument has no reply yet under “{first.name}”.", f"{first.key}-reply"
        )
    else:
        yield Gap(
            "No counter-argument is stated and replied to yet.",
            f"{rows[0].factor.key}-counter_argument",
        )
