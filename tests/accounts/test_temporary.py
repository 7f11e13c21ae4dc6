"""Passwords that somebody is given for their next sign-in."""

import re

import pytest
from django.test import Client

from essayplanner.accounts.models import User
from essayplanner.accounts.temporary import WORDS, give_temporary, make_password
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_there_are_enough_words_each_once_and_short_and_plain() -> None:
    assert len(set(WORDS)) == len(WORDS) >= 512
    assert [word for word in WORDS if not re.fullmatch("[a-z]{4,6}", word)] == []


def test_a_password_is_three_words_of_the_list_and_another_each_time() -> None:
    made = [make_password() for _ in range(50)]
    assert len(set(made)) == 50
    assert all(len(words := one.split("-")) == 3 and set(words) <= set(WORDS) for one in made)


def test_who_is_given_a_password_is_signed_out_everywhere_and_must_choose_one(
    client: Client,
) -> None:
    user = User.objects.create_user("newcomer", password=PASSWORD)
    client.force_login(user)
    password = give_temporary(User.objects.get())
    user.refresh_from_db()
    assert (user.check_password(password), user.check_password(PASSWORD)) == (True, False)
    assert user.must_change_password
    assert not client.get("/").wsgi_request.user.is_authenticated
