"""The stages of a plan, and what is left to do in each: none is ever locked."""

from collections.abc import Sequence
from dataclasses import dataclass

from essayplanner.argument.findings import Finding
from essayplanner.argument.outline import Outline, Paragraph
from essayplanner.argument.question import read_question

# A judgement by one measure alone is an assertion; two make it a weighing.
CRITERIA_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, the ``place`` of its part of the plan, what is ``left``: number and sentence."""

    place: str
    name: str
    left: int
    says: str


def survey(outline: Outline, findings: Sequence[Finding]) -> tuple[Stage, ...]:
    """Return the stages of a plan in order, given what the check found in it."""
    return (
        Stage("question", "Question", 0, "Nothing to fill in here: read it twice."),
        _argument(outline),
        _factors(outline),
        _paragraphs(outline),
        _challenge(outline),
        _judgement(outline),
        _stage("check", "Check", len(findings), _counted(len(findings), "thing") + " to look at"),
    )


def _stage(place: str, name: str, left: int, says: str) -> Stage:
    return Stage(place, name, left, f"Left: {says}." if left else "Nothing is left here.")


def _argument(outline: Outline) -> Stage:
    line = 0 if outline.argument.strip() else 1
    criteria = max(CRITERIA_NEEDED - sum(map(_written, outline.criteria)), 0)
    gaps = ["a line of argument"] * line
    if criteria:
        gaps.append("another criterion" if criteria == 1 else "two criteria")
    return _stage("argument-stage", "Argument", line + criteria, _listed(gaps))


def _factors(outline: Outline) -> Stage:
    gaps = []
    if len(outline.paragraphs) > 1:
        gaps += ["your own ranking"] * (not outline.ranked)
        # What followed from something, or how far it went, needs no chain of causes.
        causes = read_question(outline.question).about == "causes"
        gaps += ["one link between two factors at least"] * (causes and not outline.links)
        gaps += ["how and why a link worked"] * any(
            not _written(link.sentence) for link in outline.links
        )
    return _stage("factors-stage", "Factors", len(gaps), _listed(gaps))


def _paragraphs(outline: Outline) -> Stage:
    gaps: list[str] = []
    for row in outline.paragraphs:
        missing = ["a point"] * (not _written(row.point))
        missing += ["dated evidence"] * (not any(item.date for item in row.evidence))
        missing += ["an explanation"] * (not _written(row.explanation))
        gaps += [f"{row.factor.short_name} ({_listed(missing)})"] if missing else []
    return _stage("paragraphs-stage", "Paragraphs", len(gaps), "; ".join(gaps))


def _challenge(outline: Outline) -> Stage:
    gaps = [
        f"{row.factor.short_name} ({'a reply' if stated(row) else 'a counter-argument'})"
        for row in outline.paragraphs
        if not (stated(row) and replied_to(row))
    ]
    return _stage("challenge", "Challenge", len(gaps), "; ".join(gaps))


def _judgement(outline: Outline) -> Stage:
    by = [place for place, criterion in enumerate(outline.criteria) if _written(criterion)]
    cells = sum(not _written(row.weighed[place]) for row in outline.paragraphs for place in by)
    gaps = [_counted(cells, "cell") + " of the table of criteria"] if cells else []
    line = 0 if _written(outline.judgement) else 1
    return _stage(
        "judgement-stage",
        "Judgement",
        cells + line,
        _listed(gaps + ["the judgement itself"] * line),
    )


def stated(paragraph: Paragraph) -> bool:
    """Say whether the counter-argument to a paragraph is stated."""
    return _written(paragraph.counter_argument)


def replied_to(paragraph: Paragraph) -> bool:
    """Say whether there is a reply to it."""
    return _written(paragraph.reply)


def _written(text: str) -> bool:
    return bool(text.strip())


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _listed(words: Sequence[str]) -> str:
    """Join words as they are said: a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
