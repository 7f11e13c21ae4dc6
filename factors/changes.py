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


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record between two editions.

    ``fields`` names what reads otherwise, and is empty for a record that is new or withdrawn.
    """

    table: str
    slug: str
    name: str
    what: Literal["new", "changed", "withdrawn"]
    fields: tuple[str, ...] = ()


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
            yield _change(table, record, "changed", fields)
    for slug, record in before.items():
        if slug not in after:
            yield _change(table, record, "withdrawn")


def _change(
    table: str,
    record: Record,
    what: Literal["new", "changed", "withdrawn"],
    fields: tuple[str, ...] = (),
) -> Change:
    name = str(getattr(record, _NAMES.get(table, "title")))
    return Change(table, record.slug, name, what, fields)


def _differing(old: Record, new: Record) -> tuple[str, ...]:
    names = type(new).model_fields
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))
