"""What a plan's essay is marked on."""

import datetime

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.argument.findings import RULES
from essayplanner.classes.access import formats_of_each, readable_formats
from essayplanner.plans import actions, marking, revisions
from essayplanner.plans.build import build_outline
from essayplanner.plans.known import exam_value
from essayplanner.plans.models import Plan
from factors.exam_formats import copy_format, load_formats, read_formats
from factors.models import ExamFormat
from tests.conftest import Cast
from tests.plans.test_desk import Ids, fill, page

pytestmark = pytest.mark.django_db

AQA, NEA = "aqa-7042-essay", "aqa-7042-nea"


@pytest.fixture(autouse=True)
def formats(cast: Cast) -> None:
    load_formats(read_formats())


def path(cast: Cast) -> str:
    return reverse("plans:strands", args=[cast.plan.pk])


def choose(cast: Cast, slug: str) -> None:
    assertRedirects(cast.student.post(path(cast), {"exam_format": slug}), path(cast))


def chosen(cast: Cast) -> str:
    return Plan.objects.get(pk=cast.plan.pk).exam_format


def test_a_format_is_chosen_and_its_strands_are_told_with_what_speaks_to_them(cast: Cast) -> None:
    choose(cast, AQA)
    assert chosen(cast) == build_outline(Plan.objects.get(pk=cast.plan.pk)).exam_format == AQA
    answer = cast.student.get(path(cast))
    for strand in ExamFormat.objects.get(slug=AQA).strands:
        assertContains(answer, strand["name"])
        assertContains(answer, strand["asks"])
    assertContains(answer, "0 of 3 factors with a point and an explanation")
    assertContains(answer, "You have not yet said what you argue.")
    assertContains(answer, f'<option value="{AQA}" selected>')


def test_the_desk_says_what_the_plan_is_marked_on(cast: Cast) -> None:
    assertContains(
        cast.student.get(reverse("plans:desk", args=[cast.plan.pk])), "What it is marked on"
    )
    choose(cast, AQA)
    assertContains(
        cast.student.get(reverse("plans:desk", args=[cast.plan.pk])),
        f'Marked on: <a data-after-save href="{path(cast)}">{ExamFormat.objects.get(slug=AQA)}</a>',
    )


def test_the_format_can_be_taken_back(cast: Cast) -> None:
    choose(cast, AQA)
    choose(cast, "")
    assert chosen(cast) == ""
    assertContains(cast.student.get(path(cast)), "Choose the paper that you write for")


def test_a_format_that_one_may_not_read_cannot_be_chosen(cast: Cast) -> None:
    stranger = User.objects.get(username="stranger")
    ExamFormat.objects.filter(slug=AQA).update(author=stranger)
    answer = cast.student.post(path(cast), {"exam_format": AQA})
    assert answer.status_code == 422
    assertContains(answer, "Select a valid choice", status_code=422)
    assert chosen(cast) == ""
    # … nor is it shown where a plan came with it in a file.
    Plan.objects.filter(pk=cast.plan.pk).update(exam_format=AQA)
    assertContains(cast.student.get(path(cast)), "Choose the paper that you write for")


@pytest.mark.parametrize("slug", ["no-such", "\x00", "x" * 5000])
def test_what_is_no_format_changes_nothing(slug: str, cast: Cast) -> None:
    assert cast.student.post(path(cast), {"exam_format": slug}).status_code == 422
    assert chosen(cast) == ""


def test_of_coursework_the_page_and_the_desk_only_ask(cast: Cast) -> None:
    choose(cast, NEA)
    for answer in (path(cast), reverse("plans:desk", args=[cast.plan.pk])):
        asked = cast.student.get(answer)
        assertContains(asked, "Which answer will the whole essay argue for?")
        assertNotContains(asked, "You have not yet said what you argue.")
        assertNotContains(asked, "reads as description")
        assertNotContains(asked, "proves more than")


def test_of_coursework_a_new_question_only_asks(cast: Cast) -> None:
    fill(cast.plan)
    Plan.objects.filter(pk=cast.plan.pk).update(exam_format=NEA)
    aim = reverse("plans:aim", args=[cast.plan.pk], query={"question": "how-far-policy"})
    page = cast.student.get(aim)
    assertContains(page, "To ask yourself then")
    assertNotContains(page, "What is missing then")
    asked = [row.what for row in page.context["changes"].missing]
    assert asked
    assert len(asked) == len(set(asked))
    # A question that stands several times says where.
    assert [what for what in asked if not any(what.endswith(rule.asks) for rule in RULES)] == []


def test_a_format_that_its_writer_may_not_read_does_not_act_on_a_plan(cast: Cast) -> None:
    desk = reverse("plans:desk", args=[cast.plan.pk])
    overview = reverse("reviews:overview", args=[cast.assignment.pk])
    question, said = "Which answer will the whole", "You have not yet said what you argue."
    choose(cast, NEA)
    for username, acts in (("other_teacher", False), ("teacher", True), ("student", True)):
        author = User.objects.get(username=username)
        ExamFormat.objects.filter(slug=NEA).update(author=author)
        for answer in (cast.student.get(desk), cast.teacher.get(overview)):
            assertContains(answer, question if acts else said)
            assertNotContains(answer, said if acts else question)
    # Whoever leaves the class leaves its formats.
    ExamFormat.objects.filter(slug=NEA).update(author=User.objects.get(username="teacher"))
    cast.classroom.memberships.filter(user__username="student").delete()
    assertContains(cast.student.get(desk), said)
    Plan.objects.filter(pk=cast.guest_plan.pk).update(exam_format=NEA)
    guests = reverse("plans:desk", args=[cast.guest_plan.pk])
    assertContains(cast.guest.get(guests), said)


def test_what_a_user_may_read_is_the_same_asked_for_one_and_for_many(cast: Cast) -> None:
    for username in ("teacher", "other_teacher", "student", "stranger"):
        author = User.objects.get(username=username)
        copy_format(ExamFormat.objects.get(slug=AQA), author.pk)
    users = [*User.objects.values_list("pk", flat=True), None]
    slugs = ExamFormat.objects.values_list("slug", flat=True)
    readable = {
        (user, row.slug) for user in users for row in readable_formats(Person(user_id=user))
    }
    each = formats_of_each([(user, slug) for user in users for slug in [*slugs, "no-such"]])
    assert set(each) == readable


def test_choosing_is_done_once_and_what_was_is_kept(cast: Cast) -> None:
    actions.save_text(cast.plan, "argument", "", "It was skill.")
    Plan.objects.filter(pk=cast.plan.pk).update(kept_at=None)
    stale = Plan.objects.get(pk=cast.plan.pk)
    marking.choose_format(cast.plan, AQA)
    kept = cast.plan.revisions.first()
    assert kept
    assert revisions.read(kept).exam_format == ""
    before = Plan.objects.values().get(pk=cast.plan.pk)
    marking.choose_format(stale, AQA)
    assert Plan.objects.values().get(pk=cast.plan.pk) == before


def test_a_format_is_not_chosen_where_what_was_cannot_be_kept(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise OSError("no room")

    Plan.objects.filter(pk=cast.plan.pk).update(kept_at=None)
    before = Plan.objects.values().get(pk=cast.plan.pk)
    monkeypatch.setattr(revisions, "_thin", broken)
    with pytest.raises(OSError, match="no room"):
        marking.choose_format(cast.plan, AQA)
    assert Plan.objects.values().get(pk=cast.plan.pk) == before


def test_everything_that_is_told_leads_to_a_place_on_the_desk(cast: Cast) -> None:
    choose(cast, AQA)
    desk = reverse("plans:desk", args=[cast.plan.pk])
    told = cast.student.get(path(cast)).content.decode()
    places = {part.split('"')[0] for part in told.split(f'href="{desk}#')[1:]}
    assert len(places) > 6
    assert places <= set(Ids(page(cast)).ids)


def test_the_page_asks_as_many_questions_however_much_it_shows(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    choose(cast, AQA)
    for _ in range(2):
        # Session, user, plan, formats, the four of an Outline.
        with django_assert_num_queries(8):
            cast.student.get(path(cast))
        fill(cast.plan)


def test_a_format_is_checked_once_somebody_held_it_against_the_boards_document(cast: Cast) -> None:
    row = ExamFormat.objects.get(slug=AQA)
    assert not exam_value(row).checked
    row.checked_on = datetime.date(2026, 11, 20)
    assert exam_value(row).checked
