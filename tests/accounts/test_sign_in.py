"""Signing in tells nobody whether a user name exists: the same answer, the same work."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from pytest_django.fixtures import Settings

from essayplanner.accounts.models import User
from tests.accounts.second_step import set_up_app
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_IN, FORGOTTEN = "/accounts/sign-in/", "/accounts/password/forgotten/"
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
CHANGING = re.compile(r'(csrfmiddlewaretoken" value="|name="login" value=")[^"]*')


@pytest.fixture(autouse=True)
def people() -> None:
    """Make somebody of each kind, and forget how often they tried."""
    cache.clear()
    for name in ("student", "teacher", "left", "claims", "given"):
        User.objects.create_user(name, password=PASSWORD, is_active=name != "left")
    User.objects.create_user("unset", password=None)
    for name, verified in (("teacher", True), ("left", True), ("claims", False)):
        user = User.objects.get(username=name)
        address = f"{name}@school.example"
        EmailAddress.objects.create(user=user, email=address, verified=verified, primary=True)
        User.objects.filter(pk=user.pk).update(email=address)


def sign_in(login: str, password: str = PASSWORD, **more: str) -> Client:
    client = Client()
    client.post(SIGN_IN, {"login": login, "password": password, **more})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each password that is hashed, to store it or to compare it."""
    noted: list[str] = []
    encode = MD5PasswordHasher.encode

    def note(self: MD5PasswordHasher, password: str, salt: str) -> str:
        noted.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", note)
    return noted


def test_the_answer_and_the_work_are_the_same_for_every_name(hashed: list[str]) -> None:
    logins = ["nobody", "student", "teacher", "left", "unset", "claims", "STUDENT"]
    logins += [f"{name}@school.example" for name in ("nobody", "teacher", "left", "claims")]
    told = set()
    for login in logins:
        AccessAttempt.objects.all().delete()  # or a second try finds a row there already
        hashed.clear()
        with CaptureQueriesContext(connection) as asked:
            page = Client().post(SIGN_IN, {"login": login, "password": "wrong-password"})
        answer = CHANGING.sub("", page.content.decode())
        told.add((page.status_code, answer, len(asked), len(hashed)))
    assert len(told) == 1
    assert {work[-1] for work in told} == {1}


def test_an_account_that_is_switched_off_is_told_of_to_its_owner_alone() -> None:
    sent = {"login": "left", "password": PASSWORD}
    assertRedirects(Client().post(SIGN_IN, sent), "/accounts/inactive/")
    assertNotContains(Client().post(SIGN_IN, {**sent, "password": "wrong"}), "switched off")


def test_one_signs_in_with_a_confirmed_address_and_with_no_other() -> None:
    assert is_in(sign_in("Teacher@School.example"))
    assert not is_in(sign_in("claims@school.example"))
    assert is_in(sign_in("claims"))


def test_nobody_gets_in_by_claiming_somebody_else_s_address() -> None:
    thief = User.objects.create_user(
        "thief", password="the-thief-s-own", email="teacher@school.example"
    )
    EmailAddress.objects.create(user=thief, email="teacher@school.example", verified=False)
    assert not is_in(sign_in("teacher@school.example", "the-thief-s-own"))
    assert is_in(sign_in("teacher@school.example"))


def test_nobody_takes_an_address_for_a_user_name() -> None:
    sent = {"username": "boss@school.example", "password1": "maple-kettle-north"}
    assertContains(Client().post("/accounts/sign-up/", sent), "a username is no e-mail address")
    assert not User.objects.filter(username__contains="@").exists()


def test_the_box_names_an_address_only_where_one_can_be_confirmed(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assertNotContains(Client().get(SIGN_IN), "e-mail")
    settings.EMAIL_BACKEND = LOCMEM
    assertContains(Client().get(SIGN_IN), "Username or e-mail address")


def test_of_two_names_that_differ_in_capitals_each_opens_its_own() -> None:
    User.objects.create_user("Student", password="another-one-s-word")
    assert is_in(sign_in("Student", "another-one-s-word"))
    assert is_in(sign_in("student"))
    assert not is_in(sign_in("student", "another-one-s-word"))


def test_a_sign_in_ends_with_the_browser_and_after_a_day(client: Client) -> None:
    client = sign_in("student")
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    left = Session.objects.get(pk=client.session.session_key).expire_date - timezone.now()
    assert timedelta(hours=11) < left <= timedelta(hours=12)


def test_working_on_does_not_make_it_longer() -> None:
    client = sign_in("student")
    ends = Session.objects.get(pk=client.session.session_key).expire_date
    client.post("/accounts/name/", {"name": "Another Name"})  # writes a message into the session
    assert Session.objects.get(pk=client.session.session_key).expire_date == ends


def test_what_somebody_ticked_is_not_for_who_comes_after_them() -> None:
    authenticator = Client()
    authenticator.post(SIGN_IN, {"login": "given", "password": PASSWORD})
    set_up_app(authenticator)
    client = sign_in("given", remember="on")
    assert not is_in(client)  # the second step is not done
    client.post("/accounts/sign-up/", {"username": "next", "password1": "maple-kettle-north"})
    assert is_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""


def test_where_it_is_ticked_a_sign_in_lasts_for_a_month() -> None:
    client = sign_in("student", remember="on")
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 30 * 24 * 60 * 60
    assertNotContains(Client().get(SIGN_IN), "checked")


def test_signing_up_keeps_nobody_signed_in_either() -> None:
    client = Client()
    client.post("/accounts/sign-up/", {"username": "new", "password1": "maple-kettle-north"})
    assert is_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""


def test_a_guest_keeps_a_month_also_after_a_wrong_password() -> None:
    client = Client()
    client.post("/plans/start/stalin-rise/how-far-skill/")
    client.post(SIGN_IN, {"login": "student", "password": "wrong"})
    client.post(SIGN_IN, {"login": "left", "password": PASSWORD})
    left = Session.objects.get(pk=client.session.session_key).expire_date - timezone.now()
    assert left > timedelta(days=29)
    assert "guest_key" in client.session


def test_a_forgotten_password_tells_nothing_either(
    settings: Settings, mailoutbox: list[object], hashed: list[str]
) -> None:
    settings.EMAIL_BACKEND = LOCMEM
    told = set()
    for name in ("nobody", "teacher", "left", "claims"):
        mailoutbox.clear()
        hashed.clear()
        with CaptureQueriesContext(connection) as asked:
            page = Client().post(FORGOTTEN, {"email": f"{name}@school.example"})
        told.add((page.status_code, page["Location"], len(asked), len(mailoutbox), len(hashed)))
    assert told == {(302, "/accounts/password/forgotten/sent/", 1, 1, 0)}
