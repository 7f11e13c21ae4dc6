"""The stages of a plan, and what is left to do in each: none is ever locked."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from essayplanner.argument.findings import Check, Finding
from essayplanner.argument.outline import Outline, Paragraph
from essayplanner.argument.rule import Case, Rule
from essayplanner.argument.rules import (
    challenge,
    consistency,
    coverage,
    evidence,
    judgement,
    links,
)

# The names of findings that are set aside.
Meant = Set[tuple[str, str, str]]

NAMES = ("Question", "Argument", "Factors", "Paragraphs", "Challenge", "Judgement", "Check")

# A judgement by one measure alone is an assertion; two make it a weighing.
CRITERIA_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, the ``place`` of its part of the plan, what is ``left``: number and sentence."""

    place: str
    name: str
    left: int
    says: str


def survey(outline: Outline, checked: Check) -> tuple[Stage, ...]:
    """Return the stages of a plan in order, given what the check found in it.

    What its writer set aside is not left to do.
    """
    case, meant = Case(outline), {row.name for row, _ in checked.set_aside}
    found = checked.findings
    return (
        Stage("question", "Question", 0, "Nothing to fill in here: read it twice."),
        _argument(outline, meant),
        _factors(case, meant),
        _paragraphs(outline, meant),
        _challenge(outline, found, meant),
        _judgement(outline, meant),
        _stage("check", "Check", len(found), _counted(len(found), "thing") + " to look at"),
    )


def _is_meant(meant: Meant, *rules: Rule, place: str = "", about: str = "") -> bool:
    """Say whether a finding of one of the rules is set aside, there or at any place."""
    keys = {rule.key for rule in rules}
    return any(
        rule in keys and place in ("", where) and about in ("", what) for rule, where, what in meant
    )


def _stage(place: str, name: str, left: int, says: str) -> Stage:
    return Stage(place, name, left, f"Left: {says}." if left else "Nothing is left here.")


def _argument(outline: Outline, meant: Meant) -> Stage:
    line = not outline.argument.strip() and not _is_meant(meant, coverage.no_line_of_argument)
    criteria = max(CRITERIA_NEEDED - sum(map(_written, outline.criteria)), 0)
    if _is_meant(meant, judgement.one_criterion if criteria == 1 else judgement.no_criterion):
        criteria = 0
    gaps = ["a line of argument"] * line
    if criteria:
        gaps.append("another criterion" if criteria == 1 else "two criteria")
    return _stage("argument-stage", "Argument", line + criteria, _listed(gaps))


def _factors(case: Case, meant: Meant) -> Stage:
    gaps, outline = [], case.outline
    if len(outline.paragraphs) > 1:
        ranked = outline.ranked or _is_meant(meant, consistency.not_ranked)
        gaps += ["your own ranking"] * (not ranked)
        # What followed from something, or how far it went, needs no chain of causes.
        linked = (
            case.reading.about != "causes" or links.linked(case) or _is_meant(meant, links.no_links)
        )
        gaps += ["one link between two factors at least"] * (not linked)
        gaps += ["how and why a link worked"] * any(
            not _written(link.sentence)
            and not _is_meant(meant, links.link_not_explained, about=f"{link.cause}/{link.effect}")
            for link in outline.links
        )
    return _stage("factors-stage", "Factors", len(gaps), _listed(gaps))


def _paragraphs(outline: Outline, meant: Meant) -> Stage:
    gaps: list[str] = []
    for row in outline.paragraphs:
        parts = (
            ("a point", _written(row.point), (coverage.factor_without_paragraph,), "point"),
            (
                "dated evidence",
                any(map(evidence.is_dated, row.evidence)),
                (evidence.paragraph_without_dated_evidence,),
                "evidence",
            ),
            (
                "an explanation",
                _written(row.explanation),
                (evidence.evidence_not_explained, coverage.named_factor_not_weighed),
                "explanation",
            ),
        )
        missing = [
            part
            for part, there, rules, field in parts
            if not there and not _is_meant(meant, *rules, place=f"{row.factor.key}-{field}")
        ]
        gaps += [f"{row.factor.short_name} ({_listed(missing)})"] if missing else []
    return _stage("paragraphs-stage", "Paragraphs", len(gaps), "; ".join(gaps))


def _challenge(outline: Outline, found: Sequence[Finding], meant: Meant) -> Stage:
    # An essay need not meet an objection to every factor: what is left is what the check asks for.
    asked = {row.place for row in found}
    gaps = []
    for row in outline.paragraphs:
        text, field, missing = row.counter_argument, "counter_argument", "a counter-argument"
        if stated(row):
            text, field, missing = row.reply, "reply", "a reply"
        if not _written(text) and f"{row.factor.key}-{field}" in asked:
            gaps.append(f"{row.factor.short_name} ({missing})")
    met = any(stated(row) and replied_to(row) for row in outline.paragraphs)
    # Before anything is claimed, the check asks for none.
    if not (gaps or met or _is_meant(meant, challenge.no_counter_argument_replied_to)):
        gaps.append("a counter-argument and your reply to it")
    return _stage("challenge", "Challenge", len(gaps), "; ".join(gaps))


def _judgement(outline: Outline, meant: Meant) -> Stage:
    weighed = _is_meant(meant, judgement.factor_not_weighed)
    cells = 0 if weighed else len(judgement.empty_cells(outline))
    gaps = [_counted(cells, "cell") + " of the table of criteria"] if cells else []
    line = not _written(outline.judgement) and not _is_meant(meant, judgement.no_judgement)
    return _stage(
        "judgement-stage",
        "Judgement",
        cells + line,
        _listed(gaps + ["the judgement itself"] * line),
    )


def reached(outline: Outline) -> str:
    """Return the name of the furthest stage in which something was done, the first one at least."""
    rows = outline.paragraphs
    done = (
        ("Judgement", (outline.judgement, *(text for row in rows for text in row.weighed))),
        ("Challenge", (text for row in rows for text in (row.counter_argument, row.reply))),
        ("Paragraphs", (text for row in rows for text in (row.point, row.explanation, row.link))),
    )
    for name, texts in done:
        if any(map(_written, texts)):
            return name
    if any(row.evidence or row.quotations for row in rows):
        return "Paragraphs"
    if outline.ranked or outline.links:
        return "Factors"
    begun = any(map(_written, (outline.argument, *outline.criteria)))
    return "Argument" if begun else "Question"


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
