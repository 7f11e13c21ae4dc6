"""What students see of what their class was set: on the start page, on the desk, in the check."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.argument.bank import ExamFormat
from essayplanner.classes.actions import set_question
from essayplanner.classes.models import Assignment, Classroom, Extension, Membership
from essayplanner.plans import actions
from essayplanner.plans.known import exam_of, exams_of
from essayplanner.plans.models import Plan
from factors.exam_formats import load_formats, read_formats
from factors.models import ExamFormat as FormatRow
from factors.models import Question
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

READS = "{} can read this plan as you write it, also before you hand it in."


def teach(cast: Cast, *names: str) -> None:
    for name in names:
        user = User.objects.create_user(name.lower(), name=name)
        Membership.objects.create(classroom=cast.classroom, user=user, role="teacher")


def desk(cast: Cast) -> str:
    return reverse("plans:desk", args=[cast.plan.pk])


def fetched(plan: Plan) -> Plan:
    return Plan.objects.with_library().get(pk=plan.pk)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ([], "Teacher"),
        (["Ms O’Neill"], "Ms O’Neill and Teacher"),
        (["Ünal", "<b>A</b>"], "&lt;b&gt;A&lt;/b&gt;, Teacher and Ünal"),
    ],
)
def test_who_reads_a_plan_is_named_before_it_is_begun_and_on_it(
    names: list[str], says: str, cast: Cast
) -> None:
    teach(cast, *names)
    assertContains(cast.classmate.get("/"), READS.format(says))
    assertContains(cast.student.get(desk(cast)), READS.format(says))


def test_a_teacher_without_a_name_is_called_by_the_user_name(cast: Cast) -> None:
    User.objects.filter(username="teacher").update(name="")
    assertContains(cast.student.get(desk(cast)), READS.format("teacher"))


def test_nobody_is_named_who_can_read_it_no_more(cast: Cast) -> None:
    Membership.objects.filter(user__username="student").delete()
    assertNotContains(cast.student.get(desk(cast)), "can read this plan")
    Membership.objects.filter(role="teacher").delete()
    assertNotContains(cast.classmate.get("/"), "can read this plan")


def test_a_plan_of_ones_own_names_no_class(cast: Cast, question: Question) -> None:
    cast.student.post(reverse("plans:start", args=["stalin-rise", question.slug]))
    own = Plan.objects.get(owner__username="student", assignment=None)
    assertNotContains(cast.student.get(reverse("plans:desk", args=[own.pk])), "can read this plan")


def test_the_start_page_says_what_is_expected_and_how_far_it_is(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 1, tzinfo=UTC))
    FormatRow.objects.create(
        slug="ours",
        author=User.objects.get(username="teacher"),
        **{"board": "Ours", "specification": "1", "paper": "Mock"},
        **{"marks": 20, "minutes": 45, "year": 2026},
    )
    Assignment.objects.update(
        due_at=datetime(2026, 11, 5, 16, 0, tzinfo=UTC),
        exam_format="ours",
        historians_required=True,
        coursework=True,
        instructions="Read <first>.\nThen plan.",
    )
    page = cast.classmate.get("/")
    assertContains(page, "12B · due 5 November, 16:00 · not started")
    assertContains(
        page,
        "Marked on Ours 1: Mock. Historians are required. "
        "This is coursework: the check asks, and suggests nothing.",
    )
    assertContains(page, "<p>Read &lt;first&gt;.<br>Then plan.</p>")
    assertContains(page, "Start this plan", 1)
    page = cast.student.get("/")
    assertContains(page, "12B · due 5 November, 16:00 · drafting")
    assertNotContains(page, "Marked on")  # the plan is marked on nothing: it was begun before
    assertNotContains(page, "Start this plan")
    page = cast.student.get(desk(cast))
    assertContains(page, "For 12B, due 5 November, 16:00.")
    assertContains(page, "<p>Read &lt;first&gt;.<br>Then plan.</p>")


def test_a_plan_for_a_class_stands_once_on_the_start_page(cast: Cast) -> None:
    page = cast.student.get("/").content.decode()
    assert page.count(f'href="{desk(cast)}"') == 1
    Classroom.objects.update(archived_at=timezone.now())
    page = cast.student.get("/").content.decode()
    assert (page.count(f'href="{desk(cast)}"'), "Set for you" in page) == (1, False)


@pytest.mark.parametrize("count", [1, 30])
def test_the_start_page_asks_as_many_questions_for_one_assignment_as_for_thirty(
    count: int, cast: Cast, question: Question, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    student = User.objects.get(username="student")
    Membership.objects.update(read_at=datetime(2026, 1, 1, tzinfo=UTC))
    for number in range(count):
        room = Classroom.objects.create(name=f"Room {number}")
        Membership.objects.create(
            classroom=room, user=student, role="student", read_at=datetime(2026, 1, 1, tzinfo=UTC)
        )
        teacher = User.objects.create_user(f"t{number}")
        Membership.objects.create(classroom=room, user=teacher, role="teacher")
        row = set_question(room, question, due_at=timezone.now(), exam_format="aqa-7042-2s")
        Extension.objects.create(assignment=row, student=student, due_at=timezone.now())
    # session, user; classes, plans, any deleted; topics, factors, questions;
    # inbox; what is set, with extensions, formats and teachers
    with django_assert_num_queries(13):
        page = cast.student.get("/").content.decode()
    assert page.count("Start this plan") == count


# What the check knows of it -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "exam"),
    [
        ({}, None),
        ({"coursework": True}, (True, False)),
        ({"historians_required": True}, (False, True)),
        ({"coursework": True, "historians_required": True}, (True, True)),
    ],
)
def test_what_is_set_is_checked_without_an_exam_format(
    asked: dict[str, Any], exam: tuple[bool, bool] | None, cast: Cast
) -> None:
    Assignment.objects.update(**asked)
    got = exam_of(fetched(cast.plan))
    assert (got and (got.coursework, got.historians_required)) == exam
    assert got is None or (got.key, got.name, got.strands) == ("", "", ())


def test_what_is_set_joins_what_the_format_says(cast: Cast) -> None:
    load_formats(read_formats())
    row = FormatRow.objects.filter(author=None, coursework=False).first()
    assert row
    Plan.objects.filter(pk=cast.plan.pk).update(exam_format=row.slug)
    before = exam_of(fetched(cast.plan))
    assert before
    assert before.key == row.slug
    Assignment.objects.update(coursework=True)
    after = exam_of(fetched(cast.plan))
    assert isinstance(after, ExamFormat)
    assert (after.key, after.strands, after.coursework) == (row.slug, before.strands, True)
    assert after.historians_required == before.historians_required


def test_a_format_for_coursework_stays_so_whatever_is_set(cast: Cast) -> None:
    load_formats(read_formats())
    row = FormatRow.objects.filter(author=None, coursework=True).first()
    assert row
    Plan.objects.filter(pk=cast.plan.pk).update(exam_format=row.slug)
    Assignment.objects.update(historians_required=True)
    got = exam_of(fetched(cast.plan))
    assert got
    assert got.coursework


def test_it_holds_for_the_plans_of_that_class_alone(cast: Cast, question: Question) -> None:
    Assignment.objects.update(coursework=True)
    copy = Plan.objects.with_library().get(pk=cast.guest_plan.pk)
    assert list(exams_of([copy, fetched(cast.plan)])) == [cast.plan.pk]


def test_the_desk_asks_and_offers_no_words_in_coursework(cast: Cast) -> None:
    assertContains(cast.student.get(desk(cast)), "You could begin:")
    Assignment.objects.update(coursework=True)
    page = cast.student.get(desk(cast))
    assertNotContains(page, "You could begin:")
    actions.save_text(cast.plan, "argument", "", "It was skill.")
    parts = cast.student.get(reverse("plans:check", args=[cast.plan.pk]))
    assertNotContains(parts, "You could begin:")
    assertContains(page, "What it is marked on")


def test_historians_are_asked_for_at_once(cast: Cast) -> None:
    says = "This exam asks for historians, and none is quoted or named yet."
    for paragraph in cast.plan.paragraphs.all():
        actions.save_text(cast.plan, f"{paragraph.factor}-point", "", "He packed the posts.")
    assertNotContains(cast.student.get(desk(cast)), says)
    Assignment.objects.update(historians_required=True)
    assertContains(cast.student.get(desk(cast)), says)


@pytest.mark.parametrize("name", ["plans:aim", "plans:spine", "plans:strands", "exports:papers"])
def test_every_page_that_checks_a_plan_knows_of_it(name: str, cast: Cast) -> None:
    Assignment.objects.update(coursework=True, historians_required=True)
    path = reverse(name, args=[cast.plan.pk])
    query = {"question": "why-stalin"} if name == "plans:aim" else {}
    assert cast.student.get(path, query).status_code == 200


@pytest.mark.parametrize(
    ("paper", "form"), [("teacher", "pdf"), ("teacher", "docx"), ("full", "docx"), ("full", "md")]
)
def test_every_paper_can_do_without_the_name_of_a_format(paper: str, form: str, cast: Cast) -> None:
    Assignment.objects.update(coursework=True, historians_required=True)
    got = cast.student.get(reverse("exports:paper", args=[cast.plan.pk, paper, form]))
    assert got.status_code == 200
