"""The Outline: a plan as a plain, frozen value, and its JSON.

Everything that only reads a plan (findings, exports, reviews) reads an Outline, so rules and
renderers are pure functions that a test calls with a literal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

# As many as there are signs and colours to tell factors apart by.
MOST_FACTORS = 8
# Characters of what a finding is about: a historian, a year.
MOST_ABOUT = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person (``family`` and ``given``) or a body (``family`` alone), as CSL has them."""

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of a formatted reference, set in italics or not."""

    text: str
    italic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A work or document: its CSL fields, and the reference formatted in the chosen style.

    ``issued`` is the year of the edition cited and ``original`` the first year where it differs;
    ``date`` and ``accessed`` are EDTF (ISO 8601-2). ``label`` is what stands in brackets in the
    text, such as ``Carr, 1958``.
    """

    key: str
    type: str
    title: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    container_title: str = ""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    issued: int | None = None
    original: int | None = None
    date: str | None = None
    event: str = ""
    archive: str = ""
    archive_location: str = ""
    url: str = ""
    accessed: str | None = None
    label: str = ""
    reference: tuple[Segment, ...] = ()

    @property
    def years(self) -> str:
        """The year of the edition, after the first year where it differs; empty if unknown."""
        year = self.issued or self.original or (self.date or "")[:4]
        if self.original and self.original != year:
            return f"[{self.original}] {year}"
        return str(year)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One side of a matter on which historians disagree: who holds it, and what they hold."""

    holders: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A dated fact chosen for a paragraph.

    ``date`` is EDTF (ISO 8601-2) or empty; ``date_text`` is the same for people to read.
    ``views`` is empty unless the claim is disputed. ``own`` evidence was brought by the student.
    """

    key: str
    date: str
    date_text: str
    title: str
    text: str
    locator: str = ""
    source: Source | None = None
    views: tuple[View, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A historian's exact words chosen for a paragraph, with what is known of their wording.

    ``short`` is a shorter form of a long ``text``, its cuts marked, or empty. ``checked`` is true
    only when a person has held the text against the printed page. An ``own`` quotation was brought
    by the student.
    """

    key: str
    historian: str
    text: str
    source: Source
    short: str = ""
    page: str = ""
    checked: bool = False
    wording: str = ""
    notes: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One of the competing explanations. ``mark`` (1 to 8) gives it its colour and sign."""

    key: str
    name: str
    short_name: str
    mark: int

    @property
    def sign(self) -> str:
        """Its sign, for where no style sheet draws it."""
        return "●▲■◆✚★▼⬢"[(self.mark - 1) % MOST_FACTORS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """What the plan says of one factor.

    ``rank`` 1 is the weightiest; it is 0 as long as the plan is not ranked. ``weighed`` says how
    much the factor counts by each of the plan's criteria, in their order; ``without``, whether the
    outcome would have stood without the factor.
    """

    factor: Factor
    rank: int = 0
    point: str = ""
    evidence: tuple[Evidence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    explanation: str = ""
    counter_argument: str = ""
    reply: str = ""
    link: str = ""
    weighed: tuple[str, str, str] = ("", "", "")
    without: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """What the student wrote here, in the order of reading."""
        body = (self.point, self.explanation, self.counter_argument, self.reply, self.link)
        return (*body, *self.weighed, self.without)


LinkKind = Literal["opportunity", "depended", "accelerated", "limited"]

# Read between the names of two factors: “Rivals gave the opportunity for skill”.
LINK_KINDS: Mapping[LinkKind, str] = {
    "opportunity": "gave the opportunity for",
    "depended": "only mattered because of",
    "accelerated": "accelerated",
    "limited": "limited",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A causal link from one factor to another (their keys).

    ``sentence`` says how it worked; ``evidence`` is the key of a piece of evidence in either
    paragraph, or empty.
    """

    cause: str
    effect: str
    kind: LinkKind
    sentence: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A finding that the student means to leave as it is, and the ``reason`` for the teacher.

    ``rule``, ``place`` and ``about`` are those of the finding.
    """

    rule: str
    place: str
    about: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The essay question. ``named_factor`` is the key of the factor it names, or empty.

    ``topic`` is the title of its topic, ``topic_slug`` its key in a library, and ``edition`` the
    number of the edition that the plan is built on; 0 where it is in no library.
    """

    text: str
    topic: str = ""
    topic_slug: str = ""
    edition: int = 0
    named_factor: str = ""
    starts: int | None = None
    ends: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A whole plan. ``paragraphs`` stand in the order of the essay.

    That order follows the ranking unless it is ``ordered`` by the student. ``author`` is the name
    for the head of the paper, empty for a guest. A place for a criterion may be empty.
    ``exam_format`` is the key of what the essay is marked on, in a library; empty where it is not
    said.
    """

    question: Question
    exam_format: str = ""
    author: str = ""
    argument: str = ""
    ranked: bool = False
    ordered: bool = False
    paragraphs: tuple[Paragraph, ...] = ()
    links: tuple[Link, ...] = ()
    criteria: tuple[str, str, str] = ("", "", "")
    judgement: str = ""
    set_aside: tuple[SetAside, ...] = ()

    @property
    def ranking(self) -> tuple[Paragraph, ...]:
        """The paragraphs with the weightiest factor first."""
        return tuple(sorted(self.paragraphs, key=lambda row: row.rank))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that the plan cites, once each, by the order of its reference."""
        items: list[Evidence | Quotation] = []
        for paragraph in self.paragraphs:
            items += [*paragraph.evidence, *paragraph.quotations]
        cited = {item.source.key: item.source for item in items if item.source}
        return tuple(sorted(cited.values(), key=_reference_text))


def _reference_text(source: Source) -> str:
    return "".join(segment.text for segment in source.reference).casefold()


_OUTLINE = TypeAdapter(Outline)
_EVIDENCE = TypeAdapter(Evidence)
_QUOTATION = TypeAdapter(Quotation)


def to_json(outline: Outline) -> str:
    """Write an Outline as JSON that ``from_json`` reads back to an equal value."""
    return _OUTLINE.dump_json(outline).decode()


def from_json(text: str) -> Outline:
    """Read what ``to_json`` wrote. Raises ``ValueError`` where the text is not an Outline."""
    return _OUTLINE.validate_json(text)


def from_plain(plain: Any) -> Outline:
    """Return the Outline that JSON's own types say. Raises ``ValueError`` for anything else."""
    return _OUTLINE.validate_python(plain)


def evidence_to_plain(evidence: Evidence) -> Any:
    """Return a piece of evidence as JSON's own types, for a JSON column."""
    return _EVIDENCE.dump_python(evidence, mode="json")


def evidence_from_plain(plain: Any) -> Evidence:
    """Read what ``evidence_to_plain`` returned. Raises ``ValueError`` for anything else."""
    return _EVIDENCE.validate_python(plain)


def quotation_to_plain(quotation: Quotation) -> Any:
    """Return a quotation as JSON's own types, for a JSON column."""
    return _QUOTATION.dump_python(quotation, mode="json")


def quotation_from_plain(plain: Any) -> Quotation:
    """Read what ``quotation_to_plain`` returned. Raises ``ValueError`` for anything else."""
    return _QUOTATION.validate_python(plain)
