"""The fixed cast of every test, and the built-in topic loaded once."""

import os
from dataclasses import dataclass, fields

import hypothesis
import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.actions import set_question
from essayplanner.classes.models import Assignment, Classroom, Membership
from essayplanner.plans import actions
from essayplanner.plans.models import Plan
from factors.loading import load_pack
from factors.models import Bank, Question
from factors.pack import packs, read_pack

# The browser's event loop stays in the thread of the tests that follow; they are not part of it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# How fast a machine is has no place in a test.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Load the built-in packs once: tests roll back what they do to them."""
    with django_db_blocker.unblock():
        for folder in packs():
            load_pack(read_pack(folder))


@pytest.fixture(autouse=True)
def _test_settings(settings: Settings) -> None:
    """Ask over HTTP, for static files by their own names (none are collected), and hash fast."""
    settings.SECURE_SSL_REDIRECT = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


PASSWORD = "four-word-pass"


def signs_in(username: str, password: str) -> bool:
    """Say whether the page for signing in takes a user name and a password."""
    sent = {"login": username, "password": password}
    return Client().post("/accounts/sign-in/", sent).status_code == 302


@pytest.fixture
def bank(db: None) -> Bank:
    """The current bank of the topic that most tests plan on."""
    return Bank.objects.select_related("topic").get(current_of__slug="stalin-rise")


@pytest.fixture
def question(bank: Bank) -> Question:
    """A question that names the factor “skill”."""
    return Question.objects.get(bank=bank, slug="how-far-skill")


@dataclass(frozen=True)
class Cast:
    """A browser for each kind of person, and the two plans that they may or may not see."""

    student: Client
    classmate: Client
    teacher: Client
    other_teacher: Client
    stranger: Client
    guest: Client
    other_guest: Client
    plan: Plan
    guest_plan: Plan
    classroom: Classroom
    assignment: Assignment

    def clients(self) -> dict[str, Client]:
        """Everybody's browser, by who they are."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, Client)}


@pytest.fixture
def cast(question: Question) -> Cast:
    ours, theirs = (Classroom.objects.create(name=name) for name in ("12B", "12C"))
    assignment = set_question(ours, question)
    users = {
        "student": (ours, Membership.Role.STUDENT),
        "classmate": (ours, Membership.Role.STUDENT),
        "teacher": (ours, Membership.Role.TEACHER),
        "other_teacher": (theirs, Membership.Role.TEACHER),
        "stranger": (theirs, Membership.Role.STUDENT),
    }
    clients = {}
    for username, (classroom, role) in users.items():
        user = User.objects.create_user(username, password=PASSWORD, name=username.title())
        Membership.objects.create(classroom=classroom, user=user, role=role)
        clients[username] = Client()
        clients[username].force_login(user)
    guest = Client()
    guest.post(f"/plans/start/stalin-rise/{question.slug}/")
    student = Person(user_id=User.objects.get(username="student").pk)
    return Cast(
        **clients,
        guest=guest,
        other_guest=Client(),
        plan=actions.start_assignment(student, assignment),
        guest_plan=Plan.objects.get(owner=None),
        classroom=ours,
        assignment=assignment,
    )
