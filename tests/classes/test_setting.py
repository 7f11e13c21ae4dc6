"""Setting a class a question: of the library, or of the teacher's own."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.classes.models import Assignment, Classroom, Membership
from essayplanner.plans.models import Plan
from factors.checking import check
from factors.loading import publish, write_draft
from factors.models import Bank, ExamFormat, Question, Topic
from tests.conftest import Cast
from tests.factors.packs import sound

pytestmark = pytest.mark.django_db

FORMAT = {"board": "Ours", "paper": "Mock", "marks": 20, "minutes": 45, "year": 2026}


@pytest.fixture(autouse=True)
def _november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be 1 November 2026: due times lie ahead of that."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 1, 9, 0, tzinfo=UTC))


def address(cast: Cast) -> str:
    return reverse("classes:set", args=[cast.classroom.pk])


def own_address(cast: Cast, topic: str = "stalin-rise") -> str:
    return reverse("classes:set_own", args=[cast.classroom.pk, topic])


def sent(question: Question, **more: Any) -> dict[str, Any]:
    return {"question": question.pk, "scaffold": "full", **more}


@pytest.fixture
def other(bank: Bank) -> Question:
    """A question that 12B was not set yet."""
    return Question.objects.get(bank=bank, slug="why-stalin")


def newest(cast: Cast) -> Assignment:
    return cast.classroom.assignments.exclude(pk=cast.assignment.pk).get()


def fields(assignment: Assignment) -> dict[str, Any]:
    told = {"id", "set_at", "classroom"}
    names = (row.name for row in Assignment._meta.fields)
    return {name: getattr(assignment, name) for name in names if name not in told}


def test_a_question_of_the_library_and_a_due_date_are_enough(
    cast: Cast, question: Question
) -> None:
    cast.assignment.delete()
    got = cast.teacher.post(address(cast), sent(question, due_date="2026-11-12"))
    assertRedirects(got, reverse("reviews:classroom", args=[cast.classroom.pk]))
    assert fields(cast.classroom.assignments.get()) == {
        "bank": question.bank,
        "question": question.text,
        "named_factor": "skill",
        "factors": [row.slug for row in question.factors.all()],
        "starts": 1922,
        "ends": 1929,
        "exam_format": "",
        "instructions": "",
        "scaffold": "full",
        "historians_required": False,
        "coursework": False,
        "due_at": datetime(2026, 11, 12, 23, 59, tzinfo=UTC),
    }


def test_everything_else_can_be_said_at_once(cast: Cast, other: Question) -> None:
    ExamFormat.objects.create(slug="ours", author=User.objects.get(username="teacher"), **FORMAT)
    more = {
        **{"due_date": "12/11/2026", "due_time": "16:00", "exam_format": "ours"},
        **{"instructions": " One.\r\n\r\nTwo. ", "scaffold": "light"},
        **{"historians_required": "on", "coursework": "on"},
    }
    assert cast.teacher.post(address(cast), sent(other) | more).status_code == 302
    made = fields(newest(cast))
    assert {name: made[name] for name in ("exam_format", "instructions", "scaffold", "due_at")} == {
        "exam_format": "ours",
        "instructions": "One.\n\nTwo.",
        "scaffold": "light",
        "due_at": datetime(2026, 11, 12, 16, 0, tzinfo=UTC),
    }
    assert made["historians_required"]
    assert made["coursework"]


def test_a_class_that_nobody_joined_can_be_set_something(cast: Cast, other: Question) -> None:
    Membership.objects.filter(role="student").delete()
    assert cast.teacher.post(address(cast), sent(other)).status_code == 302


def test_a_format_that_the_students_cannot_read_is_not_to_choose(
    cast: Cast, other: Question
) -> None:
    teacher = User.objects.get(username="teacher")
    elsewhere = User.objects.get(username="other_teacher")
    # The teacher of 12B learns in 12C, whose teacher wrote a format.
    Membership.objects.create(
        classroom=Classroom.objects.get(name="12C"), user=teacher, role="student"
    )
    ExamFormat.objects.create(slug="theirs", author=elsewhere, **FORMAT)
    got = cast.teacher.post(address(cast), sent(other, exam_format="theirs"))
    assertContains(got, "This format is not there any more", status_code=422)
    assert cast.classroom.assignments.count() == 1


def test_what_was_set_already_is_asked_about(cast: Cast, question: Question) -> None:
    got = cast.teacher.post(address(cast), sent(question))
    assertContains(got, "12B has been set this question already.", status_code=422)
    assertContains(
        got, f'value="{question.pk}" id="question-{question.pk}" checked', status_code=422
    )
    assert cast.classroom.assignments.count() == 1
    assert cast.teacher.post(address(cast), sent(question, again="on")).status_code == 302
    assert cast.classroom.assignments.count() == 2


def test_another_class_may_be_set_the_same(cast: Cast, question: Question) -> None:
    ours = Classroom.objects.create(name="13A")
    teacher = User.objects.get(username="teacher")
    Membership.objects.create(classroom=ours, user=teacher, role="teacher")
    path = reverse("classes:set", args=[ours.pk])
    assert cast.teacher.post(path, sent(question)).status_code == 302


def test_an_archived_class_is_set_nothing(cast: Cast, other: Question) -> None:
    Classroom.objects.update(archived_at=timezone.now())
    rest = [
        reverse(f"classes:{name}", args=[cast.assignment.pk])
        for name in ("change", "remove_work", "extensions")
    ]
    for path in (address(cast), own_address(cast), *rest):
        for got in (cast.teacher.get(path), cast.teacher.post(path, sent(other))):
            assertContains(got, "This class is archived", status_code=403)
    assert Assignment.objects.count() == 1


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({"question": ""}, "Choose a question first."),
    "no such question": ({"question": "999999"}, "This question is not there any more"),
    "a huge key": ({"question": "9" * 400}, "This question is not there any more"),
    "no key": ({"question": "x\0"}, "Null characters are not allowed."),
    "31 February": ({"due_date": "2027-02-31"}, "Give a date that is in the calendar"),
    "no date": ({"due_date": "soon\0"}, "Give a date that is in the calendar"),
    "year 9999": ({"due_date": "9999-12-31"}, "This is more than five years away"),
    "year 26": ({"due_date": "0026-11-12"}, "This day is past"),
    "yesterday": ({"due_date": "2026-10-31"}, "This day is past"),
    "this morning": ({"due_date": "2026-11-01", "due_time": "08:59"}, "This time is past"),
    "25 o'clock": ({"due_date": "2026-11-12", "due_time": "25:00"}, "Give a time of day"),
    "a time alone": ({"due_time": "16:00"}, "Give the date too, or no time."),
    "long instructions": (
        {"instructions": "x" * 2001},
        "These are 2001 characters, and there is room for 2000.",
    ),
    "NUL": ({"instructions": "x\0"}, "This has a character in it (NUL)"),
    "no such scaffold": ({"scaffold": "x\0"}, "Choose one of these."),
    "no scaffold": ({"scaffold": ""}, "Choose one of these."),
    "no such format": ({"exam_format": "x\0"}, "This format is not there any more"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_said_and_nothing_is_set(what: str, cast: Cast, other: Question) -> None:
    data, says = BAD[what]
    got = cast.teacher.post(address(cast), sent(other) | data)
    assertContains(got, says, status_code=422)
    assert Assignment.objects.count() == 1


def test_a_question_of_ones_own_is_read_and_copied(cast: Cast, bank: Bank) -> None:
    data = {
        **{"text": "Was it His rivals’ weakness that made Stalin in 1923–28?"},
        **{"named_factor": "rivals", "factors": ["luck", "skill"], "scaffold": "blank"},
    }
    assert cast.teacher.post(own_address(cast), data).status_code == 302
    made = newest(cast)
    assert (made.bank, made.question, made.named_factor, made.factors, made.starts, made.ends) == (
        bank,
        "Was it His rivals’ weakness that made Stalin in 1923–28?",
        "rivals",
        ["skill", "rivals", "luck"],  # in the order of the topic, and the one that is named
        1923,
        1928,
    )
    cast.classmate.post(reverse("plans:start_assignment", args=[made.pk]))
    plan = Plan.objects.get(assignment=made)
    assert [row.factor for row in plan.paragraphs.all()] == ["rivals", "skill", "luck"]
    assert (plan.question, plan.named_factor, plan.scaffold) == (made.question, "rivals", "blank")


def test_a_question_of_ones_own_that_was_set_is_asked_about(cast: Cast) -> None:
    data = {"text": "Why him?", "factors": ["luck", "skill"], "scaffold": "full"}
    assert cast.teacher.post(own_address(cast), data).status_code == 302
    got = cast.teacher.post(own_address(cast), data | {"text": "why HIM?"})
    assertContains(got, "12B has been set this question already.", status_code=422)
    assert cast.teacher.post(own_address(cast), data | {"again": "on"}).status_code == 302


OWN_BAD: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({"text": ""}, "Type the question first."),
    "NUL": ({"text": "x\0"}, "Null characters are not allowed."),
    "too long": ({"text": "x" * 501}, "at most 500 characters"),
    "one factor": ({"factors": ["skill"]}, "Choose two factors at least"),
    "no such factor": ({"factors": ["skill", "magic"]}, "magic is not one of the available"),
    "years": ({"starts": "1929", "ends": "1922"}, "The last year comes before the first"),
    "31 February": ({"due_date": "2027-02-31"}, "Give a date that is in the calendar"),
}


@pytest.mark.parametrize("what", OWN_BAD)
def test_a_bad_question_of_ones_own_is_said_and_not_set(what: str, cast: Cast) -> None:
    data, says = OWN_BAD[what]
    good = {"text": "Why him?", "factors": ["luck", "skill"], "scaffold": "full"}
    assertContains(cast.teacher.post(own_address(cast), good | data), says, status_code=422)
    assert Assignment.objects.count() == 1


def test_a_topic_that_is_not_open_to_the_teacher_is_not_to_set(cast: Cast) -> None:
    theirs = _published(User.objects.get(username="other_teacher"))
    row = Question.objects.filter(bank__topic=theirs)[0]
    assertNotContains(cast.teacher.get(address(cast)), str(theirs.current))
    assert cast.teacher.get(own_address(cast, theirs.slug)).status_code == 404
    assert cast.teacher.post(address(cast), sent(row)).status_code == 422


def test_a_topic_that_is_withdrawn_works_on_where_it_was_set(cast: Cast) -> None:
    mine = _published(User.objects.get(username="teacher"))
    row = Question.objects.filter(bank__topic=mine)[0]
    assert cast.teacher.post(address(cast), sent(row)).status_code == 302
    mine.current = None
    mine.save()
    assert cast.classmate.get("/").status_code == 200
    made = newest(cast)
    cast.classmate.post(reverse("plans:start_assignment", args=[made.pk]))
    plan = Plan.objects.get(assignment=made)
    assert plan.question == row.text
    assert cast.classmate.get(reverse("plans:desk", args=[plan.pk])).status_code == 200
    change = reverse("classes:change", args=[made.pk])
    assertContains(cast.teacher.get(change), row.text)


def _published(author: User) -> Topic:
    topic = Topic.objects.create(slug="theirs", author=author)
    pack = check(sound())
    publish(write_draft(topic, pack), pack)
    topic.refresh_from_db()
    return topic


@pytest.mark.parametrize("more", [0, 30])
def test_the_page_asks_as_many_questions_of_one_topic_as_of_thirty(
    more: int, cast: Cast, bank: Bank, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        Question.objects.create(
            bank=bank,
            slug=f"q-{number}",
            text=f"Why {number}?",
            order=100 + number,
            starts=1922,
            ends=1929,
        )
        ExamFormat.objects.create(
            slug=f"f-{number}", author=User.objects.get(username="teacher"), **FORMAT
        )
    # session, user, class; formats; topics with their questions
    with django_assert_num_queries(6):
        cast.teacher.get(address(cast))


def test_a_guest_who_has_a_class_nowhere_learns_nothing(cast: Cast, client: Client) -> None:
    for path in (address(cast), own_address(cast)):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404
