"""What is held on somebody as a PDF, to be read by people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import typst
from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.exports.sheet import line, lines
from essayplanner.exports.text import printable
from essayplanner.exports.typeset import Sheet
from essayplanner.privacy.gathering import Row, read
from essayplanner.privacy.held import HELD, Held

# Letters that one paper holds: some two hundred sides. The file for programs has all.
MOST_LETTERS = 600_000

# What is told of a record of the library; whoever wants its source in full has it there.
_BRIEF = ("historian", "date_text", "title", "text", "page", "locator", "source")
_LABELS = {f"weighed_{number}": f"weighed by criterion {number}" for number in (1, 2, 3)}

_SHEET = Sheet("held", lambda _plan, _told: {})


def render(person: Person, user: User | None, now: datetime) -> bytes:
    """Return all that is held on somebody as a PDF: each row under the one that it is part of.

    Earlier versions are named by their day. What is more than ``MOST_LETTERS`` is left to the
    JSON, and the paper says so.
    """
    rows, full = _read(person, user)
    top, below = _nested(rows)
    day = timezone.localtime(now)
    values = {
        "title": "Everything that Essay Planner holds on you",
        "who": line(printable(str(user))) if user else "the plans of this browser",
        "full": full,
        "sections": [
            {
                "called": f"{held.called[0].upper()}{held.called[1:]}",
                "leaving": held.leaving,
                "rows": [list(_told(held, row, below, 0)) for row in top[held.key]],
            }
            for held in HELD
            if top[held.key]
        ],
        "without": _left_out({key for key, found in rows.items() if found}),
        "paper": "a4",
        "origin": "",
        "made": f"{day.day} {day:%B %Y}",
        "too_long": "",
    }
    try:
        return _SHEET.made(values, pdf_standards="ua-1")
    except typst.TypstError:  # as of every paper: it is better without the standard than not at all
        return _SHEET.made(values)


def _read(person: Person, user: User | None) -> tuple[dict[str, list[Row]], bool]:
    """Return the rows by what they are called, and whether there are more than paper holds."""
    rows: dict[str, list[Row]] = defaultdict(list)
    letters = 0
    for held in HELD:
        for row in read(held, person, user, whole=False):
            letters += _size(row)
            if letters > MOST_LETTERS:
                return rows, True
            rows[held.key].append(row)
    return rows, False


def _size(value: Any) -> int:
    if isinstance(value, Mapping):
        return 20 + sum(map(_size, value.values()))
    if isinstance(value, list | tuple):
        return 20 + sum(map(_size, value))
    # A short line takes as much to set as a long one.
    return len(text := str(value)) + 80 * text.count("\n") if value else 0


_Below = Mapping[tuple[str, Any], list[tuple[Held, Row]]]


def _nested(rows: Mapping[str, list[Row]]) -> tuple[Mapping[str, list[Row]], _Below]:
    """Part rows into those that stand by themselves and those below another, by its table and key.

    A row whose one above is not handed out stands by itself.
    """
    known = {
        (held.model, row["id"]) for held in HELD for row in rows[held.key] if "id" in held.columns
    }
    top: dict[str, list[Row]] = defaultdict(list)
    below: dict[tuple[str, Any], list[tuple[Held, Row]]] = defaultdict(list)
    for held in HELD:
        for row in rows[held.key]:
            above = (held.above, row.get(held.of))
            if held.of and above in known:
                below[above].append((held, row))
            else:
                top[held.key].append(row)
    return top, below


def _told(held: Held, row: Row, below: _Below, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the lines that a row is told in: what is empty is left out."""
    told = {key: value for key, value in row.items() if key not in ("id", held.of)}
    if held.brief:
        yield _line(depth, str(row["kind"]), _brief(row["item"]))
    else:
        yield from _lines(told, depth)
    kind = ""
    for under, one in below.get((held.model, row.get("id")), ()):
        if under.key != kind:
            yield {"depth": depth + 1, "label": "", "text": _name(under.called), "head": True}
        elif not under.brief:
            yield {"depth": depth + 1, "label": "", "text": "", "head": False}
        kind = under.key
        yield from _told(under, one, below, depth + 1)


def _lines(values: Mapping[str, Any], depth: int) -> Iterator[dict[str, Any]]:
    for key, value in values.items():
        if isinstance(value, Mapping) and value:
            yield _line(depth, key, "")
            yield from _lines(value, depth + 1)
        elif isinstance(value, list | tuple) and any(isinstance(x, Mapping | list) for x in value):
            for number, one in enumerate(value, 1):
                named = one if isinstance(one, Mapping) else dict(enumerate(map(_plain, one), 1))
                yield _line(depth, f"{key} {number}", "")
                yield from _lines({str(name): x for name, x in named.items()}, depth + 1)
        elif value and (text := _plain(value)):
            yield _line(depth, key, text)


def _line(depth: int, key: str, text: str) -> dict[str, Any]:
    return {
        "depth": min(depth, 6),
        "label": _name(line(printable(_LABELS.get(key, key).replace("_", " ")))),
        "text": lines(printable(text)),
        "head": False,
    }


def _brief(item: Any) -> str:
    """Return a piece of evidence or a quotation in one line; of one's own, every word of it."""
    if isinstance(item, Mapping):
        source = item.get("source")
        label = source.get("label") if isinstance(source, Mapping) else ""
        whole = item.get("own") or "text" not in item
        of_item = item if whole else {name: item.get(name) for name in _BRIEF} | {"source": label}
        texts = [_brief(value) for name, value in of_item.items() if name not in ("key", "own")]
    elif isinstance(item, list | tuple):
        texts = [_brief(value) for value in item]
    else:
        return _plain(item)
    return ", ".join(text for text in texts if text)


def _name(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _plain(value: Any) -> str:
    """Return a value in words: empty for what says nothing."""
    if value is None:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{local.day} {local:%B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return str(value)


def _left_out(there: Iterable[str]) -> list[str]:
    """Say what is held and not shown, and why, of the kinds that there are."""
    said = []
    for held in HELD:
        if held.key in there:
            for column, why in held.left_out.items():
                said.append(f"{_name(held.called)}: {column.replace('_', ' ')} ({why})")
            said += [f"{_name(held.called)}: {key} (in the JSON file)" for key in held.long]
    return said
