"""Being asked once more who one is: for what, and where it leads."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from essayplanner.accounts.confirming import Before, before
from tests.accounts.second_step import set_up_app
from tests.conftest import PASSWORD, Cast

CONFIRM = "/accounts/confirm/"
YOURS = "/privacy/yours/"


@pytest.fixture(autouse=True)
def _no_one_tried_before() -> None:
    cache.clear()


def test_after_a_wrong_and_the_right_password_the_file_is_there_to_take(cast: Cast) -> None:
    client: Client = cast.student
    asked = client.get(f"{YOURS}file.pdf")["Location"]
    page = client.get(asked)
    assertContains(page, "take a file of what is held on you")
    assertContains(page, f'<input type="hidden" name="next" value="{YOURS}">', html=True)
    assertContains(page, f'<a href="{YOURS}">Not now</a>')
    again = client.post(CONFIRM, {"password": "wrong", "next": YOURS})
    assertContains(again, "Not confirmed")
    assertContains(again, "take a file of what is held on you")
    assertRedirects(client.post(CONFIRM, {"password": PASSWORD, "next": YOURS}), YOURS)
    assert client.get(f"{YOURS}file.pdf").status_code == 200


def test_what_is_no_file_is_gone_on_with_at_once(cast: Cast) -> None:
    client: Client = cast.student
    page = client.get(client.get("/privacy/leave/")["Location"])
    assertContains(page, "delete your account")
    assertContains(page, '<a href="/accounts/">Not now</a>')
    sent = {"password": PASSWORD, "next": "/privacy/leave/"}
    assertRedirects(client.post(CONFIRM, sent), "/privacy/leave/")


def test_a_code_is_asked_for_with_the_same_words(cast: Cast) -> None:
    set_up_app(cast.student)
    page = cast.student.get(f"/accounts/second-step/reauthenticate/?next={YOURS}file.pdf")
    assertContains(page, "take a file of what is held on you")
    assertContains(page, f'<input type="hidden" name="next" value="{YOURS}">', html=True)
    assertContains(page, f'<a href="{YOURS}">Not now</a>')


@pytest.mark.parametrize(
    ("onward", "says"),
    [
        ("", Before("go on", "", "/accounts/", is_file=False)),
        ("//evil.example/\0", Before("go on", "//evil.example/\0", "/accounts/", is_file=False)),
        ("http://[", Before("go on", "http://[", "/accounts/", is_file=False)),
        (
            "/accounts/second-step/totp/activate/",
            Before(
                "change how you get in",
                "/accounts/second-step/totp/activate/",
                "/accounts/second-step/",
                is_file=False,
            ),
        ),
    ],
)
def test_any_address_can_be_asked_for(onward: str, says: Before) -> None:
    assert before(onward) == says
