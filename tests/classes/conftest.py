"""A class that can be joined, and people to join it."""

import pytest
from django.test import Client

from essayplanner.accounts.models import User
from essayplanner.classes import keeping
from essayplanner.classes.models import Classroom
from tests.conftest import Cast


@pytest.fixture
def classroom(cast: Cast) -> Classroom:
    """12B of the cast, with a join code."""
    keeping.open_code(cast.classroom)
    return cast.classroom


@pytest.fixture
def newcomer(db: None) -> Client:
    """The browser of somebody in no class."""
    client = Client()
    client.force_login(User.objects.create_user("newcomer", name="Aoife O’Neill"))
    return client
