"""Does the judgement answer the question that was asked, by a stated measure?"""

from collections.abc import Iterator

from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import change


@rule(
    strand="Judgement",
    why="The last lines have to answer the question that was asked.",
    asks="What is your answer to the question?",
    shows="The judgement is left empty.",
    example=lambda: change(judgement=""),
)
def no_judgement(case: Case) -> Iterator[Gap]:
    """The plan ends without an answer to the question."""
    if not case.outline.judgement.strip():
        yield Gap("There is no judgement yet.", "judgement")


@rule(
    strand="Judgement",
    why="A judgement is substantiated when it says how importance was measured, such as what made "
    "the rest possible, or what could not have been otherwise.",
    asks="By what measure does one factor outweigh another?",
    shows="No criterion is stated.",
    example=lambda: change(criteria=("", "", "")),
)
def no_criterion(case: Case) -> Iterator[Gap]:
    """The judgement does not say by what measure one factor outweighs another."""
    if not any(criterion.strip() for criterion in case.outline.criteria):
        yield Gap(
            "Your judgement has no criterion: by what measure does one factor outweigh the others?",
            "criterion_1",
        )
