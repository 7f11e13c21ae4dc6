"""What differs between a plan as it was and as it is now: a plain function of two Outlines."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate

from essayplanner.argument.labels import LABELS
from essayplanner.argument.outline import (
    LINK_KINDS,
    Evidence,
    Factor,
    Link,
    Outline,
    Paragraph,
    Question,
    Quotation,
    Source,
)
from essayplanner.argument.places import name_place

# Comparisons of words for one text: about a tenth of a second, which no usual text comes near.
MOST_STEPS = 500_000
# Two texts with less in common than this are read more easily one after the other.
LEAST_ALIKE = 0.3

_FIELDS = ("point", "explanation", "counter_argument", "reply", "link", "without")
_CRITERIA = tuple(LABELS[f"criterion_{number}"] for number in (1, 2, 3))
_NONE: Mapping[str, str] = {}
_ABSENT = Factor(key="", name="", short_name="", mark=0)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both texts, or, where they ``differ``, in this one alone."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A place that differs, with what stood there and what stands there ``now``.

    Of a list only what differs is shown; ``same`` says how many things are in both.
    """

    label: str
    was: tuple[Run, ...]
    now: tuple[Run, ...]
    same: int = 0

    @property
    def spacing(self) -> bool:
        """Say whether nothing but spaces and line breaks differ."""
        return not any(run.differs for run in (*self.was, *self.now))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a plan and its ``changes``, none where it is the same. ``mark`` is a factor's."""

    title: str
    changes: tuple[Change, ...]
    mark: int = 0


def difference(
    was: Outline,
    now: Outline,
    rules: Mapping[str, str] = _NONE,
    exams: Mapping[str, str] = _NONE,
) -> tuple[Part, ...]:
    """Return every part of a plan, in the plan's order, with what differs in it.

    What the program adds by itself (signs of factors, the style of references, the name on the
    paper) is not compared. ``rules`` say by their keys what each rule of the check looks for, and
    ``exams`` how each exam format is called.
    """
    sides = (_by_factor(was), _by_factor(now))
    factors = {key: row.factor for side in sides for key, row in side.items()}
    order = list(dict.fromkeys([*sides[1], *sides[0]]))
    return (
        Part("Question", _found(_question(was, now, factors, exams))),
        Part("Argument", _found(_argument(was, now))),
        *(
            Part(
                factors[key].name,
                _found(_paragraph(*(side.get(key) or Paragraph(factor=_ABSENT) for side in sides))),
                factors[key].mark,
            )
            for key in order
        ),
        Part("Order of the factors", _found(_order(was, now))),
        Part("Links between factors", _found(_links(was, now, factors))),
        Part("Judgement", _found(_judgement(was, now, [factors[key] for key in order]))),
        Part("Left as it is, on purpose", _found(_set_aside(was, now, rules))),
    )


def _by_factor(outline: Outline) -> dict[str, Paragraph]:
    return {row.factor.key: row for row in outline.paragraphs}


def _found(changes: Iterable[Change | None]) -> tuple[Change, ...]:
    return tuple(change for change in changes if change)


def _question(
    was: Outline, now: Outline, factors: Mapping[str, Factor], exams: Mapping[str, str]
) -> Iterator[Change | None]:
    old, new = was.question, now.question
    yield compare("Question", old.text, new.text)
    yield compare("Factor that it names", *(_name(row.named_factor, factors) for row in (old, new)))
    yield compare("Years", _years(old), _years(new))
    formats = (exams.get(side.exam_format, side.exam_format) for side in (was, now))
    yield compare("Exam format", *formats)


def _name(key: str, factors: Mapping[str, Factor]) -> str:
    return factors[key].name if key in factors else key


def _years(question: Question) -> str:
    ends = (question.starts, question.ends)
    return "" if ends == (None, None) else "–".join("" if end is None else str(end) for end in ends)


def _argument(was: Outline, now: Outline) -> Iterator[Change | None]:
    yield compare(LABELS["argument"], was.argument, now.argument)
    for label, old, new in zip(_CRITERIA, was.criteria, now.criteria, strict=True):
        yield compare(label, old, new)


def _paragraph(was: Paragraph, now: Paragraph) -> Iterator[Change | None]:
    for field in _FIELDS:
        yield compare(LABELS[field], getattr(was, field), getattr(now, field))
        if field == "point":
            yield _compare_items("Evidence", *(map(_evidence, row.evidence) for row in (was, now)))
            yield _compare_items(
                "Historians", *(map(_quotation, row.quotations) for row in (was, now))
            )


def _evidence(item: Evidence) -> str:
    cited = _cited(item.source, item.locator) if item.source else ""
    views = "; ".join(f"{view.holders}: {view.claim}" for view in item.views)
    dispute = f"Historians disagree. {views}" if views else ""
    return " · ".join(filter(None, (item.date_text, item.title, item.text, cited, dispute)))


def _quotation(item: Quotation) -> str:
    cited = _cited(item.source, f"p. {item.page}" if item.page else "")
    unchecked = "" if item.checked else " · unchecked wording"
    return f"“{item.text}” {item.historian}, {cited}{unchecked}"


def _cited(source: Source, page: str) -> str:
    return ", ".join(filter(None, (source.title, source.years, page)))


def _order(was: Outline, now: Outline) -> Iterator[Change | None]:
    yield _compare_lines("By weight", *(row.ranking if row.ranked else () for row in (was, now)))
    if was.ordered or now.ordered or _by_factor(was).keys() != _by_factor(now).keys():
        yield _compare_lines("In the essay", was.paragraphs, now.paragraphs)


def _links(was: Outline, now: Outline, factors: Mapping[str, Factor]) -> Iterator[Change | None]:
    titles = {item.key: item.title for side in (was, now) for item in _all_evidence(side)}
    old, new = ({(link.cause, link.effect): link for link in side.links} for side in (was, now))
    for ends in dict.fromkeys([*new, *old]):
        label = " and ".join(_name(key, factors) for key in ends)
        texts = (_link(side.get(ends), factors, titles) for side in (old, new))
        yield compare(label, *texts)


def _all_evidence(outline: Outline) -> Iterator[Evidence]:
    for paragraph in outline.paragraphs:
        yield from paragraph.evidence


def _link(link: Link | None, factors: Mapping[str, Factor], titles: Mapping[str, str]) -> str:
    if link is None:
        return ""
    ends = (_name(key, factors) for key in (link.cause, link.effect))
    lines = [f" {LINK_KINDS[link.kind]} ".join(ends), link.sentence]
    if link.evidence:
        lines.append(f"Evidence: {titles.get(link.evidence, link.evidence)}")
    return "\n".join(filter(None, lines))


def _judgement(was: Outline, now: Outline, factors: Iterable[Factor]) -> Iterator[Change | None]:
    old, new = _by_factor(was), _by_factor(now)
    for factor in factors:
        cells = (
            side[factor.key].weighed if factor.key in side else ("", "", "") for side in (old, new)
        )
        for label, *texts in zip(_CRITERIA, *cells, strict=True):
            yield compare(f"{factor.name}, by the {label.lower()}", *texts)
    yield compare(LABELS["judgement"], was.judgement, now.judgement)


def _set_aside(was: Outline, now: Outline, rules: Mapping[str, str]) -> Iterator[Change | None]:
    old, new = (
        {(row.rule, row.place, row.about): row.reason for row in side.set_aside}
        for side in (was, now)
    )
    for name in dict.fromkeys([*new, *old]):
        rule, place, _ = name
        where = name_place(now if name in new else was, place)
        label = ". ".join(filter(None, (where, rules.get(rule))))
        reasons = (f"Left as it is.\n{side[name]}" if name in side else "" for side in (old, new))
        yield compare(label, *reasons)


def compare(
    label: str, was: str, now: str, *, alike: Callable[[str], str] = str.strip
) -> Change | None:
    """Compare two texts word by word; None where they are the same.

    Two words are the same where ``alike`` makes the same of both.
    """
    return (
        None if was == now else _change(label, *(_words(text) for text in (was, now)), alike=alike)
    )


def _words(text: str) -> list[str]:
    """Split a text into words, each with the space after it."""
    return re.findall(r"\S+\s*|\s+", text)


def _compare_lines(label: str, was: Sequence[Paragraph], now: Sequence[Paragraph]) -> Change | None:
    lines = [
        [f"{place}. {row.factor.name}\n" for place, row in enumerate(side, 1)]
        for side in (was, now)
    ]
    return None if lines[0] == lines[1] else _change(label, *lines)


def _compare_items(label: str, was: Iterable[str], now: Iterable[str]) -> Change | None:
    old, new = dict.fromkeys(was), dict.fromkeys(now)
    if old.keys() == new.keys():
        return None
    gone, come = (
        "\n\n".join(item for item in side if item not in other)
        for side, other in ((old, new), (new, old))
    )
    return Change(label, _whole(gone), _whole(come), same=len(old.keys() & new.keys()))


def _whole(text: str) -> tuple[Run, ...]:
    return (Run(text, differs=True),) if text else ()


def _change(
    label: str, was: list[str], now: list[str], *, alike: Callable[[str], str] = str.strip
) -> Change:
    # Compared without the spaces, but each side shown with its own.
    matcher = _Matcher(*(list(map(alike, side)) for side in (was, now)))
    try:
        readable = matcher.ratio() >= LEAST_ALIKE
    except _TooLongError:
        readable = False
    if not readable:
        return Change(label, _whole("".join(was)), _whole("".join(now)))
    steps = matcher.get_opcodes()
    return Change(
        label,
        _runs((was[start:end], what) for what, start, end, _, _ in steps),
        _runs((now[start:end], what) for what, _, _, start, end in steps),
    )


def _runs(steps: Iterable[tuple[list[str], str]]) -> tuple[Run, ...]:
    return tuple(Run("".join(words), what != "equal") for words, what in steps if words)


class _TooLongError(Exception):
    pass


class _Matcher(SequenceMatcher[str]):
    """Gives up rather than take seconds over texts made of a few words again and again."""

    def __init__(self, was: list[str], now: list[str]) -> None:
        super().__init__(None, was, now)
        places: Mapping[str, list[int]] = self.b2j  # type: ignore[attr-defined]
        self.cost = [0, *accumulate(1 + len(places.get(word, ())) for word in was)]
        self.left = MOST_STEPS

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """Find it within what is left of the steps. Raises ``_TooLongError``."""
        self.left -= self.cost[-1 if ahi is None else ahi] - self.cost[alo]
        if self.left < 0:
            raise _TooLongError
        return super().find_longest_match(alo, ahi, blo, bhi)
