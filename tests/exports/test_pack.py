"""A class pack: each plan a file of its own, or one PDF of all, and nothing stops it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from essayplanner.argument.outline import Outline
from essayplanner.exports import papers
from essayplanner.exports.pack import FAILED, Bank, Copy, Pack, blanks, bound, zipped
from essayplanner.exports.papers import Paper
from essayplanner.exports.told import Told
from tests.exports.outlines import FULL, HOSTILE, QUESTION, RICH
from tests.exports.reading import TOLD, squeezed, text_of
from tests.exports.tagged import assert_whole

PACK = Pack(
    classroom="12B",
    question=QUESTION,
    paper="one-side",
    told=TOLD,
    made=datetime(2026, 11, 20, 12, tzinfo=UTC),
)
BANK = squeezed("Evidence and quotations to choose from")
OTHER = replace(RICH, question=replace(QUESTION, text="Why not Trotsky?"))


def copy(student: str, outline: Outline) -> Copy:
    plan = replace(outline, author=student)
    return Copy(
        student=student,
        key=f"key of {student}",
        outline=plan,
        worked="19 Nov 2026, 16:02",
        state="2 gaps",
    )


COPIES = [
    copy("Amira Hussain", FULL),
    Copy(student="Callum Reid", state="not started"),
    copy("李明", OTHER),
    copy("CON", FULL),
    copy("../../x", HOSTILE),
    copy("amira hussain", FULL),
]


def opened(chunks: Iterator[bytes]) -> ZipFile:
    return ZipFile(BytesIO(b"".join(chunks)))


def test_a_zip_holds_a_pdf_for_each_plan_and_the_contents() -> None:
    archive = opened(zipped(PACK, COPIES))
    assert archive.testzip() is None
    assert archive.namelist() == [
        "Amira Hussain – One side – 2026-11-20.pdf",
        "李明 – One side – 2026-11-20.pdf",
        "CON – One side – 2026-11-20.pdf",
        next(name for name in archive.namelist() if name.startswith("x – ")),
        "amira hussain – One side – 2026-11-20 (2).pdf",
        "00 Contents – 12B – 2026-11-20.pdf",
    ]
    for info in archive.infolist():
        assert info.date_time == (2026, 11, 20, 12, 0, 0)
        assert len(PdfReader(archive.open(info)).pages) >= 1
    assert "Amira Hussain" in PdfReader(archive.open(archive.namelist()[0])).pages[0].extract_text()


def contents(archive: ZipFile) -> str:
    return squeezed(text_of(PdfReader(archive.open(archive.namelist()[-1]))))


def test_the_contents_say_who_what_file_when_and_how_far() -> None:
    started = [COPIES[0], COPIES[1], copy("Zofia Wójcik", OTHER)]
    archive = opened(zipped(PACK, started))
    said = contents(archive)
    names = archive.namelist()
    for row in (
        f"Amira Hussain{names[0]}119 Nov 2026, 16:022 gaps",
        "Callum Reid not started",
        f"Zofia Wójcik on another question: Why not Trotsky?{names[1]}119 Nov 2026, 16:022 gaps",
    ):
        assert squeezed(row) in said
    assert squeezed("“One side” is here for 2 of 3 students: 2 sides on 2 sheets of paper.") in said
    assert "Due" not in said


def test_the_contents_of_one_pdf_say_the_day_and_where_each_plan_begins() -> None:
    started = [COPIES[0], COPIES[1], copy("Zofia Wójcik", OTHER)]
    for both_sides in (True, False):
        pack = replace(PACK, paper="full", due="24 November 2026", both_sides=both_sides)
        reader = PdfReader(BytesIO(bound(pack, started)))
        said = squeezed(reader.pages[0].extract_text())
        assert "Due24November2026" in said
        marks: Any = reader.outline
        begins = [(reader.get_destination_page_number(mark) or 0) + 1 for mark in marks]
        for begin, end in zip(begins[1:], [*begins[2:], len(reader.pages) + 1], strict=True):
            sides = sum(bool(page.extract_text()) for page in reader.pages[begin - 1 : end - 1])
            assert f"{begin}{sides}19Nov2026" in said
            assert begin % 2 or not both_sides
            assert both_sides or sides == end - begin  # none is empty


def test_a_zip_of_word_files_holds_one_for_each_plan() -> None:
    archive = opened(zipped(replace(PACK, paper="full", form="docx"), COPIES[:2]))
    assert archive.namelist() == [
        "Amira Hussain – Full plan – 2026-11-20.docx",
        "00 Contents – 12B – 2026-11-20.pdf",
    ]
    assert archive.read(archive.namelist()[0]).startswith(b"PK")
    assert squeezed("“Full plan” is here for 1 of 2 students.") in contents(archive)


def test_plans_come_also_where_their_contents_cannot_be_set(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("boom")

    monkeypatch.setattr("essayplanner.exports.pack._said", broken)
    archive = opened(zipped(PACK, COPIES[:2]))
    assert archive.namelist() == ["Amira Hussain – One side – 2026-11-20.pdf"]
    assert len(PdfReader(BytesIO(bound(PACK, COPIES[:2]))).outline) == 1
    assert "The contents of “one-side” could not be set." in caplog.text


def test_a_zip_comes_out_plan_by_plan() -> None:
    asked: list[str] = []

    def copies() -> Iterator[Copy]:
        for each in COPIES:
            asked.append(each.student)
            yield each

    stream = zipped(PACK, copies())
    assert next(stream).startswith(b"PK\x03\x04")
    assert asked == ["Amira Hussain"]
    stream.close()  # type: ignore[attr-defined]
    assert asked == ["Amira Hussain"]


@pytest.fixture
def _one_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    def render(outline: Outline, told: Told) -> bytes:
        if outline.author == "李明":
            raise RuntimeError("boom")
        return paper.forms["pdf"](outline, told)

    paper = papers.PAPERS["one-side"]
    broken: dict[str, Paper] = {"one-side": replace(paper, forms={"pdf": render})}
    monkeypatch.setattr("essayplanner.exports.pack.CLASS_PAPERS", {**papers.PAPERS, **broken})


@pytest.mark.usefixtures("_one_breaks")
def test_a_plan_that_cannot_be_set_stops_nothing_and_the_contents_say_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    archive = opened(zipped(PACK, COPIES))
    assert len(archive.namelist()) == 5
    assert squeezed(FAILED) in contents(archive)
    reader = PdfReader(BytesIO(bound(PACK, COPIES)))
    assert len(reader.outline) == 5
    assert squeezed(FAILED) in squeezed(reader.pages[0].extract_text())
    assert "Plan key of 李明 could not be set" in caplog.text


def test_one_pdf_has_the_contents_first_and_a_bookmark_for_each_plan() -> None:
    reader = PdfReader(BytesIO(bound(PACK, COPIES)))
    marks: Any = reader.outline
    assert [mark.title for mark in marks] == [
        *("Contents", "Amira Hussain", "李明", "CON", "../../x", "amira hussain"),
    ]
    assert {(reader.get_destination_page_number(mark) or 0) % 2 for mark in marks} == {0}
    assert "Callum Reid" in reader.pages[0].extract_text()
    assert reader.metadata is not None
    assert reader.metadata.title == f"12B: {QUESTION.text}"
    assert_whole(reader)


def test_a_class_of_nobody_gets_contents_that_say_so() -> None:
    archive = opened(zipped(PACK, []))
    assert archive.namelist() == ["00 Contents – 12B – 2026-11-20.pdf"]
    assert squeezed("Nobody has joined this class yet.") in contents(archive)
    assert len(PdfReader(BytesIO(bound(PACK, []))).pages) == 1


def test_each_student_gets_a_blank_with_their_name_on_paper_of_its_own() -> None:
    reader = PdfReader(BytesIO(blanks(PACK, ["Amira Hussain", "Zofia Wójcik"], FULL)))
    marks: Any = reader.outline
    begins = {mark.title: reader.get_destination_page_number(mark) for mark in marks}
    assert list(begins) == ["Amira Hussain", "Zofia Wójcik"]
    for name, page in begins.items():
        assert page is not None
        assert page % 2 == 0
        assert squeezed(f"Name {name}") in squeezed(reader.pages[page].extract_text())
    assert_whole(reader)


def test_without_the_bank_a_blank_is_a_side_to_write_on() -> None:
    for both_sides, pages in ((False, 2), (True, 3)):
        pack = replace(PACK, both_sides=both_sides)
        made = blanks(pack, ["Amira Hussain", "Zofia Wójcik"], FULL, "none")
        reader = PdfReader(BytesIO(made))
        assert len(reader.pages) == pages
        assert BANK not in squeezed(text_of(reader))


def test_the_bank_comes_once_at_the_end_on_a_blank_for_anybody() -> None:
    reader = PdfReader(BytesIO(blanks(PACK, ["Amira Hussain", "Zofia Wójcik"], FULL, "once")))
    marks: Any = reader.outline
    last = marks[-1]
    assert [mark.title for mark in marks] == [
        *("Amira Hussain", "Zofia Wójcik", "With the evidence to choose from"),
    ]
    first = reader.get_destination_page_number(last)
    assert first == 4
    before, after = reader.pages[:first], reader.pages[first:]
    assert BANK not in squeezed("".join(page.extract_text() for page in before))
    assert squeezed("".join(page.extract_text() for page in after)).count(BANK) == 1
    assert_whole(reader)


@pytest.mark.parametrize("bank", ["each", "once"])
def test_a_class_of_nobody_gets_a_blank_for_anybody(bank: Bank) -> None:
    reader = PdfReader(BytesIO(blanks(PACK, [], FULL, bank)))
    assert len(reader.pages) == 2
    assert reader.pages[0].extract_text().count("Name") == 1
