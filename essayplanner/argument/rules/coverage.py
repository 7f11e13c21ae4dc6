"""Is every factor of the question there, and claimed?"""

from collections.abc import Iterator

from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import change, change_paragraph


@rule(
    strand="Argument and organisation",
    why="An essay that argues one line from first to last reads as analysis; one that finds its "
    "answer at the end reads as description.",
    asks="Which answer will the whole essay argue for?",
    shows="The line of argument is left empty.",
    example=lambda: change(argument=""),
)
def no_line_of_argument(case: Case) -> Iterator[Gap]:
    """The plan does not yet say which way it argues."""
    if not case.outline.argument.strip():
        yield Gap("You have not yet said which side you take.", "argument")


@rule(
    strand="Analysis",
    why="A judgement between explanations counts only when each has been tested; a factor left "
    "out cannot be outweighed.",
    asks="What does each factor explain?",
    shows="Nothing is claimed under one of the factors.",
    example=lambda: change_paragraph("rivals", point=""),
)
def factor_without_paragraph(case: Case) -> Iterator[Gap]:
    """A factor of the plan has no point of its own."""
    for row in case.outline.paragraphs:
        if not row.point.strip():
            name = row.factor.name
            yield Gap(f"Nothing is claimed yet under “{name}”.", f"{row.factor.key}-point")


@rule(
    strand="Analysis",
    why="The factor in the question has to be weighed, for and against, before the others can be "
    "set beside it.",
    asks="How does the factor in the question work, and what limits it?",
    shows="The factor that the question names is not explained.",
    example=lambda: change_paragraph("skill", explanation=""),
)
def named_factor_not_weighed(case: Case) -> Iterator[Gap]:
    """The factor that the question names is claimed, but not explained and limited."""
    named = case.named
    if named is None or not named.point.strip():
        return
    for field, gap in (("explanation", "how it worked"), ("counter_argument", "what limits it")):
        if not getattr(named, field).strip():
            yield Gap(
                f"The question names “{named.factor.name}”, and you do not yet say {gap}.",
                f"{named.factor.key}-{field}",
            )
            return
