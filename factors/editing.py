"""Changing a draft record by record. Only a draft may be changed; see ``factors.loading``."""

import re
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from factors.checking import naming
from factors.loading import (
    BEARERS,
    MODELS,
    Rows,
    bank_tables,
    record_values,
    write_bearings,
    write_links,
)
from factors.models import Bank, Bearing, Record

_SLUG_LENGTH = 50

# What stands in an address where the slug of a record may stand.
_VERBS = {"add"}


def new_slug(bank: Bank, table: str, name: str) -> str:
    """Return a slug that no record of the table has, made from what people call the new one."""
    stem = short_slug(name, _SLUG_LENGTH - 5) or table
    taken = set(MODELS[table]._default_manager.filter(bank=bank).values_list("slug", flat=True))
    if stem not in taken | _VERBS:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 4) if f"{stem}-{n}" not in taken)


def short_slug(name: str, length: int) -> str:
    """Return what is left of a name in small letters, digits and single hyphens."""
    return re.sub(r"[-_]+", "-", slugify(name))[:length].strip("-")


@transaction.atomic
def write_record(draft: Bank, table: str, row: Rows) -> None:
    """Write one record of a draft, whole, in place of the one of its slug or as a new one, last.

    ``row`` is sound by itself (``factors.checking.record_faults``), and what it names is there.
    Raises ``ValueError`` where the bank is no draft.
    """
    _expect_draft(draft)
    model = MODELS[table]
    rows = model._default_manager.filter(bank=draft)
    named = {
        name: {record.slug: record for record in other._default_manager.filter(bank=draft)}
        for name, other in MODELS.items()
        if other in _related(model)
    }
    last = rows.aggregate(last=models.Max("order"))["last"] or 0
    values = record_values(model, row, named)
    record, _ = model._default_manager.update_or_create(
        bank=draft, slug=row["slug"], defaults=values, create_defaults=values | {"order": last + 1}
    )
    for field in model._meta.many_to_many:
        getattr(record, field.name).clear()
    write_links(model, [row], {row["slug"]: record}, named)
    if kind := BEARERS.get(model):
        Bearing.objects.filter(**{kind: record}).delete()
        factors = {factor.slug: factor for factor in draft.factor_set.all()}
        write_bearings(factors, {row["slug"]: record}, [row], kind)


def delete_record(draft: Bank, table: str, slug: str) -> list[str]:
    """Delete a record of a draft, unless another names it; return what names it.

    Raises ``ValueError`` where the bank is no draft.
    """
    _expect_draft(draft)
    names = [
        str(MODELS[other]._default_manager.get(bank=draft, slug=row["slug"]))
        for other, row in naming(bank_tables(draft), table, slug)
    ]
    if not names:
        MODELS[table]._default_manager.filter(bank=draft, slug=slug).delete()
    return names


def _expect_draft(bank: Bank) -> None:
    if bank.published_at or bank.discarded_at:
        raise ValueError("Only a draft is written.")


def _related(model: type[Record]) -> set[Any]:
    return {field.related_model for field in model._meta.get_fields() if field.concrete}
