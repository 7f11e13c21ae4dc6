"""A browser left open gives nobody a way into an account that has no password."""

import time
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from essayplanner.accounts.models import User

DAY = 24 * 60 * 60
NEW = {"password1": "maple-kettle-north", "password2": "maple-kettle-north"}
STEP = "/accounts/second-step"
WAYS_IN = [
    ("/accounts/password/set/", NEW),
    ("/accounts/e-mail/", {"action_add": "1", "email": "thief@example.org"}),
    ("/accounts/connected/", {"account": "1"}),
    ("/accounts/google/", {"process": "connect"}),
    ("/accounts/microsoft/", {"process": "connect"}),
    (f"{STEP}/totp/activate/", {"code": "123456"}),
    (f"{STEP}/webauthn/add/", {"credential": "{}"}),
    (f"{STEP}/recovery-codes/generate/", {}),
]


@pytest.fixture
def user(db: None, settings: Any) -> User:
    cache.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return User.objects.create_user("ada")


def signed_in(user: User, ago: int) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session[RECORDS] = [{"method": "socialaccount", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.mark.parametrize(("path", "sent"), WAYS_IN)
def test_who_signed_in_a_while_ago_signs_in_again_first(
    path: str, sent: dict[str, str], user: User
) -> None:
    client = signed_in(user, DAY)
    for answer in (client.get(path), client.post(path, sent)):
        if answer.status_code != 405:  # a form that has no page of its own
            assert answer.status_code == 403
            assert "Sign in again first" in answer.content.decode()
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert not EmailAddress.objects.exists()


def test_who_signed_in_just_now_goes_on(user: User) -> None:
    client = signed_in(user, 10)
    assert client.get(f"{STEP}/totp/activate/").status_code == 200
    assert client.post("/accounts/password/set/", NEW).status_code == 302
    user.refresh_from_db()
    assert user.has_usable_password()


def test_who_has_a_password_is_asked_for_that_as_ever(user: User) -> None:
    user.set_password("maple-kettle-north")
    user.save()
    client = signed_in(user, DAY)
    assert client.get(f"{STEP}/totp/activate/")["Location"].startswith("/accounts/confirm/")
    assert client.get("/accounts/e-mail/").status_code == 200
