"""The map: one drawing that stands alone, and the same in words below it."""

import re
from dataclasses import replace
from typing import Any

import pytest
from defusedxml import ElementTree

from essayplanner.argument.outline import LINK_KINDS, Factor, Link, Outline, Paragraph
from essayplanner.exports import drawn_map
from tests.exports.outlines import EMPTY, FULL, HOSTILE, LARGEST, OVERLONG, RICH
from tests.exports.reading import TOLD, assert_in_order, read_pdf, squeezed, text_of

SVG = "{http://www.w3.org/2000/svg}"


def drawing(outline: Outline) -> Any:
    return ElementTree.fromstring(drawn_map.render(outline, TOLD))


def lines_of(outline: Outline) -> str:
    return squeezed("".join(each.text for each in drawing(outline).iter(f"{SVG}text")))


def test_the_drawing_names_the_question_the_factors_and_the_links() -> None:
    lines = lines_of(RICH)
    for text in (
        RICH.question.text,
        *(row.factor.name for row in RICH.paragraphs),
        *(LINK_KINDS[link.kind] for link in RICH.links),
    ):
        assert squeezed(text) in lines


def test_who_does_not_see_the_drawing_is_told_what_it_shows_and_where_it_is_from() -> None:
    question = replace(FULL.question, topic="Stalin’s rise", edition=2)
    root = drawing(replace(RICH, question=question, links=RICH.links[:1]))
    said = {name: root.find(f"{SVG}{name}").text for name in ("title", "desc")}
    assert said == {
        "title": RICH.question.text,
        "desc": "Factors: The party’s structure (1st), His rivals’ weaknesses (2nd), Stalin’s political "
        "skill (3rd). His rivals’ weaknesses gave the opportunity for Stalin’s political skill. "
        "Stalin’s rise, edition 2 20 November 2026",
    }
    assert root.get("aria-labelledby") == "title words"


@pytest.mark.parametrize("outline", [EMPTY, FULL, RICH, LARGEST])
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_the_drawing_and_the_same_in_words_have_one_page(outline: Outline, size: str) -> None:
    reader = read_pdf(drawn_map.SHEET, outline, replace(TOLD, size=size))  # type: ignore[arg-type]
    texts = [outline.question.text, "The map in words"]
    for row in outline.ranking:
        texts += [row.factor.name, row.point]
    texts += [link.sentence for link in outline.links]
    assert_in_order(texts, text_of(reader))
    assert len(reader.pages) == 1


def test_a_drawing_as_high_as_the_page_has_the_first_with_its_question() -> None:
    first, *others = (page.extract_text() for page in read_pdf(drawn_map.SHEET, OVERLONG).pages)
    assert_in_order([OVERLONG.question.text, "ranked 6 of 6"], first)
    assert "The map in words" in others[0]


def test_a_wide_drawing_lies_on_its_side_and_so_do_its_words() -> None:
    rows = tuple(
        Paragraph(factor=Factor(key=f"{n}", name=f"Factor {n}", short_name=f"F{n}", mark=n))
        for n in range(1, 9)
    )
    links = tuple(
        Link(cause=f"{one}", effect=f"{two}", kind="limited")
        for one in range(1, 9)
        for two in range(1, 9)
        if one != two
    )
    plan = replace(EMPTY, paragraphs=rows, links=links)
    pages = read_pdf(drawn_map.SHEET, plan).pages
    assert all(page.mediabox.width > page.mediabox.height for page in pages)


def test_the_page_says_whose_it_is_its_question_once_and_what_thick_and_wide_mean() -> None:
    plan = replace(RICH, author="Priya Raman")
    text = squeezed(text_of(read_pdf(drawn_map.SHEET, plan)))
    says = squeezed("The wider a box and the thicker its line to the question, the weightier")
    assert [text.count(squeezed(part)) for part in ("Priya Raman", plan.question.text, says)] == [
        1,
        1,
        1,
    ]
    unranked = replace(plan, ranked=False)
    assert says not in squeezed(text_of(read_pdf(drawn_map.SHEET, unranked)))


def test_a_short_date_stays_on_its_line() -> None:
    text = read_pdf(drawn_map.SHEET, RICH).pages[0].extract_text()
    assert re.search(r"\(Oct[ \xa0]1924\)", text)


def test_the_drawing_stands_below_a_long_question_on_its_page() -> None:
    plan = replace(FULL, question=replace(FULL.question, text="How far was it so? " * 12))
    plan = replace(plan, paragraphs=(*plan.paragraphs, *LARGEST.paragraphs[3:]))
    reader = read_pdf(drawn_map.SHEET, plan)
    assert "ranked 1 of" in reader.pages[0].extract_text()
    assert "The map in words" in text_of(reader)


def test_a_question_longer_than_a_page_leaves_the_map_in_words() -> None:
    plan = replace(FULL, question=replace(FULL.question, text="How far was it so? " * 600))
    assert "The map in words" in text_of(read_pdf(drawn_map.SHEET, plan))


def test_a_mark_on_a_letter_does_not_cost_the_standard() -> None:
    factor = replace(FULL.paragraphs[0].factor, name="हिन्दी, שָׁלוֹם, е́")
    plan = replace(FULL, paragraphs=(replace(FULL.paragraphs[0], factor=factor),), links=())
    root: Any = read_pdf(drawn_map.SHEET, plan).root_object
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_a_name_as_long_as_a_page_is_cut_in_the_drawing_and_whole_in_words() -> None:
    name = "Machinery " * 200 + "at last"
    factor = replace(FULL.paragraphs[0].factor, name=name)
    plan = replace(FULL, paragraphs=(replace(FULL.paragraphs[0], factor=factor),), links=())
    assert "atlast" not in lines_of(plan)
    assert squeezed("Machinery at last") in squeezed(text_of(read_pdf(drawn_map.SHEET, plan)))


def test_hostile_text_is_text() -> None:
    plain = {each.tag for each in drawing(RICH).iter()}
    assert {each.tag for each in drawing(HOSTILE).iter()} <= plain
    assert len(read_pdf(drawn_map.SHEET, HOSTILE).pages) >= 1
