"""A plan to be read part by part, each with what is said of it: for teachers and its student."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from essayplanner.argument.labels import LABELS
from essayplanner.argument.outline import (
    LINK_KINDS,
    Evidence,
    Factor,
    Outline,
    Paragraph,
    Quotation,
)
from essayplanner.argument.places import name_place
from essayplanner.reviews.anchoring import Run, find, runs
from essayplanner.reviews.models import Comment


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a plan: a text, or an ``item`` that was chosen, at the ``place`` of comments.

    Places are those of ``argument.places``; an item's is that of its kind, a stroke and its key,
    such as ``skill-evidence/oath-speech``; a link's, ``links/skill/rivals``.

    ``runs`` are its text, cut where words are commented on. ``comments`` are all that are said of
    it, and ``lost`` the keys of those that are said of words which are no longer there.
    """

    place: str
    label: str
    text: str
    runs: tuple[Run, ...]
    comments: tuple[Comment, ...]
    lost: frozenset[int] = frozenset()
    item: Evidence | Quotation | None = None

    @property
    def kind(self) -> str:
        """What it is: ``text``, ``evidence`` or ``quotation``."""
        if self.item is None:
            return "text"
        return "evidence" if isinstance(self.item, Evidence) else "quotation"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: the whole plan, the argument, a paragraph of a ``factor``, …"""

    title: str
    parts: tuple[Part, ...]
    factor: Factor | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A plan to be read.

    ``on_the_whole`` is said of all of it; ``elsewhere`` are the places that it has no more, and of
    which something is said.
    """

    outline: Outline
    sections: tuple[Section, ...]
    on_the_whole: tuple[Comment, ...]
    elsewhere: tuple[Part, ...]


def lay_reading(outline: Outline, comments: Iterable[Comment]) -> Reading:
    """Return a plan as it is read, with what is said of it."""
    said = defaultdict(list)
    for comment in comments:
        said[comment.place].append(comment)
    whole = tuple(said.pop("", ()))
    lay = _Layer(said)
    sections = (
        lay.section("Argument", [("argument", outline.argument), *_criteria(outline)]),
        *(lay.paragraph(row) for row in outline.paragraphs),
        lay.links(outline),
        lay.section("Judgement", [("judgement", outline.judgement)]),
    )
    laid = tuple(row for row in sections if row.parts)
    return Reading(outline, laid, whole, tuple(_gone(outline, *row) for row in said.items()))


def _gone(outline: Outline, place: str, comments: list[Comment]) -> Part:
    lost = frozenset(row.pk for row in comments if row.quote)
    return Part(place, name_place(outline, place), "", (), tuple(comments), lost)


def _criteria(outline: Outline) -> list[tuple[str, str]]:
    return [(f"criterion_{at}", text) for at, text in enumerate(outline.criteria, 1)]


class _Layer:
    """Lays parts, taking from ``said`` what is said of each."""

    def __init__(self, said: dict[str, list[Comment]]) -> None:
        self.said = said

    def section(self, title: str, texts: Sequence[tuple[str, str]]) -> Section:
        parts = (self.part(place, LABELS[place], text) for place, text in texts)
        return Section(title, tuple(part for part in parts if part))

    def part(
        self, place: str, label: str, text: str, item: Evidence | Quotation | None = None
    ) -> Part | None:
        """Return a part, or None where nothing stands there and nothing is said of it."""
        comments = tuple(self.said.pop(place, ()))
        if not text.strip() and not comments and place.endswith(("_2", "_3", "without")):
            return None
        spans = [(row.pk, find(text, row.quote, row.start)) for row in comments if row.quote]
        cut = runs(text, [(key, span) for key, span in spans if span])
        lost = frozenset(key for key, span in spans if span is None)
        return Part(place, label, text, cut, comments, lost, item)

    def paragraph(self, row: Paragraph) -> Section:
        key = row.factor.key
        weighed = [(f"weighed_{at}", text) for at, text in enumerate(row.weighed, 1)]
        parts = [
            self.part(f"{key}-point", LABELS["point"], row.point),
            *(
                self.part(f"{key}-evidence/{item.key}", "Evidence", item.text, item)
                for item in row.evidence
            ),
            *(
                self.part(f"{key}-quotation/{item.key}", "Historian", item.text, item)
                for item in row.quotations
            ),
            *(
                self.part(f"{key}-{name}", LABELS[name], getattr(row, name))
                for name in ("explanation", "counter_argument", "reply", "link")
            ),
            *(
                self.part(f"{key}-{name}", f"By criterion {name[-1]}", text)
                for name, text in weighed
                if text.strip() or f"{key}-{name}" in self.said
            ),
            self.part(f"{key}-without", LABELS["without"], row.without),
        ]
        return Section(row.factor.name, tuple(part for part in parts if part), row.factor, row.rank)

    def links(self, outline: Outline) -> Section:
        names = {row.factor.key: row.factor.short_name for row in outline.paragraphs}
        parts = (
            self.part(
                f"links/{row.cause}/{row.effect}",
                f"{names.get(row.cause, row.cause)} {LINK_KINDS[row.kind]} "
                f"{names.get(row.effect, row.effect)}",
                row.sentence,
            )
            for row in outline.links
        )
        return Section("Links between factors", tuple(part for part in parts if part))
