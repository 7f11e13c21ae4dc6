"""Deleting a plan and bringing it back, and copying it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.exports.papers import ALL
from essayplanner.plans import actions, keeping, ranking
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Choice, Paragraph, Plan
from essayplanner.plans.querysets import KEPT_DELETED
from factors.models import Question
from tests.conftest import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def post(client: Client, verb: str, plan: Plan, data: dict[str, Any] | None = None) -> Any:
    return client.post(reverse(f"plans:{verb}", args=[plan.pk]), data or {})


def stored(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def fill(plan: Plan) -> None:
    """Write and choose something in every part of a plan."""
    for place in ("argument", "criterion_2", "judgement", "rivals-reply", "skill-weighed_2"):
        actions.save_text(plan, place, "", f"What I say in {place}")
    paragraph = plan.paragraphs.select_related("plan__bank").get(factor="skill")
    actions.choose(paragraph, Choice.Kind.EVIDENCE, "oath-speech")
    ranking.move(plan, "structure", "up")
    plan.links.create(number=1, cause="skill", effect="rivals", kind="limited", sentence="So.")
    Plan.objects.filter(pk=plan.pk).update(scaffold="blank", view="map")


def test_a_deleted_plan_leaves_the_start_page_which_says_how_it_comes_back(cast: Cast) -> None:
    answer = cast.student.post(reverse("plans:delete", args=[cast.plan.pk]), follow=True)
    assertRedirects(answer, "/")
    until = timezone.localtime() + KEPT_DELETED
    assertContains(answer, f"It is kept until {until.day} {until:%B}")
    assertContains(answer, 'bring it back from <a href="/plans/deleted/">', html=False)
    assertNotContains(answer, f"/plans/{cast.plan.pk}/")


def test_a_plan_comes_back_with_every_word_and_for_its_class(cast: Cast) -> None:
    fill(cast.plan)
    before = build_outline(stored(cast.plan))
    post(cast.student, "delete", cast.plan)
    page = cast.student.get("/plans/deleted/")
    until = timezone.localtime() + KEPT_DELETED
    assertContains(page, f"kept until {until.day} {until:%B}.")
    assertContains(page, "For 12B")
    assertRedirects(post(cast.student, "bring_back", cast.plan), f"/plans/{cast.plan.pk}/")
    plan = stored(cast.plan)
    assert build_outline(plan) == before
    assert (plan.deleted_at, plan.assignment) == (None, cast.assignment)


def test_what_was_typed_last_is_saved_before_a_plan_goes(cast: Cast) -> None:
    post(cast.student, "delete", cast.plan, {"argument": "Luck.", "argument.was": ""})
    plan = stored(cast.plan)
    assert (plan.argument, plan.deleted_at is not None) == ("Luck.", True)


@pytest.mark.parametrize("verb", ["delete", "duplicate"])
def test_a_text_that_cannot_be_saved_keeps_everything_where_it_is(verb: str, cast: Cast) -> None:
    data = {"argument": "x" * 10_001, "argument.was": ""}
    answer = post(cast.student, verb, cast.plan, data)
    assertContains(answer, "one box holds 10000", status_code=422)
    assert list(Plan.objects.written_by(Person(user_id=cast.plan.owner_id))) == [cast.plan]
    assert stored(cast.plan).deleted_at is None


PLAN_PAGES = ("desk", "check", "library_changes")
PLAN_VERBS = ("save", "choose", "take_out", "move", "keep_ranking", "open_library", "duplicate")


def test_a_deleted_plan_is_open_to_nobody(cast: Cast) -> None:
    overview = reverse("reviews:overview", args=[cast.assignment.pk])
    assertContains(cast.teacher.get(overview), str(cast.plan.pk))
    keeping.delete(cast.plan, timezone.now())
    before = [*Plan.objects.values(), *Paragraph.objects.values()]
    for client in cast.clients().values():
        for name in PLAN_PAGES:
            assert client.get(reverse(f"plans:{name}", args=[cast.plan.pk])).status_code == 404
        for name in (*PLAN_VERBS, "delete", "renew_library"):
            data = {"argument.was": "", "argument": "x", "move": "rivals/up"}
            assert post(client, name, cast.plan, data).status_code == 404
        for paper, form in ALL:
            path = reverse("exports:paper", args=[cast.plan.pk, paper, form])
            assert client.get(path).status_code == 404
        assertNotContains(client.get("/"), str(cast.plan.pk))
    assert [*Plan.objects.values(), *Paragraph.objects.values()] == before
    assertNotContains(cast.teacher.get(overview), str(cast.plan.pk))


def test_nobody_sees_or_brings_back_what_another_deleted(cast: Cast) -> None:
    keeping.delete(cast.plan, timezone.now())
    keeping.delete(cast.guest_plan, timezone.now())
    for who, client in cast.clients().items():
        if who != "student":
            assert post(client, "bring_back", cast.plan).status_code == 404
            assertNotContains(client.get("/plans/deleted/"), str(cast.plan.pk))
        if who != "guest":
            assert post(client, "bring_back", cast.guest_plan).status_code == 404
            assertNotContains(client.get("/plans/deleted/"), str(cast.guest_plan.pk))


def test_a_guest_deletes_brings_back_and_copies(cast: Cast) -> None:
    post(cast.guest, "delete", cast.guest_plan)
    assertContains(cast.guest.get("/"), "/plans/deleted/")
    assertContains(cast.guest.get("/plans/deleted/"), str(cast.guest_plan.pk))
    post(cast.guest, "bring_back", cast.guest_plan)
    assertNotContains(cast.guest.get("/"), "/plans/deleted/")
    post(cast.guest, "duplicate", cast.guest_plan)
    keys = Plan.objects.exclude(guest_key="").values_list("guest_key", flat=True)
    assert (len(keys), len(set(keys))) == (2, 1)


def test_what_a_guest_deleted_can_be_brought_back_after_signing_in(cast: Cast) -> None:
    post(cast.guest, "delete", cast.guest_plan)
    cast.guest.post(reverse("account_login"), {"login": "student", "password": PASSWORD})
    assert post(cast.guest, "bring_back", cast.guest_plan).status_code == 302
    assert stored(cast.guest_plan).deleted_at is None


def test_after_deleting_a_plan_for_ones_class_one_begins_it_anew(cast: Cast) -> None:
    start = reverse("plans:start_assignment", args=[cast.assignment.pk])
    post(cast.student, "delete", cast.plan)
    assertContains(cast.student.get("/"), start)
    new = cast.student.post(start)["Location"]
    assert new != f"/plans/{cast.plan.pk}/"
    assert cast.student.post(start)["Location"] == new


def test_of_two_plans_for_one_class_the_one_brought_back_is_ones_own(cast: Cast) -> None:
    post(cast.student, "delete", cast.plan)
    new = cast.student.post(reverse("plans:start_assignment", args=[cast.assignment.pk]))
    path = reverse("plans:bring_back", args=[cast.plan.pk])
    answer = cast.student.post(path, follow=True)
    assertContains(answer, "your teacher reads that one; this one is yours alone now")
    plans = dict(Plan.objects.exclude(owner=None).values_list("pk", "assignment"))
    assert plans[cast.plan.pk] is None
    assert {f"/plans/{pk}/" for pk in plans if plans[pk]} == {new["Location"]}
    assert cast.teacher.get(f"/plans/{cast.plan.pk}/").status_code == 404


def test_bringing_back_twice_is_bringing_back_once(cast: Cast) -> None:
    post(cast.student, "delete", cast.plan)
    for _ in range(2):
        assertRedirects(post(cast.student, "bring_back", cast.plan), f"/plans/{cast.plan.pk}/")
    assert stored(cast.plan).assignment == cast.assignment


@pytest.mark.parametrize("more", [0, 29])
def test_the_deleted_plans_ask_as_many_questions_for_one_as_for_thirty(
    more: int, cast: Cast, question: Question, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    student = Person(user_id=cast.plan.owner_id)
    for plan in [cast.plan, *(actions.start_plan(student, question) for _ in range(more))]:
        keeping.delete(plan, timezone.now())
    # session, user, plans
    with django_assert_num_queries(3):
        page = cast.student.get("/plans/deleted/")
    assertContains(page, "Bring it back", more + 1)


def days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def test_a_deleted_plan_can_be_brought_back_for_thirty_days(cast: Cast) -> None:
    keeping.delete(cast.plan, days_ago(29.9))
    assertContains(cast.student.get("/plans/deleted/"), str(cast.plan.pk))

    keeping.delete(cast.plan, days_ago(30.1))
    assertNotContains(cast.student.get("/plans/deleted/"), str(cast.plan.pk))
    assertNotContains(cast.student.get("/"), "/plans/deleted/")
    assert post(cast.student, "bring_back", cast.plan).status_code == 404


def test_a_copy_has_every_word_and_choice_and_is_ones_own(cast: Cast) -> None:
    fill(cast.plan)
    answer = post(cast.student, "duplicate", cast.plan, {"argument": "x", "argument.was": "y"})
    assert answer.status_code == 409  # somebody wrote elsewhere meanwhile
    answer = post(cast.student, "duplicate", cast.plan, {"criterion_1": "x", "criterion_1.was": ""})
    original, copy = stored(cast.plan), Plan.objects.exclude(copied_at=None).get()
    assert answer["Location"] == f"/plans/{copy.pk}/"
    assert copy.criterion_1 == "x"
    assert build_outline(copy) == build_outline(original)
    same = ("owner", "guest_key", "bank", "question", "scaffold", "view", "starts", "ends")
    assert {name: getattr(copy, name) for name in same} == {
        name: getattr(original, name) for name in same
    }
    assert (copy.assignment, original.assignment) == (None, cast.assignment)


def test_a_copy_and_its_original_go_their_own_ways(cast: Cast) -> None:
    fill(cast.plan)
    before = build_outline(stored(cast.plan))
    copy = keeping.duplicate(cast.plan, timezone.now())
    actions.save_text(copy, "argument", before.argument, "Another")
    actions.take_out(copy.paragraphs.get(factor="skill"), "evidence", "oath-speech")
    assert build_outline(stored(cast.plan)) == before
    assert build_outline(stored(copy)) != replace(before, argument="Another")


def test_a_class_plan_says_of_its_copy_that_the_teacher_does_not_read_it(cast: Cast) -> None:
    path = reverse("plans:duplicate", args=[cast.plan.pk])
    assertContains(cast.student.post(path, follow=True), "the copy is yours alone")
    path = reverse("plans:duplicate", args=[cast.guest_plan.pk])
    assertNotContains(cast.guest.post(path, follow=True), "teacher reads")


def test_the_start_page_tells_a_copy_from_its_original(cast: Cast) -> None:
    copy = keeping.duplicate(cast.plan, timezone.now())
    made = timezone.localtime(copy.copied_at)
    assertContains(cast.student.get("/"), f"Copy made {made.day} {made:%B, %H:%M}.", 1)


def test_a_reader_deletes_and_copies_nothing(cast: Cast) -> None:
    before = list(Plan.objects.values())
    for verb in ("delete", "duplicate"):
        assert post(cast.teacher, verb, cast.plan).status_code == 403
    assert list(Plan.objects.values()) == before


def test_a_copy_stays_when_its_original_is_erased(cast: Cast) -> None:
    copy = keeping.duplicate(cast.plan, timezone.now())
    cast.plan.delete()
    assert list(Plan.objects.filter(owner=User.objects.get(username="student"))) == [copy]
    assert copy.paragraphs.exclude(rank=F("position")).count() == 0
