"""Saving texts, the same way for every text of the product."""

from dataclasses import dataclass
from typing import Any, Literal

from django.db import models

# How many characters a text may have.
MAX_TEXT = 10_000

# The name of its place, what its writer started from, and what it shall be.
Text = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one text: saved, in conflict with what is ``stored`` now, or its place gone.

    ``wrote`` is false where nothing had to be written, as a repeated request found its own value.
    """

    state: Literal["saved", "conflict", "gone"]
    stored: str = ""
    wrote: bool = False


GONE = Saved("gone")


def write_text(rows: "models.QuerySet[Any]", field: str, was: str, value: str) -> Saved:
    """Write a field of the one row of ``rows`` where it still is what the writer started from."""
    if rows.filter(**{field: was}).update(**{field: value}):
        return Saved("saved", value, wrote=True)
    stored = rows.values_list(field, flat=True).first()
    if stored is None:
        return GONE
    return Saved("saved" if stored == value else "conflict", stored)
