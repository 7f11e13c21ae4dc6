"""A guest's plan: said beforehand until when it is kept, kept until then, and claimed whole."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.plans.models import Plan
from essayplanner.privacy.retention import periods
from tests.conftest import PASSWORD, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
START = datetime(2026, 11, 22, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the time of day."""

    def turn(to: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: to)

    turn(START)
    return turn


def save(client: Client, plan: Plan, was: str, text: str) -> Any:
    path = reverse("plans:save", args=[plan.pk])
    data = {"argument": text, "argument.was": was}
    return client.post(path, data, headers={"Accept": "application/json"})


@pytest.mark.parametrize("path", ["/", "/plans/start/stalin-rise/", "/plans/open/"])
def test_who_has_no_account_is_told_before_the_first_plan(path: str, cast: Cast) -> None:
    assertContains(Client().get(path), "erased 30 days after you last")
    assertNotContains(cast.student.get(path), "erased 30 days")


def test_the_desk_and_the_start_page_say_until_when(clock: Any, cast: Cast) -> None:
    plan = Plan.objects.get(pk=cast.guest_plan.pk)
    assert save(cast.guest, plan, "", "A").status_code == 200
    assertContains(
        cast.guest.get("/"),
        "Opens only in this browser; erased on 22 December 2026, later if you work on it.",
        1,
    )
    desk = cast.guest.get(f"/plans/{plan.pk}/")
    assertContains(desk, "is erased on 22 December 2026, later if you work on it")
    clock(START + 3 * DAY)
    save(cast.guest, plan, "A", "B")
    assertContains(cast.guest.get("/"), "erased on 25 December 2026, later", 1)


def test_whoever_has_an_account_is_told_of_no_end(cast: Cast) -> None:
    assertNotContains(cast.student.get("/"), "Opens only in this browser")
    assertNotContains(cast.student.get(f"/plans/{cast.plan.pk}/"), "opens in this browser alone")


def test_a_plan_can_be_reached_for_as_long_as_it_is_kept_by_whoever_only_saves(
    clock: Any, cast: Cast
) -> None:
    save(cast.guest, cast.guest_plan, "", "A")
    late = START + timedelta(hours=14)
    clock(late)
    save(cast.guest, cast.guest_plan, "A", "B")
    clock(late + 30 * DAY - timedelta(seconds=1))
    assert periods()["guests_plans"].erase(timezone.now()) == 0
    assertContains(cast.guest.get(f"/plans/{cast.guest_plan.pk}/"), "on 22 December 2026")
    clock(late + 30 * DAY)
    assert periods()["guests_plans"].erase(timezone.now()) == 1
    assert cast.guest.get(f"/plans/{cast.guest_plan.pk}/").status_code == 404


def test_saving_writes_the_session_once_a_day(clock: Any, cast: Cast) -> None:
    def writes(was: str, text: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            save(cast.guest, cast.guest_plan, was, text)
        table = Session._meta.db_table
        return sum(f'UPDATE "{table}"' in row["sql"] for row in asked)

    assert [writes("", "A"), writes("A", "B"), writes("B", "C")] == [0, 0, 0]
    clock(START + DAY)
    assert [writes("C", "D"), writes("D", "E")] == [1, 0]


def test_saving_in_an_account_writes_no_session(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert save(cast.student, cast.plan, "", "A").status_code == 200
    assert not any(f'UPDATE "{Session._meta.db_table}"' in row["sql"] for row in asked)


def test_a_plan_for_what_the_account_has_a_plan_for_is_claimed_and_both_are_kept(
    cast: Cast,
) -> None:
    for plan in (cast.guest_plan, Plan(pk=None, guest_key=cast.guest_plan.guest_key)):
        plan.modified_at, plan.assignment = timezone.now(), cast.assignment
        plan.save()
    cast.guest.post(reverse("account_login"), {"login": "student", "password": PASSWORD})
    plans = Plan.objects.filter(owner__username="student")
    assert sorted(plans.values_list("assignment", flat=True), key=lambda key: key is None) == [
        cast.assignment.pk,
        None,
        None,
    ]
    assert Plan.objects.get(pk=cast.plan.pk).assignment == cast.assignment
    assert not Plan.objects.exclude(guest_key="").exists()


def test_deleted_plans_are_claimed_too(cast: Cast) -> None:
    cast.guest.post(reverse("plans:delete", args=[cast.guest_plan.pk]))
    cast.guest.post(reverse("account_login"), {"login": "student", "password": PASSWORD})
    assertContains(cast.guest.get("/plans/deleted/"), str(cast.guest_plan.pk))


def test_who_signs_in_is_told_what_became_theirs(cast: Cast) -> None:
    sent = {"login": "student", "password": PASSWORD}
    there = cast.guest.post(reverse("account_login"), sent, follow=True)
    assertContains(there, "The plan that was made in this browser without an account is yours now.")
    assertContains(there, "If somebody else made it, delete it.")


def test_a_plan_is_claimed_after_the_second_step_and_not_before(cast: Cast) -> None:
    user, secret = User.objects.get(username="student"), generate_totp_secret()
    TOTP.activate(user, secret)
    cast.guest.post(reverse("account_login"), {"login": "student", "password": PASSWORD})
    plan = Plan.objects.get(pk=cast.guest_plan.pk)
    assert (plan.owner, plan.guest_key) == (None, cast.guest_plan.guest_key)
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    cast.guest.post(reverse("mfa_authenticate"), {"code": code})
    assert set(Plan.objects.filter(owner=user)) == {cast.plan, cast.guest_plan}
    assert cast.guest.get(f"/plans/{cast.guest_plan.pk}/").status_code == 200


def test_however_somebody_signs_in_the_plan_is_claimed(cast: Cast) -> None:
    cast.guest.force_login(User.objects.get(username="classmate"))
    assert list(Plan.objects.filter(owner__username="classmate")) == [cast.guest_plan]


def test_after_the_claim_no_browser_is_the_plans_own(cast: Cast) -> None:
    cast.guest.force_login(User.objects.get(username="student"))
    assert not {"guest_key", "guest_seen"} & {*cast.guest.session.keys()}


def test_a_claimed_plan_is_no_guests_when_the_clean_up_comes(cast: Cast) -> None:
    cast.guest.force_login(User.objects.get(username="student"))
    Plan.objects.update(modified_at=timezone.now() - 31 * DAY)
    assert periods()["guests_plans"].erase(timezone.now()) == 0
