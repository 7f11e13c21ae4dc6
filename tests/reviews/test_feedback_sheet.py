"""The whole-class feedback sheet, and a slip for each."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from essayplanner.accounts.models import User
from essayplanner.classes.models import Assignment, Membership
from essayplanner.plans.models import Plan
from essayplanner.reviews.models import Comment
from essayplanner.reviews.overview import students_of
from tests.conftest import Cast
from tests.exports.reading import assert_in_order, squeezed, text_of
from tests.reviews.given import HOSTILE, NOON, fill, plan_of, review, saved, student

pytestmark = pytest.mark.django_db


def fetch(cast: Cast, query: str = "") -> PdfReader:
    path = reverse("reviews:feedback_sheet", args=[cast.assignment.pk]) + query
    return PdfReader(BytesIO(cast.teacher.get(path).content))


def test_the_first_side_counts_and_the_slips_say_it_to_each(cast: Cast) -> None:
    fill(cast, 3)
    often, once = (saved(cast, code, f"The text of {code}.") for code in ("Z9", "A1"))
    row = review(
        plan_of(cast, student(cast, "amy", "Amy Ash")),
        summary="Well begun.",
        mark=17,
        levels={"Argument": "Level 4"},
        comments=[
            ("judgement", "Which measure?", once),
            ("", "Read it aloud.", None),
            *[("skill-point", f"The text of Z9, {n}.", often) for n in (1, 2)],
        ],
    )
    review(plan_of(cast, student(cast, "bo")), comments=[("argument", "Again.", often)])
    reader = fetch(cast)
    first = squeezed(reader.pages[0].extract_text())
    assert_in_order(
        [
            *("12B", cast.assignment.question, "Feedback on 5 of 7 plans."),
            *("E2 Say how the evidence proves the point. 3", "Z9 The text of Z9. 2"),
            *("A1 The text of A1. 1", "Argument Level 2: 1 · Level 3: 1 · Level 4: 2"),
            *("What the check finds in 6 plans", "The plan ends without an answer"),
            *("No feedback yet", "Classmate, Student", "Notes"),
        ],
        first,
    )
    assert "AmyAsh" not in first
    rest = squeezed("".join(page.extract_text() for page in reader.pages[1:]))
    assert_in_order(
        [
            *(
                "Amy Ash",
                "17",
                "Well begun.",
                "Argument Level 4",
                "The whole plan",
                "Read it aloud.",
            ),
            *("Skill: point [Z9]", "The text of Z9, 1.", "The text of Z9, 2."),
            *("Judgement [A1]", "Which measure?", "Bo"),
        ],
        rest,
    )
    assert "Classmate" not in rest
    assert row.released_at


def test_what_is_not_released_is_for_the_teachers_eyes_and_says_so(cast: Cast) -> None:
    fill(cast, 1)
    amy = plan_of(cast, student(cast, "amy", "Amy Ash"))
    code = saved(cast, "D1", "A draft.")
    review(amy, summary="Hidden.", comments=[("argument", "Not yet.", code)], released=False)
    public = squeezed(text_of(fetch(cast)))
    assert "Feedbackon1of4plans." in public
    assert "D1" not in public
    assert "Hidden" not in public
    assert "notreleased" not in public
    drafts = squeezed(text_of(fetch(cast, "?drafts=on")))
    assert squeezed("1 of these is not released, and its student has not read it") in drafts
    assert "Hidden." in drafts
    assert "·notreleased" in drafts
    assert "D1Adraft.1" in drafts


def test_a_draft_comment_in_a_released_review_stays_hidden(cast: Cast) -> None:
    row = review(plan_of(cast, student(cast, "amy")), summary="Out.")
    Comment.objects.create(review=row, text="Later.", made_at=NOON, place="argument")
    assert "Later." not in text_of(fetch(cast))
    assert "Later." in text_of(fetch(cast, "?drafts"))


def test_the_latest_round_that_says_something_is_the_one(cast: Cast) -> None:
    plan = plan_of(cast, student(cast, "amy"))
    review(plan, summary="The first time.")
    Plan.objects.filter(pk=plan.pk).update(argument="Another argument.")
    review(plan, released=True)
    assert "The first time." in text_of(fetch(cast))
    Plan.objects.filter(pk=plan.pk).update(argument="A third one.")
    review(plan, summary="The third time.")
    assert "The first time." not in text_of(fetch(cast))


def test_the_board_sees_no_name(cast: Cast) -> None:
    fill(cast, 2)
    reader = fetch(cast, "?board")
    text = squeezed(text_of(reader))
    assert len(reader.pages) == 1
    assert not [name for name in ("Pupil", "Student", "Classmate") if name in text]
    assert "Nofeedbackyet:2students." in text


@pytest.mark.parametrize("number", [1, 30])
def test_it_asks_as_many_questions_for_one_as_for_thirty(
    number: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(cast, number)
    with django_assert_num_queries(16):
        fetch(cast)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_small_class_has_a_sheet(number: int, cast: Cast) -> None:
    Membership.objects.filter(role="student").delete()
    fill(cast, number)
    reader = fetch(cast)
    assert f"Feedbackon{number}of{number}plan{'' if number == 1 else 's'}." in squeezed(
        text_of(reader)
    )
    assert len(reader.pages) == (2 if number else 1)
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {
        (595, 842)
    }
    assert "pdfuaid:part" in str(reader.xmp_metadata and reader.xmp_metadata.stream.get_data())


def test_hostile_words_and_long_comments_are_printed_and_none_is_cut(cast: Cast) -> None:
    long = "word " * 1995 + "the end."
    row = plan_of(cast, student(cast, "h", HOSTILE))
    review(
        row,
        summary=f"{HOSTILE}\n\n" + "x" * 300,
        comments=[("skill-point", long, None), ("nowhere-at/all", "= HYPERLINK()", None)],
        levels={HOSTILE[:90]: HOSTILE[:90]},
    )
    reader = fetch(cast)
    text = squeezed(text_of(reader))
    assert text.count("word") == 1995
    assert "theend." in text
    assert "HYPERLINK" in text
    assert "longerthanpaper" not in text
    # A slip that is longer than a side begins on one of its own.
    assert len(reader.pages) == 3


def test_what_no_paper_holds_ends_early_and_says_so(cast: Cast) -> None:
    row = plan_of(cast, student(cast, "amy"))
    long = "word " * 1999
    review(row, comments=[("argument", long, None)] * 9 + [("judgement", "a\n" * 4000, None)])
    text = squeezed(text_of(fetch(cast)))
    assert "Thisislongerthanpaperholds:10textsendearly(…)." in text


def test_the_sheet_stays_on_one_side_however_many_codes_and_names(cast: Cast) -> None:
    plan = plan_of(cast, student(cast, "amy", "Amy Ash"))
    codes = [saved(cast, f"C{n:02}", f"{n} " + "as it were " * 60) for n in range(60)]
    review(plan, comments=[("argument", "So.", code) for code in codes])
    for number in range(150):
        student(cast, f"w{number:03}", f"A Rather Long Name {number:03}")
    reader = fetch(cast)
    first = squeezed(reader.pages[0].extract_text())
    assert "moresavedcomments." in first
    assert "endswith…islonger" in first
    assert "152students;theirnamesareattheend." in first
    assert "AmyAsh" in squeezed(reader.pages[1].extract_text())
    assert "Name149" in squeezed(text_of(reader))
    assert len(students_of(cast.assignment)) == 153


def test_coursework_is_counted_in_questions(cast: Cast) -> None:
    Assignment.objects.update(coursework=True)
    assert squeezed("What is your answer to the question?") in squeezed(text_of(fetch(cast)))


def test_who_left_the_class_has_no_slip(cast: Cast) -> None:
    fill(cast, 2)
    User.objects.get(username="s000").memberships.all().delete()
    text = squeezed(text_of(fetch(cast)))
    assert "Pupil000" not in text
    assert "Pupil001" in text
