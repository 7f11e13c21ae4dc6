"""Reading a roster: whatever is pasted or sent, each line is somebody, or is found fault with."""

import csv
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.classes.roster_reading import MAX_BYTES, MAX_LINES, Entry, read_file, read_paste
from essayplanner.classes.usernames import propose
from factors.checking import PackError


def _pairs(entries: tuple[Entry, ...]) -> list[tuple[int, str, str]]:
    return [(entry.line, entry.name, entry.username) for entry in entries]


def _workbook(*rows: tuple[object, ...]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.worksheets[0].append(list(row))
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Priya Raman\n\n  \r\nAmir Khan", [(1, "Priya Raman", ""), (4, "Amir Khan", "")]),
        ("\ufeffPriya\u00a0 Raman\tpriya.r\n", [(1, "Priya Raman", "priya.r")]),
        ("\tpriya.r", [(1, "", "priya.r")]),
        ("Raman, Priya\nO’Neill,Siân", [(1, "Priya Raman", ""), (2, "Siân O’Neill", "")]),
        ("King, Martin, Jr\nRaman,", [(1, "King, Martin, Jr", ""), (2, "Raman,", "")]),
        ("Student\nAmir Khan", [(2, "Amir Khan", "")]),
        ("Name\nSmith, John\nRaman,Priya", [(2, "John Smith", ""), (3, "Priya Raman", "")]),
        ("Name\nAnna,Lee,extra,cols", [(2, "Anna,Lee,extra,cols", "")]),
        ("Surname\tFIRST NAME\nRaman\tPriya", [(2, "Priya Raman", "")]),
        ("username,name\npriya.r,Priya Raman", [(2, "Priya Raman", "priya.r")]),
        ("User_Name;Last name;Forename\nx1;Raman;Priya", [(2, "Priya Raman", "x1")]),
        ('=HYPERLINK("http://x","y")', [(1, '=HYPERLINK("http://x","y")', "")]),
        ('Robert "Bob" Smith', [(1, 'Robert "Bob" Smith', "")]),
        ("", []),
    ],
)
def test_what_is_pasted_is_names_and_user_names(
    text: str, read: list[tuple[int, str, str]]
) -> None:
    assert _pairs(read_paste(text).entries) == read


@pytest.mark.parametrize("start", ["a,", "a, b"])
def test_a_line_as_long_as_the_box_is_read_at_once(start: str) -> None:
    # For minutes, where spaces are tried over and over.
    (entry,) = read_paste(f"{start}{' ' * 290_000}=").entries
    assert entry.name == f"{start} ="


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_file_of_every_encoding_and_separator_is_read(encoding: str, mark: str) -> None:
    rows = ["Name|Form|User name", "Siân O’Neill|12B|sian.o", "||", '"Raman, Zoë"|12B|']
    data = "\r\n".join(rows).replace("|", mark).encode(encoding)
    roster = read_file("roster.csv", data)
    assert _pairs(roster.entries) == [(2, "Siân O’Neill", "sian.o"), (4, "Zoë Raman", "")]
    assert roster.notes == ("Not read, as no account needs it: “Form”.",)


def test_a_file_without_headings_has_its_names_in_the_first_column() -> None:
    roster = read_file("roster.csv", b"Priya Raman,12B\nAmir Khan,12B\n")
    assert _pairs(roster.entries) == [(1, "Priya Raman", ""), (2, "Amir Khan", "")]
    assert "only the first column was read" in roster.notes[0]


def test_a_row_with_more_cells_than_headings_is_left_out_and_loses_no_cell() -> None:
    data = b"Name,User name\nRaman,Priya,priya.r\nAmir Khan,amir.k,\n"
    broken, read = read_file("roster.csv", data).entries
    assert broken == Entry(
        2, "Raman Priya priya.r", broken="The line has more cells than headings."
    )
    assert read == Entry(3, "Amir Khan", "amir.k")


def test_a_comma_in_a_name_under_the_one_heading_of_a_file_is_no_column() -> None:
    roster = read_file("roster.csv", b"Name\nSmith,John\nRaman, Priya\nAmir Khan\nA,B,C\n")
    assert [entry.name for entry in roster.entries] == [
        *("John Smith", "Priya Raman", "Amir Khan", "A B C")
    ]
    assert [entry.line for entry in roster.entries if entry.broken] == [5]


def test_names_typed_surname_first_in_a_file_are_turned_round() -> None:
    roster = read_file("roster.csv", b"Raman, Priya\nKhan, Amir\n")
    assert _pairs(roster.entries) == [(1, "Priya Raman", ""), (2, "Amir Khan", "")]


def test_a_workbook_is_read_whatever_it_is_called_and_its_formulas_are_not() -> None:
    data = _workbook(
        ("Surname", "First name", "Username"),
        ("Raman", "Priya", 1234),
        (None, None, None),
        ("=1+1", "Amir", None),
    )
    priya, amir = read_file("roster.csv", data).entries
    assert priya == Entry(2, "Priya Raman", "1234")
    assert amir == Entry(4, "", broken="A cell holds a formula; write its value instead.")


def test_a_formula_that_is_text_is_a_name() -> None:
    data = b'Name\n"=HYPERLINK(""http://x"",""y"")"\n\'=1+1\n'
    names = [entry.name for entry in read_file("r.csv", data).entries]
    assert names == ['=HYPERLINK("http://x","y")', "=1+1"]


def _bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 50_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"x" * (MAX_BYTES + 1), "is larger than 1,000,000 bytes"),
        (b"x\n" * (MAX_LINES + 1), "has more than 2,000 lines"),
        (b"\xd0\xcf\x11\xe0 old", "is an old workbook"),
        (b"PK\x03\x04 not really", "is not a zip archive"),
        (_bomb(), "unpacks to more than is taken"),
        (b"%PDF-1.7\n\x00\x01", "is not text"),
        (b"", "is empty"),
        (b"Username\npriya.r\n", "has no column of names"),
        (b'a,"' + b"x" * 200_000 + b'"', "cannot be read as CSV"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(PackError, match=says):
        read_file("roster.csv", data)


@given(st.text(max_size=400))
def test_whatever_is_pasted_every_line_of_it_is_read_in_its_order(text: str) -> None:
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    written = [number for number, line in enumerate(lines, 1) if line.strip()]
    try:
        read = [entry.line for entry in read_paste(text).entries]
    except PackError as error:
        assert "no column of names" in str(error)  # noqa: PT017
        return
    assert read in (written, written[1:])  # the first may be headings


@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=3), max_size=20))
def test_whatever_a_csv_holds_every_row_of_it_is_read_in_its_order(rows: list[list[str]]) -> None:
    rows = [["Name", "Other", "Username"], *rows]
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    try:
        read = read_file("r.csv", text.getvalue().encode("utf-8", "replace"))
    except PackError as error:
        assert "is not text" in str(error)  # noqa: PT017
        return
    written = [number for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    assert [entry.line for entry in read.entries] == written[1:]


@given(st.binary(max_size=400))
def test_whatever_is_sent_is_read_or_refused(data: bytes) -> None:
    try:
        entries = read_file("r", data).entries
    except PackError as error:
        assert str(error).endswith(".")  # noqa: PT017
        return
    assert [entry.line for entry in entries] == sorted({entry.line for entry in entries})


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Priya Raman", "priya.r"),
        ("Siân O’Neill", "sian.o"),
        ("Mary-Jane D'Arcy", "maryjane.d"),
        ("Pelé", "pele"),
        ("Ana María José García López", "ana.l"),
        ("Владимир Путин", "vladimir.p"),
        ("王小明", "wangxiaoming"),
        ("’", "student"),
        ("Ævar Þórsson", "aevar.t"),
        ("x" * 150, "x" * 30),
    ],
)
def test_a_user_name_is_made_of_names_in_any_script(name: str, username: str) -> None:
    assert propose(name, ()) == username


def test_a_user_name_that_is_taken_gets_the_first_number_that_is_free() -> None:
    assert propose("Priya Raman", {"priya.r", "priya.r2", "priya.r4"}) == "priya.r3"


@given(st.text(max_size=150))
def test_every_name_gets_a_user_name_of_plain_letters(name: str) -> None:
    assert set(propose(name, ())) <= set("abcdefghijklmnopqrstuvwxyz0123456789.")
    assert propose(name, ())
