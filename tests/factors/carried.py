"""Packs on their way: archives and workbooks made by hand, and what is said of them."""

import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from factors import archive
from factors.checking import PackError
from factors.records import Pack
from factors.workbook import read_workbook, write_workbook
from tests.factors.packs import FILES, MORE_FILES, as_toml, sound

# What a teacher types who has read no more than the headings: no slug, dates as people write them.
TYPED: dict[str, list[dict[str, Any]]] = {
    "Topic": [{"Title": "The end of the monasteries", "Summary": "They went.", "Starts": 1529, "Ends": "1540"}],
    "Factors": [
        {"Name": "The Crown’s need of money", "Short name": "Money", "Summary": "Land."},
        {"Name": "Reform of religion", "Short name": "Faith", "Summary": "Belief."},
    ],
    "Questions": [
        {"Question": "Why did they fall?", "Starts": 1536.0, "Ends": 1540, "Factors": "Money, reform of religion"}
    ],
    "Sources": [
        {"Type": "Book", "Title": "The Religious Orders, vol. 3", "Authors": "Knowles, David; {Church, Crown}", "Year": 1959, "Seen on": datetime.datetime(2024, 4, 3)},
    ],
    "Historians": [{"Family name": "Knowles", "Given names": "David", "Position": "Money first."}],
    "People": [
        {"Name": "Thomas Cromwell", "Also": "Crum; “Malleus”", "Lived": 1485, "Summary": "A minister.", "Source": "the religious orders, vol. 3"},
    ],
    "Posts": [{"Person": "crum", "Date": "Apr 1534", "Post": "Secretary."}],
    "Evidence": [
        {"Date": "spring 1536", "Old style": "Yes", "Title": 1536, "Text": "An Act.", "Source": "The Religious Orders, vol. 3", "People": "Thomas Cromwell", "Supports: factor 1": "Income.", "Turns against: faith": "Praise."},
    ],
    "Quotations": [
        {"Historian": "Knowles, David", "Text": "These words were written for a test.", "Argues": "Money.", "Source": "the-religious-orders-vol-3", "Tested by": "1536", "Supports: Money": "Yes."},
    ],
    "Quotation notes": [{"Quotation": "These words were written for a test.", "Note": "Invented."}],
    "Views": [{"Entry": "1536", "Holders": "Some", "Claim": "No."}],
    "Tables": [{"Title": "Who left", "Column 1": "Who", "Column 2": "When"}],
    "Table rows": [{"Table": "who left", "Cell 1": "Fisher"}],
    "Notes": [{"Notes": "For colleagues."}, {"Notes": None}, {"Notes": "More."}],
}  # fmt: skip


def toml_files() -> dict[str, bytes]:
    pack = sound()
    return {f"{name}.toml": as_toml(name, pack[name]).encode() for name in (*FILES, *MORE_FILES)}


def zipped_up(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archived:
        for name, content in files.items():
            archived.writestr(zipfile.ZipInfo(name), content, how)
    return packed.getvalue()


def sound_pack() -> Pack:
    return archive.read_zip(zipped_up(toml_files()))


def refused(read: Callable[[], object]) -> list[str]:
    with pytest.raises(PackError) as refusal:
        read()
    return [str(fault) for fault in refusal.value.faults]


def workbook(sheets: dict[str, list[dict[str, Any]]]) -> bytes:
    """Make a workbook by hand, as a teacher’s program does."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        sheet.append(headings)
        for row in rows:
            sheet.append([row.get(heading) for heading in headings])
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def changed(change: Callable[[openpyxl.Workbook], object], data: bytes | None = None) -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(data or write_workbook(sound_pack())))
    change(made)
    return saved(made)


def refused_workbook(data: bytes) -> list[str]:
    return refused(lambda: read_workbook(data))
