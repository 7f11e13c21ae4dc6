"""A roster as it is pasted or sent in a file: who is on it, in plain values."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factors.csvfile import read_cells
from factors.sheets.cells import Broken, Cell, read_text
from factors.workbook import OLD, ZIP, read_first_sheet
from factors.zipped import refusal

MAX_BYTES = 1_000_000
# More than any school pastes by mistake; each line is shown again.
MAX_LINES = 2000

_HEADINGS = {
    heading: field
    for field, headings in {
        "name": "name, names, full name, student, students, student name, pupil, pupils, "
        "pupil name, learner",
        "first": "first name, first names, firstname, forename, forenames, given name, "
        "given names, first",
        "last": "surname, last name, lastname, family name, last",
        "username": "user name, username, user, login, login name, user id",
    }.items()
    for heading in headings.split(", ")
}

# Nothing that a formula has: letters of any script, spaces, and what stands between letters. The
# spaces after the comma are not given back: else a line of them takes the square of their number.
_TURNED = re.compile(r"([^,;:=()<>\[\]\"/\n]+),\s*+([^,;:=()<>\[\]\"/\n]*[^,;:=()<>\[\]\"/\s])")


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody on a roster: the ``line`` they stand on, and the user name that they have there.

    ``broken`` says why a cell could not be read. ``take`` is a tick of the teacher’s beside it.
    """

    line: int
    name: str
    username: str = ""
    broken: str = ""
    take: bool | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is on a roster, in its order, and what is to be said of how it was read."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


def read_paste(text: str) -> Roster:
    """Return who is on the lines of a box: a name on each, or columns of a spreadsheet.

    Raises ``PackError`` for what no class is as long as.
    """
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    heading = next((line for line in lines if line.strip()), "")
    # Under one heading alone a comma is part of a name: “Raman, Priya”.
    marks = [mark for mark in ",;" if mark in heading and _fields(heading.split(mark))]
    mark = "\t" if "\t" in text else marks[0] if marks else None
    return _read([line.split(mark) if mark else [line] for line in lines], is_paste=True)


def read_file(name: str, data: bytes) -> Roster:
    """Return who is in a file that was sent: CSV, or a workbook, whatever its name says.

    Raises ``PackError`` for what is neither, and for what no class is as long as.
    """
    if len(data) > MAX_BYTES:
        raise refusal(f"is larger than {MAX_BYTES:,} bytes", name)
    if data.startswith((OLD, ZIP)):
        return _read(read_first_sheet(data))
    rows = read_cells(name, data)
    if any("\0" in cell for row in rows for cell in row):
        raise refusal("is not text; save it as .csv or .xlsx", name)
    return _read(rows)


def _read(rows: Iterable[Sequence[Cell]], *, is_paste: bool = False) -> Roster:
    written = [(line, row) for line, row in enumerate(rows, 1) if any(map(_says_something, row))]
    if len(written) > MAX_LINES:
        raise refusal(f"has more than {MAX_LINES:,} lines", "This list")
    fields = _fields(written[0][1]) if written else {}
    if fields:
        return _with_headings(written, fields)
    # Somebody wrote “Raman, Priya” by hand: a program puts no space there.
    if not is_paste and written and all(_is_turned(row) for _, row in written):
        written = [(line, [", ".join(map(str, row))]) for line, row in written]
    return Roster(
        tuple(_entry(line, row[:1], row[1:2] if is_paste else ()) for line, row in written),
        _unread(written, 2 if is_paste else 1),
    )


def _with_headings(written: Sequence[tuple[int, Sequence[Cell]]], fields: dict[str, int]) -> Roster:
    (_, headings), *rest = written
    if fields.keys() == {"username"}:
        raise refusal("has no column of names; call it “Name”", "This list")
    others = [
        f"“{str(cell).strip()[:40]}”"
        for position, cell in enumerate(headings)
        if _says_something(cell) and position not in fields.values()
    ]
    notes = (f"Not read, as no account needs it: {', '.join(others[:10])}.",) if others else ()
    names = [fields["name"]] if "name" in fields else _positions(fields, "first", "last")
    user = _positions(fields, "username")
    if fields.keys() == {"name"} and len(headings) == 1:
        rest = [(line, _joined(row)) for line, row in rest]
    return Roster(
        tuple(
            Entry(line, " ".join(_words(row)), broken="The line has more cells than headings.")
            if any(map(_says_something, row[len(headings) :]))
            else _entry(line, _at(row, names), _at(row, user))
            for line, row in rest
        ),
        notes,
    )


def _unread(written: Sequence[tuple[int, Sequence[Cell]]], width: int) -> tuple[str, ...]:
    if not any(any(map(_says_something, row[width:])) for _, row in written):
        return ()
    what = "the first column" if width == 1 else "the first two columns"
    return (
        f"No headings were found, so only {what} was read. "
        "Put “Name” above the names and “User name” above the user names to have both.",
    )


def _fields(row: Sequence[Cell]) -> dict[str, int]:
    """Return where each column stands, or nothing where the row is none of headings."""
    found: dict[str, int] = {}
    for position, cell in enumerate(row):
        heading = " ".join(str(cell).replace("_", " ").casefold().split())
        if heading in _HEADINGS:
            found.setdefault(_HEADINGS[heading], position)
    return found


def _positions(fields: dict[str, int], *names: str) -> list[int]:
    return [fields[name] for name in names if name in fields]


def _at(row: Sequence[Cell], positions: Iterable[int]) -> list[Cell]:
    return [row[position] for position in positions if position < len(row)]


def _entry(line: int, names: Sequence[Cell], usernames: Sequence[Cell]) -> Entry:
    try:
        parts = [read_text(cell) for cell in names]
        username = "".join(map(read_text, usernames)).strip()
    except ValueError as error:
        return Entry(line, "", broken=f"A cell {error}.")
    name = turned(parts[0]) if len(parts) == 1 else " ".join(part for part in parts if part)
    # Line breaks stay, to be found fault with: so a whole file looks after a stray quotation mark.
    return Entry(line, re.sub(r"[^\S\n]+", " ", name).strip(), username)


def turned(name: str) -> str:
    """Return “Surname, First” as “First Surname”, and anything else as it is."""
    parts = _TURNED.fullmatch(name.strip())
    return f"{parts[2]} {parts[1]}" if parts else name


def _is_turned(row: Sequence[Cell]) -> bool:
    return len(row) == 2 and str(row[0]).strip() != "" and str(row[1]).startswith(" ")


def _joined(row: Sequence[Cell]) -> Sequence[Cell]:
    """Return “Raman” and “Priya” as one cell again, and anything else as it is."""
    words = _words(row)
    return [", ".join(words)] if len(row) == len(words) == 2 else row


def _words(row: Sequence[Cell]) -> list[str]:
    return [cell for cell in row if isinstance(cell, str) and cell.strip()]


def _says_something(cell: Cell) -> bool:
    return isinstance(cell, Broken) or (cell is not None and str(cell).strip() != "")
