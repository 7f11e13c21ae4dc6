"""One's own account: what it is, what can be changed, and where one is signed in."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.accounts.sign_ins import browser_of
from tests.conftest import PASSWORD, Cast

pytestmark = pytest.mark.django_db
HOME, NAME, SIGN_INS = "/accounts/", "/accounts/name/", "/accounts/sign-ins/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0"
)
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture(autouse=True)
def user() -> User:
    cache.clear()
    return User.objects.create_user("priya.r", password=PASSWORD, name="Priya Raman")


def signed_in(username: str = "priya.r", agent: str = FIREFOX) -> Client:
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR="203.0.113.7")
    client.post("/accounts/sign-in/", {"login": username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return bool(client.get("/").wsgi_request.user.is_authenticated)


@pytest.mark.parametrize("path", [HOME, NAME, SIGN_INS, "/accounts/e-mail/"])
def test_a_guest_is_asked_to_sign_in(path: str) -> None:
    assertRedirects(Client().get(path), f"/accounts/sign-in/?next={path}")


def test_the_name_at_the_top_leads_to_what_is_one_s_own(user: User) -> None:
    client = signed_in()
    assertContains(client.get("/"), '<a href="/accounts/" aria-label="Priya Raman: your account">')
    page = client.get(HOME)
    for said in ("priya.r", "Priya Raman", "Only here", "Off: the password is enough"):
        assertContains(page, said)
    EmailAddress.objects.create(user=user, email="p@school.example", verified=False)
    assertContains(client.get(HOME), "not confirmed yet")


def test_it_says_in_time_who_can_help_when_the_password_is_forgotten(user: User) -> None:
    page = signed_in().get(HOME)
    assertContains(page, "only where you let them")
    assertContains(page, '<a href="/classes/">Classes<span')
    assertContains(Client().get("/accounts/password/forgotten/"), "agreed to it on the page")
    client = signed_in()
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    assertNotContains(client.get(HOME), "If you forget it")


def test_a_teacher_has_the_same_page(cast: Cast) -> None:
    assertContains(cast.teacher.get(HOME), "Your account")


@pytest.mark.parametrize(
    ("typed", "stored"), [(" Priya  Raman-Li ", "Priya Raman-Li"), ("", ""), ("李小龍", "李小龍")]
)
def test_one_s_name_can_be_changed(typed: str, stored: str, user: User) -> None:
    client = signed_in()
    assertContains(client.get(NAME), 'value="Priya Raman"')
    assertRedirects(client.post(NAME, {"name": typed}), HOME)
    user.refresh_from_db()
    assert (user.name, user.username) == (stored, "priya.r")


@pytest.mark.parametrize("typed", ["A\0", "A" * 151, "\u202eABC", "1234"])
def test_a_name_that_cannot_be_shown_is_refused(typed: str, user: User) -> None:
    assert signed_in().post(NAME, {"name": typed}).status_code == 422
    user.refresh_from_db()
    assert user.name == "Priya Raman"


def test_a_guest_s_name_is_given_back() -> None:
    assertContains(Client().post(NAME, {"name": "Typed Name"}), "Typed Name", status_code=403)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (FIREFOX, "Firefox on Windows"),
        (EDGE, "Edge on Windows"),
        (SAFARI, "Safari on iPhone"),
        ("curl/8.5", "A browser"),
        ("", "A browser"),
        ("<script>" * 90, "A browser"),
        ("Firefox on Windows", "Firefox on Windows"),
    ],
)
def test_a_browser_is_named_by_what_it_says_it_is(agent: str, said: str) -> None:
    assert browser_of(agent) == said


def test_of_a_sign_in_only_browser_and_time_are_kept() -> None:
    client = signed_in(agent=SAFARI)
    row = UserSession.objects.values("ip", "user_agent", "data").get()
    assert row == {"ip": "::", "user_agent": "Safari on iPhone", "data": {}}
    page = client.get(SIGN_INS)
    assertContains(page, "Safari on iPhone")
    assertContains(page, "This browser")


def test_another_browser_can_be_signed_out_and_this_one_stays() -> None:
    here, there, third = signed_in(), signed_in(agent=SAFARI), signed_in(agent=EDGE)
    assertContains(here.get(HOME), "Here and in 2 other browsers")
    row = UserSession.objects.get(user_agent="Safari on iPhone")
    assertRedirects(here.post(f"{SIGN_INS}{row.pk}/end/"), SIGN_INS)
    assert [is_in(client) for client in (here, there, third)] == [True, False, True]
    here.post(f"{SIGN_INS}end/")
    assert [is_in(client) for client in (here, there, third)] == [True, False, False]
    assert UserSession.objects.count() == 1


def test_one_can_sign_out_everywhere_here_too_and_alone_there_is_no_button() -> None:
    here = signed_in()
    assertNotContains(here.get(SIGN_INS), "Sign out everywhere")
    there = signed_in(agent=SAFARI)
    assertContains(here.get(SIGN_INS), "Sign out everywhere, here too")
    assertRedirects(here.post(f"{SIGN_INS}end/", {"here": "too"}), "/")
    assert [is_in(client) for client in (here, there)] == [False, False]
    assert not UserSession.objects.exists()


def test_nobody_ends_somebody_else_s_sign_in_nor_sees_it() -> None:
    User.objects.create_user("classmate", password=PASSWORD)
    mine, theirs = signed_in(), signed_in("classmate", SAFARI)
    row = UserSession.objects.get(user__username="classmate")
    assert mine.post(f"{SIGN_INS}{row.pk}/end/").status_code == 404
    assert mine.post(f"{SIGN_INS}99999999999999999999/end/").status_code == 404
    mine.post(f"{SIGN_INS}end/")
    assert is_in(theirs)
    assertNotContains(mine.get(SIGN_INS), "iPhone")


def test_this_browser_is_not_ended_there() -> None:
    client = signed_in()
    row = UserSession.objects.get()
    assert client.post(f"{SIGN_INS}{row.pk}/end/").status_code == 404
    assert is_in(client)


def test_what_has_ended_is_not_in_the_list(user: User) -> None:
    signed_in(agent=SAFARI)
    user.set_password("another-word")
    user.save()
    client = Client(HTTP_USER_AGENT=FIREFOX)
    client.post("/accounts/sign-in/", {"login": "priya.r", "password": "another-word"})
    assertNotContains(client.get(SIGN_INS), "iPhone")
    Session.objects.exclude(pk=client.session.session_key).delete()
    assertContains(client.get(HOME), "Only here")


@pytest.mark.parametrize("others", [0, 29])
def test_the_list_asks_as_often_for_one_as_for_thirty(others: int) -> None:
    client = signed_in()
    for _ in range(others):
        signed_in(agent=SAFARI)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(SIGN_INS)
    assertContains(page, 'id="since-', count=1 + others)
    assert len(asked) == 4


def test_a_change_of_the_password_ends_the_other_sign_ins() -> None:
    here, there = signed_in(), signed_in(agent=SAFARI)
    new = "maple-kettle-north"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assertRedirects(here.post("/accounts/password/", sent), HOME)
    assert (is_in(here), is_in(there)) == (True, False)
