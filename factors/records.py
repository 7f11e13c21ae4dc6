"""The records of a topic pack: each table and each field, with what it may hold.

A pack is a topic's whole bank as plain values, whether it was read from a folder of TOML files,
from a workbook or from the database. ``factors.checking`` says what is wrong with one.
"""

import hashlib
import json
import unicodedata
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from factors.dates import HistoricalDate

SOURCE_TYPES = {
    "book": "Book",
    "chapter": "Chapter in an edited volume",
    "article-journal": "Article in a journal",
    "article-newspaper": "Article in a newspaper",
    "entry-encyclopedia": "Entry in an encyclopaedia",
    "webpage": "Web page",
    "speech": "Speech",
    "document": "Published document",
    "manuscript": "Document in an archive",
}


# The most records of a table, and the most parts of a list within one.
MAX_RECORDS = 5000
MAX_PARTS = 300


def _edtf(text: str) -> str:
    HistoricalDate.parse(text)
    return text


def storable(text: str) -> str:
    """Return a text. Raises ``ValueError`` where a character cannot be kept or printed."""
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t":
            code = f"U+{ord(character):04X}"
            raise ValueError(f"holds the character {code}, which cannot be kept or printed")
    return text


def _written(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return storable(text)


Text = Annotated[str, Field(max_length=5000), AfterValidator(_written)]
Words = Annotated[str, Field(max_length=5000), AfterValidator(storable)]
Name = Annotated[Text, Field(max_length=100)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=50)]
Year = Annotated[int, Field(ge=1, le=9999)]
Edtf = Annotated[str, AfterValidator(_edtf)]
T = TypeVar("T")
Parts = Annotated[list[T], Field(max_length=MAX_PARTS)]
Rows = Annotated[list[T], Field(max_length=MAX_RECORDS)]
Locator = Annotated[Words, Field(max_length=50)]


class Table(BaseModel):
    """A table: nothing may be in it that is not declared, nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Record(Table):
    """A table with a slug, by which other records of the pack name it."""

    slug: Slug


class FactorRecord(Record):
    """One of the competing explanations."""

    name: Name
    short_name: Annotated[Text, Field(max_length=30)]
    summary: Text


class QuestionRecord(Record):
    """An essay question, its span in years, and the factors that answering it needs."""

    text: Annotated[Text, Field(max_length=500)]
    starts: Year
    ends: Year
    factors: list[Slug] = Field(min_length=1, max_length=6)
    named_factor: Slug | None = None


class CampRecord(Record):
    """A side that people took: a colour of the chart of alliances."""

    name: Name
    summary: Text


class TopicRecord(Record):
    """topic.toml: the topic, its factors in order, its questions, and the camps people stood in."""

    title: Annotated[Text, Field(max_length=200)]
    summary: Text
    starts: Year
    ends: Year
    factors: list[FactorRecord] = Field(min_length=1, max_length=8)
    questions: list[QuestionRecord] = Field(min_length=1, max_length=MAX_PARTS)
    camps: list[CampRecord] = Field(default=[], max_length=8)


class PersonName(Table):
    """An author, editor or translator, or a body's name as ``literal``."""

    family: Words = ""
    given: Words = ""
    literal: Words = ""


class SourceRecord(Record):
    """A work or document that can be cited, in the fields of CSL.

    ``issued`` is the year of the edition cited, ``original`` the first year where it differs, and
    ``date`` the whole date where the kind of source has one. ``event`` is where a speech was made.
    """

    type: Literal[
        "book",
        "chapter",
        "article-journal",
        "article-newspaper",
        "entry-encyclopedia",
        "webpage",
        "speech",
        "document",
        "manuscript",
    ]
    title: Annotated[Text, Field(max_length=300)]
    authors: Parts[PersonName] = []
    editors: Parts[PersonName] = []
    translators: Parts[PersonName] = []
    container_title: Annotated[Words, Field(max_length=300)] = ""
    publisher: Annotated[Words, Field(max_length=200)] = ""
    place: Annotated[Words, Field(max_length=100)] = ""
    edition: Annotated[Words, Field(max_length=50)] = ""
    volume: Annotated[Words, Field(max_length=20)] = ""
    issue: Annotated[Words, Field(max_length=20)] = ""
    pages: Annotated[Words, Field(max_length=30)] = ""
    issued: Year | None = None
    original: Year | None = None
    date: Edtf | None = None
    event: Annotated[Words, Field(max_length=200)] = ""
    archive: Annotated[Words, Field(max_length=200)] = ""
    archive_location: Annotated[Words, Field(max_length=200)] = ""
    url: Annotated[Words, Field(max_length=500, pattern=r"^(https?://\S+)?$")] = ""
    accessed: Edtf | None = None


class HistorianRecord(Record):
    """Somebody who has written on the topic, and how they tend to explain it."""

    family: Name
    given: Annotated[Words, Field(max_length=100)] = ""
    position: Text


class PostRecord(Table):
    """An office that somebody held, and when."""

    date: Edtf
    text: Text


class StanceRecord(Table):
    """Where somebody stood over a span of time, and with whom."""

    date: Edtf
    camp: Slug
    text: Text


class PersonRecord(Record):
    """Somebody of the time. ``also`` lists other spellings and names; ``source`` backs the rest."""

    name: Name
    also: Parts[Name] = []
    lived: Annotated[Text, Field(max_length=60)]
    summary: Text
    posts: Parts[PostRecord] = []
    stances: Parts[StanceRecord] = []
    fate: Words = ""
    source: Slug


class ViewRecord(Table):
    """One side of a dispute: who holds it, and what they hold."""

    holders: Text
    claim: Text


class EventRecord(Record):
    """A date for the timeline that argues nothing by itself; evidence stands there too."""

    date: Edtf
    old_style: bool = False
    title: Annotated[Text, Field(max_length=200)]
    people: Parts[Slug] = []
    source: Slug
    locator: Locator = ""
    views: Parts[ViewRecord] = []


class TermRecord(Record):
    """A word of the subject that a student may not know."""

    term: Name
    also: Parts[Name] = []
    meaning: Text


class RowRecord(Table):
    """A row of a reference table: its cells, and what it rests on."""

    cells: list[Words] = Field(min_length=1, max_length=MAX_PARTS)
    source: Slug | None = None
    locator: Locator = ""


class TableRecord(Record):
    """A reference table, such as who was expelled when. The first cell of a row heads it."""

    title: Annotated[Text, Field(max_length=200)]
    columns: list[Name] = Field(min_length=2, max_length=6)
    rows: list[RowRecord] = Field(min_length=1, max_length=MAX_PARTS)
    note: Words = ""


class PassageRecord(Table):
    """A part of a document in one translation: whom it is about, what is known of its wording."""

    about: Slug
    translation: Slug
    text: Text
    wording: Words = ""


class DocumentRecord(Record):
    """A primary source, with passages that never mix translations."""

    title: Annotated[Text, Field(max_length=200)]
    date: Edtf
    summary: Text
    source: Slug
    passages: Parts[PassageRecord] = []
    views: Parts[ViewRecord] = []


class ItemRecord(Record):
    """What evidence and quotations share: which factors they bear on, and how."""

    source: Slug
    supports: dict[str, Text] = Field(min_length=1, max_length=MAX_PARTS)
    turns_against: dict[str, Text] = Field(default={}, max_length=MAX_PARTS)


class EvidenceRecord(ItemRecord):
    """A dated fact."""

    date: Edtf
    old_style: bool = False
    title: Annotated[Text, Field(max_length=60)]
    text: Text
    people: Parts[Slug] = []
    locator: Locator = ""
    views: Parts[ViewRecord] = []


class QuotationRecord(ItemRecord):
    """A historian's exact words.

    ``short`` is a shorter form of ``text`` with its cuts marked “ … ”. ``checked`` says where and
    when a person held the words against the printed page, and is empty until one has. ``tested_by``
    names evidence of the bank that contradicts or qualifies the claim.
    """

    historian: Slug
    text: Text
    short: Words = ""
    argues: Text
    page: Annotated[Words, Field(max_length=20)] = ""
    checked: Annotated[Words, Field(max_length=200)] = ""
    wording: Words = ""
    notes: Parts[Text] = []
    tested_by: Parts[Slug] = []


class Pack(Table):
    """A whole topic pack, every reference in it resolved. ``notes`` is Markdown, for teachers."""

    topic: TopicRecord
    sources: Rows[SourceRecord]
    historians: Rows[HistorianRecord]
    people: Rows[PersonRecord]
    evidence: Rows[EvidenceRecord]
    quotations: Rows[QuotationRecord]
    events: Rows[EventRecord]
    terms: Rows[TermRecord]
    tables: Rows[TableRecord]
    documents: Rows[DocumentRecord]
    notes: Annotated[str, Field(max_length=50_000), AfterValidator(storable)]

    @property
    def version(self) -> str:
        """A digest of the content: two packs that say the same have the same version."""
        says = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(says.encode()).hexdigest()


# The lists of records that stand inside topic.toml.
TOPIC_RECORDS: dict[str, type[Record]] = {
    "factors": FactorRecord,
    "questions": QuestionRecord,
    "camps": CampRecord,
}

# The tables of a pack that hold one kind of record each, in the order in which people read them.
RECORDS: dict[str, type[Record]] = {
    "sources": SourceRecord,
    "historians": HistorianRecord,
    "people": PersonRecord,
    "evidence": EvidenceRecord,
    "quotations": QuotationRecord,
    "events": EventRecord,
    "terms": TermRecord,
    "tables": TableRecord,
    "documents": DocumentRecord,
}
