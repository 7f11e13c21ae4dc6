"""A class: what it is set and how far it is; and its numbers for the board, without a name."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.actions import set_question
from essayplanner.classes.models import Classroom, Membership
from essayplanner.plans import actions
from essayplanner.plans.models import Plan
from essayplanner.plans.states import State
from essayplanner.reviews.actions import hand_in, open_review, release
from essayplanner.reviews.glance import BAR, counts
from factors.models import Question
from tests.conftest import Cast
from tests.reviews.test_overview import join, partial_of

pytestmark = pytest.mark.django_db


def room(cast: Cast) -> Any:
    return cast.teacher.get(reverse("reviews:classroom", args=[cast.classroom.pk]))


def board(cast: Cast, **asked: Any) -> Any:
    return cast.teacher.get(reverse("reviews:board", args=[cast.assignment.pk]), **asked)


# The class


def test_a_class_shows_how_far_the_work_on_each_thing_it_is_set_is(cast: Cast) -> None:
    answer = room(cast)
    assertContains(answer, reverse("reviews:overview", args=[cast.assignment.pk]))
    assertContains(answer, "<b>1</b> not started")
    assertContains(answer, "<b>1</b> drafting")
    hand_in(cast.plan, timezone.now())
    assertContains(room(cast), "<b>1</b> handed in<")
    teacher = User.objects.get(username="teacher")
    release(open_review(cast.plan), teacher, timezone.now())
    assertContains(room(cast), "<b>1</b> with feedback")
    actions.save_text(cast.plan, "argument", "", "It was skill.")
    hand_in(Plan.objects.get(pk=cast.plan.pk), timezone.now())
    assertContains(room(cast), "<b>1</b> handed in again")


def test_who_left_the_class_is_counted_no_more(cast: Cast) -> None:
    Membership.objects.filter(user__username="student").delete()
    assertContains(room(cast), "1 student<")
    assertContains(room(cast), "<b>0</b> drafting")


def test_an_empty_class_and_one_that_is_set_nothing_say_what_to_do_next(cast: Cast) -> None:
    Membership.objects.filter(role="student").delete()
    assertContains(room(cast), "Work can be set before anybody has joined.")
    cast.assignment.delete()
    assertContains(room(cast), "No work is set for this class yet. Set a question of the")


def test_an_archived_class_is_there_to_be_read(cast: Cast) -> None:
    Classroom.objects.update(archived_at=timezone.now())
    answer = room(cast)
    assertContains(answer, "it can be read, and nothing new is set")
    assertNotContains(answer, "Set work<")
    assertContains(answer, reverse("reviews:overview", args=[cast.assignment.pk]))


@pytest.mark.parametrize("more", [0, 30])
def test_a_class_asks_as_many_questions_for_one_thing_set_as_for_thirty(
    more: int, cast: Cast, question: Question, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    student = Person(user_id=User.objects.get(username="student").pk)
    for _ in range(more):
        actions.start_assignment(student, set_question(cast.classroom, question, again=True))
    with django_assert_num_queries(6):  # session, user, class; students, plans, what is set
        room(cast)


def test_a_teacher_finds_the_class_on_the_start_page_and_a_student_what_is_set(cast: Cast) -> None:
    address = reverse("reviews:classroom", args=[cast.classroom.pk])
    assertContains(cast.teacher.get("/"), address)
    start = reverse("plans:start_assignment", args=[cast.assignment.pk])
    assertContains(cast.classmate.get("/"), start)
    assert start not in cast.student.get("/").content.decode()


@pytest.mark.parametrize("page", ["home", "classes:classes"])
def test_a_teacher_reads_at_once_how_many_wait(page: str, cast: Cast) -> None:
    teacher = User.objects.get(username="teacher")
    assertNotContains(cast.teacher.get(reverse(page)), "waiting for you")
    hand_in(cast.plan, timezone.now())
    assertContains(cast.teacher.get(reverse(page)), "1 waiting for you")
    assertNotContains(cast.other_teacher.get(reverse(page)), "waiting for you")
    release(open_review(cast.plan), teacher, timezone.now())
    assertNotContains(cast.teacher.get(reverse(page)), "waiting for you")
    actions.save_text(cast.plan, "argument", "", "It was skill.")
    hand_in(Plan.objects.get(pk=cast.plan.pk), timezone.now())
    assertContains(cast.teacher.get(reverse(page)), "1 waiting for you")
    Membership.objects.filter(user__username="student").delete()
    assertNotContains(cast.teacher.get(reverse(page)), "waiting for you")


@pytest.mark.parametrize("page", ["home", "classes:classes"])
def test_how_many_wait_costs_as_many_queries_for_thirty_classes(page: str, cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            cast.teacher.get(reverse(page))
        return len(queries)

    before, teacher = asked(), User.objects.get(username="teacher")
    for number in range(29):
        room = Classroom.objects.create(name=f"Class {number}")
        Membership.objects.create(classroom=room, user=teacher, role="teacher")
    assert asked() == before


def test_with_nothing_to_release_the_next_plan_to_read_is_offered(cast: Cast) -> None:
    address = reverse("reviews:release_all", args=[cast.assignment.pk])
    assertNotContains(cast.teacher.get(address), "Read the next")
    hand_in(cast.plan, timezone.now())
    answer = cast.teacher.get(address)
    assertContains(answer, "Read the next that waits: Student")
    assertContains(answer, reverse("reviews:review", args=[cast.plan.pk]))


def test_the_bar_of_counts_is_as_long_as_the_class() -> None:
    rows = counts([State.DRAFTING] * 7 + [State.AGAIN] * 3, 400)
    assert [(row.number, row.state) for row in rows] == [
        (390, State.NOT_STARTED),
        (7, State.DRAFTING),
        (0, State.HANDED_IN),
        (0, State.WITH_FEEDBACK),
        (3, State.AGAIN),
    ]
    assert sum(row.wide for row in rows) == BAR
    assert sum(row.wide for row in counts([], 0)) == 0


# The board


def begin(cast: Cast, number: int) -> None:
    join(cast, number)
    for plan in Plan.objects.filter(assignment=cast.assignment):
        actions.save_text(plan, "argument", "", "It was skill.")


def test_the_board_names_nobody(cast: Cast) -> None:
    begin(cast, 4)
    for user in User.objects.exclude(username="teacher"):
        user.username = user.name = f"zq{user.pk}"
        user.save()
    markup = board(cast).content.decode()
    assert "<b>5</b> drafting" in markup
    assert "5 of 5" in markup
    for user in User.objects.exclude(username="teacher"):
        assert user.username not in markup
    for plan in Plan.objects.all():
        assert str(plan.pk) not in markup


def test_the_board_says_nothing_of_who_has_not_begun_and_leaves_out_what_nobody_has_come_to(
    cast: Cast,
) -> None:
    begin(cast, 4)
    hand_in(cast.plan, timezone.now())
    answer = board(cast)
    assertContains(answer, "<b>1</b> handed in<")
    assertNotContains(answer, "not started")
    assertNotContains(answer, "<b>0</b>")


@pytest.mark.parametrize("more", [0, 2])
def test_with_fewer_than_four_begun_the_board_shows_no_number_of_theirs(
    more: int, cast: Cast
) -> None:
    begin(cast, more)
    answer = board(cast)
    assertContains(answer, "Fewer than 4 of")
    assertNotContains(answer, "<b>")


def test_rankings_are_shown_once_four_are_ranked(cast: Cast) -> None:
    begin(cast, 4)
    assertNotContains(board(cast), "Ranked first")
    for plan in Plan.objects.filter(assignment=cast.assignment):
        Plan.objects.filter(pk=plan.pk).update(ranked=True, modified_at=timezone.now())
    assertContains(board(cast), "<li><b>5</b> Skill</li>")


def test_the_board_is_live_and_answers_nothing_where_nothing_changed(cast: Cast) -> None:
    begin(cast, 4)
    board(cast)
    whole = board(cast)
    assert board(cast, headers=partial_of(whole)).status_code == 304
    hand_in(cast.plan, timezone.now())
    changed = board(cast, headers=partial_of(whole))
    assertContains(changed, "<b>1</b> handed in")
    assertNotContains(changed, "<html")


# Coursework


def test_in_coursework_plans_are_not_counted_against_each_other(cast: Cast) -> None:
    begin(cast, 4)
    cast.assignment.coursework = True
    cast.assignment.save()
    overview = cast.teacher.get(reverse("reviews:overview", args=[cast.assignment.pk]))
    assertContains(overview, "plans are not counted against each other")
    assertNotContains(overview, "weighty gap")
    assertContains(board(cast), "plans are not counted against each other")
