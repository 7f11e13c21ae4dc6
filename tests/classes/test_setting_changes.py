"""Changing what a class was set, giving more time, and what students are told of it."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.actions import set_question
from essayplanner.classes.changing import (
    change_assignment,
    end_extension,
    extend,
    last_change,
    remove_assignment,
)
from essayplanner.classes.due import due_for, on_the_clock
from essayplanner.classes.models import Assignment, Change, Classroom, Extension, Membership
from essayplanner.plans import actions
from essayplanner.plans.models import Plan, Standing
from essayplanner.plans.standing import refresh
from essayplanner.reviews.actions import open_review
from factors.models import ExamFormat, Question
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
THE_5TH, THE_12TH = (datetime(2026, 11, day, 16, 0, tzinfo=UTC) for day in (5, 12))


@pytest.fixture(autouse=True)
def _november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def _due(cast: Cast) -> None:
    """What 12B was set is due on 5 November, 16:00; everybody joined before that was said."""
    Assignment.objects.update(due_at=THE_5TH)
    october = datetime(2026, 10, 1, tzinfo=UTC)
    Membership.objects.update(joined_at=october, read_at=october)
    cast.assignment.refresh_from_db()


def address(cast: Cast) -> str:
    return reverse("classes:change", args=[cast.assignment.pk])


def as_set(cast: Cast, **more: Any) -> dict[str, Any]:
    """Return the form as it stands, with what is changed in it."""
    return {
        "text": cast.assignment.question,
        "named_factor": "",
        "factors": cast.assignment.factors,
        **{"starts": "1922", "ends": "1929", "due_date": "2026-11-05", "due_time": "16:00"},
        **{"scaffold": "full", "known": "0"},
        **more,
    }


def told(cast: Cast) -> list[str]:
    rows = cast.assignment.changes.order_by("pk")
    return [row.says for row in rows if row.student is None]


KEPT = "A plan that was begun keeps the question that it has."
CHANGES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing": ({}, []),
    "the date": (
        {"due_date": "2026-11-12"},
        ["Due on 12 November, 16:00, instead of 5 November, 16:00."],
    ),
    "next year": (
        {"due_date": "2027-01-12", "due_time": ""},
        ["Due on 12 January 2027, 23:59, instead of 5 November, 16:00."],
    ),
    "no date": (
        {"due_date": "", "due_time": ""},
        ["There is no due time any more: it was 5 November, 16:00."],
    ),
    "instructions": ({"instructions": "Read first."}, ["The instructions changed."]),
    "historians": ({"historians_required": "on"}, ["Historians are required now."]),
    "coursework": (
        {"coursework": "on"},
        ["This is coursework now: the check asks, and suggests nothing."],
    ),
    "scaffold": (
        {"scaffold": "blank"},
        ["A plan that is started from now on has blank help beside its boxes."],
    ),
    "format": ({"exam_format": "ours"}, ["Marked on Ours 7042: Mock."]),
    "years": (
        {"starts": "1923"},
        ["The years that the question asks about are now 1923 to 1929.", KEPT],
    ),
    "the question": (
        {"text": "Was it luck?", "named_factor": "luck", "factors": ["luck", "skill"]},
        [
            "The question is now “Was it luck?”, instead of “How far was Stalin’s own political "
            "skill responsible for his rise to power in the years 1922–29?”.",
            "The factors to weigh are now Stalin’s political skill and Luck and circumstance.",
            "The question names Luck and circumstance now.",
            KEPT,
        ],
    ),
    "a line": ({"line": "Well done so far!"}, ["Teacher adds: Well done so far!"]),
    "much": (
        {"due_date": "2026-11-12", "coursework": "on", "line": "Sorry."},
        [
            "Due on 12 November, 16:00, instead of 5 November, 16:00.",
            "This is coursework now: the check asks, and suggests nothing.",
            "Teacher adds: Sorry.",
        ],
    ),
}


@pytest.fixture
def ours(cast: Cast) -> ExamFormat:
    teacher = User.objects.get(username="teacher")
    return ExamFormat.objects.create(
        slug="ours",
        author=teacher,
        board="Ours",
        specification="7042",
        paper="Mock",
        marks=20,
        minutes=45,
        year=2026,
    )


@pytest.mark.parametrize("what", CHANGES)
def test_students_are_told_exactly_what_changed(what: str, cast: Cast, ours: ExamFormat) -> None:
    data, says = CHANGES[what]
    assert cast.teacher.post(address(cast), as_set(cast, **data)).status_code == 302
    assert told(cast) == says
    page = cast.classmate.get(reverse("reviews:inbox")).content.decode()
    assert [sentence for sentence in says if sentence not in page] == []


def test_what_was_taken_out_again_is_told_too(cast: Cast, ours: ExamFormat) -> None:
    Assignment.objects.update(
        exam_format="ours", historians_required=True, coursework=True, due_at=None
    )
    data = as_set(cast, due_date="2026-11-12")
    assert cast.teacher.post(address(cast), data).status_code == 302
    assert told(cast) == [
        "Due on 12 November, 16:00: there was no due time before.",
        "It is not said any more what this is marked on: it was Ours 7042: Mock.",
        "Historians are not required any more.",
        "This is not coursework any more.",
    ]


def test_a_due_time_with_seconds_is_not_changed_by_the_form(cast: Cast) -> None:
    due = datetime(2026, 11, 5, 16, 0, 31, 5, tzinfo=UTC)
    Assignment.objects.update(due_at=due)
    cast.teacher.post(address(cast), as_set(cast))
    assert (told(cast), Assignment.objects.get().due_at) == ([], due)


def test_a_due_time_that_is_past_may_stay(cast: Cast) -> None:
    past = datetime(2026, 10, 5, 15, 0, tzinfo=UTC)
    Assignment.objects.update(due_at=past)
    data = as_set(cast, due_date="2026-10-05", due_time="16:00", instructions="More.")
    assert cast.teacher.post(address(cast), data).status_code == 302
    assert (told(cast), Assignment.objects.get().due_at) == (["The instructions changed."], past)


def test_only_plans_still_marked_on_the_old_format_follow(cast: Cast, ours: ExamFormat) -> None:
    classmate = Person(user_id=User.objects.get(username="classmate").pk)
    chosen = actions.start_assignment(classmate, cast.assignment)
    Plan.objects.filter(pk=chosen.pk).update(exam_format="of-their-own")
    cast.teacher.post(address(cast), as_set(cast, exam_format="ours"))
    plans = Plan.objects.filter(assignment=cast.assignment)
    assert {row.pk: row.exam_format for row in plans} == {
        cast.plan.pk: "ours",
        chosen.pk: "of-their-own",
    }


def test_a_plan_that_was_begun_keeps_question_and_scaffold(cast: Cast) -> None:
    before = Plan.objects.filter(pk=cast.plan.pk).values().get()
    assertContains(cast.teacher.get(address(cast)), "1 plan was begun: it keeps the question")
    data = as_set(cast, text="Why him, 1925–27?", starts="", ends="", scaffold="light")
    cast.teacher.post(address(cast), data)
    assert Plan.objects.filter(pk=cast.plan.pk).values().get() == before
    cast.classmate.post(reverse("plans:start_assignment", args=[cast.assignment.pk]))
    new = Plan.objects.get(owner__username="classmate")
    assert (new.question, new.starts, new.scaffold) == ("Why him, 1925–27?", 1925, "light")


def test_how_plans_stand_is_found_out_anew(cast: Cast) -> None:
    refresh(list(Plan.objects.with_library().filter(pk=cast.plan.pk)))
    cast.teacher.post(address(cast), as_set(cast))
    assert Standing.objects.exists()
    cast.teacher.post(address(cast), as_set(cast, coursework="on"))
    assert not Standing.objects.exists()


def test_two_teachers_do_not_undo_each_other_unseen(cast: Cast) -> None:
    first = as_set(cast, due_date="2026-11-12")
    second = as_set(cast, instructions="Read first.")
    assert cast.teacher.post(address(cast), first).status_code == 302
    got = cast.teacher.post(address(cast), second)
    assertContains(got, "Somebody else changed this meanwhile.", status_code=422)
    assertContains(got, "Due on 12 November, 16:00, instead of 5 November", status_code=422)
    assert (told(cast)[1:], Assignment.objects.get().instructions) == ([], "")
    # The page knows of it now, and is saved.
    known = str(last_change(cast.assignment))
    assertContains(got, f'name="known" value="{known}"', status_code=422)
    assert cast.teacher.post(address(cast), second | {"known": known}).status_code == 302


@pytest.mark.parametrize("known", ["", "x\0", "9" * 400, "-1"])
def test_a_version_that_never_was_is_no_fault_of_the_server(known: str, cast: Cast) -> None:
    cast.teacher.post(address(cast), as_set(cast, due_date="2026-11-12"))
    data = as_set(cast, instructions="Read first.", known=known)
    assert cast.teacher.post(address(cast), data).status_code == 422


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"due_date": "2027-02-31"}, "Give a date that is in the calendar"),
        ({"text": ""}, "Type the question first."),
        ({"line": "x" * 301}, "This is 301 characters, and a line holds 300."),
        ({"line": "x\0"}, "This has a character in it (NUL)"),
    ],
)
def test_bad_input_changes_nothing(data: dict[str, Any], says: str, cast: Cast) -> None:
    before = Assignment.objects.values().get()
    got = cast.teacher.post(address(cast), as_set(cast) | data)
    assertContains(got, says, status_code=422)
    assert (Assignment.objects.values().get(), told(cast)) == (before, [])


# The clocks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "time", "due", "says"),
    [
        (
            "2027-03-28",
            "01:30",
            datetime(2027, 3, 28, 1, 30, tzinfo=UTC),  # 02:30 by the clock
            "01:30 does not exist on 28 March 2027, as the clocks go forward: it is taken as 02:30.",
        ),
        (
            "2027-10-31",
            "01:30",
            datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
            "01:30 comes twice on 31 October 2027, as the clocks go back: the second one is taken.",
        ),
        ("2027-10-31", "00:30", datetime(2027, 10, 30, 23, 30, tzinfo=UTC), ""),
        ("2027-10-31", "02:00", datetime(2027, 10, 31, 2, 0, tzinfo=UTC), ""),
        ("2027-07-01", "16:00", datetime(2027, 7, 1, 15, 0, tzinfo=UTC), ""),
    ],
)
def test_a_due_time_across_the_clock_change(
    date: str, time: str, due: datetime, says: str, cast: Cast
) -> None:
    data = as_set(cast, due_date=date, due_time=time)
    got = cast.teacher.post(address(cast), data, follow=True)
    assert Assignment.objects.get().due_at == due
    if says:
        assertContains(got, says)
    # What the form shows then is the same moment.
    again = data | {"due_time": f"{due.astimezone(ZoneInfo('Europe/London')):%H:%M}"}
    known = str(last_change(cast.assignment))
    cast.teacher.post(address(cast), again | {"known": known})
    assert Assignment.objects.get().due_at == due
    assert len(told(cast)) == 1


def test_the_clock_of_another_zone_is_read_alike() -> None:
    with timezone.override("Asia/Tokyo"):
        got = on_the_clock(datetime(2027, 3, 28).date(), datetime(2027, 3, 28, 1, 30).time())
    assert got == (datetime(2027, 3, 27, 16, 30, tzinfo=UTC), "")


# More time ------------------------------------------------------------------------------------


def more(cast: Cast) -> str:
    return reverse("classes:extensions", args=[cast.assignment.pk])


def given(*usernames: str, **changed: str) -> dict[str, Any]:
    keys = [User.objects.get(username=name).pk for name in usernames]
    return {"students": keys, "due_date": "2026-11-12", "due_time": "16:00", **changed}


def test_more_time_for_several_is_told_to_them_alone(cast: Cast) -> None:
    third = User.objects.create_user("third", name="Third")
    Membership.objects.create(classroom=cast.classroom, user=third, role="student")
    got = cast.teacher.post(more(cast), given("student", "classmate"))
    assert got.status_code == 302
    says = "Due for you on 12 November, 16:00, instead of 5 November, 16:00."
    rows = Change.objects.order_by("student__username")
    assert [(str(row.student), row.says) for row in rows] == [
        ("Classmate", says),
        ("Student", says),
    ]
    assert last_change(cast.assignment) == 0
    due = {
        row: due_for(cast.assignment, User.objects.get(username=row).pk)
        for row in ("student", "third")
    }
    assert due == {"student": THE_12TH, "third": THE_5TH}
    Change.objects.filter(student__username="classmate").delete()
    assertContains(cast.student.get(reverse("reviews:inbox")), says)
    assertContains(cast.student.get("/"), "due 12 November, 16:00 (your own due time)")
    assertNotContains(cast.classmate.get(reverse("reviews:inbox")), says)
    assertContains(
        cast.student.get(reverse("plans:desk", args=[cast.plan.pk])),
        "For 12B, due 12 November, 16:00 (your own due time).",
    )


def test_an_extension_is_replaced_and_taken_back(cast: Cast) -> None:
    cast.teacher.post(more(cast), given("student"))
    cast.teacher.post(more(cast), given("student", due_date="2026-11-13"))
    row = Extension.objects.get()
    path = reverse("classes:end_extension", args=[cast.assignment.pk, row.pk])
    for _ in range(2):  # the second time there is nothing to do
        assert cast.teacher.post(path).status_code == 302
    assert [change.says for change in Change.objects.order_by("pk")] == [
        "Due for you on 12 November, 16:00, instead of 5 November, 16:00.",
        "Due for you on 13 November, 16:00, instead of 12 November, 16:00.",
        "Your own due time was taken back: due on 5 November, 16:00.",
    ]


def test_an_extension_of_another_assignment_is_not_to_take_back(cast: Cast) -> None:
    theirs = Classroom.objects.get(name="12C")
    question = Question.objects.get(bank=cast.assignment.bank, slug="why-stalin")
    other = set_question(theirs, question, due_at=THE_5TH)
    extend(other, [User.objects.get(username="stranger")], THE_12TH, NOW)
    pk = Extension.objects.get().pk
    for assignment, status in ((cast.assignment, 302), (other, 404)):
        path = reverse("classes:end_extension", args=[assignment.pk, pk])
        assert cast.teacher.post(path).status_code == status
    assert Extension.objects.count() == 1


def test_an_extension_takes_no_time(cast: Cast) -> None:
    student = User.objects.get(username="student")
    extend(cast.assignment, [student], THE_12TH, NOW)
    later = datetime(2026, 12, 1, 16, 0, tzinfo=UTC)
    cast.teacher.post(address(cast), as_set(cast, due_date="2026-12-01"))
    cast.assignment.refresh_from_db()
    assert due_for(cast.assignment, student.pk) == later
    end_extension(Extension.objects.get(), NOW)
    assert Change.objects.filter(student=student).count() == 1  # of the first alone
    desk = cast.student.get(reverse("plans:desk", args=[cast.plan.pk]))
    assertContains(desk, "For 12B, due 1 December, 16:00.")


def test_without_a_due_time_there_is_nothing_to_extend(cast: Cast) -> None:
    Assignment.objects.update(due_at=None)
    assertContains(cast.teacher.get(more(cast)), "This work has no due time")
    got = cast.teacher.post(more(cast), given("student"), follow=True)
    assertContains(got, "This has no due time, so that nobody needs a later one.")
    assert not Extension.objects.exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"students": []}, "Choose a student first."),
        ({"students": ["x\0"]}, "Somebody whom you chose is not in this class any more"),
        ({"students": ["9" * 400]}, "Somebody whom you chose is not in this class any more"),
        ({"due_date": ""}, "Give the date first."),
        ({"due_date": "2027-02-31"}, "Give a date that is in the calendar"),
        ({"due_date": "9999-12-31"}, "This is more than five years away"),
        ({"due_date": "2026-11-05"}, "This is no later than for everybody else."),
    ],
)
def test_bad_extensions_are_said(changed: dict[str, Any], says: str, cast: Cast) -> None:
    got = cast.teacher.post(more(cast), given("student") | changed)
    assertContains(got, says, status_code=422)
    assert not Extension.objects.exists()


@pytest.mark.parametrize("who", ["teacher", "stranger"])
def test_only_students_of_the_class_are_given_time(who: str, cast: Cast) -> None:
    got = cast.teacher.post(more(cast), given("student", who))
    assertContains(got, "is not in this class any more", status_code=422)
    assert not Extension.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_of_extensions_asks_as_many_questions_for_one_as_for_thirty(
    count: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        user = User.objects.create_user(f"u{number}")
        Membership.objects.create(classroom=cast.classroom, user=user, role="student")
        Extension.objects.create(assignment=cast.assignment, student=user, due_at=THE_12TH)
    with django_assert_num_queries(5):  # session, user, assignment, extensions, students
        cast.teacher.get(more(cast))


@pytest.mark.parametrize("count", [1, 30])
def test_thirty_are_given_time_in_as_many_queries_as_one(
    count: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    users = [User.objects.create_user(f"u{number}") for number in range(count)]
    # a transaction (2); what was set with its extensions; the extensions, what is told
    with django_assert_num_queries(6):
        extend(cast.assignment, users, THE_12TH, NOW)
    assert Extension.objects.count() == Change.objects.count() == count


# Removing -------------------------------------------------------------------------------------


def test_a_plan_of_what_was_removed_stays_its_students_own(cast: Cast) -> None:
    path = reverse("classes:remove_work", args=[cast.assignment.pk])
    assertContains(cast.teacher.get(path), "1 plan was begun. It stays its student’s own")
    assert cast.teacher.post(path).status_code == 302
    assert not Assignment.objects.exists()
    assert cast.student.get(reverse("plans:desk", args=[cast.plan.pk])).status_code == 200
    assert cast.teacher.get(reverse("plans:spine", args=[cast.plan.pk])).status_code == 404


@pytest.mark.parametrize("field", ["handed_in_at", "returned_at"])
def test_what_was_handed_in_or_given_back_is_not_removed(field: str, cast: Cast) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(**{field: NOW})
    path = reverse("classes:remove_work", args=[cast.assignment.pk])
    assertContains(cast.teacher.get(path), "so that it cannot be removed")
    got = cast.teacher.post(path, follow=True)
    assertContains(got, "this can be changed, but not removed.")
    with pytest.raises(ValidationError):
        remove_assignment(cast.assignment)
    assert Assignment.objects.exists()


def test_a_review_keeps_what_is_set_once_it_says_something(cast: Cast) -> None:
    path = reverse("classes:remove_work", args=[cast.assignment.pk])
    review = open_review(cast.plan)
    level = review.levels.create(strand="AO1")
    comment = review.comments.create(made_at=NOW)
    assertContains(cast.teacher.get(path), "1 plan was begun.")
    for row, field, says, nothing in (
        (review, "released_at", NOW, None),
        (review, "mark", 0, None),
        (review, "summary", "Say why.", ""),
        (level, "level", "Level 4", ""),
        (comment, "text", "Why?", ""),
    ):
        type(row).objects.filter(pk=row.pk).update(**{field: says})
        assertContains(cast.teacher.get(path), "so that it cannot be removed")
        type(row).objects.filter(pk=row.pk).update(**{field: nothing})
    assert cast.teacher.post(path).status_code == 302
    assert not Assignment.objects.exists()


def test_the_verb_refuses_what_it_does_not_know_of(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        change_assignment(cast.assignment, {"instructions": "x"}, 99, "", NOW)
