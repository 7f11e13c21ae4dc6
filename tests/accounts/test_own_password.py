"""Who signs in with a password that somebody gave them chooses one of their own before all else."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.accounts.temporary import give_temporary
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
CHANGE = "/accounts/password/"
NEW = {"password1": "another-word", "password2": "another-word"}


@pytest.fixture(autouse=True)
def _no_one_tried_before() -> None:
    """Forget how often the users of other tests have changed their passwords."""
    cache.clear()


def given(client: Client, username: str = "student") -> str:
    """Give somebody a temporary password, and sign them in with it; return it."""
    password = give_temporary(User.objects.get(username=username))
    client.post("/accounts/sign-in/", {"login": username, "password": password})
    return password


def test_the_boxes_are_named_in_our_own_words(cast: Cast) -> None:
    page = cast.student.get(CHANGE)
    for label in ("The password you have now", "New password", "New password, once more"):
        assertContains(page, label)
    assertNotContains(page, "Current Password")
    assertNotContains(page, "New Password")


def test_one_may_sign_out_instead(cast: Cast) -> None:
    given(cast.student)
    assertRedirects(cast.student.post("/accounts/sign-out/"), "/")
    assert User.objects.get(username="student").must_change_password


def test_what_was_given_is_not_asked_again_and_then_one_goes_on(cast: Cast) -> None:
    given(cast.student)
    onward = cast.student.get("/library/?a=1&b=2")["Location"]
    assert onward == f"{CHANGE}?next=%2Flibrary%2F%3Fa%3D1%26b%3D2"
    page = cast.student.get(onward)
    assertContains(page, "Choose a password of your own")
    assertNotContains(page, "oldpassword")
    assertContains(page, 'name="next" value="/library/?a=1&amp;b=2"')
    answer = cast.student.post(CHANGE, {**NEW, "next": "/library/?a=1&b=2"})
    assertRedirects(answer, "/library/?a=1&b=2")
    user = User.objects.get(username="student")
    assert (user.must_change_password, user.check_password("another-word")) == (False, True)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"password1": "", "password2": ""}, "This field is required"),
        ({"password2": "something-else"}, "same password each time"),
        ({"password1": "short", "password2": "short"}, "at least 12 characters"),
    ],
)
def test_what_cannot_be_taken_leaves_things_as_they_are(
    changes: dict[str, str], says: str, cast: Cast
) -> None:
    given(cast.student)
    assertContains(cast.student.post(CHANGE, {**NEW, **changes}), says)
    assert User.objects.get(username="student").must_change_password


def test_the_password_that_was_given_is_not_one_s_own(cast: Cast) -> None:
    password = given(cast.student)
    answer = cast.student.post(CHANGE, {"password1": password, "password2": password})
    assertContains(answer, "That is the password you were given.")
    assert User.objects.get(username="student").must_change_password


def test_somebody_else_is_asked_for_the_old_password_as_ever(cast: Cast) -> None:
    assertContains(cast.student.get(CHANGE), "oldpassword")
    assertContains(cast.student.post(CHANGE, NEW), "This field is required")


def test_a_form_that_was_open_before_is_given_back(cast: Cast) -> None:
    given(cast.student)
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(User.objects.get(username="student"))
    data = {"argument.was": "", "argument": "It was skill."}
    answer = careful.post(reverse("plans:save", args=[cast.plan.pk]), data)
    assertContains(answer, "It was skill.", status_code=403)
