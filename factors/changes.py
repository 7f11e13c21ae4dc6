"""What one edition of a bank says that another does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from factors.loading import bank_pack
from factors.models import Bank
from factors.records import RECORDS, TOPIC_RECORDS, Pack, Record

# The field by which people know a record of each table.
_NAMES = {
    "factors": "name",
    "questions": "text",
    "camps": "name",
    "historians": "family",
    "people": "name",
    "quotations": "argues",
    "terms": "term",
}

# What a student is told of a field, where its name does not say it.
_FIELDS = {
    "supports": "what it supports",
    "turns_against": "what it can be turned against",
    "views": "what historians say of it",
    "old_style": "its calendar",
    "locator": "its place in the source",
    "tested_by": "what tests it",
    "named_factor": "the factor that it names",
    "short": "its short form",
    "argues": "what it argues",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record between two editions.

    ``fields`` says what reads otherwise, and is empty for a record that is new or withdrawn;
    ``was`` is its old name where that changed.
    """

    table: str
    slug: str
    name: str
    what: Literal["new", "changed", "withdrawn"]
    fields: tuple[str, ...] = ()
    was: str = ""


def changes(old: Bank, new: Bank) -> tuple[Change, ...]:
    """Return what changed from one published edition to another, in the order of the tables."""
    return _changes(old.pk, old.version, new.pk, new.version)


@lru_cache(maxsize=64)
def _changes(old_id: int, old_version: str, new_id: int, new_version: str) -> tuple[Change, ...]:
    banks = Bank.objects.select_related("topic").in_bulk([old_id, new_id])
    return compare(bank_pack(banks[old_id]), bank_pack(banks[new_id]))


def compare(old: Pack, new: Pack) -> tuple[Change, ...]:
    """Return how two packs of a topic differ, record by record."""
    return tuple(
        change
        for table in (*TOPIC_RECORDS, *RECORDS)
        for change in _table_changes(table, _rows(old, table), _rows(new, table))
    )


def _rows(pack: Pack, table: str) -> Sequence[Record]:
    return getattr(pack if table in RECORDS else pack.topic, table)  # type: ignore[no-any-return]


def _table_changes(table: str, old: Sequence[Record], new: Sequence[Record]) -> Iterator[Change]:
    before, after = ({record.slug: record for record in rows} for rows in (old, new))
    for slug, record in after.items():
        if slug not in before:
            yield _change(table, record, "new")
        elif fields := _differing(before[slug], record):
            old_name = _name(table, before[slug])
            was = old_name if old_name != _name(table, record) else ""
            yield _change(table, record, "changed", fields, was)
    for slug, record in before.items():
        if slug not in after:
            yield _change(table, record, "withdrawn")


def _change(
    table: str,
    record: Record,
    what: Literal["new", "changed", "withdrawn"],
    fields: tuple[str, ...] = (),
    was: str = "",
) -> Change:
    return Change(table, record.slug, _name(table, record), what, fields, was)


def _name(table: str, record: Record) -> str:
    return str(getattr(record, _NAMES.get(table, "title")))


def _differing(old: Record, new: Record) -> tuple[str, ...]:
    names = type(new).model_fields
    differing = (name for name in names if getattr(old, name) != getattr(new, name))
    return tuple(_FIELDS.get(name, name.replace("_", " ")) for name in differing)
