"""The blank scaffold: room to write on, and after it all there is to choose from, in short."""

from collections import Counter
from dataclasses import replace

import pytest
from pypdf import PdfReader

from essayplanner.argument.outline import Evidence, Factor, Outline, Paragraph
from essayplanner.exports.scaffold import SHEET
from essayplanner.exports.told import SIZES
from tests.exports.outlines import EMPTY, FULL, HOSTILE, KOTKIN, LARGEST, RICH
from tests.exports.reading import TOLD, assert_in_order, read_pdf, squeezed, text_of
from tests.exports.tagged import assert_whole, elements


def bank(outline: Outline) -> Outline:
    """A plan as a blank: its evidence and quotations without a word of the argument."""
    rows = (
        Paragraph(factor=row.factor, evidence=row.evidence, quotations=row.quotations)
        for row in outline.paragraphs
    )
    return Outline(question=outline.question, paragraphs=tuple(rows))


def many(factors: int) -> Outline:
    rows = tuple(
        Paragraph(
            factor=Factor(key=f"f{mark}", name=f"Factor {mark}", short_name=f"F{mark}", mark=mark)
        )
        for mark in range(1, factors + 1)
    )
    return replace(EMPTY, paragraphs=rows)


BANKS = {"full": bank(FULL), "rich": bank(RICH), "largest": bank(LARGEST), "hostile": bank(HOSTILE)}


@pytest.mark.parametrize("outline", BANKS.values(), ids=BANKS)
def test_every_item_of_the_bank_stands_after_the_front(outline: Outline) -> None:
    front, *bank_of_it = (page.extract_text() for page in read_pdf(SHEET, outline).pages)
    if outline is BANKS["hostile"]:  # of whose texts the gate takes something out
        return
    text = squeezed("\n".join(bank_of_it))
    for row in outline.paragraphs:
        for item in row.evidence:
            assert_in_order(
                [item.date_text, item.title, item.source.label if item.source else ""], text
            )
            assert squeezed(item.text) not in text
        for quotation in row.quotations:
            assert_in_order([quotation.short or quotation.text, quotation.historian], text)
    assert_in_order(
        [outline.question.text, *(row.factor.name for row in outline.paragraphs)], front
    )


def test_a_quotation_is_its_form_for_an_essay_and_evidence_without_a_headline_its_text() -> None:
    row = FULL.paragraphs[0]
    quotation = replace(row.quotations[0], short="machine politics")
    fact = replace(row.evidence[0], title="")
    plan = replace(EMPTY, paragraphs=(replace(row, evidence=(fact,), quotations=(quotation,)),))
    text = squeezed(text_of(read_pdf(SHEET, plan)))
    assert_in_order([fact.text, "Quotations", "“machine politics”"], text)
    assert squeezed(quotation.text) not in text


def test_what_is_disputed_says_so_and_one_note_says_what_is_unchecked() -> None:
    text = squeezed(text_of(read_pdf(SHEET, BANKS["full"])))
    assert text.count(squeezed("Historians disagree.")) == 1
    assert text.count(squeezed("* unchecked wording: not yet held against the printed")) == 1
    assert text.count("*") == 2
    checked = replace(
        FULL.paragraphs[1], quotations=tuple(q for q in FULL.paragraphs[1].quotations if q.checked)
    )
    assert "*" not in text_of(read_pdf(SHEET, bank(replace(EMPTY, paragraphs=(checked,)))))


def test_a_bank_of_fifty_is_one_side() -> None:
    facts = tuple(
        Evidence(
            key=f"e{n}",
            date="1924",
            date_text="27 Jan 1924",
            title="Lenin’s body lies in state " * 2,
            text="He swears. " * 40,
            source=KOTKIN,
        )
        for n in range(17)
    )
    plan = many(3)
    rows = [
        replace(
            row, evidence=tuple(replace(fact, key=f"{row.factor.key}{fact.key}") for fact in facts)
        )
        for row in plan.paragraphs
    ]
    assert len(read_pdf(SHEET, replace(plan, paragraphs=tuple(rows))).pages) == 2


def test_without_evidence_there_is_no_bank() -> None:
    text = text_of(read_pdf(SHEET, many(3)))
    assert "choose from" not in text
    assert len(read_pdf(SHEET, many(3)).pages) == 1


def test_an_item_for_two_factors_stands_once_and_says_for_which_else() -> None:
    item = Evidence(key="oath", date="1924", date_text="1924", title="Oath", text="He swears.")
    plan = many(2)
    rows = tuple(replace(row, evidence=(item,)) for row in plan.paragraphs)
    text = squeezed(text_of(read_pdf(SHEET, replace(plan, paragraphs=rows))))
    assert text.count("Oath") == 1
    assert "OathalsoF2" in text


def test_items_for_several_factors_are_dealt_out_so_that_none_is_bare() -> None:
    items = tuple(
        Evidence(key=f"e{n}", date="1924", date_text="1924", title=f"T{n}", text=f"X{n}.")
        for n in range(4)
    )
    plan = many(2)
    rows = tuple(replace(row, evidence=items) for row in plan.paragraphs)
    text = squeezed(text_of(read_pdf(SHEET, replace(plan, paragraphs=rows))))
    assert (text.count("alsoF1"), text.count("alsoF2")) == (2, 2)


def test_each_place_of_the_plan_is_named_and_left_to_write_on() -> None:
    text = read_pdf(SHEET, many(3)).pages[0].extract_text()
    counted = Counter(word for word in text.split() if word in {*PLACES, "Argument", "Answer"})
    assert counted == {**dict.fromkeys(PLACES, 3), "Argument": 1, "Answer": 1, "Date": 4}
    assert [text.count(f"Criterion {number}") for number in (1, 2, 3)] == [1, 1, 0]
    assert "Links between factors" in text
    assert "Name" in text


PLACES = (
    *("Rank", "Point", "Evidence", "Date", "Historian", "Explanation"),
    *("Counter-argument", "Reply", "Link"),
)


@pytest.mark.parametrize(
    ("factors", "sides"),
    [(0, [1, 1]), (2, [1, 1]), (3, [1, 1]), (4, [2, 2]), (6, [2, 2]), (8, [2, 3])],
)
def test_the_front_takes_as_few_sides_as_leave_room_for_a_hand(
    factors: int, sides: list[int]
) -> None:
    fronts = [read_pdf(SHEET, many(factors), replace(TOLD, size=size)).pages for size in SIZES]
    assert [len(pages) for pages in fronts] == sides
    assert all("Answer" in pages[-1].extract_text() for pages in fronts)


def test_a_name_is_printed_where_it_is_known() -> None:
    named = read_pdf(SHEET, replace(many(2), author="Priya Raman")).pages[0].extract_text()
    assert "Name Priya Raman" in " ".join(named.split())


def test_a_name_or_a_question_of_any_length_is_set() -> None:
    question = replace(EMPTY.question, text="Why " * 2000)
    outline = replace(many(3), author="x" * 5000, question=question)
    assert squeezed(text_of(read_pdf(SHEET, outline))).count("Why") >= 2000


def test_it_is_tagged_and_its_headings_are_question_factors_and_bank() -> None:
    reader: PdfReader = read_pdf(SHEET, BANKS["full"])
    assert_whole(reader)
    headings = [
        (str(each["/S"]), str(each["/T"])) for each in elements(reader) if each["/S"][:2] == "/H"
    ]
    names = [row.factor.name for row in FULL.paragraphs]
    assert headings == [
        ("/H1", FULL.question.text),
        *(("/H2", name) for name in names),
        ("/H2", "Judgement"),
        ("/H2", "Evidence and quotations to choose from"),
        ("/H3", names[0]),
        ("/H4", "Quotations"),
        ("/H3", names[1]),
        ("/H4", "Quotations"),
        ("/H3", names[2]),
    ]
