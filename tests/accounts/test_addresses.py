"""An e-mail address is given freely, is of use once it is confirmed, and can be taken away."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from pytest_django.fixtures import Settings

from essayplanner.accounts.models import User
from tests.conftest import PASSWORD, signs_in

pytestmark = pytest.mark.django_db
PAGE, ADDRESS = "/accounts/e-mail/", "okafor@school.example"
LINK = re.compile(r"http://testserver(/\S+)")


@pytest.fixture(autouse=True)
def user(settings: Settings) -> User:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    return User.objects.create_user("ms.okafor", password=PASSWORD)


def browser(username: str = "ms.okafor") -> Client:
    """Sign somebody in, and say once more that it is they."""
    client = Client()
    client.post("/accounts/sign-in/", {"login": username, "password": PASSWORD})
    client.post("/accounts/confirm/", {"password": PASSWORD})
    return client


def add(client: Client, outbox: list[EmailMessage], email: str = ADDRESS) -> str:
    """Add an address, and return the link that is sent to it."""
    client.post(PAGE, {"action_add": "1", "email": email})
    return str(LINK.findall(str(outbox[-1].body))[0])


def addresses() -> list[tuple[str, str, bool]]:
    rows = EmailAddress.objects.order_by("email", "user__username")
    return list(rows.values_list("user__username", "email", "verified"))


def test_an_address_is_confirmed_by_the_link_that_is_sent_to_it(
    mailoutbox: list[EmailMessage],
) -> None:
    client = browser()
    link = add(client, mailoutbox)
    assert (mailoutbox[0].to, mailoutbox[0].subject) == (
        [ADDRESS],
        "Essay Planner: is this your address?",
    )
    assert len(LINK.findall(str(mailoutbox[0].body))) == 1
    assert "ms.okafor" in str(mailoutbox[0].body)
    assertContains(client.get(PAGE), "Waiting to be confirmed")
    assert not signs_in(ADDRESS, PASSWORD)
    page = Client().get(link)
    assertContains(page, "Yes, that is me")
    assert addresses() == [("ms.okafor", ADDRESS, False)]  # looking at it does nothing
    Client().post(link)
    assert addresses() == [("ms.okafor", ADDRESS, True)]
    assert signs_in(ADDRESS, PASSWORD)
    assertContains(Client().get(link), "This link works no more")


def test_another_address_takes_its_place_once_it_is_confirmed(
    mailoutbox: list[EmailMessage],
) -> None:
    client = browser()
    Client().post(add(client, mailoutbox))
    link = add(client, mailoutbox, "other@school.example")
    assert signs_in(ADDRESS, PASSWORD)
    Client().post(link)
    assert addresses() == [("ms.okafor", "other@school.example", True)]
    assert not signs_in(ADDRESS, PASSWORD)
    told = mailoutbox[-1]
    assert (told.to, told.subject) == ([ADDRESS], "Essay Planner: your address is changed")


@pytest.mark.parametrize("confirmed", [True, False])
def test_it_can_be_removed_and_its_link_with_it(
    confirmed: bool, user: User, mailoutbox: list[EmailMessage]
) -> None:
    client = browser()
    link = add(client, mailoutbox)
    if confirmed:
        Client().post(link)
    client.post(PAGE, {"action_remove": "1", "email": ADDRESS})
    user.refresh_from_db()
    assert (addresses(), user.email) == ([], "")
    assertContains(Client().get(link), "This link works no more")
    assert not signs_in(ADDRESS, PASSWORD)


def test_the_password_is_asked_for_first_and_then_one_goes_on(
    mailoutbox: list[EmailMessage],
) -> None:
    client = Client()
    client.post("/accounts/sign-in/", {"login": "ms.okafor", "password": PASSWORD})
    answer = client.post(PAGE, {"action_add": "1", "email": ADDRESS})
    assertRedirects(answer, f"/accounts/confirm/?next={PAGE.replace('/', '%2F')}")
    assert (addresses(), mailoutbox) == ([], [])
    client.post("/accounts/confirm/", {"password": PASSWORD, "next": PAGE})
    assert addresses() == [("ms.okafor", ADDRESS, False)]


def test_another_link_can_be_sent_after_a_while(mailoutbox: list[EmailMessage]) -> None:
    client = browser()
    add(client, mailoutbox)
    for _ in range(3):
        client.post(PAGE, {"action_send": "1", "email": ADDRESS})
    assert len(mailoutbox) == 1
    cache.clear()
    client.post(PAGE, {"action_send": "1", "email": ADDRESS})
    assert len(mailoutbox) == 2


def test_nobody_takes_an_address_that_somebody_else_confirmed(
    mailoutbox: list[EmailMessage],
) -> None:
    Client().post(add(browser(), mailoutbox))
    User.objects.create_user("thief", password=PASSWORD)
    cache.clear()
    link = add(browser("thief"), mailoutbox)
    page = Client().get(link)
    assertContains(page, "belongs to another account")
    assertNotContains(page, "ms.okafor")
    Client().post(link)
    assert addresses() == [("ms.okafor", ADDRESS, True), ("thief", ADDRESS, False)]
    assert signs_in(ADDRESS, PASSWORD)


def test_claiming_an_address_first_keeps_its_owner_from_nothing(
    mailoutbox: list[EmailMessage],
) -> None:
    User.objects.create_user("thief", password=PASSWORD)
    claimed = add(browser("thief"), mailoutbox)
    cache.clear()
    Client().post(add(browser(), mailoutbox))
    assert ("ms.okafor", ADDRESS, True) in addresses()
    Client().post(claimed)
    assert ("thief", ADDRESS, False) in addresses()


def test_nobody_reaches_somebody_else_s_address(user: User) -> None:
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    User.objects.create_user("thief", password=PASSWORD)
    client = browser("thief")
    for action in ("action_remove", "action_primary", "action_send"):
        client.post(PAGE, {action: "1", "email": ADDRESS})
    assert addresses() == [("ms.okafor", ADDRESS, True)]


def test_without_a_server_none_is_asked_for(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    client = browser()
    assertNotContains(client.get("/accounts/"), "E-mail")
    assertContains(client.get(PAGE), "no address can be added")
    assertNotContains(client.get(PAGE), "You need none")
    client.post(PAGE, {"action_add": "1", "email": ADDRESS})
    assert (addresses(), mailoutbox) == ([], [])


@pytest.mark.parametrize("email", ["", "a@b", "a\0@school.example", "x" * 300 + "@school.example"])
def test_what_is_no_address_is_not_kept(email: str) -> None:
    assert browser().post(PAGE, {"action_add": "1", "email": email}).status_code == 200
    assert addresses() == []
