"""The full plan and the teacher's copy hold everything, in order, on A4 and on Letter."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.outline import Outline, Question, View
from essayplanner.exports import full, teacher
from essayplanner.exports.told import Size, Told
from essayplanner.exports.typeset import Sheet, origin
from essayplanner.exports.whole import whole
from tests.exports.everything import everything_in_order
from tests.exports.outlines import (
    EMPTY,
    FULL,
    HOSTILE,
    INJECTIONS,
    LARGEST,
    OVERLONG,
    QUESTION,
    RICH,
    RICHER,
)
from tests.exports.reading import NOON, TOLD, assert_in_order, read_pdf, squeezed

PLANS = {
    "full": FULL,
    "rich": RICHER,
    "empty": EMPTY,
    "largest": LARGEST,
    "overlong": OVERLONG,
}
SIZES: dict[Size, tuple[int, int]] = {"a4": (595, 842), "letter": (612, 792)}

both = pytest.mark.parametrize("sheet", [full.SHEET, teacher.SHEET], ids=["full", "teacher"])


def pages_of(sheet: Sheet, outline: Outline, told: Told = TOLD) -> list[str]:
    """Return each page's text without spaces, having taken off its running head and its foot."""
    pages = [squeezed(page.extract_text()) for page in read_pdf(sheet, outline, told).pages]
    between = "·" if sheet is teacher.SHEET else ""
    head = squeezed(between.join(filter(None, sheet.lay(outline, told)["head"])))
    parts = filter(None, ("Essay Planner", origin(outline.question), "20 November 2026"))
    foot = squeezed("·".join(parts))
    bare = []
    for number, page in enumerate(pages, start=1):
        start = ("Teacher’scopy" if sheet is teacher.SHEET else "") + (head if number > 1 else "")
        end = foot + (f"{number}of{len(pages)}" if len(pages) > 1 else "")
        assert page.startswith(start)
        assert page.endswith(end)
        bare.append(page.removeprefix(start).removesuffix(end))
    return bare


def text_of(sheet: Sheet, outline: Outline, told: Told = TOLD) -> str:
    return "".join(pages_of(sheet, outline, told))


def titles(outline: Any) -> list[Any]:
    return [titles(item) if isinstance(item, list) else item.title for item in outline]


def tags(element: Any) -> Iterator[str]:
    """Yield the kinds of the elements of a structure tree, in the order of reading."""
    element = element.get_object()
    if isinstance(element, dict):
        if "/S" in element:
            yield element["/S"]
        kids = element.get("/K", ())
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        for kid in kids if isinstance(kids, list) else [kids]:
            if hasattr(kid, "get_object"):
                yield from tags(kid)


@both
@pytest.mark.parametrize("outline", PLANS.values(), ids=PLANS.keys())
@pytest.mark.parametrize("size", SIZES)
def test_every_word_of_a_plan_is_there_in_order(sheet: Sheet, outline: Outline, size: Size) -> None:
    told = replace(TOLD, size=size)
    assert_in_order(everything_in_order(outline), text_of(sheet, outline, told))
    boxes = {page.mediabox.upper_right for page in read_pdf(sheet, outline, told).pages}
    assert {(round(width), round(height)) for width, height in boxes} == {SIZES[size]}


@both
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@pytest.mark.parametrize("outline", [FULL, RICHER, LARGEST], ids=["full", "rich", "largest"])
def test_a_program_that_goes_by_places_reads_the_same_order(sheet: Sheet, outline: Outline) -> None:
    within = ["-x", "0", "-W", "595", "-y", "50", "-H", "740"]  # the running head and foot off
    text = subprocess.run(
        ["pdftotext", *within, "-", "-"],
        input=sheet.pdf(outline, TOLD),
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert_in_order(everything_in_order(outline), text)


@both
def test_hostile_text_is_printed_as_text_and_never_run(sheet: Sheet) -> None:
    text = text_of(sheet, HOSTILE)
    assert_in_order(
        [
            "How far did this stand?",
            *INJECTIONS,
            "</h2><script>Zalgo",
            "after the marks",
            '#import "x"',
            "Historians disagree",
            "]]",
            "#panic()",
            "#quote[",
            "$a$",
            "W" * 10_000,
            "the end of the long word",
            "first line second line third line",
            "</li>#panic()",
            "]#panic()",
            "V" * 500,
            "#panic()",
            "</td><script>",
            *INJECTIONS,
            "Carr, E. H. (1958)",
        ],
        text,
    )
    assert "root:" not in text


@both
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_nothing_runs_off_the_page(sheet: Sheet) -> None:
    wide, tall = "W" * 320, "a line\n" * 150
    plan = replace(
        RICHER,
        author=wide,
        question=replace(QUESTION, text=wide),
        argument=wide,
        paragraphs=tuple(
            replace(
                row,
                factor=replace(row.factor, name=wide, short_name=wide),
                point=tall,
                evidence=(replace(row.evidence[0], views=(View(holders=wide, claim=tall),)),),
                quotations=(replace(FULL.paragraphs[0].quotations[0], text=tall, notes=(tall,)),),
                weighed=(tall, wide, ""),
            )
            for row in RICHER.paragraphs
        ),
        judgement=wide,
    )
    places = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"],
        input=sheet.pdf(plan, TOLD),
        capture_output=True,
        check=True,
    ).stdout.decode()
    sides = re.findall(r'<word xMin="(\d+)\S* yMin="(\d+)\S* xMax="(\d+)\S* yMax="(\d+)', places)
    assert len(sides) > 300
    lefts, tops, rights, bottoms = (list(map(int, ends)) for ends in zip(*sides, strict=True))
    assert (min(lefts) > 30, max(rights) < 565, min(tops) > 15, max(bottoms) < 830) == (True,) * 4


@both
def test_the_bookmarks_are_the_question_and_its_sections(sheet: Sheet) -> None:
    title, sections = titles(read_pdf(sheet, RICHER).outline)
    assert title == RICHER.question.text
    letters = iter("ABCDEFG" if sheet is teacher.SHEET else "")
    lettered = [
        "Line of argument",
        "Stalin’s political skill, ranked 3rd",
        "The party’s structure, ranked 1st",
        "His rivals’ weaknesses, ranked 2nd",
        "Links between factors",
        "Criteria",
        "Judgement",
    ]
    assert [squeezed(section) for section in sections] == [
        *(squeezed(f"{next(letters, '')}{section}") for section in lettered),
        squeezed("Left on purpose"),
        "Sources",
        *(["Whatthecheckfinds", "Notes"] if sheet is teacher.SHEET else []),
    ]


@both
@pytest.mark.parametrize("outline", PLANS.values(), ids=PLANS.keys())
def test_the_tags_are_of_the_standard_and_headings_nest(sheet: Sheet, outline: Outline) -> None:
    reader = read_pdf(sheet, outline)
    root: Any = reader.root_object
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == outline.question.text
    found = list(tags(root["/StructTreeRoot"]))
    levels = [int(tag[2:]) for tag in found if re.fullmatch(r"/H\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))
    assert found.count("/Table") == any(any(row.weighed) for row in outline.paragraphs)
    assert found.count("/TH") == 4 * found.count("/Table")


@both
@pytest.mark.parametrize("words", range(0, 480, 60))
def test_no_heading_stands_alone_at_the_foot_of_a_page(sheet: Sheet, words: int) -> None:
    said = FULL.paragraphs[1].quotations
    plan = replace(
        FULL,
        argument="word " * (words + 1),
        paragraphs=tuple(
            replace(row, quotations=said, without="He would have waited.")
            for row in FULL.paragraphs
        ),
        links=RICH.links[:2],
    )
    heading = re.compile(
        r"(Lineofargument|, ?[123](st|nd|rd)|Linksbetweenfactors|Criteria|Judgement|Sources"
        r"|Whatthecheckfinds|Point|Evidence|Historian|Explanation|Counter-argument|Reply|Link"
        r"|Ifitisremoved|(First|Second|Third)criterion)$"
    )
    pages = pages_of(sheet, plan)
    assert len(pages) > 2
    assert [page[-30:] for page in pages if heading.search(page)] == []


@both
@pytest.mark.parametrize("words", range(0, 480, 60))
def test_what_belongs_together_is_not_parted(sheet: Sheet, words: int) -> None:
    said = "He twice offered to resign, and might have been taken at his word. " * 5
    plan = replace(
        RICHER,
        argument="word " * (words + 1),
        paragraphs=tuple(
            replace(row, counter_argument=said, reply="No.", link="So.", without="It would stand.")
            for row in RICHER.paragraphs
        ),
        judgement=f"So {said}",
    )
    pages = pages_of(sheet, plan)
    alone = re.compile(r"([B-D]\d)?(Reply|Ifitisremoved)")
    assert [page[:30] for page in pages if alone.match(page)] == []
    links = [link.sentence for link in plan.links if link.sentence]
    legend = "unchecked wording: not yet held against the printed book"
    last = "".join(run.text for run in plan.sources[-1].reference)
    for together in ([plan.judgement], links, [last, legend]):
        assert [all(squeezed(text) in page for text in together) for page in pages].count(True) == 1


def places_of(sheet: Sheet, outline: Outline) -> list[tuple[float, float, str]]:
    """Return where each word stands on its page, from the left and from the top."""
    places = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"],
        input=sheet.pdf(outline, TOLD),
        capture_output=True,
        check=True,
    ).stdout.decode()
    found = re.findall(r'<word xMin="(\S+)" yMin="(\S+)".*?>(.*?)</word>', places)
    return [(float(left), float(top), word) for left, top, word in found]


@both
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_all_evidence_begins_at_one_line(sheet: Sheet) -> None:
    dates = ("1924", "27 Jan 1924", "From March 1921 to the end of April 1922")
    plan = replace(
        FULL,
        paragraphs=tuple(
            replace(row, evidence=(replace(row.evidence[0], date_text=date, title="Headline"),))
            for row, date in zip(FULL.paragraphs, dates, strict=True)
        ),
    )
    lefts = [left for left, _, word in places_of(sheet, plan) if word == "Headline."]
    assert len(lefts) == 3
    assert len(set(lefts)) == 1


@both
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_the_running_head_has_one_line(sheet: Sheet) -> None:
    question = (
        "How far was Stalin’s own political skill, and not his rivals’ mistakes or the structure "
        "of the party, responsible for his rise to power in the years from 1922 to 1929?"
    )
    plan = replace(
        LARGEST, author="Oluwaseun Adebayo-Featherstonehaugh", question=Question(text=question)
    )
    tops = {top for _, top, word in places_of(sheet, plan) if top < 52 and word != "How"}
    assert len([top for top in tops if top < 45]) == 1


def test_a_question_is_cut_for_the_running_head_before_a_small_word() -> None:
    question = Question(
        text="How far was Stalin’s skill responsible for his rise to power, in the year?"
    )
    plan = whole(replace(FULL, question=question), TOLD)
    heads = {full.laid(plan, most)["head"][1] for most in range(66, 74)}
    assert heads == {"How far was Stalin’s skill responsible for his rise to power …"}


@both
def test_no_line_begins_with_a_dot(sheet: Sheet) -> None:
    for name in (
        "An essay",
        "An essay of sixty marks",
        "An essay of the long kind, of sixty marks",
    ):
        exam = ExamFormat(key="e", name=name)
        plan = replace(RICHER, author="Priya Raman of the Upper Sixth at the school")
        text = "\n".join(
            page.extract_text() for page in read_pdf(sheet, plan, replace(TOLD, exam=exam)).pages
        )
        assert not re.search(r"^\s*·", text, re.MULTILINE)


@both
def test_a_question_that_is_not_yet_written_still_has_a_title(sheet: Sheet) -> None:
    reader = read_pdf(sheet, Outline(question=Question(text=" \n")))
    assert reader.metadata is not None
    assert reader.metadata.title == "Essay plan"


@both
def test_equal_plans_at_one_time_give_equal_files(sheet: Sheet) -> None:
    assert sheet.pdf(RICHER, TOLD, timestamp=NOON) == sheet.pdf(RICHER, TOLD, timestamp=NOON)


@both
def test_what_is_disputed_unchecked_or_own_says_so(sheet: Sheet) -> None:
    text = text_of(sheet, RICHER)
    assert text.count("Historiansdisagree") == 1
    assert text.count("uncheckedwording") == 2 + 1
    assert text.count(squeezed("unchecked wording: not yet held against the printed book")) == 1
    assert squeezed("(Kotkin, 2014, ch. 12) own") in text
    assert squeezed("E. H. Carr, Socialism in One Country (1958), p. 166 own · unchecked") in text
    assert squeezed("Stephen Kotkin, Stalin, vol. 1: Paradoxes of Power (2014), pp. 412–13") in text


def test_the_full_plan_names_what_it_is_marked_on() -> None:
    exam = ExamFormat(key="edexcel", name="Edexcel 9HI0, Paper 1: AO1 essay")
    text = text_of(full.SHEET, FULL, replace(TOLD, exam=exam))
    assert squeezed(f"{exam.name} · 1922–29 · named in the question: Skill") in text


def test_a_quotation_is_not_divided_between_pages() -> None:
    for words in range(0, 480, 60):
        plan = replace(LARGEST, argument="word " * (words + 1))
        pages = pages_of(full.SHEET, plan)
        for paragraph in plan.paragraphs:
            (item,) = paragraph.quotations
            assert any(squeezed(f"“{item.text}”— E. H. Carr") in page for page in pages)
