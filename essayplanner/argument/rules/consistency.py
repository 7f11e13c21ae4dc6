"""Do ranking, order, evidence, line of argument and judgement say the same?"""

from collections.abc import Iterator

from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import POST, change, change_paragraph


@rule(
    strand="Judgement",
    why="“How far” and “why” are answered by saying what mattered most, and than what.",
    asks="Which factor explains most, and which least?",
    shows="The factors are not ranked.",
    example=lambda: change(ranked=False),
)
def not_ranked(case: Case) -> Iterator[Gap]:
    """The student has not said which factor weighs most."""
    if not case.outline.ranked and len(case.outline.paragraphs) > 1:
        yield Gap("You have not ranked the factors yet.", "ranking")


@rule(
    strand="Judgement",
    why="A ranking convinces when the weight of evidence lies where you say it lies.",
    asks="Does the evidence lie where your ranking says that it lies?",
    shows="The factor ranked first has one piece of evidence, and another has two.",
    example=lambda: change_paragraph("structure", evidence=(POST,)),
)
def evidence_against_ranking(case: Case) -> Iterator[Gap]:
    """The factor ranked first stands on less evidence than one ranked below it."""
    rows = case.outline.paragraphs
    if not case.outline.ranked or len(rows) < 2:
        return
    first, *others = case.outline.ranking
    heaviest = max(others, key=lambda row: len(row.evidence))
    total = sum(len(row.evidence) for row in rows)
    if len(first.evidence) < len(heaviest.evidence):
        yield Gap(
            f"You rank “{first.factor.name}” first but give it {len(first.evidence)} of "
            f"{total} pieces of evidence; “{heaviest.factor.name}” has {len(heaviest.evidence)}.",
            f"{first.factor.key}-evidence",
        )
