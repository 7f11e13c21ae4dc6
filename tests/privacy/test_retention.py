"""Every period is kept at its edge: a day before, it is there; a day after, it is gone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.models import Assignment, Attempt, Classroom, Invitation, Membership
from essayplanner.plans import actions, keeping
from essayplanner.plans.models import Look, Paragraph, Plan
from essayplanner.privacy import retention
from essayplanner.privacy.retention import in_words, periods
from factors.models import Question
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


def student() -> User:
    return User.objects.get(username="student")


def deleted_plan(cast: Cast, at: datetime) -> Model:
    Plan.objects.filter(pk=cast.plan.pk).update(modified_at=at)
    keeping.delete(cast.plan, at)
    return cast.plan


def guests_plan(cast: Cast, at: datetime) -> Model:
    Plan.objects.filter(pk=cast.guest_plan.pk).update(modified_at=at)
    return cast.guest_plan


def guests_deleted_plan(cast: Cast, at: datetime) -> Model:
    guests_plan(cast, at - 20 * DAY)
    keeping.delete(cast.guest_plan, at)
    return cast.guest_plan


def wrong_sign_in(model: type[Model]) -> Callable[[Cast, datetime], Model]:
    def make(_cast: Cast, at: datetime) -> Model:
        more: dict[str, Any] = {"failures_since_start": 1} if model is AccessAttempt else {}
        row = model._default_manager.create(username="x", ip_address="::1", **more)
        model._default_manager.filter(pk=row.pk).update(attempt_time=at)
        return row

    return make


def wrong_code(_cast: Cast, at: datetime) -> Model:
    return Attempt.objects.create(who="somebody", at=at)


def session(_cast: Cast, at: datetime) -> Model:
    ends = at + periods()["sign_ins"].lasts
    return Session.objects.create(session_key="old", session_data="", expire_date=ends)


def sign_in(cast: Cast, at: datetime) -> Any:
    session(cast, at)
    return UserSession.objects.create(
        user=student(), ip="::", session_key="old", user_agent="Firefox", created_at=at
    )


def invitation(used: datetime | None) -> Callable[[Cast, datetime], Model]:
    def make(cast: Cast, at: datetime) -> Model:
        return Invitation.objects.create(
            classroom=cast.classroom, digest="x", made_by=student(), made_at=at, used_at=used
        )

    return make


def confirmation(_cast: Cast, at: datetime) -> Any:
    address = EmailAddress.objects.create(user=student(), email="o@school.example")
    return EmailConfirmation.objects.create(email_address=address, key="k", created=at)


def look(cast: Cast, at: datetime) -> Model:
    return Look.objects.create(plan=cast.plan, reader=student(), how="read", on=at.date(), at=at)


def archived_class(cast: Cast, at: datetime) -> Model:
    Classroom.objects.filter(pk=cast.classroom.pk).update(archived_at=at)
    return cast.classroom


def account_signed_in_to(_cast: Cast, at: datetime) -> Model:
    long_ago = at - 365 * DAY
    return User.objects.create_user("idle", date_joined=long_ago, last_login=at)


def account_never_signed_in_to(_cast: Cast, at: datetime) -> Model:
    return User.objects.create_user("idle", date_joined=at)


def account_worked_in(_cast: Cast, at: datetime) -> Model:
    user = User.objects.create_user("idle", date_joined=at - 365 * DAY, last_login=at - 20 * DAY)
    plan = actions.start_plan(Person(user_id=user.pk), Question.objects.earliest("pk"))
    Plan.objects.filter(pk=plan.pk).update(modified_at=at)
    return user


CASES: list[tuple[str, Callable[[Cast, datetime], Model]]] = [
    ("deleted_plans", deleted_plan),
    ("deleted_plans", guests_deleted_plan),
    ("guests_plans", guests_plan),
    *(
        ("wrong_sign_ins", wrong_sign_in(model))
        for model in (AccessAttempt, AccessFailureLog, AccessLog)
    ),
    ("wrong_codes", wrong_code),
    ("sign_ins", session),
    ("sign_ins", sign_in),
    ("invitations", invitation(None)),
    ("invitations", invitation(NOW)),
    ("confirmations", confirmation),
    ("looks", look),
    ("classes", archived_class),
    ("accounts", account_signed_in_to),
    ("accounts", account_never_signed_in_to),
    ("accounts", account_worked_in),
]


def counts() -> dict[str, int]:
    """Erase what is due now, and return how many there were of each kind, where there were any."""
    return {name: number for name, row in periods().items() if (number := row.erase(NOW))}


def test_each_period_is_tried() -> None:
    assert {name for name, _ in CASES} == {*periods()}


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(("name", "make"), CASES)
def test_what_is_kept_is_there_to_its_last_day_and_gone_after_it(
    name: str, make: Callable[[Cast, datetime], Model], late: bool, cast: Cast
) -> None:
    lasts = periods()[name].lasts
    edge = min(DAY, lasts / 2)
    row = make(cast, NOW - lasts - edge if late else NOW - lasts + edge)
    others = set(type(row)._default_manager.exclude(pk=row.pk))
    # A sign-in goes with its session.
    assert counts() == ({name: 2 if make is sign_in else 1} if late else {})
    assert set(type(row)._default_manager.all()) == (others if late else {*others, row})
    assert counts() == {}


def test_what_hangs_on_a_plan_goes_with_it(cast: Cast) -> None:
    actions.save_text(cast.plan, "argument", "", "Words")
    deleted_plan(cast, NOW - 31 * DAY)
    assert Paragraph.objects.filter(plan=cast.plan).exists()
    counts()
    assert not Paragraph.objects.filter(plan=cast.plan).exists()


def test_plans_of_an_archived_class_stay_their_writers_own(cast: Cast) -> None:
    archived_class(cast, NOW - settings.KEEP_ARCHIVED_CLASSES - DAY)
    assert counts() == {"classes": 1}
    assert not Assignment.objects.exists()
    assert not Membership.objects.filter(classroom=cast.classroom).exists()
    assert cast.student.get(f"/plans/{cast.plan.pk}/").status_code == 200
    assert cast.teacher.get(f"/plans/{cast.plan.pk}/").status_code == 404


@pytest.mark.parametrize("kept", [{"is_superuser": True}, {"is_staff": True}])
def test_accounts_that_nobody_uses_as_others_do_are_not_unused(
    kept: dict[str, Any], cast: Cast
) -> None:
    User.objects.create_user("idle", date_joined=NOW - 9999 * DAY, **kept)
    assert counts() == {}


def test_a_session_that_goes_on_keeps_its_sign_in(cast: Cast) -> None:
    keys = set(Session.objects.values_list("session_key", flat=True))
    for number, key in enumerate(keys):
        UserSession.objects.update_or_create(
            session_key=key, defaults={"user": student(), "ip": "::", "user_agent": str(number)}
        )
    assert counts() == {}
    assert set(UserSession.objects.values_list("session_key", flat=True)) == keys


@pytest.mark.parametrize("rows", [0, 1, 4, 5])
def test_many_go_in_batches_none_of_which_locks_for_long(
    rows: int, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(rows):
        Attempt.objects.create(who=str(number), at=NOW - DAY)
    with CaptureQueriesContext(connection) as asked:
        assert periods()["wrong_codes"].erase(NOW) == rows
    deletes = [row["sql"] for row in asked if row["sql"].startswith("DELETE")]
    assert len(deletes) == -(-rows // 2)
    assert Attempt.objects.count() == 0


def test_the_command_says_what_it_erased_without_names_and_can_be_run_again(cast: Cast) -> None:
    guests_plan(cast, NOW - 31 * DAY)
    deleted_plan(cast, NOW - 31 * DAY)
    for _ in range(2):
        wrong_code(cast, NOW - DAY)
    first, second = StringIO(), StringIO()
    call_command("purge", stdout=first)
    call_command("purge", stdout=second)
    lines = first.getvalue().splitlines()
    assert lines[:4] == [
        "Erased 1 deleted plan (30 days after the plan was deleted).",
        "Erased 1 plan made without an account (30 days after the plan was last worked on).",
        "Erased 0 wrong sign-ins (1 day after the last one under that name).",
        "Erased 2 wrong join codes (1 hour after the code was tried).",
    ]
    again = second.getvalue().splitlines()
    assert len(again) == len(lines) == len(periods())
    assert all(line.startswith("Erased 0 ") for line in again)


@pytest.mark.parametrize(
    ("period", "says"),
    [
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=12), "12 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=30), "30 days"),
        (timedelta(days=364), "364 days"),
        (timedelta(days=365), "1 year"),
        (timedelta(days=730), "2 years"),
        (timedelta(days=366), "366 days"),
    ],
)
def test_a_period_is_said_as_people_say_it(period: timedelta, says: str) -> None:
    assert in_words(period) == says


def test_a_switched_off_account_goes_as_any_other(cast: Cast) -> None:
    old = NOW - settings.KEEP_UNUSED_ACCOUNTS
    User.objects.create_user("off", date_joined=old, is_active=False)
    User.objects.create_user("former-head", date_joined=old, is_active=False)
    kept = User(username="former-1", name="A former student", date_joined=old, is_active=False)
    kept.set_unusable_password()
    kept.save()
    found = set(retention.unused_accounts(NOW).values_list("username", flat=True))
    assert found & {"off", "former-head", "former-1"} == {"off", "former-head"}
