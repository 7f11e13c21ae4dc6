"""A forgotten password: by a link to a confirmed address, or by somebody who can help."""

import re
from datetime import timedelta
from smtplib import SMTPException
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from pytest_django.fixtures import Settings

from essayplanner.accounts.models import User
from tests.conftest import PASSWORD, signs_in

pytestmark = pytest.mark.django_db
FORGOTTEN = "/accounts/password/forgotten/"
ADDRESS, NEW = "teacher@school.example", "maple-kettle-north"
LINK = re.compile(r"http://testserver(/\S+)")


@pytest.fixture(autouse=True)
def user(settings: Settings) -> User:
    """Somebody with a confirmed address, and a server for e-mail."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    user = User.objects.create_user("teacher", password=PASSWORD, email=ADDRESS)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    return user


def asked(outbox: list[EmailMessage], email: str = ADDRESS) -> str:
    """Ask for a link; return it."""
    Client().post(FORGOTTEN, {"email": email})
    return str(LINK.findall(str(outbox[-1].body))[0])


def follow(link: str, password: str = NEW) -> Client:
    """Open the link of a mail, and choose a password."""
    client = Client()
    page = client.get(link)
    if page.status_code == 302:
        client.post(page["Location"], {"password1": password, "password2": password})
    return client


def test_a_link_leads_to_a_new_password_and_works_once(mailoutbox: list[EmailMessage]) -> None:
    link = asked(mailoutbox, ADDRESS.upper())
    assert mailoutbox[0].to == [ADDRESS]
    assert mailoutbox[0].subject == "Essay Planner: a new password"
    assert len(LINK.findall(str(mailoutbox[0].body))) == 1
    follow(link)
    assert (signs_in("teacher", NEW), signs_in("teacher", PASSWORD)) == (True, False)
    assert mailoutbox[1].subject == "Essay Planner: your password is changed"
    assertContains(Client().get(link), "This link works no more")
    follow(link, "another-new-word")
    assert signs_in("teacher", NEW)


@pytest.mark.parametrize("fault", [ConnectionRefusedError, TimeoutError, SMTPException])
def test_a_server_that_takes_no_mail_undoes_nothing_and_fails_no_page(
    fault: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    client = Client()
    client.post("/accounts/sign-in/", {"login": "teacher", "password": PASSWORD})
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    with patch.object(EmailMessage, "send", side_effect=fault(ADDRESS)):
        assert client.post(FORGOTTEN, {"email": ADDRESS}).status_code == 302
        assertRedirects(client.post("/accounts/password/", sent), "/accounts/")
    assert signs_in("teacher", NEW)
    assert "No e-mail was sent" in caplog.text
    assert ADDRESS not in caplog.text


def test_the_link_is_in_no_address_that_the_page_would_pass_on(
    mailoutbox: list[EmailMessage],
) -> None:
    link = asked(mailoutbox)
    assert Client().get(link)["Location"].endswith("-set-password/")


@pytest.mark.parametrize("what", ["password", "sign-in", "address", "hour"])
def test_a_link_ends(what: str, user: User, mailoutbox: list[EmailMessage]) -> None:
    link = asked(mailoutbox)
    if what == "password":
        user.set_password("another-new-word")
        user.save()
    elif what == "sign-in":
        signs_in("teacher", PASSWORD)
    elif what == "address":
        EmailAddress.objects.get().remove()
    if what == "hour":
        later = timezone.now() + timedelta(hours=1, seconds=5)
        with patch.object(
            PasswordResetTokenGenerator, "_now", return_value=later.replace(tzinfo=None)
        ):
            assertContains(Client().get(link), "This link works no more")
    else:
        assertContains(Client().get(link), "This link works no more")


def test_it_ends_every_sign_in_the_waiting_and_what_somebody_had_given(
    user: User, mailoutbox: list[EmailMessage]
) -> None:
    browser = Client()
    browser.force_login(user)
    User.objects.update(must_change_password=True)
    for _ in range(10):
        signs_in("teacher", "wrong")
    follow(asked(mailoutbox))
    assert not browser.get("/").wsgi_request.user.is_authenticated
    assert not AccessAttempt.objects.exists()
    assert not User.objects.get().must_change_password
    assert signs_in("teacher", NEW)


def test_the_new_password_is_held_against_the_same_rules(mailoutbox: list[EmailMessage]) -> None:
    follow(asked(mailoutbox), "teacher-2024")
    assert signs_in("teacher", PASSWORD)


def test_three_links_an_hour_are_sent_to_one_address(mailoutbox: list[EmailMessage]) -> None:
    for email in (ADDRESS, "nobody@school.example"):
        mailoutbox.clear()
        told = [Client().post(FORGOTTEN, {"email": email}).status_code for _ in range(5)]
        assert (told, len(mailoutbox)) == ([302, 302, 302, 429, 429], 3)


def test_no_mail_goes_to_an_address_that_was_not_confirmed(
    mailoutbox: list[EmailMessage],
) -> None:
    EmailAddress.objects.update(verified=False)
    Client().post(FORGOTTEN, {"email": ADDRESS})
    assert LINK.findall(str(mailoutbox[0].body)) == []
    assert "no account has it" in str(mailoutbox[0].body)


def test_without_a_server_the_page_says_whom_to_ask_and_sends_nothing(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = Client().get(FORGOTTEN)
    assertContains(page, "<strong>your teacher</strong> can give you a new password at once")
    assertNotContains(page, 'type="email"')
    assertNotContains(Client().post(FORGOTTEN, {"email": ADDRESS}), "Look at your e-mail")
    assert mailoutbox == []


@pytest.mark.parametrize("key", ["1-abc", "zzzzzzzzzzzzz-x", "0-set-password", "1-%00", "a-é"])
def test_a_made_up_link_says_that_it_works_no_more(key: str) -> None:
    assertContains(Client().get(f"/accounts/password/new/{key}/"), "This link works no more")


def test_after_it_one_is_asked_to_sign_in(mailoutbox: list[EmailMessage]) -> None:
    client = Client()
    form = client.get(asked(mailoutbox))["Location"]
    sent = {"password1": NEW, "password2": NEW}
    assertRedirects(client.post(form, sent), "/accounts/password/changed/")
    assert "_auth_user_id" not in client.session
