"""Checking a pack: every fault of every record at once, each with its place in one sentence."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from pydantic import ValidationError

from factors.records import MAX_RECORDS, RECORDS, TOPIC_RECORDS, Pack, Table, TopicRecord
from factors.sentences import sentence, told

T = TypeVar("T", bound=Table)

# The most faults that anybody is told at once; nobody reads so many.
MAX_FAULTS = 1000
MORE = f"has more faults than these {MAX_FAULTS:,}; mend these first"

# A pack as it was written: “topic” a table, “notes” text, every other name a list of tables.
Tables = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a pack. ``record`` and ``field`` are empty where none is to blame.

    ``number`` counts the records of a file from 1, and is 0 where no single one is to blame.
    """

    file: str
    record: str
    field: str
    says: str
    number: int = dataclasses.field(default=0, compare=False)

    def __str__(self) -> str:
        record = f", {self.record}" if self.record else ""
        field = f", field “{self.field}”" if self.field else ""
        return f"{self.file}{record}{field}: {self.says}."


class PackError(Exception):
    """A pack that cannot be taken, with all its ``faults``."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        rest = iter(faults)
        found = list(islice(rest, MAX_FAULTS))
        if next(rest, None):
            found.append(replace(found[-1], record="", field="", says=MORE, number=0))
        self.faults = tuple(found)
        super().__init__("\n".join(map(str, self.faults)))


# Which field of which rows names the slugs of which others; a dot leads into a list of tables.
_REFERENCES = (
    ("questions", "factors", "factors"),
    ("people", "source", "sources"),
    ("people", "stances.camp", "camps"),
    ("evidence", "source", "sources"),
    ("evidence", "people", "people"),
    ("evidence", "supports", "factors"),
    ("evidence", "turns_against", "factors"),
    ("quotations", "source", "sources"),
    ("quotations", "historian", "historians"),
    ("quotations", "supports", "factors"),
    ("quotations", "turns_against", "factors"),
    ("quotations", "tested_by", "evidence"),
    ("events", "source", "sources"),
    ("events", "people", "people"),
    ("tables", "rows.source", "sources"),
    ("documents", "source", "sources"),
    ("documents", "passages.about", "people"),
    ("documents", "passages.translation", "sources"),
)

_SINGULAR = {"people": "person", "evidence": "piece of evidence"}


def check(tables: Tables, faults: Iterable[Fault] = ()) -> Pack:
    """Return what was written as a pack.

    ``faults`` are those found while it was read. A name that is missing from ``tables`` could not
    be read, so that nothing is said of references to it. Raises ``PackError`` with every fault.
    """
    found = list(faults)
    topic = None
    if "topic" in tables:
        topic = _validated(TopicRecord, tables["topic"], Fault("topic.toml", "", "", ""), found)
    records = {
        name: _records(model, name, tables.get(name, []), found) for name, model in RECORDS.items()
    }
    notes = tables.get("notes", "")
    rows = _rows(tables)
    for more in (_reference_faults(rows), _span_faults(rows), _shape_faults(rows)):
        found += islice(more, MAX_FAULTS)
    try:
        pack = Pack.model_validate({"topic": topic, "notes": notes, **records})
    except ValidationError as error:
        if topic is not None:
            notes_fault = Fault("notes.md", "", "", "")
            found += (replace(fault, field="") for fault in faults_of(error, notes_fault))
        raise PackError(found) from None
    if found:
        raise PackError(found)
    return pack


def record_faults(table: str, row: Any) -> dict[str, list[str]]:
    """Return what is wrong with one record by itself: whole sentences by field."""
    model: type[Table] = RECORDS[table] if table in RECORDS else TOPIC_RECORDS[table]
    found: list[Fault] = []
    _validated(model, row, Fault("", "", "", ""), found)
    found += _shape_faults({table: [row]})
    faults: dict[str, list[str]] = {}
    for fault in found:
        name, _, place = fault.field.partition(".")
        faults.setdefault(name, []).append(told(place, fault.says))
    return faults


def _records(model: type[T], name: str, rows: Any, found: list[Fault]) -> list[T]:
    """Return the sound records of one table."""
    file = f"{name}.toml"
    if not isinstance(rows, list):
        found.append(Fault(file, "", name, "must be a list of tables"))
        return []
    if len(rows) > MAX_RECORDS:
        found.append(Fault(file, "", name, f"may hold at most {MAX_RECORDS:,} records"))
        return []
    validated = (
        _validated(model, row, Fault(file, record_name(row, number), "", "", number), found)
        for number, row in enumerate(rows, 1)
        if len(found) <= MAX_FAULTS
    )
    return [record for record in validated if record is not None]


def _validated(model: type[T], row: Any, at: Fault, found: list[Fault]) -> T | None:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        found += faults_of(error, at)
        return None


def faults_of(error: ValidationError, at: Fault) -> Iterator[Fault]:
    """Yield what is wrong with one record, each like ``at`` but for its field and sentence."""
    for part in error.errors():
        yield replace(at, field=_field_name(part["loc"]), says=sentence(part))


def _rows(tables: Tables) -> dict[str, list[Any]]:
    """Return the rows as written, faulty ones too, of each table that could be read.

    So one fault neither hides another nor shows up as many dangling references.
    """
    topic = tables.get("topic")
    within = (
        {name: topic.get(name, []) for name in TOPIC_RECORDS} if isinstance(topic, Mapping) else {}
    )
    rows = {"topic": [topic]} | within | {name: tables[name] for name in RECORDS if name in tables}
    return {
        name: value
        for name, value in rows.items()
        if isinstance(value, list) and len(value) <= MAX_RECORDS
    }


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _slug(row: object) -> str:
    slug = row.get("slug") if isinstance(row, Mapping) else None
    return slug if isinstance(slug, str) else ""


def record_name(row: object, number: int) -> str:
    """Return what a fault calls a record: by its slug, or by its place from 1."""
    return f"record “{_slug(row)}”" if _slug(row) else f"record {number}"


def _field_name(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)


def _reference_faults(rows: Mapping[str, list[Any]]) -> Iterator[Fault]:
    """Yield duplicate slugs and references to nothing."""
    slugs = {name: Counter(filter(None, map(_slug, rows[name]))) for name in rows}
    for name, counts in slugs.items():
        for slug, count in counts.items():
            if count > 1:
                yield Fault(_file(name), f"record “{slug}”", "slug", f"stands {count} times")
    for name, path, target in _REFERENCES:
        for at, row in _named(rows, name):
            named = Counter(_references(row, path))
            for slug, count in named.items():
                if count > 1 and "." not in path:
                    yield replace(at, field=path, says=f"names “{slug}” {count} times")
                if target in slugs and slug not in slugs[target]:
                    singular = _SINGULAR.get(target, target.removesuffix("s"))
                    yield replace(at, field=path, says=f"“{slug}” is no {singular} of this topic")
    for at, row in _named(rows, "questions"):
        for slug in _references(row, "named_factor"):
            if slug not in _references(row, "factors"):
                says = f"“{slug}” is no factor of this question"
                yield replace(at, field="named_factor", says=says)


def _span_faults(rows: Mapping[str, list[Any]]) -> Iterator[Fault]:
    """Yield the spans of years that end before they start."""
    for name in ("topic", "questions"):
        for at, row in _named(rows, name):
            starts, ends = row.get("starts"), row.get("ends")
            if isinstance(starts, int) and isinstance(ends, int) and starts > ends:
                yield replace(at, field="ends", says="is before the year in which it starts")


def _shape_faults(rows: Mapping[str, list[Any]]) -> Iterator[Fault]:
    """Yield rows with other cells than columns, and short forms with words of their own."""
    for at, row in _named(rows, "tables"):
        columns = row.get("columns")
        for number, part in enumerate(_list(row.get("rows")), 1):
            cells = part.get("cells") if isinstance(part, Mapping) else None
            if isinstance(columns, list) and isinstance(cells, list) and len(cells) != len(columns):
                says = f"has {_counted(cells, 'cell')} for {_counted(columns, 'column')}"
                yield replace(at, field=f"rows.{number}", says=says)
    for at, row in _named(rows, "quotations"):
        text, short = row.get("text"), row.get("short")
        if isinstance(text, str) and isinstance(short, str) and not is_cut_from(short, text):
            says = (
                "has words that the quotation has not, or in another order; mark a cut with “ … ”"
            )
            yield replace(at, field="short", says=says)


def _counted(rows: list[Any], one: str) -> str:
    return f"{len(rows)} {one}" if len(rows) == 1 else f"{len(rows)} {one}s"


# With its hyphens and apostrophes, so that no cut makes “Party” of “anti-Party”.
_WORD = re.compile(r"\w+(?:[-\u2010\u2011'’]\w+)*")


def is_cut_from(short: str, text: str) -> bool:
    """Say whether ``short`` is ``text`` but for whole words left out at its ellipses."""
    inside = {
        place for word in _WORD.finditer(text) for place in range(word.start() + 1, word.end())
    }
    end = 0
    for part in map(str.strip, short.split("…")):
        start = text.find(part, end)
        while start >= 0 and not inside.isdisjoint((start, start + len(part))):
            start = text.find(part, start + 1)
        if start < 0:
            return False
        end = start + len(part)
    return True


def _file(name: str) -> str:
    return f"{name}.toml" if name in RECORDS else "topic.toml"


def _named(rows: Mapping[str, list[Any]], name: str) -> Iterator[tuple[Fault, Mapping[str, Any]]]:
    """Yield the rows that are tables, each with a fault that names it and says nothing yet."""
    for number, row in enumerate(rows.get(name, []), 1):
        if isinstance(row, Mapping):
            record = "" if name == "topic" else record_name(row, number)
            yield Fault(_file(name), record, "", "", number), row


def _references(row: Mapping[str, Any], path: str) -> list[str]:
    """Return the slugs that a field names: one, a list of them, or the keys of a table."""
    field_name, _, inner = path.partition(".")
    value = row.get(field_name)
    if inner:
        parts = (part for part in _list(value) if isinstance(part, Mapping))
        return [slug for part in parts for slug in _references(part, inner)]
    slugs = [value] if isinstance(value, str) else value if isinstance(value, list | dict) else []
    return [slug for slug in slugs if isinstance(slug, str)]


def naming(tables: Tables, table: str, slug: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the records that name a record, each with its table."""
    rows = _rows(tables)
    for name, path, target in _REFERENCES:
        for row in rows[name] if target == table else ():
            if slug in _references(row, path):
                yield name, row
