"""A topic pack as an Excel workbook: a sheet for each table, filled in as teachers do."""

import datetime
import io
import re
import warnings
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader

from factors.checking import PackError
from factors.records import Pack
from factors.sheets import layout
from factors.sheets.cells import Broken, Cell, CellFault
from factors.sheets.reading import Rows, read_sheets
from factors.sheets.writing import write_sheets
from factors.workbook_look import MAX_CELL, dress, explain, fill
from factors.zipped import SENT, refusal, unzip

T = TypeVar("T")

# The most elements of XML, which take long to read.
_MAX_MARKS = 1_000_000
_TOO_LONG = f"has more than the {MAX_CELL:,} characters that a cell can hold"
_LAST_ROW = 1_048_576
# Twice as many as a topic pack has.
_MAX_SHEETS = 40
# The longest format of numbers that Excel keeps.
_MAX_FORMAT = 255

# What begins an old workbook, and any that is locked with a password.
OLD = b"\xd0\xcf\x11\xe0"
ZIP = b"PK"

# A workbook writes what XML cannot: U+FFFE as “_xFFFE_”, and a “_” before such a code as “_x005F_”.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_CODE = re.compile(r"_x(005F_(?=x[0-9A-Fa-f]{4}_)|(?:00[01][0-9A-F]|FFF[EF])_)")


def write_workbook(pack: Pack | None) -> bytes:
    """Return the pack as a workbook, or without one the empty workbook to fill in.

    No text of the pack is ever a formula. Raises ``PackError`` where a text is too long for a cell.
    """
    workbook = Workbook()
    explain(workbook.worksheets[0])
    for name, rows in write_sheets(pack).items():
        sheet = workbook.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for position, cell in enumerate(row, 1):
                if cell is not None:
                    value = _written(cell, name, number, str(rows[0][position - 1]))
                    fill(sheet, number, position, value)
        dress(sheet, len(rows[0]), is_empty=pack is None)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def _written(cell: str | int, sheet: str, row: int, heading: str) -> str | int:
    if isinstance(cell, int):
        return cell
    text = _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", cell)
    if len(text.encode("utf-16-le")) > 2 * MAX_CELL:
        raise PackError([CellFault(sheet, f"row {row}", heading, _TOO_LONG)])
    return text


def read_workbook(data: bytes) -> Pack:
    """Return the pack in a workbook. Nothing in it is evaluated.

    Raises ``PackError`` with every fault, each with its sheet, row and column.
    """
    return read_sheets(_read_sheets(data, _sheets))


def read_first_sheet(data: bytes) -> Rows:
    """Return the cells of the first sheet of any workbook that says something.

    Nothing in it is evaluated. Raises ``PackError``.
    """
    return _read_sheets(data, _first)


def _read_sheets(data: bytes, read: Callable[[Sequence[Any]], T]) -> T:
    """Return what ``read`` makes of a workbook’s sheets, once it is known to be harmless."""
    if data.startswith(OLD):
        raise refusal("is an old workbook or locked with a password; save it as .xlsx without one")
    if data and not data.startswith(ZIP):
        raise refusal("is not an .xlsx workbook")
    files = unzip(data)
    types = files.get("[Content_Types].xml")
    if types is None or "xl/workbook.xml" not in files:
        raise refusal("is not an .xlsx workbook")
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in files):
        raise refusal("holds macros; save it as .xlsx, without them")
    try:
        with warnings.catch_warnings():
            # What this reader passes over, such as charts, is nothing that a pack needs.
            warnings.simplefilter("ignore")
            _check_size(data, files)
            _check_sheets(_reader(data))
            reader = _reader(data)
            reader.read()
            return read(reader.wb.worksheets)
    except PackError:
        raise
    # A damaged workbook fails inside the reader in more ways than it documents.
    except Exception:
        raise refusal("is damaged; open it, save it again as .xlsx, and send that") from None


def _check_size(data: bytes, files: dict[str, bytes]) -> None:
    """Refuse what would take long to read, and name the sheet that is to blame."""
    marks = {name: content.count(b"<") for name, content in files.items()}
    if sum(marks.values()) <= _MAX_MARKS:
        return
    largest = max(marks, key=lambda name: marks[name])
    named = SENT
    # A list of sheets that is itself too long is not read.
    if largest.startswith("xl/worksheets/") and sum(marks.values()) - marks[largest] < _MAX_MARKS:
        titles = {part.target: _name(sheet.name) for sheet, part in _listed(_reader(data))}
        named = titles.get(largest, SENT)
    raise _refusal(
        named,
        f"holds too many cells: a sheet may have {layout.MAX_ROWS:,} rows and "
        f"{layout.MAX_COLUMNS} columns; delete the empty ones below and beside yours",
    )


def _listed(reader: Any) -> list[tuple[Any, Any]]:
    """Return the sheets that a workbook lists, none of which is read, each with its part."""
    reader.read_manifest()
    reader.read_workbook()
    if len(reader.parser.sheets) > _MAX_SHEETS:
        raise refusal(f"holds more than {_MAX_SHEETS} sheets")
    return list(reader.parser.find_sheets())


def _reader(data: bytes) -> Any:
    return ExcelReader(io.BytesIO(data), read_only=True, keep_links=False)


def _check_sheets(reader: Any) -> None:
    """Refuse two sheets of one name, and a sheet that is listed again under another name.

    To read a sheet takes long, however often it is listed.
    """
    names: set[str] = set()
    parts: set[str] = set()
    for sheet, part in _listed(reader):
        name = _name(sheet.name)
        if name in names:
            raise _refusal(name, "is a sheet that stands twice")
        if part.target in parts:
            raise refusal("lists one sheet under two names; save it again as .xlsx")
        names.add(name)
        parts.add(part.target)


_KNOWN = {
    name.casefold(): name
    for name in (*(sheet.name for sheet in layout.SHEETS), layout.NOTES, layout.README)
}


def _name(title: str) -> str:
    return _KNOWN.get(title.strip().casefold(), title)


def _sheets(sheets: Sequence[Any]) -> dict[str, Rows]:
    """Return the cells of each sheet, and none of a sheet that no pack has."""
    known = _KNOWN.keys() - {layout.README.casefold()}
    return {
        (name := _name(sheet.title)): _rows(sheet, name) if name.casefold() in known else []
        for sheet in sheets
    }


def _first(sheets: Sequence[Any]) -> Rows:
    read = (_rows(sheet, sheet.title) for sheet in sheets)
    return next((rows for rows in read if any(map(any, rows))), [])


def _rows(sheet: Any, name: str) -> list[list[Cell]]:
    """Return a sheet’s cells."""
    # What a sheet says of its own size hides the cells beyond it.
    sheet.reset_dimensions()
    rows: list[list[Cell]] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        if len(row) > layout.MAX_COLUMNS:
            raise _refusal(name, f"has more than {layout.MAX_COLUMNS} columns")
        if number <= layout.MAX_ROWS + 1:
            rows.append([_read(cell) for cell in row])
        # Rows may go on without saying anything: they were formatted.
        elif number > _LAST_ROW or any(cell.value not in (None, "") for cell in row):
            raise _refusal(name, f"has more than {layout.MAX_ROWS:,} rows")
    return rows


def _refusal(sheet: str, says: str) -> PackError:
    return PackError([CellFault(sheet, "", "", says)])


def _read(cell: Any) -> Cell:
    value = cell.value
    # Before any copy: one long text can stand in every cell without making the file larger.
    if isinstance(value, str) and len(value) > MAX_CELL:
        return Broken(_TOO_LONG)
    if cell.data_type == "f":
        return Broken("holds a formula; write its value instead")
    if cell.data_type == "e":
        return Broken(f"holds the error {value}")
    if isinstance(value, str):
        text = _CODE.sub(lambda code: chr(int(code[1][:4], 16)), value)
        return text.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, datetime.datetime):
        return _as_shown(value, cell.number_format)
    return value  # type: ignore[no-any-return]


def _as_shown(date: datetime.datetime, number_format: str) -> Cell:
    """Return a date as precise as its cell shows it: Excel makes a day of “May 1924”."""
    letters = re.sub(r'\[[^]]*]|"[^"]*"|\\.', "", number_format[:_MAX_FORMAT]).casefold()
    if "d" in letters or "y" not in letters:
        return date
    return f"{date:%Y-%m}" if "m" in letters else f"{date:%Y}"
