"""What a teacher does for one student: a new password, another class, none."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes import keeping
from essayplanner.classes.actions import set_question
from essayplanner.classes.models import Assignment, Classroom, Extension, Membership
from essayplanner.plans import actions
from essayplanner.plans.models import Plan
from factors.models import Question
from tests.conftest import PASSWORD, Cast

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def place(classroom: Classroom, username: str = "student") -> Membership:
    return classroom.memberships.select_related("user", "classroom").get(user__username=username)


def page_of(classroom: Classroom, verb: str = "", username: str = "student") -> str:
    return f"/classes/{classroom.pk}/people/{place(classroom, username).pk}/{verb}"


@pytest.fixture
def other(cast: Cast) -> Classroom:
    """Another class of the teacher of 12B."""
    return keeping.make_class("12D", User.objects.get(username="teacher"))


@pytest.fixture
def agreed(classroom: Classroom) -> Membership:
    classroom.memberships.filter(user__username="student").update(may_reset=True)
    return place(classroom)


def test_a_new_password_is_shown_once_and_leads_to_one_of_their_own(
    agreed: Membership, classroom: Classroom, cast: Cast
) -> None:
    assertContains(cast.teacher.get(page_of(classroom)), "Give a new password")
    answer = cast.teacher.post(page_of(classroom, "password/"))
    assertContains(answer, "Student")
    assert "no-store" in answer["Cache-Control"]
    (password,) = re.findall(
        r"<dd>([a-z]{4,6}-[a-z]{4,6}-[a-z]{4,6})</dd>", answer.content.decode()
    )
    assertNotContains(cast.teacher.get(page_of(classroom)), password)
    assertRedirects(cast.student.get("/classes/"), "/accounts/sign-in/?next=/classes/")
    signed_in = Client()
    sent = {"login": "student", "password": password}
    assertRedirects(signed_in.post("/accounts/sign-in/", sent), "/", fetch_redirect_response=False)
    assertRedirects(signed_in.get("/"), "/accounts/password/?next=%2F")


@pytest.mark.parametrize(
    ("why", "says"),
    [
        ({"is_staff": True}, "looks after the site itself"),
        ({"is_superuser": True}, "looks after the site itself"),
        ("teaches", "teaches a class of its own"),
        ("not agreed", "has not agreed to it"),
        ("archived", "This class is archived"),
    ],
)
def test_whose_password_is_not_the_teacher_s_to_give(
    why: Any, says: str, agreed: Membership, classroom: Classroom, cast: Cast
) -> None:
    if why == "teaches":
        keeping.make_class("Club", agreed.user)
    elif why == "not agreed":
        Membership.objects.filter(pk=agreed.pk).update(may_reset=False)
    elif why == "archived":
        keeping.archive(classroom, timezone.now())
    else:
        User.objects.filter(pk=agreed.user_id).update(**why)
    before = User.objects.get(pk=agreed.user_id).password
    answer = cast.teacher.post(page_of(classroom, "password/"), follow=True)
    assertContains(answer, says)
    assertContains(answer, "whoever runs this site can set a new one")
    assert User.objects.get(pk=agreed.user_id).password == before


def test_nobody_reaches_another_teacher_or_the_student_of_another_class(
    classroom: Classroom, other: Classroom, cast: Cast
) -> None:
    theirs = Classroom.objects.get(name="12C")
    stranger = place(theirs, "stranger").pk
    itself = place(classroom, "teacher").pk
    for key in (stranger, itself, 0, 2**63, 10**30):
        for verb in ("", "move/", "remove/", "password/"):
            path = f"/classes/{classroom.pk}/people/{key}/{verb}"
            send = cast.teacher.post if verb else cast.teacher.get
            assert send(path, {"to": str(other.pk)}).status_code == 404
    assert Membership.objects.filter(pk__in=[stranger, itself]).count() == 2


def test_what_is_removed_is_the_place_and_not_the_work(classroom: Classroom, cast: Cast) -> None:
    assertContains(cast.teacher.get(page_of(classroom)), "All that Student wrote stays theirs.")
    answer = cast.teacher.post(page_of(classroom, "remove/"))
    assertRedirects(answer, f"/classes/{classroom.pk}/people/")
    papers = f"/plans/{cast.plan.pk}/papers/"
    assert cast.student.get(papers).status_code == 200
    assert cast.teacher.get(papers).status_code == 404
    cast.student.post("/join/in/", {"code": classroom.join_code})
    assert cast.teacher.get(papers).status_code == 200


def move(cast: Cast, classroom: Classroom, to: object) -> Any:
    return cast.teacher.post(page_of(classroom, "move/"), {"to": to}, follow=True)


def test_a_plan_goes_along_to_the_same_question(
    classroom: Classroom, other: Classroom, cast: Cast, question: Question
) -> None:
    same = set_question(other, question)
    set_question(other, Question.objects.filter(bank=question.bank).exclude(pk=question.pk)[0])
    modified = Plan.objects.get(pk=cast.plan.pk).modified_at
    answer = move(cast, classroom, other.pk)
    assertContains(answer, "Student is in 12D now. One plan went along.")
    plan = Plan.objects.get(pk=cast.plan.pk)
    assert (plan.assignment, plan.modified_at) == (same, modified)
    assert [row.classroom for row in Membership.objects.filter(user=plan.owner)] == [other]
    assert cast.teacher.get(f"/plans/{plan.pk}/papers/").status_code == 200


@pytest.mark.parametrize("there", [None, 2, 9])
def test_a_longer_time_goes_along_with_its_plan(
    there: int | None, classroom: Classroom, other: Classroom, cast: Cast, question: Question
) -> None:
    same = set_question(other, question, due_at=later(1))
    student = User.objects.get(username="student")
    classmate = User.objects.get(username="classmate")
    cast.assignment.extensions.create(student=student, due_at=later(5))
    cast.assignment.extensions.create(student=classmate, due_at=later(6))
    if there:
        same.extensions.create(student=student, due_at=later(there))
    move(cast, classroom, other.pk)
    assert set(Extension.objects.values_list("assignment", "student", "due_at")) == {
        (same.pk, student.pk, later(max(there or 0, 5))),
        (cast.assignment.pk, classmate.pk, later(6)),
    }


@pytest.mark.parametrize("who", ["strange", "known"])
def test_only_teachers_whom_a_student_has_already_may_go_on_resetting(
    who: str, agreed: Membership, classroom: Classroom, other: Classroom, cast: Cast
) -> None:
    colleague = User.objects.get(username="other_teacher")
    for taught in (other, classroom) if who == "known" else (other,):
        Membership.objects.create(classroom=taught, user=colleague, role="teacher")
    move(cast, classroom, other.pk)
    assert place(other).may_reset == (who == "known")


def test_a_plan_whose_question_is_not_set_there_stays_with_the_student(
    classroom: Classroom, other: Classroom, cast: Cast
) -> None:
    assertContains(move(cast, classroom, other.pk), "No plan went along.")
    assert Plan.objects.get(pk=cast.plan.pk).assignment == cast.assignment
    assert cast.student.get(f"/plans/{cast.plan.pk}/papers/").status_code == 200
    assert cast.teacher.get(f"/plans/{cast.plan.pk}/papers/").status_code == 404


def test_no_plan_takes_the_place_of_one_that_is_there(
    classroom: Classroom, other: Classroom, cast: Cast, question: Question
) -> None:
    student = User.objects.get(username="student")
    same = set_question(other, question)
    there = actions.start_assignment(Person(user_id=student.pk), same)
    move(cast, classroom, other.pk)
    assert set(Plan.objects.values_list("pk", "assignment")) >= {
        (there.pk, same.pk),
        (cast.plan.pk, cast.assignment.pk),
    }


def test_two_plans_on_one_question_go_to_two_assignments_or_one_stays(
    classroom: Classroom, other: Classroom, cast: Cast, question: Question
) -> None:
    student = Person(user_id=User.objects.get(username="student").pk)
    again = actions.start_assignment(student, set_question(classroom, question, again=True))
    same = [set_question(other, question, again=True) for _ in range(2)]
    thrown = actions.start_assignment(student, same[0])
    Plan.objects.filter(pk=thrown.pk).update(deleted_at=timezone.now())
    assertContains(move(cast, classroom, other.pk), "2 plans went along.")
    moved = Plan.objects.filter(pk__in=[cast.plan.pk, again.pk])
    assert set(moved.values_list("assignment", flat=True)) == {row.pk for row in same}


def test_the_same_words_on_another_topic_are_another_question(
    classroom: Classroom, other: Classroom, cast: Cast
) -> None:
    another = Question.objects.exclude(bank__topic__slug="stalin-rise").filter(
        bank__current_of__isnull=False
    )[0]
    assignment = set_question(other, another)
    Assignment.objects.filter(pk=assignment.pk).update(question=cast.assignment.question)
    assertContains(move(cast, classroom, other.pk), "No plan went along.")


def test_who_is_in_the_other_class_already_is_there_once(
    classroom: Classroom, other: Classroom, cast: Cast
) -> None:
    student = User.objects.get(username="student")
    Membership.objects.create(classroom=other, user=student, role="student")
    move(cast, classroom, other.pk)
    assert [row.classroom for row in student.memberships.all()] == [other]


def test_a_student_is_moved_to_open_classes_of_the_teacher_alone(
    classroom: Classroom, other: Classroom, cast: Cast
) -> None:
    theirs = Classroom.objects.get(name="12C")
    old = keeping.make_class("Old", User.objects.get(username="teacher"))
    keeping.archive(old, timezone.now())
    for to in (theirs.pk, old.pk, classroom.pk, "", "nonsense", "\0"):
        assert move(cast, classroom, to).status_code == 422
    assert place(classroom)


def test_a_teacher_of_the_other_class_does_not_become_its_student(
    classroom: Classroom, other: Classroom, cast: Cast
) -> None:
    student = User.objects.get(username="student")
    Membership.objects.create(classroom=other, user=student, role="teacher")
    answer = move(cast, classroom, other.pk)
    assertContains(answer, "Student teaches 12D, and cannot be its student too.", status_code=422)
    assert place(classroom)


def test_a_name_with_an_apostrophe_is_shown_as_it_is(classroom: Classroom, cast: Cast) -> None:
    User.objects.filter(username="student").update(name="Nóra <O'Neill>", password=PASSWORD)
    assertContains(cast.teacher.get(page_of(classroom)), "<h1>Nóra &lt;O&#x27;Neill&gt;</h1>")
