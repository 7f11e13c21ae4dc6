"""Checking a pack: every fault of every record at once, each with its place in one sentence."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from factors.records import RECORDS, TOPIC_RECORDS, Pack, Table, TopicRecord

T = TypeVar("T", bound=Table)

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
        self.faults = tuple(faults)
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

_SENTENCES = {
    "missing": "is missing",
    "extra_forbidden": "is not a field that this record has",
    "string_type": "must be text",
    "string_too_long": "is longer than {max_length} characters",
    "string_pattern_mismatch": "must be small letters, digits and single hyphens",
    "literal_error": "must be {expected}",
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
    found += _reference_faults(rows)
    found += _span_faults(rows)
    found += _shape_faults(rows)
    try:
        pack = Pack.model_validate({"topic": topic, "notes": notes, **records})
    except ValidationError as error:
        if topic is not None:
            found += _faults(error, Fault("notes.md", "", "", ""), whole=True)
        raise PackError(found) from None
    if found:
        raise PackError(found)
    return pack


def record_faults(table: str, row: Any) -> dict[str, list[str]]:
    """Return what is wrong with one record by itself: sentences by field."""
    model: type[Table] = RECORDS[table] if table in RECORDS else TOPIC_RECORDS[table]
    found: list[Fault] = []
    _validated(model, row, Fault("", "", "", ""), found)
    found += _shape_faults({table: [row]})
    faults: dict[str, list[str]] = {}
    for fault in found:
        name, _, place = fault.field.partition(".")
        where = f" ({place})" if place else ""
        faults.setdefault(name, []).append(f"{fault.says}{where}.")
    return faults


def _records(model: type[T], name: str, rows: Any, found: list[Fault]) -> list[T]:
    """Return the sound records of one table."""
    file = f"{name}.toml"
    if not isinstance(rows, list):
        found.append(Fault(file, "", name, "must be a list of tables"))
        return []
    validated = (
        _validated(model, row, Fault(file, _record_name(row, number), "", "", number), found)
        for number, row in enumerate(rows, 1)
    )
    return [record for record in validated if record is not None]


def _validated(model: type[T], row: Any, at: Fault, found: list[Fault]) -> T | None:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        found += _faults(error, at)
        return None


def _faults(error: ValidationError, at: Fault, *, whole: bool = False) -> Iterator[Fault]:
    for part in error.errors():
        field_name = "" if whole else _field_name(part["loc"])
        yield replace(at, field=field_name, says=_sentence(part))


def _rows(tables: Tables) -> dict[str, list[Any]]:
    """Return the rows as written, faulty ones too, of each table that could be read.

    So one fault neither hides another nor shows up as many dangling references.
    """
    topic = tables.get("topic")
    within = (
        {name: topic.get(name, []) for name in TOPIC_RECORDS} if isinstance(topic, Mapping) else {}
    )
    rows = {"topic": [topic]} | within | {name: tables[name] for name in RECORDS if name in tables}
    return {name: value for name, value in rows.items() if isinstance(value, list)}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


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
    # The one pattern that is not a slug's.
    if kind == "string_pattern_mismatch" and error["loc"][-1] == "url":
        return "must be an address that begins with http:// or https://"
    template = _SENTENCES.get(kind)
    return template.format(**error.get("ctx", {})) if template else str(error["msg"])


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
                    yield replace(at, field=path, says=f"“{slug}” is no {singular} of this pack")
    for at, row in _named(rows, "questions"):
        for slug in _references(row, "named_factor"):
            if slug not in _references(row, "factors"):
                yield replace(at, field="named_factor", says=f"“{slug}” is not in “factors”")


def _span_faults(rows: Mapping[str, list[Any]]) -> Iterator[Fault]:
    """Yield the spans of years that end before they start."""
    for name in ("topic", "questions"):
        for at, row in _named(rows, name):
            starts, ends = row.get("starts"), row.get("ends")
            if isinstance(starts, int) and isinstance(ends, int) and starts > ends:
                yield replace(at, field="ends", says="is before “starts”")


def _shape_faults(rows: Mapping[str, list[Any]]) -> Iterator[Fault]:
    """Yield rows with other cells than columns, and short forms with words of their own."""
    for at, row in _named(rows, "tables"):
        columns = row.get("columns")
        for cells in (
            part.get("cells") for part in _list(row.get("rows")) if isinstance(part, dict)
        ):
            if isinstance(columns, list) and isinstance(cells, list) and len(cells) != len(columns):
                says = f"a row has {len(cells)} cells for {len(columns)} columns"
                yield replace(at, field="rows", says=says)
    for at, row in _named(rows, "quotations"):
        text, short = row.get("text"), row.get("short")
        if isinstance(text, str) and isinstance(short, str) and not is_cut_from(short, text):
            says = (
                "has words that the quotation has not, or in another order; mark a cut with “ … ”"
            )
            yield replace(at, field="short", says=says)


def is_cut_from(short: str, text: str) -> bool:
    """Say whether ``short`` is ``text`` but for the parts left out at its ellipses."""
    position = 0
    for part in short.split("…"):
        found = text.find(part.strip(), position)
        if found < 0:
            return False
        position = found + len(part.strip())
    return True


def _file(name: str) -> str:
    return f"{name}.toml" if name in RECORDS else "topic.toml"


def _named(rows: Mapping[str, list[Any]], name: str) -> Iterator[tuple[Fault, Mapping[str, Any]]]:
    """Yield the rows that are tables, each with a fault that names it and says nothing yet."""
    for number, row in enumerate(rows.get(name, []), 1):
        if isinstance(row, Mapping):
            record = "" if name == "topic" else _record_name(row, number)
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
