"""The world of the matrix: made once, and as it was again after every request."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from factors.models import Question
from tests.access.world import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    fast = override_settings(
        SECURE_SSL_REDIRECT=False,
        ACCOUNT_REAUTHENTICATION_TIMEOUT=24 * 60 * 60,  # however long the tests take
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    with django_db_blocker.unblock(), transaction.atomic(), fast:
        asked = Question.objects.filter(bank__current_of__slug="stalin-rise")
        yield make_world(asked.get(slug="how-far-skill"))
        transaction.set_rollback(True)
