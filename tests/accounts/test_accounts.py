"""Accounts: a user name and a password are all that is asked."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from pytest_django.fixtures import Settings

from essayplanner.accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_UP, SIGN_IN = "/accounts/sign-up/", "/accounts/sign-in/"


def test_signing_up_asks_for_no_e_mail_and_goes_on_to_where_one_was(client: Client) -> None:
    page = client.get(f"{SIGN_UP}?next=/plans/")
    assertContains(page, 'name="username"')
    assert "email" not in page.content.decode()
    data = {"username": "newcomer", "password1": PASSWORD, "next": "/classes/"}
    answer = client.post(SIGN_UP, data)
    assertRedirects(answer, "/classes/", fetch_redirect_response=False)
    assert User.objects.get().email == ""


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("", ""), ("  Siobhán   O’Brien-D'Arcy ", "Siobhán O’Brien-D'Arcy"), ("李小龍", "李小龍")],
)
def test_a_name_for_the_class_list_may_be_given(typed: str, stored: str, client: Client) -> None:
    client.post(SIGN_UP, {"username": "newcomer", "name": typed, "password1": PASSWORD})
    assert User.objects.get().name == stored


@pytest.mark.parametrize("name", ["A\0", "A" * 151, "\u202eABC\u200b", "\u200b", "1234 --"])
def test_a_name_that_cannot_be_stored_is_refused(name: str, client: Client) -> None:
    client.post(SIGN_UP, {"username": "newcomer", "name": name, "password1": PASSWORD})
    assert not User.objects.exists()


def test_nobody_is_sent_to_another_host(client: Client) -> None:
    data = {"username": "newcomer", "password1": PASSWORD, "next": "https://elsewhere.example/"}
    assertRedirects(client.post(SIGN_UP, data), "/")


@pytest.mark.parametrize(
    ("username", "password", "says"),
    [
        ("newcomer", "short", "at least 12 characters"),
        ("newcomer", "1q2w3e4r5t6y", "tried first"),
        ("newcomer", "newcomer-2026", "little more than your own name"),
        ("", PASSWORD, "This field is required"),
        ("taken", PASSWORD, "already exists"),
        ("Former-head", PASSWORD, "stands for those who have left"),
        ("new comer!", PASSWORD, "letters, digits and . + - _ only, and no spaces."),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_user_name_stays(
    username: str, password: str, says: str, client: Client
) -> None:
    User.objects.create_user("taken")
    answer = client.post(SIGN_UP, {"username": username, "password1": password})
    assertContains(answer, says)
    assertContains(answer, f'value="{username}"' if username else 'name="username"')
    assert User.objects.count() == 1


def test_what_a_username_may_have_is_said_before_and_a_fault_has_the_focus(client: Client) -> None:
    page = client.get(SIGN_UP)
    assertContains(page, "Letters, digits and . + - _ only, and no spaces.")
    assertContains(page, "js/show-password.js")
    assertContains(page, "if you forget it, a teacher whom you let")
    assertNotContains(page, "autofocus")
    form = client.post(SIGN_UP, {"username": "newcomer", "password1": "short"}).context["form"]
    assert "autofocus" in str(form["password1"])
    assert "autofocus" not in str(form["username"])


def test_a_wrong_password_says_nothing_of_whether_the_name_exists(client: Client) -> None:
    User.objects.create_user("taken", password=PASSWORD)
    pages = [
        client.post(SIGN_IN, {"login": name, "password": "wrong-word"}).content.decode()
        for name in ("taken", "nobody")
    ]
    assert "not correct" in pages[0]
    errors = [page.split('role="alert"')[1].split("</div>")[0] for page in pages]
    assert errors[0] == errors[1]


def test_the_password_is_hashed_as_fast_as_a_class_can_sign_in(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["essayplanner.accounts.hashers.SchoolArgon2PasswordHasher"]
    user = User.objects.create_user("newcomer", password=PASSWORD)
    assert user.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert user.check_password(PASSWORD)


def test_a_password_can_be_changed_by_its_owner(client: Client) -> None:
    client.force_login(User.objects.create_user("newcomer", password=PASSWORD))
    data = {"oldpassword": PASSWORD, "password1": "another-word", "password2": "another-word"}
    client.post(reverse("account_change_password"), data)
    assert User.objects.get().check_password("another-word")
