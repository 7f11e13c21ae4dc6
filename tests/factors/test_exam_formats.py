"""The exam formats: whole, honest about what is checked, and refused with every fault at once."""

import datetime
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from essayplanner.accounts.models import User
from factors.checking import PackError
from factors.exam_formats import FormatRecord, load_formats, read_formats
from factors.models import ExamFormat

BUILT_IN = read_formats()

SOUND = """
[[formats]]
slug = "wjec-essay"
board = "WJEC"
specification = "1100"
paper = "Unit 3"
kind = "Essay"
marks = 30
minutes = 50
document = "Specification"
year = 2015
bands = [{ name = "Band 1", lowest = 1, highest = 10 }, { name = "Band 2", lowest = 11, highest = 30 }]
strands = [{ name = "Analysis", asks = "Explain.", low = "None.", middle = "Some.", top = "All." }]
"""


def write(folder: Path, text: str, name: str = "wjec.toml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(PackError) as refusal:
        read_formats(folder)
    return [str(fault) for fault in refusal.value.faults]


def rows() -> list[dict[str, Any]]:
    return [dict(row) for row in ExamFormat.objects.order_by("slug").values()]


def test_every_board_is_there_with_the_marks_the_time_and_the_bands_of_its_papers() -> None:
    said = {
        row.slug: (
            row.board,
            row.specification,
            row.marks,
            row.minutes,
            [b.lowest for b in row.bands],
        )
        for row in BUILT_IN
    }
    listed = {
        "edexcel-9hi0-essay": ("Edexcel", "9HI0", 20, 45, [1, 4, 8, 13, 17]),
        "aqa-7042-essay": ("AQA", "7042", 25, 45, [1, 6, 11, 16, 21]),
        "ocr-h505-unit-2-essay": ("OCR", "H505", 20, 40, [1, 4, 7, 10, 13, 17]),
        "ocr-h505-unit-3-essay": ("OCR", "H505", 25, 45, [1, 5, 9, 13, 17, 21]),
        "cambridge-9489-paper-4-essay": ("Cambridge International", "9489", 30, 50, []),
    }
    assert {slug: said.get(slug) for slug in listed} == listed


@pytest.mark.parametrize("row", [row for row in BUILT_IN if row.bands], ids=lambda row: row.slug)
def test_each_mark_lies_in_one_band(row: FormatRecord) -> None:
    marks = [mark for band in row.bands for mark in range(band.lowest, band.highest + 1)]
    assert marks == list(range(1, row.marks + 1))


@pytest.mark.parametrize("row", BUILT_IN, ids=lambda row: row.slug)
def test_a_format_has_the_four_strands_in_words_of_its_own(row: FormatRecord) -> None:
    assert [strand.name for strand in row.strands][:4] == [
        "Analysis",
        "Knowledge",
        "Judgement",
        "Argument and organisation",
    ]
    others = [other for other in BUILT_IN if other is not row]
    said = {
        text
        for strand in row.strands
        for text in (strand.asks, strand.low, strand.middle, strand.top)
    }
    assert len(said) == 4 * len(row.strands)
    assert len(row.strands) == (5 if row.coursework else 4)
    assert not said & {
        text
        for other in others
        for strand in other.strands
        for text in (strand.asks, strand.low, strand.middle, strand.top)
    }


def test_nothing_built_in_is_said_to_be_checked_nor_holds_a_boards_words() -> None:
    assert {(row.checked_on, row.wording) for row in BUILT_IN} == {(None, "")}


def test_only_coursework_demands_historians_and_it_is_not_timed() -> None:
    kinds = {(row.historians_required, row.minutes is None, row.coursework) for row in BUILT_IN}
    assert kinds == {(False, False, False), (True, True, True)}


@pytest.mark.parametrize("row", BUILT_IN, ids=lambda row: row.slug)
def test_of_coursework_a_strand_asks_and_suggests_nothing(row: FormatRecord) -> None:
    assert {strand.asks.endswith("?") for strand in row.strands} == {row.coursework}


def test_a_new_board_is_one_file(tmp_path: Path) -> None:
    (record,) = read_formats(write(tmp_path, SOUND))
    assert (record.board, record.marks, record.checked_on) == ("WJEC", 30, None)
    (record,) = read_formats(write(tmp_path, f"{SOUND}checked_on = 2026-01-31\n"))
    assert record.checked_on == datetime.date(2026, 1, 31)


def test_every_fault_of_every_file_is_named_at_once(tmp_path: Path) -> None:
    faulty = (
        SOUND.replace('board = "WJEC"\n', "")
        .replace("minutes = 50", 'minutes = "fifty"')
        .replace("marks = 30", "marks = 40")
        .replace("lowest = 11", "lowest = 10")
        .replace('low = "None."', 'low = " "')
        .replace(
            "year = 2015",
            "year = 2015\ncolour = 1\nchecked_on = 9999-01-01\nhistorians_required = 1",
        )
    )
    write(tmp_path, faulty)
    write(tmp_path, "formats = 1\nextra = 2", "odd.toml")
    write(tmp_path, "formats = [", "torn.toml")
    write(tmp_path, "a.b.c.d.e.f.g.h.i = 1", "long.toml")
    write(tmp_path, "formats = " + "[" * 20_000, "deep.toml")
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    at = "wjec.toml, record “wjec-essay”, field"
    assert sorted(faults(tmp_path)) == [
        "deep.toml: is nested too deeply.",
        "latin.toml: is not text in UTF-8.",
        "long.toml: has a key of more than 8 parts.",
        "odd.toml, field “extra”: is not a table that this file has.",
        "odd.toml, field “formats”: must be a list of tables.",
        "torn.toml: is not TOML: Invalid value (at end of document).",
        f"{at} “bands.2.highest”: must be 40, the marks of the essay.",
        f"{at} “bands.2.lowest”: must be 11: bands follow one another without a gap or an overlap.",
        f"{at} “board”: is missing.",
        f"{at} “checked_on”: is in the future.",
        f"{at} “colour”: is not a field that this record has.",
        f"{at} “historians_required”: must be true or false.",
        f"{at} “minutes”: must be a whole number.",
        f"{at} “strands.1.low”: is empty.",
    ]


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("lowest = 1,", "lowest = 2,", "“bands.1.lowest”: must be 1: bands follow one another without a gap or an overlap."),
        ("highest = 30", "highest = 29", "“bands.2.highest”: must be 30, the marks of the essay."),
        ("highest = 30", "highest = 201", "“bands.2.highest”: must be 200 or less."),
        ("Band 2", "Band 1", "“bands”: “Band 1” stands 2 times."),
        ("strands = [", "strands = [] #", "“strands”: needs at least one."),
        ("strands = [", "strands = [3] #", "“strands.1”: must be a table."),
        ('"Unit 3"', f'"{"u" * 201}"', "“paper”: is longer than 200 characters."),
        ('"Unit 3"', '"Unit\\u0007"', "“paper”: holds the character U+0007, which cannot be kept or printed."),
        ("year = 2015", 'year = 2015\nwording = "\\u0007"', "“wording”: holds the character U+0007, which cannot be kept or printed."),
        ("year = 2015", 'year = 2015\nchecked_on = "June"', "“checked_on”: must be a date, such as 2026-09-01."),
        ("minutes = 50", "minutes = true", "“minutes”: must be a whole number."),
        ("minutes = 50", "minutes = 0", "“minutes”: must be 1 or more."),
        ('slug = "wjec-essay"', 'slug = "wjec-essay"\nbands2 = 1', "“bands2”: is not a field that this record has."),
    ],
)  # fmt: skip
def test_each_fault_is_said_in_a_sentence_of_its_own(
    was: str, now: str, says: str, tmp_path: Path
) -> None:
    write(tmp_path, SOUND.replace(was, now))
    assert f"wjec.toml, record “wjec-essay”, field {says}" in faults(tmp_path)


def test_a_record_without_a_name_is_counted_and_two_of_one_name_are_refused(tmp_path: Path) -> None:
    write(tmp_path, SOUND.replace('slug = "wjec-essay"', 'slug = "Oh No"'))
    assert faults(tmp_path) == [
        "wjec.toml, record “Oh No”, field “slug”: must be small letters, digits and single hyphens."
    ]
    write(tmp_path, "[[formats]]\n")
    assert "wjec.toml, record 1, field “slug”: is missing." in faults(tmp_path)
    write(write(tmp_path, SOUND), SOUND, "other.toml")
    assert faults(tmp_path) == [
        f"{tmp_path.name}, record “wjec-essay”, field “slug”: stands 2 times."
    ]


@pytest.mark.django_db
def test_a_loaded_format_says_what_the_file_says_and_loading_again_changes_nothing() -> None:
    load_formats(BUILT_IN)
    before = rows()
    assert not load_formats(BUILT_IN)
    assert rows() == before
    stored = ExamFormat.objects.get(slug="edexcel-9hi0-essay")
    (record,) = [row for row in BUILT_IN if row.slug == stored.slug]
    plain = record.model_dump()
    assert {name: getattr(stored, name) for name in plain} == plain
    assert (stored.author, stored.source) == (
        None,
        "Edexcel, 9HI0, A-level History specification and sample assessment materials, in force from 2015",
    )


@pytest.mark.django_db
def test_a_changed_file_changes_the_format_in_its_place(tmp_path: Path) -> None:
    assert load_formats(read_formats(write(tmp_path, SOUND)))
    key = ExamFormat.objects.get(slug="wjec-essay").pk
    assert load_formats(
        read_formats(write(tmp_path, SOUND.replace("minutes = 50", "minutes = 55")))
    )
    assert ExamFormat.objects.get(slug="wjec-essay", minutes=55).pk == key


@pytest.mark.django_db
def test_a_format_that_somebody_wrote_is_never_written_over(tmp_path: Path) -> None:
    records = read_formats(write(tmp_path, SOUND))
    load_formats(records)
    ExamFormat.objects.filter(slug="wjec-essay").update(
        author=User.objects.create_user("author"), minutes=1
    )
    before = rows()
    with pytest.raises(PackError) as refusal:
        load_formats([*BUILT_IN, *records])
    assert str(refusal.value) == (
        "exam_formats, record “wjec-essay”, field “slug”: is that of a format which somebody wrote."
    )
    assert rows() == before


@pytest.mark.django_db
def test_loadpack_and_checkpack_take_the_formats_with_all() -> None:
    out = io.StringIO()
    call_command("loadpack", all=True, stdout=io.StringIO())
    call_command("loadpack", all=True, stdout=out)
    call_command("checkpack", all=True, stdout=out)
    said = out.getvalue().splitlines()
    assert "exam formats: unchanged." in said
    assert said[-1] == f"exam formats: sound. {len(BUILT_IN)} formats."
    assert set(ExamFormat.objects.values_list("slug", flat=True)) == {row.slug for row in BUILT_IN}
