"""Saved comments as CSV: a row each, of the columns ``COLUMNS``."""

import csv
import io
from collections.abc import Iterable

from essayplanner.reviews.models import SavedComment
from factors.checking import PackError
from factors.csvfile import guarded, read_cells

COLUMNS = ("code", "text", "shared", "question")
MOST_ROWS, MOST_BYTES = 500, 1_000_000
LONGEST_QUESTION = 1000
_YES = {"yes", "y", "true", "1", "x", "shared"}
_NO = {"", "no", "n", "false", "0"}

Row = dict[str, str | bool]


class FileError(Exception):
    """A file of which nothing can be taken, in a sentence."""


def write(rows: Iterable[SavedComment]) -> bytes:
    """Return saved comments as a file, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (row.code, row.text, "yes" if row.shared else "no", row.question)
        writer.writerow(map(guarded, cells))
    return text.getvalue().encode("utf-8-sig")


def read(name: str, data: bytes) -> tuple[list[tuple[int, Row]], list[str]]:
    """Return the rows of a file, each with its number, and a sentence for each that is unsound.

    Raises ``FileError``.
    """
    try:
        heading, *cells = read_cells(name, data)
    except PackError as error:
        raise FileError(" ".join(map(str, error.faults))) from None
    except ValueError:
        raise FileError("The file is empty.") from None
    columns = [cell.strip().casefold() for cell in heading]
    if not {"code", "text"} <= set(columns):
        raise FileError("The first row has to say which column is “code” and which is “text”.")
    if len(cells) > MOST_ROWS:
        raise FileError(f"The file has more than {MOST_ROWS} rows. Nothing of it was taken.")
    rows: list[tuple[int, Row]] = []
    faults: list[str] = []
    for number, row in enumerate(cells, start=2):
        if not "".join(row).strip():
            continue
        said = dict(zip(columns, row, strict=False))
        shared = said.get("shared", "").strip().casefold()
        if shared not in _YES | _NO:
            faults.append(f"Row {number}: “shared” is neither yes nor no.")
            continue
        values: Row = {key: said.get(key, "") for key in COLUMNS}
        rows.append((number, {**values, "shared": shared in _YES}))
    return rows, faults
