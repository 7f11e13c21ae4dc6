"""A pack travels as one archive and comes back as it was; no archive harms the server."""

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from factors import archive, csvfile, uploads, workbook, zipped
from factors.pack import packs as built_in
from factors.pack import read_pack
from factors.records import Pack
from tests.factors.carried import refused, sound_pack, toml_files, zipped_up
from tests.factors.pack_strategies import packs
from tests.factors.packs import FILES, MORE_FILES, as_toml, sound


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(packs())
def test_a_pack_comes_back_field_for_field_however_it_travelled(pack: Pack) -> None:
    assert archive.read_zip(archive.write_zip(pack)) == pack
    assert uploads.read_upload("pack.zip", csvfile.write_csv_zip(pack)) == pack
    assert workbook.read_workbook(workbook.write_workbook(pack)) == pack


@pytest.mark.parametrize("folder", built_in(), ids=lambda folder: folder.name)
def test_a_built_in_pack_comes_back_as_the_same_version(folder: Path) -> None:
    pack = read_pack(folder)
    ways = {
        "pack.zip": archive.write_zip(pack),
        "sheets.zip": csvfile.write_csv_zip(pack),
        "pack.xlsx": workbook.write_workbook(pack),
    }
    versions = {uploads.read_upload(name, data).version for name, data in ways.items()}
    assert versions == {pack.version}


def test_the_same_pack_makes_the_same_archive() -> None:
    assert archive.write_zip(sound_pack()) == archive.write_zip(sound_pack())


@pytest.mark.parametrize("folder", ["", "dissolution/"])
def test_the_files_may_lie_in_one_folder_or_in_none(folder: str) -> None:
    files = {f"{folder}{name}": content for name, content in toml_files().items()}
    files |= {"__MACOSX/._topic.toml": b"\0\5", f"{folder}.DS_Store": b"\0"}
    assert archive.read_zip(zipped_up(files)) == sound_pack()


@pytest.mark.parametrize(
    ("files", "sentences"),
    [
        ({"../topic.toml": b""}, ["../topic.toml: has a name that leads out of the archive."]),
        ({"/topic.toml": b""}, ["/topic.toml: has a name that leads out of the archive."]),
        ({"a\\topic.toml": b""}, ["a\\topic.toml: has a name that leads out of the archive."]),
        ({"C:topic.toml": b""}, ["C:topic.toml: has a name that leads out of the archive."]),
        ({"a/../topic.toml": b""}, ["a/../topic.toml: has a name that leads out of the archive."]),
        ({"a/b/topic.toml": b""}, ["a/b/topic.toml: lies deeper than in one folder."]),
        ({"a/x.toml": b"", "b/y.toml": b""}, ["This file: holds files in more than one folder."]),
        (
            {"run.exe": b"", "x.txt": b""},
            ["run.exe: is no file of a topic pack.", "x.txt: is no file of a topic pack."],
        ),
        ({"topic.toml": b"\xff"}, ["topic.toml: is not text in UTF-8."]),
        ({"topic.toml": "é = 1".encode("utf-16")}, ["topic.toml: is not text in UTF-8."]),
        ({"topic.toml": b"a = "}, ["topic.toml: is not TOML: Invalid value (at end of document)."]),
        ({"topic.toml": None}, ["topic.toml: is not there."]),
        ({"notes.md": b"\xff"}, ["notes.md: is not text in UTF-8."]),
        ({"notes.md": b"x" * 5_000_001}, ["notes.md: unpacks to more than is taken."]),
    ],
)
def test_what_is_in_an_archive_is_refused_by_its_name(
    files: dict[str, bytes | None], sentences: list[str]
) -> None:
    # A name that starts with a file of the pack damages it; any other stands in an archive alone.
    whole = toml_files() if set(files) <= {"topic.toml", "notes.md"} else {}
    contents = {name: text for name, text in (whole | files).items() if text is not None}
    assert refused(lambda: archive.read_zip(zipped_up(contents))) == sentences


def twice() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archived:
        archived.writestr("topic.toml", "a")
        archived.writestr("topic.tomm", "b")
    return packed.getvalue().replace(b"topic.tomm", b"topic.toml")


def marked(data: bytes, offset: int, value: int) -> bytes:
    """Change two bytes of the first entry, in the archive's table of contents and before it."""
    changed = bytearray(data)
    for start, at in ((data.index(b"PK\x03\x04"), offset), (data.index(b"PK\x01\x02"), offset + 2)):
        struct.pack_into("<H", changed, start + at, value)
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file: is empty."),
        (b"topic", "This file: is not a zip archive, or is damaged."),
        (zipped_up(toml_files())[:-30], "This file: is not a zip archive, or is damaged."),
        (zipped_up({}), "This file: holds no files."),
        (twice(), "topic.toml: stands 2 times in the archive."),
        (zipped_up({f"{n}.toml": b"" for n in range(201)}), "This file: holds more than 200 files."),
        (zipped_up({f"{n}.toml": b"" for n in range(5000)}), "This file: holds more than 200 files."),
        (marked(zipped_up({"a.toml": b"a"}), 6, 1), "a.toml: is locked with a password."),
        (zipped_up({"a.toml": b"a"}, zipfile.ZIP_LZMA), "a.toml: is packed in a way that is not taken; zip it again."),
        (zipped_up({"a.toml": b"a"}, zipfile.ZIP_BZIP2), "a.toml: is packed in a way that is not taken; zip it again."),
        (b"\0" * 20_000_001, "This file: is larger than 20,000,000 bytes."),
    ],
)  # fmt: skip
def test_what_is_no_sound_archive_is_refused(data: bytes, sentence: str) -> None:
    assert refused(lambda: archive.read_zip(data)) == [sentence]


def lying(data: bytes, size: int) -> bytes:
    """State another size for the first entry than it unpacks to."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, data.index(b"PK\x03\x04") + 22, size)
    struct.pack_into("<I", changed, data.index(b"PK\x01\x02") + 24, size)
    return bytes(changed)


@pytest.mark.parametrize("stated", [5, 200_000_000])
def test_a_bomb_is_refused_in_bounded_memory_whatever_size_it_states(stated: int) -> None:
    bomb = lying(zipped_up({"topic.toml": b"\0" * 200_000_000}), stated)
    assert len(bomb) < 250_000
    tracemalloc.start()
    try:
        assert len(refused(lambda: archive.read_zip(bomb))) == 1
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_many_files_may_not_unpack_to_more_than_one_may() -> None:
    bomb = zipped_up({f"{n}.toml": b"\0" * 4_900_000 for n in range(6)})
    assert refused(lambda: zipped.unzip(bomb)) == ["4.toml: unpacks to more than is taken."]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("pack.pdf", "pack.pdf: is not a file that is taken; send a workbook (.xlsx), a zip of TOML or CSV files (.zip), or one sheet (.csv) of a topic that is here already."),
        ("pack.xls", "pack.xls: is another kind of workbook; save it as .xlsx."),
        ("pack.XLSM", "pack.XLSM: is another kind of workbook; save it as .xlsx."),
        ("Evidence.csv", "Evidence.csv: is one sheet, which makes no topic by itself; send all sheets, zipped."),
        ("pack.zip", "This file: is not a zip archive, or is damaged."),
        ("pack.xlsx", "This file: is not an .xlsx workbook."),
    ],
)  # fmt: skip
def test_an_upload_of_another_kind_is_told_what_is_taken(name: str, sentence: str) -> None:
    assert refused(lambda: uploads.read_upload(name, b"hello")) == [sentence]


EVIDENCE = (
    "Slug,Date,Title,Text,Source,Supports: money\r\n"
    ",3 Apr 1536,The “valor”,It was counted – all of it.,Suppression of Religious Houses Act,'=Land\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_one_sheet_as_csv_replaces_that_sheet_alone(encoding: str, mark: str) -> None:
    base = sound_pack().model_copy(update={"quotations": [], "notes": "Kept."})
    data = EVIDENCE.replace(",", mark).encode(encoding)
    pack = uploads.read_upload("evidence.CSV", data, _without_views(base))
    assert [row.model_dump(exclude_defaults=True) for row in pack.evidence] == [
        {
            "slug": "the-valor",
            "date": "1536-04-03",
            "title": "The “valor”",
            "text": "It was counted – all of it.",
            "source": "suppression-act",
            "supports": {"money": "=Land"},
        }
    ]
    assert (pack.sources, pack.topic, pack.notes) == (base.sources, base.topic, "Kept.")


def _without_views(pack: Pack) -> Pack:
    evidence = [row.model_copy(update={"views": []}) for row in pack.evidence]
    return pack.model_copy(update={"evidence": evidence})


@pytest.mark.parametrize(
    ("name", "data", "sentences"),
    [
        ("Sheet1.csv", b"a", ["Sheet1.csv: is not named like a sheet of a topic pack, such as Evidence.csv."]),
        ("Evidence.csv", b"\x81\x8d", ["Evidence.csv: is not text in UTF-8, UTF-16 or Windows-1252."]),
        ("Evidence.csv", b"Slug\n" + b"a\n" * 5001, ["Evidence.csv: has more than 5,000 rows."]),
        ("Evidence.csv", b"," * 60, ["Evidence.csv: has more than 60 columns."]),
        ("Evidence.csv", b"\n" * 5_000_001, ["Evidence.csv: is larger than 5,000,000 bytes."]),
        ("Evidence.csv", b"Slug\n" + b"a" * 200_000, ["Evidence.csv: cannot be read as CSV."]),
        ("Terms.csv", b"Term;Meaning\nNonce;\n", ["Terms, row 2, column “Meaning”: is missing."]),
        ("Notes.csv", b"Notes\nOne, two\n", ["Notes, row 2: has a cell without a heading."]),
    ],
)  # fmt: skip
def test_a_csv_that_cannot_be_taken_is_told_why(
    name: str, data: bytes, sentences: list[str]
) -> None:
    assert refused(lambda: uploads.read_upload(name, data, sound_pack())) == sentences


def test_no_csv_that_goes_out_holds_a_formula() -> None:
    evil = sound({"evidence.0.text": "=1+1", "evidence.0.locator": "@x", "evidence.1.text": "'=1"})
    pack = archive.read_zip(
        zipped_up(
            {f"{name}.toml": as_toml(name, evil[name]).encode() for name in (*FILES, *MORE_FILES)}
        )
    )
    with zipfile.ZipFile(io.BytesIO(csvfile.write_csv_zip(pack))) as sheets:
        written = sheets.read("Evidence.csv").decode("utf-8-sig")
    assert [cell for cell in ("'=1+1", "'@x", "''=1") if f",{cell}," in written] == [
        "'=1+1",
        "'@x",
        "''=1",
    ]
