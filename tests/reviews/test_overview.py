"""A class at a glance."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.argument.findings import find
from essayplanner.classes.models import Classroom, Membership
from essayplanner.plans import actions, ranking
from essayplanner.plans.build import build_outline
from essayplanner.reviews.overview import Row, overview
from factors.models import Question
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def join(cast: Cast, number: int) -> None:
    """Let so many more students join and begin a plan."""
    for index in range(number):
        user = User.objects.create_user(f"extra{index}")
        Membership.objects.create(classroom=cast.classroom, user=user, role="student")
        plan = actions.start_assignment(Person(user_id=user.pk), cast.assignment)
        plan.set_aside.create(rule="no_line_of_argument", place="argument", reason="Last.")
        actions.choose(plan.paragraphs.select_related("plan__bank")[0], "evidence", "oath-speech")


def test_every_student_has_a_row_by_name_with_their_plan_or_without(cast: Cast) -> None:
    classmate, student = overview(cast.assignment)
    assert classmate == Row(User.objects.get(username="classmate"))
    assert (student.student.username, student.plan) == ("student", cast.plan)
    assert student.findings == find(build_outline(cast.plan))
    assert [weight.factor.key for weight in student.weights] == ["skill", "rivals", "structure"]


def test_the_columns_of_the_factors_stay_put_however_a_student_ranks(cast: Cast) -> None:
    ranking.move(cast.plan, "structure", "up")
    _, student = overview(cast.assignment)
    assert [weight.factor.key for weight in student.weights] == ["skill", "rivals", "structure"]


def test_a_plan_of_ones_own_is_not_in_the_classs_overview(cast: Cast, question: Question) -> None:
    user = User.objects.get(username="classmate")
    actions.start_plan(Person(user_id=user.pk), question)
    assert next(overview(cast.assignment)).plan is None


@pytest.mark.parametrize("more", [0, 30])
def test_the_overview_asks_as_many_questions_for_one_student_as_for_thirty(
    more: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    join(cast, more)
    # session, user, class, assignments; students, plans, paragraphs, choices
    with django_assert_num_queries(10):
        cast.teacher.get(reverse("reviews:overview", args=[cast.assignment.pk]))


def test_a_teacher_is_led_to_each_plan_as_one_argument(cast: Cast) -> None:
    page = cast.teacher.get(reverse("reviews:overview", args=[cast.assignment.pk]))
    spine = reverse("plans:spine", args=[cast.plan.pk])
    assertContains(page, f'<a href="{spine}"')
    assertContains(page, ">As one argument</a>")
    assertContains(page, ">What the student is told first</th>")
    assertContains(cast.teacher.get(spine), "Read as one argument")


def test_a_class_that_nobody_joined_and_one_that_is_set_nothing_say_so(cast: Cast) -> None:
    path = reverse("reviews:overview", args=[cast.assignment.pk])
    Membership.objects.filter(role="student").delete()
    assertContains(cast.teacher.get(path), "Nobody has joined this class yet.")
    cast.assignment.delete()
    assertContains(cast.teacher.get(path), "This class is not set anything yet.")


def test_a_teacher_finds_the_class_on_the_start_page_and_a_student_what_is_set(cast: Cast) -> None:
    classroom = Classroom.objects.get(name="12B")
    assertContains(cast.teacher.get("/"), reverse("reviews:overview", args=[classroom.pk]))
    start = reverse("plans:start_assignment", args=[cast.assignment.pk])
    assertContains(cast.classmate.get("/"), start)
    assert start not in cast.student.get("/").content.decode()


def test_who_is_signed_out_is_told_that_a_class_may_be_theirs_after_signing_in(cast: Cast) -> None:
    path = reverse("reviews:overview", args=[cast.assignment.pk])
    assertContains(cast.guest.get(path), "or the class is not yours", status_code=404)
    assertContains(cast.guest.get(path), "teach the class, sign in", status_code=404)


def test_a_narrow_screen_is_told_what_it_does_not_show(cast: Cast) -> None:
    page = cast.teacher.get(reverse("reviews:overview", args=[cast.assignment.pk]))
    assertContains(page, '<p class="narrow-note">A wider screen also shows')
