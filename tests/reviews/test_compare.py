"""What changed from one time to the next, side by side, for the writer and the teacher."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.plans import actions as plans
from essayplanner.plans import ranking
from essayplanner.reviews import actions
from tests.conftest import Cast
from tests.reviews.said import NOON, later

pytestmark = pytest.mark.django_db


def page(client: Client, cast: Cast, query: str = "") -> str:
    path = reverse("reviews:compare", args=[cast.plan.pk])
    return client.get(f"{path}{query}").content.decode()


def twice(cast: Cast) -> None:
    """Hand a plan in twice, and work on it once more."""
    plans.save_text(cast.plan, "argument", "", "It was mostly skill.")
    plans.choose(cast.plan.paragraphs.get(factor="skill"), "evidence", "oath-speech")
    ranking.keep_ranking(cast.plan)
    actions.hand_in(cast.plan, NOON)
    plans.save_text(cast.plan, "argument", "It was mostly skill.", "It was mostly luck.")
    plans.take_out(cast.plan.paragraphs.get(factor="skill"), "evidence", "oath-speech")
    ranking.move(cast.plan, "rivals", "up")
    actions.hand_in(cast.plan, later(1))
    plans.save_text(cast.plan, "argument", "It was mostly luck.", "It was mostly chance.")


@pytest.mark.parametrize("who", ["student", "teacher"])
def test_the_last_two_are_compared_and_what_is_now_where_that_is_asked(
    who: str, cast: Cast
) -> None:
    twice(cast)
    client = cast.clients()[who]
    usual = page(client, cast)
    assert '<del><span class="sr-only">[gone: </span>skill.' in usual
    assert '<ins><span class="sr-only">[new: </span>luck.' in usual
    assert "chance" not in usual
    assert "Stalin swears to carry out Lenin’s commands" in usual
    assert "Order of the factors" in usual
    assert "chance" in page(client, cast, "?then=2&now=now")
    assert "Nothing changed between the two." in page(client, cast, "?then=1&now=1")


def test_one_time_is_compared_with_what_is_now(cast: Cast) -> None:
    actions.hand_in(cast.plan, NOON)
    assert "Nothing changed between the two." in page(cast.student, cast)
    plans.save_text(cast.plan, "argument", "", "It was skill.")
    assert "It was skill." in page(cast.teacher, cast)


def test_before_the_first_time_there_is_nothing_to_compare(cast: Cast) -> None:
    path = reverse("reviews:compare", args=[cast.plan.pk])
    assertContains(cast.student.get(path), "this plan has not been handed in")


@pytest.mark.parametrize("side", ["3", "0", "x", "-1", "", "9" * 5000, "%00"])
def test_what_was_never_handed_in_is_not_there(side: str, cast: Cast) -> None:
    twice(cast)
    path = reverse("reviews:compare", args=[cast.plan.pk])
    for query in (f"?then={side}", f"?now={side}"):
        assert cast.student.get(path + query).status_code == 404


def test_a_submission_that_cannot_be_read_stops_nothing(cast: Cast) -> None:
    twice(cast)
    cast.plan.submissions.filter(number=1).update(content=b"not a plan")
    path = reverse("reviews:compare", args=[cast.plan.pk])
    assertContains(cast.student.get(path), "which this one cannot read")
    assertNotContains(cast.student.get(f"{path}?then=2&now=now"), "which this one cannot read")


def test_as_many_questions_for_two_times_as_for_thirty(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    twice(cast)
    for number in range(3, 31):
        content = cast.plan.submissions.get(number=2).content
        cast.plan.submissions.create(number=number, made_at=later(9), words=1, content=content)
    # session, user, plan, submissions; both sides
    with django_assert_num_queries(6):
        page(cast.student, cast, "?then=1&now=2")
