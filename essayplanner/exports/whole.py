"""The whole plan as plain values in reading order, for every paper that leaves out nothing.

Everything is printable (``exports/text.py``). What the student wrote is one string with its lines.
An empty place stays an empty string, so that the renderer can draw it as one to write on; only
what has no place of its own is left out when it is empty: a weighing, a reason, a note.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import RULES, check
from essayplanner.argument.labels import LABELS
from essayplanner.argument.outline import (
    LINK_KINDS,
    Evidence,
    Outline,
    Paragraph,
    Question,
    Quotation,
    Segment,
    View,
)
from essayplanner.argument.places import name_place
from essayplanner.exports.sheet import (
    Sign,
    Tied,
    criterion_labels,
    is_family,
    line,
    lines,
    name_of,
    rank_of,
    sign,
    ties,
    weighed,
)
from essayplanner.exports.text import printable, printable_all
from essayplanner.exports.told import Told

# Kinds of works whose titles stand in quotation marks, as a part of something larger.
_PARTS_OF_WORKS = {
    "article-journal",
    "article-newspaper",
    "chapter",
    "entry-encyclopedia",
    "webpage",
}
_SAYS = {rule.key: rule.says for rule in RULES}
_ASKS = {rule.key: rule.asks for rule in RULES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of evidence. ``cited`` says what it rests on and where in it."""

    date: str
    title: str
    text: str
    cited: str
    views: tuple[View, ...]
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation, whole. ``credit`` says who wrote it, in which work of what year, and where.

    ``short`` is its form for an essay, if there is one. ``notes`` begin with what is known of the
    wording.
    """

    text: str
    short: str
    credit: tuple[Segment, ...]
    checked: bool
    notes: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of the student's under what it is called."""

    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the plan says of one factor, whose full ``name`` and ``rank`` stand in its heading.

    ``texts`` are all but the point, in the order in which they are read.
    """

    sign: Sign
    name: str
    rank: str
    point: str
    evidence: tuple[Piece, ...]
    quotations: tuple[Quoted, ...]
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A causal link, read “cause kind effect”; ``evidence`` is what shows it."""

    cause: Sign
    kind: str
    effect: Sign
    sentence: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """A row of the matrix: what a factor weighs by each of its columns."""

    sign: Sign
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the student leaves as it is on purpose: what the check says, where, and the reason."""

    says: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole plan in reading order: the fields stand in the order in which they are read.

    ``about`` are the facts of the question: what it is marked on, its years, the factor that it
    names. ``columns`` are the labels of the criteria by which the ``matrix`` weighs.
    """

    title: str
    author: str
    about: tuple[str, ...]
    argument: str
    parts: tuple[Part, ...]
    links: tuple[Tie, ...]
    criteria: tuple[Text, ...]
    columns: tuple[str, ...]
    matrix: tuple[Weighing, ...]
    judgement: str
    set_aside: tuple[Left, ...]
    sources: tuple[tuple[Segment, ...], ...]


def whole(outline: Outline, told: Told, gate: Callable[[str], str] = printable) -> Whole:
    """Lay a whole plan out as plain values, through the ``gate``."""
    plan = printable_all(outline, gate)
    labels = criterion_labels(plan)
    rows, columns = weighed(plan, labels)
    return Whole(
        title=line(plan.question.text) or "Essay plan",
        author=line(plan.author),
        about=tuple(filter(None, _about(plan, printable_all(told.exam, gate)))),
        argument=lines(plan.argument),
        parts=tuple(
            _part(row, rank_of(plan, row.rank or place))
            for place, row in enumerate(plan.paragraphs, start=1)
        ),
        links=tuple(map(_tie, ties(plan))),
        criteria=tuple(
            Text(label=labels[place], words=lines(text))
            for place, text in enumerate(plan.criteria)
            if place in labels
        ),
        columns=tuple(labels[place] for place in columns),
        matrix=tuple(
            Weighing(sign=sign(row.factor), cells=tuple(lines(row.weighed[at]) for at in columns))
            for row in rows
        ),
        judgement=lines(plan.judgement),
        set_aside=printable_all(tuple(_left(outline, told)), gate),
        sources=tuple(
            source.reference or (Segment(text=source.title, italic=True),)
            for source in plan.sources
        ),
    )


def _about(plan: Outline, exam: ExamFormat | None) -> Iterator[str]:
    question = plan.question
    yield line(exam.name) if exam else ""
    yield _years(question)
    named = [row for row in plan.paragraphs if row.factor.key == question.named_factor]
    yield from (f"the question names {sign(row.factor).name}" for row in named[:1])


def _years(question: Question) -> str:
    starts, ends = question.starts, question.ends
    if starts and ends and starts != ends:
        same_century = ends > starts > 999 and starts // 100 == ends // 100
        return f"{starts}–{ends % 100:02}" if same_century else f"{starts}–{ends}"
    return str(starts or ends or "")


def _part(row: Paragraph, rank: str) -> Part:
    fields = ("explanation", "counter_argument", "reply", "link", "without")
    return Part(
        sign=sign(row.factor),
        name=name_of(row.factor),
        rank=rank,
        point=lines(row.point),
        evidence=tuple(map(_piece, row.evidence)),
        quotations=tuple(map(_quoted, row.quotations)),
        texts=tuple(
            Text(label=LABELS[field], words=lines(getattr(row, field))) for field in fields
        ),
    )


def _piece(item: Evidence) -> Piece:
    return Piece(
        date=line(item.date_text),
        title=line(item.title),
        text=lines(item.text),
        cited=", ".join(filter(None, (item.source.label if item.source else "", item.locator))),
        views=tuple(
            View(holders=line(view.holders), claim=lines(view.claim)) for view in item.views
        ),
        own=item.own,
    )


def _quoted(item: Quotation) -> Quoted:
    return Quoted(
        text=lines(item.text),
        short="" if item.short == item.text else lines(item.short),
        credit=tuple(_credit(item)),
        checked=item.checked,
        notes=tuple(filter(None, map(lines, (item.wording, *item.notes)))),
        own=item.own,
    )


def _credit(item: Quotation) -> Iterator[Segment]:
    """Yield whose words they are and where they stand: historian, work (year), page."""
    source = item.source
    names = tuple(filter(None, (line(item.historian), _beside(item))))
    years = f" ({source.years})" if source.years else ""
    if names:
        yield Segment(text=f"{', '.join(names)}, ")
    if source.type in _PARTS_OF_WORKS:
        yield Segment(text=f"‘{line(source.title)}’")
    else:
        yield Segment(text=line(source.title), italic=True)
    page = page_of(item)
    yield Segment(text=f"{years}, {page}" if page else years)


def _beside(item: Quotation) -> str:
    """Say who else wrote the work: with the historian, or the words stand in another's."""
    historian = line(item.historian)
    others = [name for name in item.source.authors if not is_family(name.family, historian)]
    authors = " and ".join(line(f"{name.given} {name.family}") for name in others)
    if not (authors and historian):
        return authors
    return f"with {authors}" if len(others) < len(item.source.authors) else f"in {authors}"


def page_of(item: Quotation) -> str:
    """Say where in a work: ``p. 166``, ``pp. 166–7``, or as it is said (``ch. 12``)."""
    page = line(item.page)
    if not re.match(r"\d|[ivxlc]+\b", page):
        return page
    return f"{'pp' if re.search('[-–—,]', page) else 'p'}. {page}"


def _tie(tied: Tied) -> Tie:
    proof = tied.proof
    shown = (line(proof.date_text), line(proof.title)) if proof else ()
    return Tie(
        cause=sign(tied.cause),
        kind=LINK_KINDS[tied.link.kind],
        effect=sign(tied.effect),
        sentence=lines(tied.link.sentence),
        evidence=": ".join(filter(None, shown)),
    )


def _left(outline: Outline, told: Told) -> Iterator[Left]:
    """Yield what is left on purpose. What the check finds no more is said by its rule alone."""
    found = {}
    if outline.set_aside:
        checked = check(outline, told.bank, told.exam)
        found = {finding.name: finding.what for finding, _ in checked.set_aside}
    rules = _ASKS if told.exam and told.exam.coursework else _SAYS
    for row in outline.set_aside:
        says = found.get((row.rule, row.place, row.about)) or rules.get(row.rule, row.rule)
        yield Left(says=lines(says), where=name_place(outline, row.place), reason=lines(row.reason))
