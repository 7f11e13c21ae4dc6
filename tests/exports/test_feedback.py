"""What was said of a plan, on paper: all of it, at its places, bounded, and nothing to choke on."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from essayplanner.argument.findings import Check
from essayplanner.argument.outline import Outline
from essayplanner.exports import full_word, teacher
from essayplanner.exports.bounds import MOST_LETTERS, MOST_REMARKS, bounded_feedback
from essayplanner.exports.feedback import SHEET
from essayplanner.exports.remarks import by_reference, lay_remarks
from essayplanner.exports.told import NO_FEEDBACK, Feedback, Remark, Said, Told
from tests.exports.outlines import EMPTY, FULL, HOSTILE, LARGEST, RICH
from tests.exports.reading import TOLD, assert_in_order, read_pdf, squeezed, text_of


def about(place: str, text: str, **values: object) -> Remark:
    return Remark(place=place, quote="", by="Ms Okafor", text=text, **values)  # type: ignore[arg-type]


REPLIES = (Said(by="Priya", text="In 1924."), Said(by="Ms Okafor", text="And then?"))
ITEM = RICH.paragraphs[0].evidence[0]
KEY = RICH.paragraphs[0].factor.key
REMARKS = (
    about("judgement", "So which?"),
    about("gone-point", "Is this still in?", released=False),
    replace(about(f"{KEY}-evidence/{ITEM.key}", "When?", replies=REPLIES), quote="the oath"),
    about(f"{KEY}-explanation", "How?", resolved=True),
    about("", "A clear line."),
    about("argument", "Who would not agree?"),
)
IN_ORDER = ["A clear line.", "Who would not agree?", "When?", "How?", "So which?", "Is this still"]
SAID = Feedback(
    summary="Weigh it.\nThen say by what.", levels=(("Analysis", "Level 4"),), remarks=REMARKS
)


def told(feedback: Feedback = SAID) -> Told:
    return replace(TOLD, feedback=feedback)


def test_remarks_are_numbered_as_the_plan_is_read() -> None:
    refs = teacher.references(RICH)
    laid = lay_remarks(RICH, SAID, refs)
    assert [(row["number"], row["text"][:13]) for row in laid] == [
        (number, text[:13]) for number, text in enumerate(IN_ORDER, start=1)
    ]
    at, nowhere = by_reference(RICH, laid, refs)
    assert {ref: [row["number"] for row in rows] for ref, rows in at.items()} == {
        "A": [2],
        "B2a": [3],
        "B4": [4],
        refs["judgement"]: [5],
    }
    assert [(row["number"], row["where"]) for row in nowhere] == [
        (1, "The whole plan"),
        (6, "gone: point"),
    ]


def test_the_feedback_paper_has_all_of_it_in_order() -> None:
    text = text_of(read_pdf(SHEET, RICH, told()))
    assert_in_order([RICH.question.text, "Weigh it.", "Then say by what.", "Level 4"], text)
    assert_in_order(IN_ORDER, text)
    assert_in_order(["“the oath”", "When?", "In 1924.", "Priya", "And then?"], text)
    assert "resolved" in text
    assert "What I will do next" in text


def test_the_teachers_copy_has_each_remark_at_its_place() -> None:
    text = text_of(read_pdf(teacher.SHEET, RICH, told()))
    assert_in_order(["What was said of it", "Weigh it.", "A clear line.", "not released yet"], text)
    assert_in_order(["Is this still in?", RICH.argument, "Who would not agree?"], text)
    assert_in_order([ITEM.title, "“the oath”", "When?", "In 1924.", "How?"], text)
    assert_in_order([RICH.judgement, "So which?", "What the check finds"], text)


def test_in_word_remarks_and_replies_are_comments_by_their_authors() -> None:
    document = docx.Document(BytesIO(full_word.render_for_teacher(RICH, told())))
    said = [(row.author, row.text) for row in document.comments if row.author != "Essay Planner"]
    assert said == [
        ("Ms Okafor", "Who would not agree?"),
        ("Ms Okafor", "3 “the oath” When?"),
        ("Priya", "Reply to 3: In 1924."),
        ("Ms Okafor", "Reply to 3: And then?"),
        ("Ms Okafor", "How? (resolved)"),
        ("Ms Okafor", "So which?"),
    ]
    listed = "\n".join(row.text for row in document.paragraphs)
    assert_in_order(
        ["What was said of it", "What to do next: Weigh it.", "Analysis: Level 4", "A clear line."],
        listed,
    )
    assert_in_order(["gone: point: Is this still in? (not released yet)"], listed)


def test_levels_that_are_not_released_say_so() -> None:
    draft = told(Feedback(levels=(("Analysis", "Level 4"),), released=False))
    assert_in_order(
        ["What was said of it", "Level 4", "not released yet"],
        text_of(read_pdf(teacher.SHEET, RICH, draft)),
    )
    document = docx.Document(BytesIO(full_word.render_for_teacher(RICH, draft)))
    assert "not released yet" in [row.text for row in document.paragraphs]


def test_a_remark_on_the_whole_alone_needs_no_comment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_word, "check", lambda *_: Check(findings=(), set_aside=()))
    said = told(Feedback(remarks=(about("", "Well argued."),)))
    document = docx.Document(BytesIO(full_word.render_for_teacher(RICH, said)))
    assert "Well argued." in "\n".join(row.text for row in document.paragraphs)
    assert len(document.comments) == 0


def test_where_nothing_was_said_nothing_is_said_of_it() -> None:
    assert "What was said" not in text_of(read_pdf(teacher.SHEET, RICH))
    document = docx.Document(BytesIO(full_word.render_for_teacher(RICH, TOLD)))
    assert "What was said of it" not in [row.text for row in document.paragraphs]


def everywhere(outline: Outline, text: str) -> Feedback:
    """The same said of every place of a plan, of some that it has not, and of the whole."""
    places = ["", "nowhere", "links/a/b", "x-y/z", *teacher.references(outline)]
    remark = Remark(
        place="", quote=text, by=text, text=text, replies=(Said(by=text, text=text),) * 2
    )
    remarks = tuple(replace(remark, place=place) for place in places)
    return Feedback(summary=text, levels=((text, text),), mark=text, remarks=remarks)


@pytest.mark.parametrize("outline", [EMPTY, FULL, HOSTILE, LARGEST])
def test_every_remark_on_every_place_is_printed_once(outline: Outline) -> None:
    feedback = everywhere(outline, "Quay?")
    for sheet in (SHEET, teacher.SHEET):
        text = squeezed(text_of(read_pdf(sheet, outline, told(feedback))))
        # Of each: its words, text and author, and those of two replies; and of the whole.
        assert text.count("Quay?") == 7 * len(feedback.remarks) + 4


@pytest.mark.parametrize(
    "text", ["#panic() $x$ \\u{0} *a* \0\ufffe\u202e", "W" * 20_000, "x\n" * 5_000, "ش" * 300]
)
def test_no_text_that_can_be_sent_stops_a_paper(text: str) -> None:
    feedback = everywhere(FULL, text)
    assert len(read_pdf(SHEET, FULL, told(feedback)).pages) < 200
    assert len(read_pdf(teacher.SHEET, FULL, told(feedback)).pages) < 200
    assert docx.Document(BytesIO(full_word.render_for_teacher(FULL, told(feedback))))


def test_more_than_paper_holds_ends_early_and_says_so() -> None:
    assert bounded_feedback(SAID) == (SAID, "")
    assert bounded_feedback(NO_FEEDBACK) == (NO_FEEDBACK, "")
    many = replace(SAID, remarks=(about("argument", "word " * 2000),) * 1000)
    kept, says = bounded_feedback(many)
    assert len(kept.remarks) == MOST_REMARKS
    assert sum(len(row.text) for row in kept.remarks) <= MOST_LETTERS + MOST_REMARKS
    assert says in text_of(read_pdf(SHEET, FULL, told(many))).replace("\n", " ")
    assert "More was said of this plan than paper holds" in says
