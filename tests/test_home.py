"""The start page."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains

from essayplanner.accounts.people import Person
from essayplanner.plans import actions
from factors.models import Bank, Question, Topic
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def test_every_question_and_factor_of_every_topic_can_be_seen(client: Client, bank: Bank) -> None:
    page = client.get("/")
    for row in (*bank.question_set.all(), *bank.factor_set.all()):
        assertContains(page, str(row))


@pytest.mark.parametrize("more", [0, 30])
def test_the_start_page_asks_as_many_questions_for_one_plan_as_for_thirty(
    more: int, cast: Cast, question: Question, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(more):
        actions.start_plan(Person(user_id=cast.plan.owner_id), question)
    # session, user; inbox, classes, plans, any deleted; topics, factors, questions;
    # what is set, with extensions and teachers
    with django_assert_num_queries(12):
        cast.student.get("/")


def test_without_a_topic_the_page_says_what_to_do(client: Client) -> None:
    Topic.objects.all().delete()
    assertContains(client.get("/"), "manage.py loadpack --all")
