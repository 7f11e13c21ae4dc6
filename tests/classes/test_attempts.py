"""How often join codes may be wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from essayplanner.accounts.models import User
from essayplanner.classes.attempts import MOST, WINDOW, LockedError, find_class, who_tries
from essayplanner.classes.models import Attempt, Classroom

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 25, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WRONG, RIGHT = "KWT4M7PX", "HHHHHHHH"


def asking(user: User, address: str = "192.0.2.1", said: str = "") -> HttpRequest:
    """A request of a user from an address, which ``said`` it was for others."""
    headers = {"X-Forwarded-For": said} if said else {}
    request = RequestFactory().post("/join/", REMOTE_ADDR=address, headers=headers)
    request.user = user
    return request


def user(name: str = "one") -> User:
    return User.objects.get_or_create(username=name)[0]


@pytest.fixture(autouse=True)
def joinable(db: None) -> Classroom:
    return Classroom.objects.create(name="12B", join_code=RIGHT)


def test_ten_wrong_codes_an_hour_are_too_many_for_one_person(joinable: Classroom) -> None:
    for minute in range(10):
        who = who_tries(asking(user(), f"192.0.2.{minute}"))
        assert find_class(RIGHT, who, NOON + minute * MINUTE) == joinable
        assert find_class(WRONG, who, NOON + minute * MINUTE) is None
    who = who_tries(asking(user(), "192.0.2.99"))
    for code in (WRONG, RIGHT, RIGHT):
        with pytest.raises(LockedError) as locked:
            find_class(code, who, NOON + 59 * MINUTE)
        assert locked.value.until == NOON + WINDOW
    # The first has gone by; what was tried while locked did not count.
    assert find_class(WRONG, who, NOON + WINDOW) is None
    with pytest.raises(LockedError) as locked:
        find_class(RIGHT, who, NOON + WINDOW)
    assert locked.value.until == NOON + MINUTE + WINDOW


def test_two_thousand_are_too_many_for_one_address(joinable: Classroom) -> None:
    here = {key: most for key, most in who_tries(asking(user())).items() if most == MOST["address"]}
    (key,) = here
    Attempt.objects.bulk_create(Attempt(who=key, at=NOON) for _ in range(1999))
    somebody, elsewhere = asking(user("two")), asking(user("two"), "192.0.2.2")
    assert find_class(WRONG, who_tries(somebody), NOON) is None
    with pytest.raises(LockedError) as locked:
        find_class(RIGHT, who_tries(somebody), NOON)
    assert locked.value.until == NOON + WINDOW
    assert find_class(RIGHT, who_tries(elsewhere), NOON) == joinable


def test_a_class_that_joins_at_once_is_not_in_its_own_way(joinable: Classroom) -> None:
    for number in range(400):
        request = asking(User(pk=number + 1000))
        assert find_class(RIGHT, who_tries(request), NOON) == joinable
    assert not Attempt.objects.exists()


def test_old_attempts_are_deleted_and_none_tells_who_it_was() -> None:
    find_class(WRONG, who_tries(asking(user())), NOON)
    find_class(WRONG, who_tries(asking(user("two"))), NOON + WINDOW)
    rows = list(Attempt.objects.values_list("who", "at"))
    assert [at for _, at in rows] == [NOON + WINDOW] * 2
    assert {len(who) for who, _ in rows} == {64}


def test_the_key_is_the_server_s_own(settings: Settings) -> None:
    before = set(who_tries(asking(user())))
    settings.SECRET_KEY = "another"
    assert not before & set(who_tries(asking(user())))


def addresses(*requests: HttpRequest) -> int:
    """How many addresses the requests are taken to come from."""
    return len({tuple(who_tries(request)) for request in requests})


def test_without_a_proxy_nobody_chooses_an_address(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    sent = [asking(user(), said=address) for address in ("192.0.2.7", "192.0.2.8")]
    assert addresses(*sent, asking(user())) == 1


def test_behind_a_proxy_its_word_alone_counts(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    said = ("192.0.2.7", "10.0.0.1, 192.0.2.7", "10.0.0.2,192.0.2.7")
    requests = [asking(user(), "10.9.9.9", said=address) for address in said]
    assert addresses(*requests) == 1
    assert addresses(*requests, asking(user(), "10.9.9.9", said="192.0.2.8")) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),  # one network
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
    ],
)
def test_one_line_with_many_addresses_counts_as_one(one: str, other: str, same: bool) -> None:
    assert (addresses(asking(user(), one), asking(user(), other)) == 1) == same
