"""Sheets of a topic pack as CSV, as spreadsheet programs of every kind save them."""

import csv
import io
import re
from collections.abc import Mapping

from factors.checking import Fault, PackError
from factors.pack import MAX_BYTES
from factors.records import Pack
from factors.sheets import layout
from factors.sheets.reading import Rows, read_sheets
from factors.sheets.writing import write_sheets
from factors.zipped import SENT, refusal, zip_files

# A spreadsheet program evaluates text that begins so, unless an apostrophe stands before it.
_EVALUATED = re.compile(r"'*[=+\-@\t]")


def read_csv(name: str, data: bytes, base: Pack) -> Pack:
    """Return ``base`` with one sheet replaced by a file that is named like it.

    Raises ``PackError`` with every fault.
    """
    sheets: dict[str, Rows] = dict(write_sheets(base))
    return read_sheets(sheets | {_sheet(name): read_cells(name, data)})


def read_csvs(files: Mapping[str, bytes]) -> Pack:
    """Return the pack in files that are named like its sheets. Raises ``PackError``."""
    sheets: dict[str, Rows] = {}
    faults: list[Fault] = []
    for name, data in files.items():
        try:
            if _sheet(name) in sheets:
                raise refusal("is a sheet that stands twice", name)
            sheets[_sheet(name)] = read_cells(name, data)
        except PackError as error:
            faults += error.faults
    if faults:
        raise PackError(faults)
    return read_sheets(sheets)


def write_csv_zip(pack: Pack | None) -> bytes:
    """Return the pack’s sheets as CSV files, or empty ones to fill in, zipped."""
    return zip_files({f"{name}.csv": _csv(rows) for name, rows in write_sheets(pack).items()})


def _csv(rows: Rows) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
    # The mark by which Excel knows UTF-8.
    return text.getvalue().encode("utf-8-sig")


def guarded(cell: object) -> object:
    """Return a cell that no spreadsheet program evaluates; ``read_cells`` undoes it."""
    return f"'{cell}" if isinstance(cell, str) and _EVALUATED.match(cell) else cell


def _plain(cell: str) -> str:
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    return text[1:] if text.startswith("'") and _EVALUATED.match(text) else text


def _sheet(name: str) -> str:
    """Return the sheet that a file is named after, in any case and with any marks for spaces."""
    stem, _, suffix = name.rpartition(".")
    wanted = " ".join(re.split(r"[\s_-]+", stem.casefold()))
    for sheet in (*(sheet.name for sheet in layout.SHEETS), layout.NOTES):
        if suffix.casefold() == "csv" and sheet.casefold() == wanted:
            return sheet
    raise refusal("is not named like a sheet of a topic pack, such as Evidence.csv", name or SENT)


def read_cells(name: str, data: bytes) -> list[list[str]]:
    """Return the cells of a file of CSV, as text and never evaluated. Raises ``PackError``."""
    text = _decoded(name, data)
    heading = text.partition("\n")[0]
    mark = max(",;\t", key=heading.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            rows.append([_plain(cell) for cell in row])
            if len(rows) > layout.MAX_ROWS + 1:
                raise refusal(f"has more than {layout.MAX_ROWS:,} rows", name)
            if len(row) > layout.MAX_COLUMNS:
                raise refusal(f"has more than {layout.MAX_COLUMNS} columns", name)
    except csv.Error:
        raise refusal("cannot be read as CSV", name) from None
    return rows


def _decoded(name: str, data: bytes) -> str:
    """Return text in UTF-8 or UTF-16 with its mark, or else as old Windows programs write it."""
    if not data:
        raise refusal("is empty", name)
    if len(data) > MAX_BYTES:
        raise refusal(f"is larger than {MAX_BYTES:,} bytes", name)
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refusal("is not text in UTF-8, UTF-16 or Windows-1252", name)
