"""What each strand of an exam format asks, and what in a plan speaks to it: no mark, no level."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import Finding
from essayplanner.argument.outline import Evidence, Outline, Quotation
from essayplanner.argument.rules.evidence import is_dated
from essayplanner.argument.rules.judgement import empty_cells


@dataclass(frozen=True, slots=True)
class Speaks:
    """A thing in the plan that speaks to a strand, in a few words, and its place on the desk."""

    says: str
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """A strand: what it ``asks``, what ``speaks`` to it, and what the check found of it.

    Of a strand that the program does not know, nothing is told but what it asks.
    """

    name: str
    asks: str
    speaks: tuple[Speaks, ...]
    findings: tuple[Finding, ...]


def by_strand(outline: Outline, exam: ExamFormat, findings: Sequence[Finding]) -> tuple[Row, ...]:
    """Return the strands of a format in its order, given what the check found in the plan.

    What is found of historians stands under “Knowledge”, or else “Analysis”, in a format that asks
    for interpretations nowhere.
    """
    names = [strand.name for strand in exam.strands]
    # Formats call it “Interpretations” or “Sources and interpretations”.
    apart = next((name for name in names if "interpretation" in name.casefold()), "")
    home = apart or ("Knowledge" if "Knowledge" in names else "Analysis")

    def speaks(name: str) -> Iterator[Speaks]:
        if name == apart:
            yield from _interpretations(outline)
        else:
            yield from _SPEAKS.get(name, _nothing)(outline)
            if name == home:
                yield from _quoted(outline)

    return tuple(
        Row(
            name=strand.name,
            asks=strand.asks,
            speaks=tuple(speaks(strand.name)),
            findings=tuple(
                row
                for row in findings
                if strand.name == (home if row.strand == "Interpretations" else row.strand)
            ),
        )
        for strand in exam.strands
    )


def _analysis(outline: Outline) -> Iterator[Speaks]:
    rows = outline.paragraphs
    explained = [row for row in rows if row.point.strip() and row.explanation.strip()]
    yield Speaks(f"{_of(explained, rows, 'factor')} with a point and an explanation",
                 "paragraphs-stage")  # fmt: skip
    links = [link for link in outline.links if link.sentence.strip()]
    yield Speaks(f"{_of(links, outline.links, 'causal link')} explained", "links")


def _knowledge(outline: Outline) -> Iterator[Speaks]:
    for row in outline.paragraphs:
        dated = [item for item in row.evidence if is_dated(item)]
        pieces = "piece of evidence" if len(row.evidence) == 1 else "pieces of evidence"
        name, count = row.factor.short_name, len(row.evidence)
        yield Speaks(f"{name}: {count} {pieces}, {len(dated)} dated", f"{row.factor.key}-evidence")


def _judgement(outline: Outline) -> Iterator[Speaks]:
    stated = [place for place, text in enumerate(outline.criteria) if text.strip()]
    yield Speaks(_counted(stated, "criterion", "criteria"), "criterion_1")
    rows = [row for row in outline.paragraphs if row.point.strip()]
    cells = [(row, place) for row in rows for place in stated]
    if cells:
        filled = cells[len(empty_cells(outline)) :]
        yield Speaks(f"{_of(filled, cells, 'weighing')} of a factor by a criterion", "matrix")
    raised = [row for row in outline.paragraphs if row.counter_argument.strip()]
    met = [row for row in raised if row.reply.strip()]
    yield Speaks(f"{_of(met, raised, 'counter-argument')} replied to", "challenge")
    words = outline.judgement.split()
    yield Speaks(f"A judgement of {_counted(words, 'word', 'words')}", "judgement")


def _organisation(outline: Outline) -> Iterator[Speaks]:
    words = outline.argument.split()
    yield Speaks(f"A line of argument of {_counted(words, 'word', 'words')}", "argument")
    names = [row.factor.short_name for row in outline.paragraphs]
    yield Speaks(f"Paragraphs in this order: {', '.join(names)}", "paragraphs-stage")
    lead = [row for row in outline.paragraphs if row.link.strip()]
    yield Speaks(f"{_of(lead, outline.paragraphs, 'paragraph')} led on by a link",
                 "paragraphs-stage")  # fmt: skip


def _quoted(outline: Outline) -> Iterator[Speaks]:
    heard = {item.historian for row in outline.paragraphs for item in row.quotations}
    if heard:
        yield Speaks(f"Quoted: {', '.join(sorted(heard))}", "paragraphs-stage")


def _interpretations(outline: Outline) -> Iterator[Speaks]:
    yield from tuple(_quoted(outline)) or [Speaks("No historian quoted", "paragraphs-stage")]
    rows = outline.paragraphs
    disputed = {item.key for row in rows for item in row.evidence if item.views}
    told = f"{_counted(disputed, 'piece', 'pieces')} of evidence on which historians disagree"
    yield Speaks(told, "paragraphs-stage")
    items: list[Evidence | Quotation] = []
    for row in rows:
        items += [*row.evidence, *row.quotations]
    own = {item.source.key for item in items if item.own and item.source}
    yield Speaks(f"{_counted(own, 'source', 'sources')} that you brought yourself",
                 "paragraphs-stage")  # fmt: skip


def _nothing(outline: Outline) -> Iterable[Speaks]:
    return ()


def _counted(things: Collection[object], one: str, many: str) -> str:
    return f"{len(things)} {one if len(things) == 1 else many}"


def _of(some: Sequence[object], things: Sequence[object], one: str) -> str:
    if not things:
        return f"No {one}"
    return f"{len(some)} of {_counted(things, one, f'{one}s')}"


# By the names that the built-in formats give their strands.
_SPEAKS: Mapping[str, Callable[[Outline], Iterable[Speaks]]] = {
    "Analysis": _analysis,
    "Knowledge": _knowledge,
    "Judgement": _judgement,
    "Argument and organisation": _organisation,
}
