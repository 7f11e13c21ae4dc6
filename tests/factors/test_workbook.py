"""A workbook brings every text through as text, explains itself, and never harms the server."""

import datetime
import io
import tracemalloc
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from factors import archive
from factors.checking import PackError
from factors.records import SOURCE_TYPES, TOPIC_RECORDS, Pack
from factors.sheets import layout
from factors.sheets.entries import heading
from factors.sheets.writing import write_sheets
from factors.workbook import read_workbook, write_workbook
from tests.factors.carried import TYPED, changed, refused_workbook, sound_pack, workbook, zipped_up
from tests.factors.packs import sound


def test_order_case_and_spaces_of_sheets_and_columns_do_not_matter() -> None:
    evidence = {
        f" {heading.upper()} ": value for heading, value in reversed(TYPED["Evidence"][0].items())
    }
    rest = {name: rows for name, rows in reversed(TYPED.items()) if name != "Evidence"}
    assert read_workbook(workbook({" EVIDENCE": [evidence], **rest})) == read_workbook(
        workbook(TYPED)
    )


@pytest.mark.parametrize(
    ("shown_as", "edtf"), [("mmm-yy", "1924-05"), ("yyyy", "1924"), ("dd/mm/yyyy", "1924-05-01")]
)
def test_a_date_of_excels_is_as_precise_as_it_is_shown(shown_as: str, edtf: str) -> None:
    def change(made: openpyxl.Workbook) -> None:
        cell = made["Evidence"]["B2"]
        cell.value, cell.number_format = datetime.datetime(1924, 5, 1), shown_as

    assert read_workbook(changed(change)).evidence[0].date == edtf


def test_merged_cells_are_read_as_the_first_of_them() -> None:
    def change(made: openpyxl.Workbook) -> None:
        made["Evidence"].merge_cells("F2:F3")

    assert refused_workbook(changed(change)) == ["Evidence, row 3, column “Source”: is missing."]


NASTY = ["=1+1", "+1", "-1", "@a", "'a", "#N/A", "_x0041_", "TRUE", "1922", " a\n"]


def test_no_program_takes_a_text_for_anything_else() -> None:
    evidence = sound()["evidence"][0]
    rows = [evidence | {"slug": f"e{n}", "text": text} for n, text in enumerate(NASTY)]
    pack = Pack.model_validate(sound_pack().model_dump() | {"evidence": rows})
    data = write_workbook(pack)
    assert [row.text for row in read_workbook(data).evidence] == NASTY
    column = openpyxl.load_workbook(io.BytesIO(data))["Evidence"]["E"][1:]
    assert {cell.data_type for cell in column} == {"s"}
    assert [cell.quotePrefix for cell in column] == [True] * 5 + [False] * 5
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet11.xml")


def test_a_text_that_no_cell_can_hold_is_told_instead_of_cut() -> None:
    authors = [{"family": "x" * 4999}] * 7
    pack = Pack.model_validate(
        sound_pack().model_dump() | {"sources": [{**sound()["sources"][0], "authors": authors}], "evidence": [], "quotations": []}
    )  # fmt: skip
    with pytest.raises(PackError) as refusal:
        write_workbook(pack)
    assert (
        str(refusal.value)
        == "Sources, row 2, column “Authors”: has more than the 32,767 characters that a cell can hold."
    )


@pytest.mark.parametrize("notes", ["x" * 50_000, "🙂" * 50_000, "\n" * 50_000, "a\n" * 25_000])
def test_notes_longer_than_a_cell_are_spread_and_joined(notes: str) -> None:
    rows = write_sheets(sound_pack().model_copy(update={"notes": notes}))["Notes"]
    assert len(rows) <= layout.MAX_ROWS + 1
    assert max(len(str(cell).encode("utf-16-le")) // 2 for row in rows for cell in row) <= 32_767
    assert "\n".join("".join(str(cell or "") for cell in row) for row in rows[1:]) == notes


def test_the_empty_workbook_explains_every_column_and_its_examples_can_be_read() -> None:
    made = openpyxl.load_workbook(io.BytesIO(write_workbook(None)))
    assert made.sheetnames == ["Read me", *(sheet.name for sheet in layout.SHEETS), "Notes"]
    explained = {(row[1].value, row[2].value) for row in made["Read me"].iter_rows()}
    for sheet in layout.SHEETS:
        for column in sheet.columns:
            assert (heading(column), column.help) in explained
            if column.example:
                column.kind.read(column.example)
    told = {row[1].value: row[2].value for row in made["Read me"].iter_rows()}
    assert all(label in str(told["Type"]) for label in SOURCE_TYPES.values())
    evidence = made["Evidence"]
    assert [cell.value for cell in evidence[1]][-6:] == [
        *("Supports: factor 1", "Supports: factor 2", "Supports: factor 3"),
        *("Turns against: factor 1", "Turns against: factor 2", "Turns against: factor 3"),
    ]
    assert (evidence.max_row, evidence.freeze_panes) == (1, "A2")
    assert {choice.formula1 for choice in evidence.data_validations.dataValidation} == {
        '"yes,no"',
        "'Sources'!$C$2:$C$5001",
    }


def test_a_workbook_that_holds_a_topic_offers_its_slugs() -> None:
    made = openpyxl.load_workbook(io.BytesIO(write_workbook(sound_pack())))
    choices = {
        choice.formula1
        for sheet in ("Stances", "Sources")
        for choice in made[sheet].data_validations.dataValidation
    }
    assert choices == {
        "'People'!$A$2:$A$5001",
        "'Camps'!$A$2:$A$5001",
        f'"{",".join(SOURCE_TYPES.values())}"',
    }


def test_the_empty_workbook_filled_in_is_a_pack() -> None:
    def fill(made: openpyxl.Workbook) -> None:
        for name, rows in TYPED.items():
            sheet = made[name]
            columns = {str(cell.value).casefold(): n for n, cell in enumerate(sheet[1], 1)}
            for number, row in enumerate(rows, 2):
                for typed_as, value in row.items():
                    key = {"turns against: faith": "turns against: factor 2", "supports: money": "supports: factor 1"}.get(typed_as.casefold(), typed_as.casefold())  # fmt: skip
                    sheet.cell(number, columns[key], value)

    assert read_workbook(changed(fill, write_workbook(None))) == read_workbook(workbook(TYPED))


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def repacked(change: Callable[[dict[str, bytes]], object]) -> bytes:
    files = entries(write_workbook(sound_pack()))
    change(files)
    return zipped_up(files)


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 5000 + b'">]>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file: is empty."),
        (b"Slug,Title", "This file: is not an .xlsx workbook."),
        (b"\x89PNG\r\n\x1a\n", "This file: is not an .xlsx workbook."),
        (write_workbook(None)[:-1000], "This file: is not a zip archive, or is damaged."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This file: is an old workbook or locked with a password; save it as .xlsx without one."),
        (archive.write_zip(sound_pack()), "This file: is not an .xlsx workbook."),
        (repacked(lambda files: files.update({"xl/vbaProject.bin": b""})), "This file: holds macros; save it as .xlsx, without them."),
        (repacked(lambda files: files.update({"[Content_Types].xml": files["[Content_Types].xml"].replace(b"sheet.main", b"sheet.macroEnabled.main")})), "This file: holds macros; save it as .xlsx, without them."),
        (repacked(lambda files: files.update({"xl/workbook.xml": b"<broken"})), "This file: is damaged; open it, save it again as .xlsx, and send that."),
        (repacked(lambda files: files.pop("xl/worksheets/sheet3.xml")), "Factors: is not there."),
        (repacked(lambda files: files.update({"xl/worksheets/sheet3.xml": LAUGHS + b"<worksheet>&a;</worksheet>"})), "This file: is damaged; open it, save it again as .xlsx, and send that."),
        (repacked(lambda files: files.update({"xl/media/a.png": b"\0" * 20_000_000})), "xl/media/a.png: unpacks to more than is taken."),
        (repacked(lambda files: files.update({"xl/sharedStrings.xml": b"<si/>" * 1_000_000})), "This file: holds too many cells: a sheet may have 5,000 rows and 60 columns; delete the empty ones below and beside yours."),
        (repacked(lambda files: files.update({"xl/worksheets/sheet3.xml": b"<c/>" * 1_000_000})), "Factors: holds too many cells: a sheet may have 5,000 rows and 60 columns; delete the empty ones below and beside yours."),
        (changed(lambda made: made["Terms"].cell(5002, 1, "x")), "Terms: has more than 5,000 rows."),
        (changed(lambda made: made["Terms"].cell(900_000, 1, "x")), "Terms: has more than 5,000 rows."),
        (changed(lambda made: made["Terms"].cell(2, 61, "x")), "Terms: has more than 60 columns."),
    ],
)  # fmt: skip
def test_what_is_no_sound_workbook_is_refused(data: bytes, sentence: str) -> None:
    assert refused_workbook(data) == [sentence]


def hand_made(rows: bytes) -> bytes:
    """Make the sound workbook with other rows of XML on the sheet Terms."""

    def change(files: dict[str, bytes]) -> None:
        name = f"xl/worksheets/sheet{[s.name for s in layout.SHEETS].index('Terms') + 2}.xml"
        start, end = files[name].index(b"<sheetData>"), files[name].index(b"</sheetData>")
        files[name] = files[name][: start + len(b"<sheetData>")] + rows + files[name][end:]

    return repacked(change)


def with_sheets(names: list[str], part: str = "") -> bytes:
    """Make the sound workbook with further sheets in its list, all of one part or of their own."""

    def change(files: dict[str, bytes]) -> None:
        links = files["xl/_rels/workbook.xml.rels"]
        listed = b""
        for number, name in enumerate(names, 100):
            target = part or f"worksheets/sheet{number}.xml"
            files[f"xl/{target}"] = files["xl/worksheets/sheet2.xml"]
            listed += f'<sheet name="{name}" sheetId="{number}" q:id="x{number}"/>'.encode()
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
            link = f'<Relationship Id="x{number}" Type="{kind}" Target="/xl/{target}"/>'.encode()
            links = links.replace(b"</Relationships>", link + b"</Relationships>")
        files["xl/_rels/workbook.xml.rels"] = links
        book = files["xl/workbook.xml"].replace(b"</sheets>", listed + b"</sheets>")
        space = b'xmlns:q="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        files["xl/workbook.xml"] = book.replace(b"<workbook ", b"<workbook " + space, 1)

    return repacked(change)


def test_sheets_that_no_pack_has_are_named_up_to_a_number() -> None:
    spare = 40 - len(layout.SHEETS) - 2
    names = [f"Scribbles {n}" for n in range(spare)]
    assert refused_workbook(with_sheets(names)) == [
        f"{name}: is no sheet of a topic pack." for name in names
    ]
    assert refused_workbook(with_sheets([*names, "More"])) == [
        "This file: holds more than 40 sheets."
    ]


def test_a_sheet_that_is_listed_again_is_refused_unread() -> None:
    assert refused_workbook(with_sheets(["More"], "worksheets/sheet2.xml")) == [
        "This file: lists one sheet under two names; save it again as .xlsx."
    ]


@pytest.mark.parametrize("name", ["Evidence", "Evidence ", " EVIDENCE"])
def test_two_sheets_of_one_name_are_refused_instead_of_one_of_them_taken(name: str) -> None:
    assert refused_workbook(with_sheets([name])) == ["Evidence: is a sheet that stands twice."]


def test_a_sheet_that_never_ends_is_refused_in_bounded_memory() -> None:
    row = b'<row r="%d"><c r="A%d" t="str"><v>x</v></c></row>'
    data = hand_made(b"".join(row % (number, number) for number in range(1, 50_001)))
    tracemalloc.start()
    try:
        assert refused_workbook(data) == ["Terms: has more than 5,000 rows."]
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_one_long_text_in_every_cell_is_refused_in_bounded_memory() -> None:
    row = b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>'
    rows = b"".join(row % (number, number) for number in range(2, 102))
    files = entries(hand_made(b'<row r="1"><c r="A1" t="str"><v>Term</v></c></row>' + rows))
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    long = b"<si><t>%s</t></si>" % (b"x&#13;" * 500_000)
    files["xl/sharedStrings.xml"] = b'<sst xmlns="%s">%s</sst>' % (space, long)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    types = files["[Content_Types].xml"]
    files["[Content_Types].xml"] = types.replace(b"</Types>", part)
    data = zipped_up(files)
    tracemalloc.start()
    try:
        faults = refused_workbook(data)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()
    says = "has more than the 32,767 characters that a cell can hold"
    assert f"Terms, row 101, column “Term”: {says}." in faults


def test_a_row_that_says_it_is_far_away_is_not_waited_for() -> None:
    data = hand_made(b'<row r="999999999999"><c><v>1</v></c></row>')
    assert refused_workbook(data) == ["Terms: has more than 5,000 rows."]


def test_line_ends_and_codes_are_read_as_excel_writes_them() -> None:
    cell = "<c t='inlineStr'><is><t>{}</t></is></c>".format
    headings = "".join(map(cell, ("Term", "Meaning")))
    values = "".join(map(cell, ("_x005F_x0041_", "One_x000D_&#10;two&#13;&#10;three")))
    rows = f"<row r='1'>{headings}</row><row r='2'>{values}</row>"
    (term,) = read_workbook(hand_made(rows.encode())).terms
    assert (term.term, term.meaning) == ("_x0041_", "One\ntwo\nthree")


def test_what_a_sheet_says_of_its_size_hides_nothing() -> None:
    rows = b'<row r="1"><c r="A1" t="str"><v>Term</v></c><c r="B1" t="str"><v>Colour</v></c></row>'

    def change(files: dict[str, bytes]) -> None:
        name = f"xl/worksheets/sheet{[s.name for s in layout.SHEETS].index('Terms') + 2}.xml"
        files[name] = files[name].replace(b'ref="A1:D1"', b'ref="A1:A1"')

    files = entries(hand_made(rows))
    change(files)
    assert refused_workbook(zipped_up(files)) == [
        "Terms, row 1, column “Colour”: is no column of this sheet."
    ]


def test_every_field_of_every_record_has_a_column() -> None:
    parts = {(parent, sheet.key) for sheet in layout.SHEETS for parent in sheet.parents}
    parts |= {("topic", key) for key in TOPIC_RECORDS}
    for sheet in layout.SHEETS:
        if sheet.model:
            fields = {name for name in sheet.model.model_fields if (sheet.key, name) not in parts}
            assert {column.field for column in sheet.columns} - {"_parent", "_sheet"} == fields
