"""The one-side PDF: it fits, it reads in order, it loses nothing, and nothing in it runs."""

import re
import shutil
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from essayplanner.argument.outline import Link, Outline, Paragraph, Question
from essayplanner.exports.bounds import bounded
from essayplanner.exports.one_side import SHEET, lay
from essayplanner.exports.told import SIZES, Size
from essayplanner.exports.typeset import Sheet, sizes
from tests.exports.levelled import WORST, assert_inside, plans, said, sizes_of
from tests.exports.outlines import (
    EMPTY,
    FULL,
    HOSTILE,
    INJECTIONS,
    LARGEST,
    OVERLONG,
    RICH,
    words_in_order,
)
from tests.exports.reading import NOON, TOLD, assert_in_order, read_pdf, squeezed, text_of

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


def read(outline: Outline) -> PdfReader:
    return read_pdf(SHEET, outline)


def is_tagged(reader: PdfReader) -> bool:
    root: Any = reader.root_object
    return bool(root["/MarkInfo"]["/Marked"].value)


def has_notes(reader: PdfReader) -> bool:
    return bool(re.search(r"\bNotes\s+Essay Planner", text_of(reader)))


@pytest.mark.parametrize(
    "outline", [FULL, RICH, EMPTY, LARGEST], ids=["full", "rich", "empty", "largest"]
)
def test_a_plan_stands_on_one_side_of_a4(outline: Outline) -> None:
    pages = read(outline).pages
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages] == [
        (595, 842)
    ]


@pytest.mark.parametrize(
    "outline", [FULL, RICH, EMPTY, LARGEST], ids=["full", "rich", "empty", "largest"]
)
def test_every_word_is_there_in_reading_order(outline: Outline) -> None:
    assert_in_order(words_in_order(outline), text_of(read(outline)))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@pytest.mark.parametrize("outline", [FULL, LARGEST], ids=["full", "largest"])
def test_a_program_that_goes_by_places_reads_the_same_order(outline: Outline) -> None:
    text = subprocess.run(
        ["pdftotext", "-", "-"], input=SHEET.pdf(outline, TOLD), capture_output=True, check=True
    ).stdout.decode()
    assert_in_order(words_in_order(outline), text)


def test_a_quotation_stands_with_its_historian_year_and_warning() -> None:
    text = squeezed(text_of(read(FULL)))
    assert squeezed("machine politics.” (Robert C. Tucker, 1973) unchecked wording") in text
    assert squeezed("among equals.” (E. H. Carr, 1958) “That Stalin") in text
    assert text.count(squeezed("unchecked wording")) == 1


def test_disputed_evidence_says_so_and_gives_each_view() -> None:
    assert squeezed(
        "Historians disagree: Trotsky: he was told the wrong day; "
        "Eastman: he could have come had he wished."
    ) in squeezed(text_of(read(FULL)))


def test_ranks_are_printed_only_once_the_plan_is_ranked() -> None:
    ranks = re.compile(r", (1st|2nd|3rd)\b")
    assert ranks.findall(text_of(read(FULL))) == ["1st", "2nd", "3rd"]
    assert ranks.findall(text_of(read(replace(FULL, ranked=False)))) == []


def test_a_rank_beside_another_order_says_that_it_is_one() -> None:
    ranks = re.compile(r", (ranked \w+)")
    assert ranks.findall(text_of(read(RICH))) == ["ranked 3rd", "ranked 1st", "ranked 2nd"]


def test_an_empty_place_is_named_and_left_to_write_on() -> None:
    text = text_of(read(EMPTY))
    assert Counter(
        re.findall(r"Argument|Point|Evidence|Historian|Counter-argument|Reply|Link|Answer", text)
    ) == {
        "Argument": 1,
        "Point": 3,
        "Evidence": 3,
        "Historian": 3,
        "Counter-argument": 3,
        "Reply": 3,
        "Link": 3,
        "Answer": 1,
    }
    assert "None" not in text


def test_an_empty_column_of_evidence_is_ruled_as_far_down_as_the_one_beside_it() -> None:
    with pikepdf.open(BytesIO(SHEET.pdf(EMPTY, TOLD))) as pdf:
        drawn = [str(done.operator) for done in pikepdf.parse_content_stream(pdf.pages[0])]
    of_a_factor = 2 + 5 + 5  # above it, its point, and both columns
    assert drawn.count("S") == 1 + 3 * of_a_factor + 3 + 1


def test_the_room_beside_the_plan_says_what_it_is_for_and_is_not_there_where_it_is_none() -> None:
    assert [has_notes(read(plan)) for plan in (EMPTY, FULL, LARGEST)] == [True, True, False]


def test_a_plan_too_long_for_one_side_is_shortened_and_says_so() -> None:
    reader = read(OVERLONG)
    assert len(reader.pages) == 1
    assert (
        "Left out to fit one side: the sources. Shortened (…): 6 quotations, 24 pieces of evidence, "
        "30 texts. The full plan has everything."
    ) in " ".join(text_of(reader).split())


def test_what_a_whole_plan_says_of_itself_is_nothing() -> None:
    for outline in (EMPTY, FULL, RICH, LARGEST):
        assert "to fit one side" not in text_of(read(outline))


@pytest.mark.parametrize("plan", WORST, ids=list(WORST))
@pytest.mark.parametrize("size", SIZES)
def test_the_worst_plan_there_is_stands_on_one_side(plan: str, size: Size) -> None:
    assert len(read_pdf(SHEET, WORST[plan], replace(TOLD, size=size)).pages) == 1


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@settings(max_examples=25, deadline=None)
@given(plans(), st.sampled_from(list(SIZES)))
def test_one_side_has_all_but_what_it_says_it_leaves_out(outline: Outline, size: Size) -> None:
    pdf = SHEET.pdf(outline, replace(TOLD, size=size), timestamp=NOON)
    reader = PdfReader(BytesIO(pdf))
    [page] = reader.pages
    assert min(sizes_of(page)) >= 8 - 1e-6
    assert_inside(pdf)
    # The page says the words of one of the levels: all of them, in order, and no others.
    outline, too_long = bounded(outline)
    foot = f"{'Notes' * has_notes(reader)} Essay Planner · stalin-rise · 20 November 2026"
    words = [f"{outline.author} {said(level)} {too_long}" for level in lay(outline, TOLD)["levels"]]
    assert squeezed(text_of(reader)) in [squeezed(f"{level} {foot}") for level in words]


def test_no_more_is_left_out_than_has_to_be() -> None:
    for outline in (LARGEST, OVERLONG):
        levels = list(lay(outline, TOLD)["levels"])
        text = squeezed(text_of(read(outline)))
        chosen = next(n for n, level in enumerate(levels) if squeezed(said(level)) in text)
        if chosen:
            values = SHEET.values(outline, TOLD)
            assert len(sizes(Sheet.made(SHEET, values | {"levels": [levels[chosen - 1]]}))) > 1


def test_the_file_is_tagged_for_screen_readers_in_british_english() -> None:
    reader = read(FULL)
    root: Any = reader.root_object
    assert is_tagged(reader)
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True  # ISO 14289-1, 7.1
    assert reader.metadata is not None
    assert reader.metadata.title == FULL.question.text
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_headings_are_the_question_the_factors_and_the_judgement() -> None:
    def titles(outline: list[Any]) -> list[Any]:
        return [titles(item) if isinstance(item, list) else item.title for item in outline]

    assert titles(read(FULL).outline) == [
        FULL.question.text,
        [
            "The party’s structure, 1st",
            "His rivals’ weaknesses, 2nd",
            "Stalin’s political skill, 3rd",
            "Judgement",
            "Sources",
        ],
    ]


def test_the_fonts_are_in_the_file() -> None:
    page: Any = read(FULL).pages[0]
    fonts = page["/Resources"]["/Font"]
    names = {font.get_object()["/BaseFont"].split("+")[1] for font in fonts.values()}
    assert names
    assert all(name.startswith("LibertinusSerif") for name in names)


def test_hostile_text_is_printed_as_text_and_never_run() -> None:
    text = text_of(read(HOSTILE))
    assert_in_order(["How far did this stand?", *INJECTIONS, "after the marks"], text)
    assert_in_order(["first line", "second line", "third line", *INJECTIONS], text)
    assert 1500 < len(re.findall("W(?!ord)", text)) <= 2000
    assert squeezed("Shortened to fit one side (…): 1 text. The full plan") in squeezed(text)
    assert "root:" not in text


def test_a_question_that_is_not_yet_written_still_has_a_title() -> None:
    reader = read(Outline(question=Question(text=" \n")))
    assert reader.metadata is not None
    assert reader.metadata.title == "Essay plan"


def test_equal_plans_at_one_time_give_equal_files() -> None:
    assert SHEET.pdf(FULL, TOLD, timestamp=NOON) == SHEET.pdf(FULL, TOLD, timestamp=NOON)


def test_plans_set_at_once_never_mix() -> None:
    plans = [replace(EMPTY, argument=f"Argument number {number}.") for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        texts = [text_of(reader) for reader in pool.map(read, plans)]
    assert [re.findall(r"number (\d)", text) for text in texts] == [[str(n)] for n in range(8)]


@settings(max_examples=20, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_no_text_stops_the_press(first: str, second: str, third: str) -> None:
    full = FULL.paragraphs[1]
    fact, quotation = full.evidence[0], full.quotations[0]
    paragraph = Paragraph(
        factor=replace(full.factor, name=first),
        point=second,
        evidence=(replace(fact, date_text=third, title=first, text=second),),
        quotations=(replace(quotation, historian=third, text=first),),
        explanation=third,
        reply=second,
        weighed=(first, second, third),
    )
    plan = Outline(
        question=Question(text=third),
        argument=first,
        paragraphs=(paragraph,),
        links=(Link(cause="rivals", effect="rivals", kind="limited", sentence=first),),
        criteria=(third, first, second),
    )
    assert is_tagged(read(plan))
