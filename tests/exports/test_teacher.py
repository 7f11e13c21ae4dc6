"""The teacher's copy: references for the margin, what the check finds, a grid without marks."""

import re
from dataclasses import replace

import pytest

from essayplanner.argument.bank import ExamFormat, Strand
from essayplanner.argument.findings import RULES, find
from essayplanner.argument.outline import Outline, SetAside
from essayplanner.exports import full, full_word, whole
from essayplanner.exports.teacher import SHEET, lay, references
from tests.exports.outlines import EMPTY, FULL, HOSTILE, RICH
from tests.exports.reading import TOLD, assert_in_order, read_pdf, squeezed, text_of

EXAM = ExamFormat(
    key="essay",
    name="AO1 essay",
    strands=(
        Strand(name="Analysis", asks="Show how each factor worked."),
        Strand(name="Judgement", asks="Say by which criterion you weigh."),
    ),
)
MARKED = replace(TOLD, exam=EXAM)


def read(outline: Outline, told: object = MARKED) -> str:
    return text_of(read_pdf(SHEET, outline, told))  # type: ignore[arg-type]


def test_every_finding_says_what_why_and_where() -> None:
    found = find(EMPTY, exam=EXAM)
    assert len(found) > 3
    assert_in_order([text for row in found for text in (row.what, row.why)], read(EMPTY))
    assert [(row["ref"], row["where"]) for row in lay(EMPTY, MARKED)["findings"]] == [
        ("A", "Line of argument"),
        ("B1", "Skill: point"),
        ("C1", "Rivals: point"),
        ("D1", "Structure: point"),
        ("B–D", "Ranking of the factors"),
        ("G", "Judgement"),
        ("F1", "First criterion"),
    ]


def test_every_part_has_its_reference_in_every_paragraph() -> None:
    references = re.findall(r"\b([B-D][1-8])(?=\s*[A-Z])", read(RICH))
    first = [letter + number for letter in "BCD" for number in "1234567"]
    assert [ref for ref in first if ref not in references] == []


def test_a_finding_calls_a_criterion_as_the_page_does() -> None:
    finding = next(row for row in lay(EMPTY, MARKED)["findings"] if row["ref"] == "F1")
    assert squeezed(read(EMPTY)).count(squeezed(f"F1{finding['where']}")) == 2


def test_the_ranking_is_all_paragraphs() -> None:
    def of_ranking(rows: int) -> str:
        return references(replace(EMPTY, paragraphs=EMPTY.paragraphs[:rows]))["ranking"]

    assert [of_ranking(rows) for rows in range(4)] == ["", "B", "B–C", "B–D"]


def test_an_empty_place_says_that_nothing_is_there_yet() -> None:
    # Seven in each of three paragraphs; argument, links, criterion and judgement.
    assert read(EMPTY).count("nothing yet") == 3 * 7 + 4
    assert "nothing yet" not in text_of(read_pdf(full.SHEET, EMPTY, MARKED))


def test_room_for_notes_stands_beside_the_findings() -> None:
    pages = [page.extract_text() for page in read_pdf(SHEET, EMPTY).pages]
    assert len(pages) == 2
    assert_in_order(["What the check finds", "Notes", "What works", "What next"], pages[1])


def test_the_findings_begin_under_their_heading() -> None:
    for words in range(0, 480, 40):
        plan = replace(EMPTY, argument="word " * (words + 1))
        found = find(plan, exam=EXAM)[0]
        pages = [squeezed(page.extract_text()) for page in read_pdf(SHEET, plan, MARKED).pages]
        (page,) = (page for page in pages if "Whatthecheckfinds" in page)
        assert squeezed(found.why) in page


def test_the_strands_say_of_what_and_whether_they_were_checked() -> None:
    said = "AO1 essay · not yet checked against the board’s own document"
    assert_in_order(["Strands", said, "Strand"], read(FULL))
    text = read(FULL, replace(MARKED, exam=replace(EXAM, checked=True)))
    assert_in_order(["Strands", "AO1 essay", "Strand"], text)
    assert "not yet checked" not in text


def test_a_plan_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    aside = SetAside(rule="no_judgement", place="judgement")
    monkeypatch.setattr(whole, "check", None)  # so that it raises where it is called again
    lay(replace(EMPTY, set_aside=(aside,)), MARKED)
    full_word.render_for_teacher(replace(EMPTY, set_aside=(aside,)), MARKED)


def test_a_finding_about_one_of_several_pieces_names_it() -> None:
    funeral, lessons = FULL.paragraphs[1].evidence
    paragraph = replace(FULL.paragraphs[1], evidence=(lessons, funeral), explanation="So it went.")
    refs = [row["ref"] for row in lay(replace(FULL, paragraphs=(paragraph,)), MARKED)["findings"]]
    assert [ref for ref in refs if ref.startswith("B2")] == ["B2b"]


def test_what_is_left_on_purpose_is_told_apart_with_its_reason() -> None:
    aside = SetAside(rule="no_judgement", place="judgement", reason="We write it on Friday.")
    plan = replace(EMPTY, set_aside=(aside,))
    assert_in_order(
        ["on purpose", "There is no judgement yet.", "We write it on Friday.", "What the check"],
        read(plan),
    )
    assert "There is no judgement yet." not in [
        row["what"] for row in lay(plan, MARKED)["findings"]
    ]


def test_of_coursework_there_are_only_questions() -> None:
    told = replace(MARKED, exam=replace(EXAM, coursework=True))
    text = squeezed(read(EMPTY, told))
    asks = {rule.key: rule.asks for rule in RULES}
    found = find(EMPTY, exam=EXAM)
    assert_in_order(["To ask", asks[found[0].rule], asks[found[1].rule]], text)
    assert [row.what for row in found if squeezed(row.what) in text] == []
    assert [row.why for row in found if squeezed(row.why) in text] == []
    assert squeezed("What to ask") in text
    assert squeezed("What next") not in text


def test_the_strands_stand_in_a_grid_to_fill_in() -> None:
    assert_in_order(
        ["Strands", "Strand", "What works", "What next"]
        + [text for strand in EXAM.strands for text in (strand.name, strand.asks)],
        read(FULL),
    )


def test_without_an_exam_format_there_is_room_to_write_all_the_same() -> None:
    text = read(FULL, TOLD)
    assert_in_order(["Notes", "What works", "What next"], text)
    assert "Strand" not in text


def test_a_plan_in_which_nothing_is_found_says_so() -> None:
    rows = tuple(
        SetAside(rule=row.rule, place=row.place, about=row.about) for row in find(FULL, exam=EXAM)
    )
    text = read(replace(FULL, set_aside=rows))
    assert "Nothing found." in text


@pytest.mark.parametrize("outline", [EMPTY, FULL, RICH, HOSTILE])
def test_no_mark_is_given(outline: Outline) -> None:
    text = read(outline, replace(MARKED, exam=replace(EXAM, name="Essay")))
    assert not re.search(r"\b(Level|marks|/ ?20|/ ?25)\b", text.replace("the marks", ""))


def test_what_strands_ask_passes_the_gate() -> None:
    strand = Strand(name="#panic()\u0000", asks="$x$ \u202e<label>")
    told = replace(TOLD, exam=replace(EXAM, strands=(strand,) * 12))
    assert_in_order(["#panic()", "$x$", "<label>"] * 12, read(FULL, told))
