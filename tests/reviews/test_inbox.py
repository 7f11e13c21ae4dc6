"""The inbox: what came back and what changed, and nothing of anybody else's."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.classes.models import Change, Membership
from essayplanner.plans.models import Plan
from essayplanner.reviews import actions, threads
from essayplanner.reviews.inbox import count_new, items_of
from tests.conftest import Cast
from tests.reviews.said import NOON, give_back, later, say

pytestmark = pytest.mark.django_db


def told(username: str) -> list[tuple[str, bool]]:
    return [(item.kind, item.new) for item in items_of(User.objects.get(username=username))]


@pytest.fixture(autouse=True)
def _read_at_noon(cast: Cast) -> None:
    Membership.objects.update(read_at=NOON, joined_at=later(-9))


def everything(cast: Cast) -> None:
    """Let everything happen that is told, an hour apart, the first two before noon."""
    people = {user.username: user for user in User.objects.all()}
    changes = cast.assignment.changes
    changes.create(made_at=later(-2), says="It is due a week later.")
    actions.hand_in(cast.plan, later(-1))
    comment = say(cast.plan, "Which posts?")
    give_back(cast.plan, later(1))
    threads.reply(comment, people["student"], "Those of the party.", later(2))
    threads.reply(comment, people["teacher"], "Then say so.", later(3))
    changes.create(made_at=later(4), says="You have until Monday.", student=people["classmate"])


def test_everybody_is_told_of_what_concerns_them_the_newest_first(cast: Cast) -> None:
    everything(cast)
    assert told("student") == [("reply", True), ("review", True), ("change", False)]
    assert told("classmate") == [("change", True), ("change", False)]
    assert told("teacher") == [("reply", True), ("submission", False)]
    assert told("other_teacher") == told("stranger") == []


@pytest.mark.parametrize(
    ("username", "new"),
    [("student", 2), ("classmate", 1), ("teacher", 1), ("stranger", 0), ("other_teacher", 0)],
)
def test_the_number_on_the_start_page_is_that_of_the_inbox(
    username: str, new: int, cast: Cast
) -> None:
    everything(cast)
    user = User.objects.get(username=username)
    assert count_new(user) == sum(item.new for item in items_of(user)) == new
    says = f"{new} new in your inbox"
    check = assertContains if new else assertNotContains
    check(cast.clients()[username].get("/"), says if new else "new in your inbox")


def test_the_page_tells_each_in_words_with_the_way_there(cast: Cast) -> None:
    everything(cast)
    answer = cast.student.get("/inbox/")
    feedback = reverse("reviews:feedback", args=[cast.plan.pk])
    assertContains(answer, f'<a href="{feedback}">Feedback on your plan</a>')
    assertContains(answer, "Teacher replied</a>: ")
    assertContains(answer, "It is due a week later.")
    assertContains(answer, "<strong>New</strong>", count=2)
    assertContains(cast.teacher.get("/inbox/"), "Student handed in")
    assertContains(cast.stranger.get("/inbox/"), "Nothing here yet.")


def test_what_came_after_the_page_was_made_stays_new(cast: Cast) -> None:
    everything(cast)
    cast.student.post("/inbox/read/", {"until": later(2).isoformat()})
    assert told("student") == [("reply", True), ("review", False), ("change", False)]
    cast.student.post("/inbox/read/", {"until": later(1).isoformat()})  # an older page
    assert told("student") == [("reply", True), ("review", False), ("change", False)]
    assert told("classmate") == [("change", True), ("change", False)]


@pytest.mark.parametrize(
    "until", ["", "yesterday", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59", "\0"]
)
def test_no_time_that_is_sent_reads_what_is_yet_to_come(until: str, cast: Cast) -> None:
    cast.student.post("/inbox/read/", {"until": until})
    assert all(row.read_at <= timezone.now() for row in Membership.objects.all())


def test_looking_at_it_changes_nothing(cast: Cast) -> None:
    everything(cast)
    before = list(Membership.objects.values())
    cast.student.get("/inbox/")
    assert list(Membership.objects.values()) == before


def test_what_a_deleted_plan_had_is_told_no_more(cast: Cast) -> None:
    everything(cast)
    Plan.objects.update(deleted_at=later(5))
    assert told("student") == [("change", False)]
    assert told("teacher") == []
    assert count_new(User.objects.get(username="student")) == 0


def test_who_joins_is_not_told_of_what_was_changed_before(cast: Cast) -> None:
    Change.objects.create(assignment=cast.assignment, made_at=later(-10), says="Long ago.")
    assert told("student") == []


def test_a_teacher_who_is_a_student_elsewhere_is_told_of_both(cast: Cast) -> None:
    everything(cast)
    stranger = User.objects.get(username="stranger")
    Membership.objects.create(
        classroom=cast.classroom, user=stranger, role="teacher", read_at=later(2)
    )
    assert told("stranger") == [("reply", False), ("submission", False)]


@pytest.mark.parametrize("more", [0, 29])
def test_as_many_questions_for_a_few_rows_as_for_thirty(
    more: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    everything(cast)
    for number in range(more):
        cast.assignment.changes.create(made_at=later(5), says=f"Change {number}.")
        cast.plan.submissions.create(number=number + 2, made_at=later(5), words=1, content=b"")
    for client in (cast.student, cast.teacher):
        # session, user; classes, reviews, replies, submissions, changes
        with django_assert_num_queries(7):
            client.get("/inbox/")


def test_no_more_than_a_hundred_are_shown(cast: Cast) -> None:
    rows = (
        Change(assignment=cast.assignment, made_at=later(1), says=f"{number}")
        for number in range(150)
    )
    Change.objects.bulk_create(rows)
    assert len(items_of(User.objects.get(username="student"))) == 100
    assertContains(cast.student.get("/inbox/"), "These are the newest 100.")


def test_the_link_to_it_is_for_those_who_are_signed_in(cast: Cast, client: Client) -> None:
    link: Any = '<a href="/inbox/">Inbox</a>'
    assertContains(cast.student.get("/"), link)
    assertNotContains(client.get("/"), link)
