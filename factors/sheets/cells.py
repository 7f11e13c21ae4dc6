"""What one cell may hold: each kind of value as a person reads and types it."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from factors.checking import Fault
from factors.dates import HistoricalDate
from factors.records import MAX_PARTS, SOURCE_TYPES
from factors.typed_dates import parse_date


@dataclass(frozen=True, slots=True)
class CellFault(Fault):
    """A fault of a sheet: ``file`` is its name, ``record`` the row, ``field`` the heading."""

    def __str__(self) -> str:
        row = f", {self.record}" if self.record else ""
        column = f", column “{self.field}”" if self.field else ""
        return f"{self.file}{row}{column}: {self.says}."


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that holds something other than a value, such as a formula. ``says`` is the fault."""

    says: str


Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | Broken | None


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value is written to a cell and read from one that is not empty.

    ``read`` raises ``ValueError``, with a sentence, for what the cell may not hold. ``exact`` says
    that spaces alone are a value too.
    """

    write: Callable[[Any], str | int]
    read: Callable[[Cell], Any]
    exact: bool = False


def read_text(cell: Cell) -> str:
    """Return a cell as text, as it stands there."""
    if isinstance(cell, Broken):
        raise ValueError(cell.says)
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        raise ValueError("has been turned into a date; format the cell as text and type it again")
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _stripped(cell: Cell) -> str:
    return read_text(cell).strip()


def _read_year(cell: Cell) -> int:
    text = _stripped(cell)
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise ValueError(f"“{text}” is not a year")
    return int(text)


def _read_flag(cell: Cell) -> bool:
    text = _stripped(cell).casefold()
    if text in ("yes", "y", "true"):
        return True
    if text in ("no", "n", "false"):
        return False
    raise ValueError("must be yes or no")


def _read_date(cell: Cell) -> str:
    if isinstance(cell, datetime.datetime):
        cell = cell.date()
    return cell.isoformat() if isinstance(cell, datetime.date) else parse_date(read_text(cell))


def _write_date(edtf: str) -> str:
    """Write a date as people read it, where that can be read back, and as EDTF elsewhere."""
    words = str(HistoricalDate.parse(edtf))
    try:
        return words if parse_date(words) == edtf else edtf
    except ValueError:
        return edtf


# Labels of an earlier version, which stand in workbooks that were written with it.
_OLD_TYPES = {"entry in an encyclopedia": "entry-encyclopedia"}
_TYPES = _OLD_TYPES | {
    name.casefold(): key for key, label in SOURCE_TYPES.items() for name in (key, label)
}


def _read_type(cell: Cell) -> str:
    found = _TYPES.get(" ".join(_stripped(cell).casefold().split()))
    if found is None:
        *labels, last = SOURCE_TYPES.values()
        raise ValueError(f"must be one of: {', '.join(labels)} or {last}")
    return found


# A part in double quotes, in which a double quote stands twice. Every repeat is possessive, so that
# no text takes long to refuse.
_QUOTED = r'"((?:[^"]|"")*+)"\s*+'
_ITEM = re.compile(rf'\s*+(?:{_QUOTED}|([^\s";][^;]*+))?+(?:;|\Z)')
_PERSON = re.compile(
    rf'\s*+(?:{_QUOTED}|([^\s",;{{}}][^,;{{}}]*+))?+'
    rf'(,\s*+(?:{_QUOTED}|([^\s";{{}}][^;{{}}]*+))?+)?+'
    rf'(\{{\s*+(?:{_QUOTED}|([^\s"{{}}][^{{}}]*+))?+\}}\s*+)?+(?:;|\Z)'
)


def _matches(pattern: re.Pattern[str], text: str, says: str) -> Iterable[re.Match[str]]:
    position = count = 0
    while position < len(text):
        match = pattern.match(text, position)
        if match is None:
            raise ValueError(says)
        position = match.end()
        if match[0].strip("; \n\t"):
            if (count := count + 1) > MAX_PARTS:
                raise ValueError(f"may hold at most {MAX_PARTS}")
            yield match


def _part(quoted: str | None, plain: str | None) -> str:
    return quoted.replace('""', '"') if quoted is not None else (plain or "").rstrip()


def _quoted(text: str, special: str) -> str:
    """Put double quotes round what would be read otherwise without them."""
    if text == text.strip() and text[:1] != '"' and not set(text) & set(special):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _read_list(cell: Cell) -> list[str]:
    says = "cannot be read; write the entries as: one; two; three"
    return [_part(*match.groups()) for match in _matches(_ITEM, read_text(cell), says)]


def _write_list(items: list[str]) -> str:
    return "; ".join(_quoted(item, ";") for item in items)


def _read_people(cell: Cell) -> list[dict[str, str]]:
    says = "cannot be read; write the names as: Family, Given; Family, Given; {Name of a body}"
    found = []
    for match in _matches(_PERSON, read_text(cell), says):
        groups = match.groups()
        parts = {
            "family": _part(groups[0], groups[1]),
            "given": _part(groups[3], groups[4]),
            "literal": _part(groups[6], groups[7]),
        }
        found.append({key: part for key, part in parts.items() if part})
    return found


def _write_people(people: list[Mapping[str, str]]) -> str:
    return "; ".join(map(_write_person, people))


def _write_person(person: Mapping[str, str]) -> str:
    family, given = _quoted(person["family"], ",;{}"), _quoted(person["given"], ";{}")
    name = f"{family}, {given}" if given else family
    body = _quoted(person["literal"], "{}")
    return f"{name} {{{body}}}".lstrip() if body or not name else name


TEXT = Kind(str, read_text, exact=True)
SLUG = Kind(str, _stripped)
YEAR = Kind(int, _read_year)
FLAG = Kind(lambda value: "yes" if value else "", _read_flag)
DATE = Kind(_write_date, _read_date)
TYPE = Kind(SOURCE_TYPES.__getitem__, _read_type)
LIST = Kind(_write_list, _read_list)
PEOPLE = Kind(_write_people, _read_people)
# One slug or name, and several; which record they name is found once every sheet has been read.
LINK = Kind(str, _stripped)
LINKS = Kind(", ".join, _stripped)
# Several cells of a row each: one for every factor, and a fixed number.
BEARINGS = Kind(str, read_text, exact=True)
NUMBERED = Kind(str, read_text, exact=True)
