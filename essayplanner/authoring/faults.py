"""Saying to a writer, in their words, what stands between a draft and its publication."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from essayplanner.authoring.records import KINDS, table_rows
from factors.checking import Fault
from factors.records import TOPIC_RECORDS


@dataclass(frozen=True, slots=True)
class Told:
    """A fault as a writer reads it. ``table`` and ``slug`` name the form to go to, if any."""

    what: str
    table: str = ""
    slug: str = ""


def tell(faults: Iterable[Fault], tables: Mapping[str, Any]) -> Iterator[Told]:
    """Yield the faults of a draft, whose ``tables`` are given, each with its place."""
    for fault in faults:
        table, number, field = _place(fault)
        if table not in KINDS:
            yield Told(f"{_field(field) or 'The topic'} {fault.says}.")
            continue
        kind = KINDS[table]
        if not number:
            yield Told(f"{kind.name}: {fault.says}.", table)
            continue
        row = table_rows(tables, table)[number - 1]
        name = f"{kind.one.capitalize()} “{row[kind.title]}”"
        yield Told(f"{name}: {_field(field).lower()} {fault.says}.", table, row["slug"])


def _place(fault: Fault) -> tuple[str, int, str]:
    """Return the table, the number of the record and the field that a fault names."""
    if fault.file != "topic.toml":
        return fault.file.removesuffix(".toml"), fault.number, fault.field
    # A topic is checked whole, its records by their place; what they name, one by one.
    table, _, rest = fault.field.partition(".")
    number, _, field = rest.partition(".")
    if table in TOPIC_RECORDS and number.isdecimal():
        return table, int(number), field
    if fault.record:
        return "questions", fault.number, fault.field
    return (table, 0, "") if table in TOPIC_RECORDS else ("", 0, fault.field)


def _field(name: str) -> str:
    return name.replace("_", " ").replace(".", " ").capitalize()
