"""A plan as a file: its Outline as JSON, in an envelope that says what it is.

That is how a plan travels from one server to another, so what stands in a file may be anything.
"""

import json
from typing import Any

import pydantic
import pydantic_core

from essayplanner.argument.outline import Outline, from_plain, to_json

FORMAT = "Essay Planner plan file"
# To be raised whenever an Outline holds something that an older program would drop.
VERSION = 2


class PlanFileError(ValueError):
    """Why a file is not opened, in a sentence for whoever chose it."""


def write(outline: Outline) -> bytes:
    """Write a plan as a file that ``read`` reads back to an equal value."""
    envelope = {"format": FORMAT, "version": VERSION, "plan": json.loads(to_json(outline))}
    return (json.dumps(envelope, ensure_ascii=False, indent=2) + "\n").encode()


def read(data: bytes, longest: int) -> Outline:
    """Read the plan in a file, with line breaks as they are kept here.

    Raises ``PlanFileError`` for what is no plan file, comes from a newer program, or holds a text
    with more than so many characters or with one that no database keeps.
    """
    try:
        # Unlike Python's own reader, this one gives up on what is nested too deep.
        envelope = pydantic_core.from_json(data.decode("utf-8-sig"))
    except ValueError:
        raise PlanFileError(
            "This is not a plan file: it cannot be read as JSON. A plan file comes from "
            "“Plan file” under “Papers and files” in the menu of a plan, and its name ends in "
            ".json."
        ) from None
    if not isinstance(envelope, dict) or envelope.get("format") != FORMAT:
        raise PlanFileError(
            "This is JSON, but not a plan file. A plan file comes from “Plan file” under “Papers "
            "and files” in the menu of a plan."
        )
    _check_version(envelope.get("version"))
    plain = _clean(envelope.get("plan"), longest)
    try:
        outline = from_plain(plain)
    except pydantic.ValidationError as error:
        raise PlanFileError(_damaged(error.errors()[0]["loc"])) from None
    _check_complete(plain, json.loads(to_json(outline)))
    return outline


def _check_version(version: object) -> None:
    if type(version) is not int or version < 1:
        raise PlanFileError("This plan file does not say its version, so it cannot be read.")
    if version > VERSION:
        raise PlanFileError(
            "This plan file was made by a newer Essay Planner than this one. Whoever runs this "
            "site has to update it first."
        )


def _damaged(place: tuple[int | str, ...]) -> str:
    names = [str(part + 1) if isinstance(part, int) else part for part in place]
    where = f" The fault is at: {' › '.join(names)}." if names else ""
    return f"This plan file is damaged, so nothing of it was opened.{where}"


def _clean(value: Any, longest: int) -> Any:
    """Return a plain value with the line breaks of every text as they are kept here."""
    if isinstance(value, list):
        return [_clean(item, longest) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item, longest) for key, item in value.items()}
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise PlanFileError("A text in this file has a character in it (NUL) that cannot be kept.")
    if len(text) > longest:
        raise PlanFileError(
            f"The text in this file that begins “{text[:40]}” has {len(text)} characters, and one "
            f"box holds {longest}."
        )
    return text


def _check_complete(plain: Any, read: Any) -> None:
    """Refuse a file of which something would be left out without a word."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            if key not in read:
                raise PlanFileError(
                    f"This plan file has something in it that is no part of a plan: “{key[:40]}”."
                )
            _check_complete(value, read[key])
    elif isinstance(plain, list):
        for value, other in zip(plain, read, strict=True):
            _check_complete(value, other)
