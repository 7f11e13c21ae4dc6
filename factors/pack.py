"""Topic packs: a folder of TOML files that holds a topic's bank, read and checked.

A pack is read whole or not at all: ``read_pack`` either returns a ``Pack`` in which every
reference resolves, or raises ``PackError`` with every fault that it found, each naming the file,
the record and the field.
"""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from factors.dates import HistoricalDate

PACKS_DIR = Path(__file__).parent / "packs"

# The largest file that is read: fifty times the built-in pack, and no trouble for a small server.
MAX_BYTES = 5_000_000


def _edtf(text: str) -> str:
    HistoricalDate.parse(text)
    return text


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("holds a NUL character, which no database keeps")
    return text


def _written(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return _storable(text)


Text = Annotated[str, Field(max_length=5000), AfterValidator(_written)]
Words = Annotated[str, Field(max_length=5000), AfterValidator(_storable)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=50)]
Year = Annotated[int, Field(ge=1, le=9999)]
Edtf = Annotated[str, AfterValidator(_edtf)]


class _Table(BaseModel):
    """A TOML table: nothing may be in it that is not declared, nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


T = TypeVar("T", bound=_Table)


class _Record(_Table):
    slug: Slug


class FactorRecord(_Record):
    """A ``[[factors]]`` table of topic.toml."""

    name: Annotated[Text, Field(max_length=100)]
    short_name: Annotated[Text, Field(max_length=30)]
    summary: Text


class QuestionRecord(_Record):
    """A ``[[questions]]`` table of topic.toml."""

    text: Annotated[Text, Field(max_length=500)]
    starts: Year
    ends: Year
    factors: list[Slug] = Field(min_length=1)
    named_factor: Slug | None = None


class TopicRecord(_Record):
    """topic.toml: the topic, its factors in order, and its questions."""

    title: Annotated[Text, Field(max_length=200)]
    summary: Text
    starts: Year
    ends: Year
    factors: list[FactorRecord] = Field(min_length=1, max_length=6)
    questions: list[QuestionRecord] = Field(min_length=1)


class Person(_Table):
    """An author or editor: family and given name, or a body's name as ``literal``."""

    family: Words = ""
    given: Words = ""
    literal: Words = ""


class SourceRecord(_Record):
    """A ``[[sources]]`` table, in the fields of CSL."""

    type: Annotated[Text, Field(max_length=30)]
    title: Annotated[Text, Field(max_length=300)]
    authors: list[Person] = []
    editors: list[Person] = []
    container_title: Annotated[Words, Field(max_length=300)] = ""
    publisher: Annotated[Words, Field(max_length=200)] = ""
    place: Annotated[Words, Field(max_length=100)] = ""
    edition: Annotated[Words, Field(max_length=50)] = ""
    volume: Annotated[Words, Field(max_length=20)] = ""
    issued: Year | None = None
    original: Year | None = None


class HistorianRecord(_Record):
    """A ``[[historians]]`` table."""

    family: Annotated[Text, Field(max_length=100)]
    given: Annotated[Words, Field(max_length=100)] = ""
    position: Text


class ViewRecord(_Table):
    """One side of a dispute: who holds it, and what they hold."""

    holders: Text
    claim: Text


class _Item(_Record):
    """What evidence and quotations share: which factors they bear on, and how."""

    source: Slug
    supports: dict[str, Text] = Field(min_length=1)
    turns_against: dict[str, Text] = {}


class EvidenceRecord(_Item):
    """An ``[[evidence]]`` table."""

    date: Edtf
    old_style: bool = False
    title: Annotated[Text, Field(max_length=60)]
    text: Text
    locator: Annotated[Words, Field(max_length=50)] = ""
    views: list[ViewRecord] = []


class QuotationRecord(_Item):
    """A ``[[quotations]]`` table."""

    historian: Slug
    text: Text
    argues: Text
    page: Annotated[Words, Field(max_length=20)] = ""
    checked: bool = False
    wording: Words = ""
    notes: list[Text] = []


class Pack(_Table):
    """A whole topic pack, every reference in it resolved."""

    topic: TopicRecord
    sources: list[SourceRecord]
    historians: list[HistorianRecord]
    evidence: list[EvidenceRecord]
    quotations: list[QuotationRecord]

    @property
    def version(self) -> str:
        """A digest of the content: two packs that say the same have the same version."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a pack. ``record`` and ``field`` are empty where none is to blame."""

    file: str
    record: str
    field: str
    says: str

    def __str__(self) -> str:
        record = f", {self.record}" if self.record else ""
        field = f", field “{self.field}”" if self.field else ""
        return f"{self.file}{record}{field}: {self.says}."


class PackError(Exception):
    """A pack that cannot be taken, with all its ``faults``."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


_FILES: dict[str, type[_Record]] = {
    "sources": SourceRecord,
    "historians": HistorianRecord,
    "evidence": EvidenceRecord,
    "quotations": QuotationRecord,
}

# Which field of which rows names the slugs of which others.
_REFERENCES = (
    ("questions", "factors", "factors"),
    ("evidence", "source", "sources"),
    ("evidence", "supports", "factors"),
    ("evidence", "turns_against", "factors"),
    ("quotations", "source", "sources"),
    ("quotations", "historian", "historians"),
    ("quotations", "supports", "factors"),
    ("quotations", "turns_against", "factors"),
)

_SENTENCES = {
    "missing": "is missing",
    "extra_forbidden": "is not a field that this record has",
    "string_type": "must be text",
    "string_too_long": "is longer than {max_length} characters",
    "string_pattern_mismatch": "must be small letters, digits and single hyphens",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "too_short": "needs at least {min_length}",
    "too_long": "may hold at most {max_length}",
    "value_error": "{error}",
}


def packs() -> list[Path]:
    """Return the folders of the built-in packs."""
    return sorted(path.parent for path in PACKS_DIR.glob("*/topic.toml"))


def read_pack(folder: Path) -> Pack:
    """Read and check the pack in ``folder``. Raises ``PackError`` with every fault."""
    reader = _Reader(folder)
    topic = reader.topic()
    records = {name: reader.records(name) for name in _FILES}
    faults = [*reader.faults, *_reference_faults(reader.rows)]
    if faults or topic is None:
        raise PackError(faults)
    return Pack.model_validate({"topic": topic, **records})


class _Reader:
    """Reads the files of one pack, gathering faults rather than stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        # As written, faulty ones too, so that one fault neither hides another nor shows up as many
        # dangling references. There is no entry where they cannot be read.
        self.rows: dict[str, list[Any]] = {}

    def topic(self) -> TopicRecord | None:
        table = self._toml("topic.toml")
        if table is None:
            return None
        self.rows["topic"] = [table]
        for name in ("factors", "questions"):
            if isinstance(table.get(name), list):
                self.rows[name] = table[name]
        return self._validated(TopicRecord, table, "topic.toml", "")

    def records(self, name: str) -> list[Any]:
        """Return the sound records of one file."""
        file = f"{name}.toml"
        table = self._toml(file)
        if table is None:
            return []
        for key in table:
            if key != name:
                self.faults.append(Fault(file, "", key, "is not a table that this file has"))
        rows = table.get(name, [])
        if not isinstance(rows, list):
            self.faults.append(Fault(file, "", name, "must be a list of tables"))
            return []
        self.rows[name] = rows
        validated = (
            self._validated(_FILES[name], row, file, _record_name(row, number))
            for number, row in enumerate(rows, 1)
        )
        return [record for record in validated if record is not None]

    def _toml(self, file: str) -> dict[str, Any] | None:
        try:
            path = self.folder / file
            if path.stat().st_size > MAX_BYTES:
                raise ValueError(f"is larger than {MAX_BYTES:,} bytes")
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError:
            says = "is not there"
        except UnicodeDecodeError:
            says = "is not text in UTF-8"
        except RecursionError:
            says = "is nested too deeply"
        except tomllib.TOMLDecodeError as error:
            says = f"is not TOML: {error}"
        except ValueError as error:
            says = str(error)
        self.faults.append(Fault(file, "", "", says))
        return None

    def _validated(self, model: type[T], row: Any, file: str, record: str) -> T | None:
        try:
            return model.model_validate(row)
        except ValidationError as error:
            self.faults.extend(
                Fault(file, record, _field_name(part["loc"]), _sentence(part))
                for part in error.errors()
            )
            return None


def _slug(row: object) -> str:
    slug = row.get("slug") if isinstance(row, Mapping) else None
    return slug if isinstance(slug, str) else ""


def _record_name(row: object, number: int) -> str:
    return f"record “{_slug(row)}”" if _slug(row) else f"record {number}"


def _field_name(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)


def _sentence(error: Mapping[str, Any]) -> str:
    kind = error["type"]
    # A limit that stands around another check is reported as if the text were a list.
    if kind == "too_long" and isinstance(error["input"], str):
        kind = "string_too_long"
    template = _SENTENCES.get(kind)
    return template.format(**error.get("ctx", {})) if template else str(error["msg"])


def _reference_faults(rows: Mapping[str, list[Any]]) -> Iterator[Fault]:
    """Yield duplicate slugs, references to nothing, and spans that end before they start."""
    slugs = {name: Counter(filter(None, map(_slug, rows[name]))) for name in rows}
    for name, counts in slugs.items():
        for slug, count in counts.items():
            if count > 1:
                yield Fault(_file(name), f"record “{slug}”", "slug", f"stands {count} times")
    for name, field, target in _REFERENCES:
        for record, row in _named(rows, name):
            for slug in _references(row, field):
                if target in slugs and slug not in slugs[target]:
                    says = f"“{slug}” is no {target.removesuffix('s')} of this pack"
                    yield Fault(_file(name), record, field, says)
    for record, row in _named(rows, "questions"):
        for slug in _references(row, "named_factor"):
            if slug not in _references(row, "factors"):
                yield Fault("topic.toml", record, "named_factor", f"“{slug}” is not in “factors”")
    for name in ("topic", "questions"):
        for record, row in _named(rows, name):
            starts, ends = row.get("starts"), row.get("ends")
            if isinstance(starts, int) and isinstance(ends, int) and starts > ends:
                yield Fault("topic.toml", record, "ends", "is before “starts”")


def _file(name: str) -> str:
    return f"{name}.toml" if name in _FILES else "topic.toml"


def _named(rows: Mapping[str, list[Any]], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the rows that are tables, each with what it is called in a fault."""
    for number, row in enumerate(rows.get(name, []), 1):
        if isinstance(row, Mapping):
            yield "" if name == "topic" else _record_name(row, number), row


def _references(row: Mapping[str, Any], field: str) -> list[str]:
    """Return the slugs that a field names: one, a list of them, or the keys of a table."""
    value = row.get(field)
    slugs = [value] if isinstance(value, str) else value if isinstance(value, list | dict) else []
    return [slug for slug in slugs if isinstance(slug, str)]
