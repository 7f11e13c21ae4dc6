"""What an examiner would miss in a plan: rules that turn an Outline into findings.

A rule is a function from an Outline to findings, listed in ``RULES`` with the most valuable
first. It never gives a mark and never writes a word of the argument. The reasons given follow
what the boards' AO1 strands ask for: analysis, knowledge, judgement, organisation.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from essayplanner.argument.outline import Outline, Paragraph

Rule = Callable[[Outline], Iterator["Finding"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One gap: what is missing, why an examiner cares, and the ``place`` to go to.

    A place is the name of a part of the plan: ``argument``, ``ranking``, ``criterion_1``,
    ``judgement``, or a factor's key with ``-point``, ``-evidence``, ``-explanation``,
    ``-counter_argument`` or ``-reply``.
    """

    rule: str
    what: str
    why: str
    place: str


def find(outline: Outline) -> tuple[Finding, ...]:
    """Return every finding, the most valuable first. The same Outline gives the same findings."""
    return tuple(finding for rule in RULES for finding in rule(outline))


def no_line_of_argument(outline: Outline) -> Iterator[Finding]:
    """The plan does not yet say which way it argues."""
    if not outline.argument.strip():
        yield Finding(
            rule="no_line_of_argument",
            what="You have not yet said which side you take.",
            why="An essay that argues one line from first to last reads as analysis; "
            "one that finds its answer at the end reads as description.",
            place="argument",
        )


def factor_without_paragraph(outline: Outline) -> Iterator[Finding]:
    """A factor of the question has no point of its own."""
    for paragraph in outline.paragraphs:
        if not paragraph.point.strip():
            yield Finding(
                rule="factor_without_paragraph",
                what=f"Nothing is claimed yet under “{paragraph.factor.name}”.",
                why="A judgement between explanations counts only when each has been tested; "
                "a factor left out cannot be outweighed.",
                place=f"{paragraph.factor.key}-point",
            )


def named_factor_not_weighed(outline: Outline) -> Iterator[Finding]:
    """The factor that the question names is claimed, but not explained and limited."""
    named = _named_paragraph(outline)
    if named is None or not named.point.strip():
        return
    for field, gap in (
        ("explanation", "how it worked"),
        ("counter_argument", "what limits it"),
    ):
        if not getattr(named, field).strip():
            yield Finding(
                rule="named_factor_not_weighed",
                what=f"The question names “{named.factor.name}”, and you do not yet say {gap}.",
                why="The factor in the question has to be weighed, for and against, "
                "before the others can be set beside it.",
                place=f"{named.factor.key}-{field}",
            )
            return


def paragraph_without_dated_evidence(outline: Outline) -> Iterator[Finding]:
    """A paragraph that makes a point rests on nothing with a date."""
    for paragraph in outline.paragraphs:
        if paragraph.point.strip() and not any(item.date for item in paragraph.evidence):
            yield Finding(
                rule="paragraph_without_dated_evidence",
                what=f"Your point under “{paragraph.factor.name}” has no dated evidence.",
                why="Precise knowledge, a date, a name, a number, is what turns a claim "
                "into an argument that an examiner can credit.",
                place=f"{paragraph.factor.key}-evidence",
            )


def evidence_not_explained(outline: Outline) -> Iterator[Finding]:
    """A paragraph lists evidence without saying how it proves the point."""
    for paragraph in outline.paragraphs:
        named = paragraph.factor.key == outline.question.named_factor
        if paragraph.evidence and not paragraph.explanation.strip() and not named:
            yield Finding(
                rule="evidence_not_explained",
                what=f"The evidence under “{paragraph.factor.name}” is not explained yet.",
                why="Evidence that stands alone is narrative; "
                "saying how it brought about the outcome is analysis.",
                place=f"{paragraph.factor.key}-explanation",
            )


def not_ranked(outline: Outline) -> Iterator[Finding]:
    """The student has not said which factor weighs most."""
    if not outline.ranked and len(outline.paragraphs) > 1:
        yield Finding(
            rule="not_ranked",
            what="You have not ranked the factors yet.",
            why="“How far” and “why” are answered by saying what mattered most, and than what.",
            place="ranking",
        )


def evidence_against_ranking(outline: Outline) -> Iterator[Finding]:
    """The factor ranked first stands on less evidence than one ranked below it."""
    if not outline.ranked or len(outline.paragraphs) < 2:
        return
    first, *others = outline.ranking
    heaviest = max(others, key=lambda paragraph: len(paragraph.evidence))
    total = sum(len(paragraph.evidence) for paragraph in outline.paragraphs)
    if len(first.evidence) < len(heaviest.evidence):
        yield Finding(
            rule="evidence_against_ranking",
            what=f"You rank “{first.factor.name}” first but give it {len(first.evidence)} of "
            f"{total} pieces of evidence; “{heaviest.factor.name}” has {len(heaviest.evidence)}.",
            why="A ranking convinces when the weight of evidence lies where you say it lies.",
            place=f"{first.factor.key}-evidence",
        )


def no_counter_argument_replied_to(outline: Outline) -> Iterator[Finding]:
    """No counter-argument is both stated and replied to."""
    if not any(paragraph.point.strip() for paragraph in outline.paragraphs):
        return
    raised = [row for row in outline.paragraphs if row.counter_argument.strip()]
    if any(row.reply.strip() for row in raised):
        return
    if raised:
        what = f"Your counter-argument has no reply yet under “{raised[0].factor.name}”."
        place = f"{raised[0].factor.key}-reply"
    else:
        what = "No counter-argument is stated and replied to yet."
        place = f"{outline.paragraphs[0].factor.key}-counter_argument"
    yield Finding(
        rule="no_counter_argument_replied_to",
        what=what,
        why="Meeting the strongest counter-argument shows that a judgement is reasoned, "
        "not asserted.",
        place=place,
    )


def no_judgement(outline: Outline) -> Iterator[Finding]:
    """The plan ends without an answer to the question."""
    if not outline.judgement.strip():
        yield Finding(
            rule="no_judgement",
            what="There is no judgement yet.",
            why="The last lines have to answer the question that was asked.",
            place="judgement",
        )


def no_criterion(outline: Outline) -> Iterator[Finding]:
    """The judgement does not say by what measure one factor outweighs another."""
    if not any(criterion.strip() for criterion in outline.criteria):
        yield Finding(
            rule="no_criterion",
            what="Your judgement has no criterion: by what measure does one factor outweigh "
            "the others?",
            why="A judgement is substantiated when it says how importance was measured, "
            "such as what made the rest possible, or what could not have been otherwise.",
            place="criterion_1",
        )


def _named_paragraph(outline: Outline) -> Paragraph | None:
    key = outline.question.named_factor
    return next((row for row in outline.paragraphs if row.factor.key == key), None)


RULES: tuple[Rule, ...] = (
    no_line_of_argument,
    factor_without_paragraph,
    named_factor_not_weighed,
    paragraph_without_dated_evidence,
    evidence_not_explained,
    not_ranked,
    evidence_against_ranking,
    no_counter_argument_replied_to,
    no_judgement,
    no_criterion,
)
