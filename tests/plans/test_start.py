"""Starting a plan, with an account or without."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.plans.models import Plan
from factors.models import Bank
from tests.conftest import PASSWORD, Cast

pytestmark = pytest.mark.django_db
START = "/plans/start/stalin-rise/how-far-skill/"


def test_a_question_of_the_library_brings_its_factors_and_dates(client: Client) -> None:
    answer = client.post(START)
    plan = Plan.objects.get()
    assertRedirects(answer, f"/plans/{plan.pk}/")
    assert (plan.starts, plan.ends, plan.named_factor) == (1922, 1929, "skill")
    assert list(plan.paragraphs.values_list("factor", "mark", "rank")) == [
        ("skill", 1, 1),
        ("rivals", 2, 2),
        ("structure", 3, 3),
    ]


def test_a_question_of_ones_own_is_planned_on_the_factors_chosen_and_the_one_it_names(
    client: Client,
) -> None:
    data = {"text": "Was it luck?", "named_factor": "luck", "factors": ["structure", "skill"]}
    client.post("/plans/start/stalin-rise/", data)
    plan = Plan.objects.get()
    assert (plan.question, plan.named_factor) == ("Was it luck?", "luck")
    assert [row.factor for row in plan.paragraphs.all()] == ["luck", "skill", "structure"]


LUCK = "How far was luck responsible for Stalin’s rise to power?"


@pytest.mark.parametrize(
    ("data", "named", "factors"),
    [
        # What it names is weighed too, ticked or not.
        ({"text": LUCK}, "luck", ["luck", "skill", "structure"]),
        ({"text": LUCK, "factors": ["skill"]}, "luck", ["luck", "skill"]),
        ({"text": LUCK, "named_factor": "none named"}, "", ["skill", "structure"]),
        ({"text": LUCK, "named_factor": "skill"}, "skill", ["skill", "structure"]),
        ({"text": "How far was it skill or luck?"}, "", ["skill", "structure"]),
    ],
)
def test_a_question_of_ones_own_names_the_factor_of_its_words_unless_another_is_chosen(
    data: dict[str, Any], named: str, factors: list[str], client: Client, bank: Bank
) -> None:
    answer = client.post("/plans/start/stalin-rise/", {"factors": ["structure", "skill"]} | data)
    plan = Plan.objects.get()
    assert plan.named_factor == named
    assert [row.factor for row in plan.paragraphs.all()] == factors
    desk = client.get(answer["Location"]).content.decode()
    assert desk.count(": weigh it first</dd>") == bool(named)


@pytest.mark.parametrize(
    ("data", "years"),
    [
        ({"text": "Was it luck?"}, (None, None)),
        ({"text": "Was it luck, 1924–29?"}, (1924, 1929)),
        ({"text": "Was it luck, 1924–29?", "starts": "1922", "ends": "1922"}, (1922, 1922)),
    ],
)
def test_a_question_of_ones_own_asks_about_the_years_given_or_those_in_its_words(
    data: dict[str, Any], years: tuple[int | None, int | None], client: Client, bank: Bank
) -> None:
    client.post("/plans/start/stalin-rise/", {**data, "factors": ["structure", "skill"]})
    assert Plan.objects.values_list("starts", "ends").get() == years


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"text": ""}, "Type the question first."),
        ({"text": "x" * 501}, "at most 500 characters"),
        (
            {"text": "Why?", "named_factor": "weather"},
            "weather is not one of the available choices",
        ),
        ({"text": "Why?", "factors": ["skill"]}, "Choose two factors at least"),
        ({"text": "Why?", "starts": "1929", "ends": "1922"}, "comes before the first"),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_a_question_that_cannot_be_taken_stays_on_the_page_with_the_reason(
    data: dict[str, Any], says: str, client: Client
) -> None:
    answer = client.post("/plans/start/stalin-rise/", data)
    assertContains(answer, says, status_code=422)
    assert not Plan.objects.exists()


def test_no_browser_cuts_a_long_question_without_a_word(client: Client, bank: Bank) -> None:
    assert "maxlength" not in client.get("/").content.decode()


def test_looking_around_makes_no_guest(client: Client) -> None:
    client.get("/")
    assert not client.session.keys()


def test_signing_up_keeps_the_guests_plan_and_leaves_none_behind(bank: Bank) -> None:
    guest = Client()
    guest.post(START)
    guest.post(reverse("account_signup"), {"username": "newcomer", "password1": PASSWORD})
    user = User.objects.get(username="newcomer")
    assert list(Plan.objects.values_list("owner", "guest_key")) == [(user.pk, "")]
    assert guest.get(f"/plans/{Plan.objects.get().pk}/").status_code == 200


def test_signing_in_keeps_both_the_guests_plan_and_the_accounts(cast: Cast) -> None:
    student = User.objects.get(username="student")
    data = {"login": "student", "password": PASSWORD}
    cast.guest.post(reverse("account_login"), data)
    assert set(Plan.objects.filter(owner=student)) == {cast.plan, cast.guest_plan}


def test_after_signing_out_the_browser_is_nobodys(cast: Cast) -> None:
    student = User.objects.get(username="student")
    cast.guest.force_login(student)
    cast.guest.post(reverse("account_logout"))
    for plan in (cast.plan, cast.guest_plan):
        assert cast.guest.get(f"/plans/{plan.pk}/").status_code == 404


def test_a_guests_plan_lasts_as_long_as_they_come_back_within_the_month(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, start = f"/plans/{cast.guest_plan.pk}/", timezone.now()
    for days in (29, 58, 87):
        monkeypatch.setattr(timezone, "now", lambda days=days: start + timedelta(days=days))
        assert cast.guest.get(path).status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(days=118))
    assert cast.guest.get(path).status_code == 404


def test_the_database_itself_keeps_one_plan_a_student_and_assignment(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            owner=cast.plan.owner, assignment=cast.assignment, modified_at=timezone.now()
        )


def test_what_a_class_is_set_is_started_once_and_gone_on_with(cast: Cast) -> None:
    path = reverse("plans:start_assignment", args=[cast.assignment.pk])
    first, second = (cast.classmate.post(path) for _ in range(2))
    plan = Plan.objects.get(owner__username="classmate")
    assert plan.assignment == cast.assignment
    assert first["Location"] == second["Location"] == f"/plans/{plan.pk}/"
