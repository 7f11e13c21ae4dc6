"""Passwords are long and none that is tried first; nothing else is asked of them."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.asserts import assertContains
from pytest_django.fixtures import Settings

from essayplanner.accounts.models import User
from essayplanner.accounts.password_rules import SoundPassword
from essayplanner.accounts.temporary import make_password

SHORT = "Take at least 12 characters: one more word is enough."
LONG = "Take no more than 256 characters."
TAKE = " Take three words that have nothing to do with each other."
AGAIN = "The same few characters again and again are soon guessed." + TAKE
TRIED = "That is one of the passwords that are tried first." + TAKE
KEYS, PLACE, OWN = "a row of keys", "words that stand for this place", "your own name"
PRIYA = User(username="priya.r", name="Priya Ramanujan", email="pramanujan@school.example")


def little(what: str) -> str:
    return f"That is little more than {what}.{TAKE}"


def faults(password: str, user: User | None = PRIYA) -> list[str]:
    try:
        SoundPassword().validate(password, user)
    except ValidationError as fault:
        return fault.messages
    return []


@pytest.mark.parametrize(
    "password",
    [
        *("maple kettle north", "october-1917", "twelve-chars", "x7KpQ2mW9rTz", "ЗимаЛетоДождь"),
        *("I revise Stalin by the sea", "priya likes kettles", "kettle-map-" * 23 + "end"),
        *("李小龍愛吃蘋果和橘子在海邊", "🐢🐇🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵"),
    ],
)
def test_long_ones_are_taken_whatever_their_letters(password: str) -> None:
    assert faults(password) == []


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("kettle-mapl", [SHORT]),
        ("", [SHORT]),
        ("k" + "ettle-map-" * 30, [LONG]),
        ("aaaaaaaaaaaa", [AGAIN]),
        ("121212121212", [AGAIN]),
        ("kettle-kettle", [AGAIN]),
        ("Stalin stalin", [AGAIN]),
        ("Christopher 1", [TRIED]),
        ("password-1234", [TRIED]),
        ("stalin-lenin-1924", [little(PLACE)]),
        ("EssayPlanner2026!", [little(PLACE)]),
        ("qwertyuiop12", [TRIED]),
        ("qwertyuiop-asdf", [little(KEYS)]),
        ("098765432109", [little(KEYS)]),
        ("Priya.R-2008!", [little(OWN)]),
        ("ramanujan-priya-1", [little(OWN)]),
        ("pramanujan-9999", [little(OWN)]),
        ("priya.r", [SHORT]),
        ("abc", [SHORT]),
        (
            "1234-priya-stalin",
            [little("a row of keys and words that stand for this place and your own name")],
        ),
    ],
)
def test_what_is_tried_first_is_refused_and_it_is_said_why(password: str, says: list[str]) -> None:
    assert faults(password) == says


def test_the_name_of_the_school_is_no_password(settings: Settings) -> None:
    assert faults("hillcrest-2026-x") == []
    settings.SCHOOL_NAME = "Hillcrest Academy"
    assert faults("hillcrest-2026-x") == [little("the name of the school")]


def test_every_password_that_is_made_here_would_be_taken() -> None:
    assert [made for made in (make_password() for _ in range(200)) if faults(made, None)] == []


@pytest.mark.django_db
def test_the_name_for_the_class_list_is_no_password_either() -> None:
    sent = {"username": "new", "name": "Ada Featherstonehaugh", "password1": "Featherstonehaugh1"}
    assertContains(Client().post("/accounts/sign-up/", sent), "little more than your own name")
    assert not User.objects.exists()
