"""The words in which a fault of a record is told: what is wrong, and where it stands."""

from collections.abc import Mapping
from typing import Any

_SENTENCES = {
    "missing": "is missing",
    "extra_forbidden": "is not a field that this record has",
    "string_type": "must be text",
    "string_too_long": "is longer than {max_length} characters",
    "string_pattern_mismatch": "must be small letters, digits and single hyphens",
    "literal_error": "must be {expected}",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "date_type": "must be a date, such as 2026-09-01",
    "list_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "too_short": "needs at least {min_length}",
    "too_long": "may hold at most {max_length}",
    "value_error": "{error}",
}

_CHOICES = ("string_pattern_mismatch", "literal_error")
_NUMBERS = {1: "one", 2: "two"}
# Fields of parts whose names do not say what stands in them.
_SPOKEN = {"about": "person"}


def sentence(error: Mapping[str, Any]) -> str:
    """Return what an error of Pydantic says, without its subject: “is missing”."""
    kind = error["type"]
    # A limit that stands around another check is reported as if the text were a list.
    if kind == "too_long" and isinstance(error["input"], str):
        kind = "string_too_long"
    # The one pattern that is not a slug's.
    if kind == "string_pattern_mismatch" and error["loc"][-1] == "url":
        return "must be an address that begins with http:// or https://"
    # A list to choose from that was left alone.
    if kind in _CHOICES and error["input"] == "" and error["loc"][-1] != "slug":
        return "needs a choice"
    context = error.get("ctx", {})
    if kind == "too_short":
        context = {"min_length": _NUMBERS.get(context["min_length"], context["min_length"])}
    template = _SENTENCES.get(kind)
    return template.format(**context) if template else str(error["msg"])


def told(place: str, says: str) -> str:
    """Return a sentence for who looks at a field: on all of it, or on a place such as ``2.date``.

    A sentence that begins with a quotation has a subject of its own.
    """
    is_whole = says.startswith("“")
    if not place:
        return f"{says}." if is_whole else f"This {says}."
    row, *inner = place.split(".")
    if not row.isdecimal():
        return f"The text for “{place}” {says}."
    if not inner:
        return f"In row {row}, {says}." if is_whole else f"Row {row} {says}."
    what, *numbers = (_SPOKEN.get(part, part) for part in inner)
    subject = " ".join([what.removesuffix("s"), *numbers]) if numbers else f"the {what}"
    return f"In row {row}, {subject} {says}."
