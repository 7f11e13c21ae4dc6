"""The whole plan as plain values in reading order, for every paper that leaves out nothing.

Everything is printable (``exports/text.py``). What the student wrote is one string with its lines.
An empty place stays an empty string, so that the renderer can draw it as one to write on; only
what has no place of its own is left out when it is empty: a weighing, a reason, a note.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import RULES, Check, check
from essayplanner.argument.labels import LABELS
from essayplanner.argument.outline import (
    LINK_KINDS,
    Evidence,
    Outline,
    Paragraph,
    Question,
    Quotation,
    Segment,
    Source,
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
_IF_REMOVED = "If it is removed"
_UNCHECKED = "unchecked wording: not yet held against the printed book"
_SAYS = {rule.key: rule.says for rule in RULES}
_ASKS = {rule.key: rule.asks for rule in RULES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of evidence. ``cited`` says what it rests on and where in it.

    The ``title`` ends in a stop, or in a mark of its own.
    """

    date: str
    title: str
    text: str
    cited: str
    views: tuple[View, ...]
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation, whole. ``credit`` says who wrote it, in which work of what year, and where.

    ``by`` is what the credit says of people, for where the work stands in a footnote. ``short`` is
    its form for an essay, if there is one. ``notes`` begin with what is known of the wording.
    """

    text: str
    short: str
    by: str
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

    ``texts`` are all but the point, in the order in which they are read. What would follow if the
    factor were removed is asked of few: it stands there only when it is said.
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
    """A row of the matrix: what a factor weighs by each of its columns. Nothing is a gap to see."""

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
    names. ``columns`` are the labels of the criteria by which the ``matrix`` weighs; there is none
    before anything is weighed. ``legend`` explains “unchecked wording” where that is said.
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
    legend: str


def whole(
    outline: Outline,
    told: Told,
    gate: Callable[[str], str] = printable,
    checked: Check | None = None,
) -> Whole:
    """Lay a whole plan out as plain values, through the ``gate``.

    ``checked`` is what the check finds in it, for who knows that already.
    """
    plan = printable_all(outline, gate)
    labels = {place: LABELS[f"criterion_{place + 1}"] for place in criterion_labels(plan)}
    matrix = tuple(_matrix(plan, labels))
    parts = tuple(_parts(plan))
    return Whole(
        title=line(plan.question.text) or "Essay plan",
        author=line(plan.author),
        about=tuple(filter(None, _about(plan, printable_all(told.exam, gate)))),
        argument=lines(plan.argument),
        parts=parts,
        links=tuple(map(_tie, ties(plan))),
        criteria=tuple(Text(label=labels[at], words=lines(plan.criteria[at])) for at in labels),
        columns=tuple(labels.values()) if matrix else (),
        matrix=matrix,
        judgement=lines(plan.judgement),
        set_aside=printable_all(tuple(_left(outline, told, checked)), gate),
        sources=tuple(map(reference, plan.sources)),
        legend=_legend(parts),
    )


def _legend(parts: Iterable[Part]) -> str:
    checked = all(item.checked for part in parts for item in part.quotations)
    return "" if checked else _UNCHECKED


def reference(source: Source) -> tuple[Segment, ...]:
    """Return a work’s reference, or at least its title."""
    return source.reference or (Segment(text=source.title, italic=True),)


def stopped(text: str) -> str:
    """End a run-in title or a note with a full stop, unless it ends in a mark of its own."""
    return text if not text or text.endswith((".", ",", ":", ";", "!", "?", "…")) else f"{text}."


def disagreeing(piece: Piece) -> str:
    """Say on one line what each side holds."""
    said = (": ".join(filter(None, (view.holders, view.claim))) for view in piece.views)
    return " ".join(map(stopped, filter(None, said)))


def _about(plan: Outline, exam: ExamFormat | None) -> Iterator[str]:
    question = plan.question
    yield line(exam.name) if exam else ""
    yield _years(question)
    named = [row for row in plan.paragraphs if row.factor.key == question.named_factor]
    yield from (f"named in the question: {sign(row.factor).name}" for row in named[:1])


def _years(question: Question) -> str:
    starts, ends = question.starts, question.ends
    if starts and ends and starts != ends:
        same_century = ends > starts > 999 and starts // 100 == ends // 100
        return f"{starts}–{ends % 100:02}" if same_century else f"{starts}–{ends}"
    return str(starts or ends or "")


def _parts(plan: Outline) -> Iterator[Part]:
    for place, row in enumerate(plan.paragraphs, start=1):
        yield Part(
            sign=sign(row.factor),
            name=name_of(row.factor),
            rank=rank_of(plan, row.rank or place),
            point=lines(row.point),
            evidence=tuple(map(_piece, row.evidence)),
            quotations=tuple(map(_quoted, row.quotations)),
            texts=tuple(_texts(row)),
        )


def _texts(row: Paragraph) -> Iterator[Text]:
    for field in ("explanation", "counter_argument", "reply", "link"):
        yield Text(label=LABELS[field], words=lines(getattr(row, field)))
    if row.without.strip():
        yield Text(label=_IF_REMOVED, words=lines(row.without))


def _matrix(plan: Outline, places: Collection[int]) -> Iterator[Weighing]:
    if any(text.strip() for row in plan.paragraphs for text in row.weighed):
        for row in plan.paragraphs:
            cells = tuple(lines(row.weighed[at]) for at in places)
            yield Weighing(sign=sign(row.factor), cells=cells)


def _piece(item: Evidence) -> Piece:
    return Piece(
        date=line(item.date_text),
        title=stopped(line(item.title)),
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
        by=_by(item),
        credit=tuple(_credit(item)),
        checked=item.checked,
        notes=tuple(filter(None, map(lines, (item.wording, *item.notes)))),
        own=item.own,
    )


def _credit(item: Quotation) -> Iterator[Segment]:
    """Yield whose words they are and where they stand: historian, work (year), page."""
    source = item.source
    years = f" ({source.years})" if source.years else ""
    if by := _by(item):
        yield Segment(text=f"{by}, ")
    if source.type in _PARTS_OF_WORKS:
        yield Segment(text=f"‘{line(source.title)}’")
    else:
        yield Segment(text=line(source.title), italic=True)
    page = page_of(item)
    yield Segment(text=f"{years}, {page}" if page else years)


def _by(item: Quotation) -> str:
    return ", ".join(filter(None, (line(item.historian), _beside(item))))


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


def _left(outline: Outline, told: Told, checked: Check | None) -> Iterator[Left]:
    """Yield what is left on purpose. What the check finds no more is said by its rule alone."""
    found = {}
    if outline.set_aside:
        checked = checked or check(outline, told.bank, told.exam)
        found = {finding.name: finding.what for finding, _ in checked.set_aside}
    rules = _ASKS if told.exam and told.exam.coursework else _SAYS
    for row in outline.set_aside:
        says = found.get((row.rule, row.place, row.about)) or rules.get(row.rule, row.rule)
        yield Left(says=lines(says), where=name_place(outline, row.place), reason=lines(row.reason))
