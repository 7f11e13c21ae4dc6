"""Does each point rest on exact evidence, and is the evidence put to work?"""

from collections.abc import Iterator

from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import change_paragraph


@rule(
    strand="Knowledge",
    why="Precise knowledge, a date, a name, a number, is what turns a claim into an argument "
    "that an examiner can credit.",
    asks="What happened, and when, that bears this point out?",
    shows="A paragraph makes a point and has no evidence.",
    example=lambda: change_paragraph("rivals", evidence=()),
)
def paragraph_without_dated_evidence(case: Case) -> Iterator[Gap]:
    """A paragraph that makes a point rests on nothing with a date."""
    for row in case.outline.paragraphs:
        if row.point.strip() and not any(item.date for item in row.evidence):
            yield Gap(
                f"Your point under “{row.factor.name}” has no dated evidence.",
                f"{row.factor.key}-evidence",
            )


@rule(
    strand="Analysis",
    why="Evidence that stands alone is narrative; saying how it brought about the outcome is "
    "analysis.",
    asks="How does this evidence bear on the outcome?",
    shows="A paragraph lists evidence and explains nothing.",
    example=lambda: change_paragraph("rivals", explanation=""),
)
def evidence_not_explained(case: Case) -> Iterator[Gap]:
    """A paragraph lists evidence without saying how it proves the point."""
    for row in case.outline.paragraphs:
        # Of the factor that the question names, another rule speaks.
        if row.evidence and not row.explanation.strip() and row != case.named:
            yield Gap(
                f"The evidence under “{row.factor.name}” is not explained yet.",
                f"{row.factor.key}-explanation",
            )
