"""Saving one text, the same way for every text of the product."""

from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import models


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one text: saved, or in conflict with what is ``stored`` now."""

    state: Literal["saved", "conflict"]
    stored: str


def write_text(
    rows: "models.QuerySet[Any]", field: str, was: str, value: str, **others: object
) -> bool:
    """Write a field of the one row of ``rows`` where it still is what the writer started from.

    ``others`` are written with it.
    """
    return bool(rows.filter(**{field: was}).update(**{field: value}, **others))


def compare(rows: "models.QuerySet[Any]", field: str, value: str) -> Saved:
    """Say what became of a text that was not written.

    A repeated request finds its own value stored and is answered as saved. Raises
    ``ValidationError`` where there is no row.
    """
    stored = rows.values_list(field, flat=True).first()
    if stored is None:
        raise ValidationError("This part is not in your plan.")
    return Saved("saved" if stored == value else "conflict", stored)
