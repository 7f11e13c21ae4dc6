"""The spine of a plan: what a reader would hear who heard the argument alone, and where it breaks.

The line of argument, each paragraph's point and link, and the judgement, in the order of the essay.
Few breaks are marked, and only sure ones: what is not there, and what has no word in common with
anything that it could lead on from or to. Of what is missing at a join only one thing is said at a
time, the first that is needed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from essayplanner.argument.labels import LABELS
from essayplanner.argument.outline import LINK_KINDS, Factor, Link, Outline, Paragraph
from essayplanner.argument.prose import shares

# What most people read aloud in a minute.
WORDS_A_MINUTE = 150


@dataclass(frozen=True, slots=True)
class Piece:
    """A ``text`` of the student as it stands at a ``place`` of the desk.

    ``factor`` is whose paragraph it is from, where it is from one. ``label`` says what it is.
    """

    place: str
    label: str
    text: str
    factor: Factor | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """Where the argument does not run on: ``says`` why.

    ``asks`` puts the same as a question that suggests nothing, for coursework. ``place`` is where
    to mend it, ``label`` and ``factor`` as of a piece that stands there.
    """

    place: str
    label: str
    says: str
    asks: str
    factor: Factor | None = None


@dataclass(frozen=True, slots=True)
class Spine:
    """The pieces of the argument in order, with the breaks between them where they are."""

    parts: tuple[Piece | Break, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What the student wrote."""
        return tuple(part for part in self.parts if isinstance(part, Piece))

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Where it breaks."""
        return tuple(part for part in self.parts if isinstance(part, Break))

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(piece.text.split()) for piece in self.pieces)

    @property
    def aloud(self) -> str:
        """How long it takes to read aloud, to five seconds, such as “1 minute 5 seconds”."""
        minutes, seconds = divmod(max(5, round(self.words * 12 / WORDS_A_MINUTE) * 5), 60)
        said = [f"{minutes} minute{'s' * (minutes > 1)}"] * bool(minutes)
        said += [f"{seconds} seconds"] * bool(seconds)
        return " ".join(said)


def spine(outline: Outline) -> Spine:
    """Read a plan as one paragraph."""
    return Spine(tuple(_parts(outline)))


def _parts(outline: Outline) -> Iterator[Piece | Break]:
    rows = outline.paragraphs
    if _written(outline.argument):
        yield Piece("argument", LABELS["argument"], outline.argument)
    else:
        yield Break(
            "argument",
            LABELS["argument"],
            "The beginning is missing: there is no line of argument yet.",
            "Which answer does the essay begin with?",
        )
    for row, following in zip_longest(rows, rows[1:]):
        yield from _paragraph(outline, row, following)
    if _written(outline.judgement):
        yield Piece("judgement", LABELS["judgement"], outline.judgement)
        if not shares(outline.judgement, _answered(outline)):
            says = (
                "The judgement has no word in common with the question, the line of argument, a "
                "criterion or the name of a factor: which of them does it answer?"
            )
            asks = "What does your judgement answer?"
            yield Break("judgement", LABELS["judgement"], says, asks)
    else:
        yield Break(
            "judgement",
            LABELS["judgement"],
            "The end is missing: there is no judgement yet.",
            "Which answer does the essay end with?",
        )


def _paragraph(
    outline: Outline, row: Paragraph, following: Paragraph | None
) -> Iterator[Piece | Break]:
    factor = row.factor
    if _written(row.point):
        if not shares(row.point, _could_be_about(outline, row)):
            says = (
                f"The point under “{factor.name}” has no word in common with that factor, its "
                "evidence, the question or the line of argument: what has it to do with them?"
            )
            asks = f"How does your point under “{factor.name}” bear on the question?"
            yield Break(f"{factor.key}-point", LABELS["point"], says, asks, factor)
        yield Piece(f"{factor.key}-point", LABELS["point"], row.point, factor)
    else:
        says = f"Nothing is claimed yet under “{factor.name}”."
        asks = f"What do you claim under “{factor.name}”?"
        yield Break(f"{factor.key}-point", LABELS["point"], says, asks, factor)
    joining = _joining(outline, row, following)
    if _written(row.link):
        yield Piece(f"{factor.key}-link", LABELS["link"], row.link, factor)
    else:
        for link in joining:
            yield Piece("links", _said(outline, link), link.sentence, factor)
    # Who has yet to write what stands on either side needs no word of what joins the two.
    next_text = following.point if following else outline.judgement
    if _written(row.point) and _written(next_text) and not joining:
        yield from _join(outline, row, following)


def _join(outline: Outline, row: Paragraph, following: Paragraph | None) -> Iterator[Break]:
    place, name = f"{row.factor.key}-link", row.factor.name
    target = f"“{following.factor.name}”" if following else "your judgement"
    asks = f"How does “{name}” lead on to {target}?"
    if not _written(row.link):
        says = f"Nothing joins “{name}” to {target}: the link is empty."
        yield Break(place, LABELS["link"], says, asks, row.factor)
    elif not shares(row.link, _could_lead_to(outline, row, following)):
        says = (
            f"The link after “{name}” has no word in common with another factor, the "
            f"question or the line of argument: does a reader see how it leads on to {target}?"
        )
        yield Break(place, LABELS["link"], says, asks, row.factor)


def _joining(outline: Outline, row: Paragraph, following: Paragraph | None) -> list[Link]:
    """Return the causal links between two paragraphs, which join them in place of a link box."""
    ends = {row.factor.key, following.factor.key} if following else set()
    return [link for link in outline.links if {link.cause, link.effect} == ends]


def _said(outline: Outline, link: Link) -> str:
    names = {row.factor.key: row.factor.short_name for row in outline.paragraphs}
    return f"{names[link.cause]} {LINK_KINDS[link.kind]} {names[link.effect]}"


def _could_be_about(outline: Outline, row: Paragraph) -> Iterator[str]:
    yield from (row.explanation, row.link)
    yield from (f"{item.title} {item.text}" for item in row.evidence)
    yield from (f"{item.historian} {item.text}" for item in row.quotations)
    yield from _answered(outline)


def _could_lead_to(outline: Outline, row: Paragraph, following: Paragraph | None) -> Iterator[str]:
    yield from _asked(outline)
    yield from (_names(other) for other in outline.paragraphs if other is not row)
    yield outline.judgement
    if following:
        yield from (following.point, following.explanation)
        yield from (f"{item.title} {item.text}" for item in following.evidence)


def _answered(outline: Outline) -> Iterator[str]:
    yield from _asked(outline)
    yield from map(_names, outline.paragraphs)


def _asked(outline: Outline) -> tuple[str, ...]:
    return (outline.question.text, outline.argument, *outline.criteria)


def _names(row: Paragraph) -> str:
    return f"{row.factor.name} {row.factor.short_name}"


def _written(text: str) -> bool:
    return bool(text.strip())
