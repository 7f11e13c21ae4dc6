"""A table as a file for spreadsheets, in which no program takes a text for a formula."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from essayplanner.exports.text import cleaned
from factors.csvfile import guarded
from factors.workbook_look import MAX_CELL, fill

Value: TypeAlias = str | int | float | datetime | None
_WHEN = "yyyy-mm-dd hh:mm"
_WIDTHS = (28, 16)


def write_csv(rows: Iterable[Sequence[Value]]) -> bytes:
    """Write a table as CSV, in UTF-8 with the mark by which Excel knows it.

    Times are as in ISO 8601, on the school's clock and with its distance from UTC.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> object:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return guarded(cleaned(value)) if isinstance(value, str) else value


def write_xlsx(rows: Iterable[Sequence[Value]]) -> bytes:
    """Write a table as a workbook of one sheet. Times are those of the school's clock."""
    book = Workbook()
    sheet = book.worksheets[0]
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if isinstance(value, str):
                fill(sheet, at, column, cleaned(value)[:MAX_CELL])
            elif isinstance(value, datetime):
                # Excel knows no time zones.
                sheet.cell(at, column, timezone.localtime(value).replace(tzinfo=None))
                sheet.cell(at, column).number_format = _WHEN
            elif value is not None:
                sheet.cell(at, column, value)
    for column in range(1, sheet.max_column + 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[column > 1]
    sheet.freeze_panes = "B2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


# How a table is written in each form, and the type of its content.
FORMS: Mapping[str, tuple[Callable[[Iterable[Sequence[Value]]], bytes], str]] = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        write_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
