"""Who looked at one's plans, as its writer reads it."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from essayplanner.accounts.models import User
from essayplanner.plans import keeping
from essayplanner.plans.models import Look, Plan
from tests.conftest import Cast
from tests.reviews.given import HOSTILE

LOOKS = "/privacy/looks/"
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def look(plan: Plan, by: str | None = "teacher", how: str = "read", days: int = 0) -> Look:
    """Let somebody have looked at a plan, so many days after the 3rd of November."""
    at = NOON + timedelta(days=days)
    reader = User.objects.get(username=by) if by else None
    return Look.objects.create(plan=plan, reader=reader, how=how, on=at.date(), at=at)


def read(client: Client, query: str = "") -> str:
    """Return what the page says, without its tags' spaces."""
    page = client.get(f"{LOOKS}{query}")
    assert page.status_code == 200
    text = re.sub(r"<[^>]*>", " ", page.content.decode().partition("<main")[2])
    return " ".join(text.split()).replace(" .", ".").replace(" ;", ";")


def test_it_says_who_when_and_how_the_newest_first(cast: Cast) -> None:
    look(cast.plan)
    look(cast.plan, how="took", days=1)
    look(cast.plan, days=1)
    look(cast.plan, by=None, days=-1)
    assert (
        "4 November 2026 Teacher read it; printed or downloaded it. "
        "3 November 2026 Teacher read it. "
        "2 November 2026 A former teacher read it." in read(cast.student)
    )


def test_each_teacher_of_a_class_is_named(cast: Cast) -> None:
    User.objects.create_user("ms.okafor", name="Ms Okafor <b>")
    look(cast.plan)
    look(cast.plan, by="ms.okafor", how="seen")
    assert (
        "Teacher read it. Ms Okafor &lt;b&gt; saw some words of it on a page of the class."
        in read(cast.student)
    )


def test_a_teachers_visit_is_there_when_the_student_looks(cast: Cast) -> None:
    assert (
        "Nobody else has looked at a plan of yours for 1 year, or since this list began."
        in read(cast.student)
    )
    cast.teacher.get(f"/plans/{cast.plan.pk}/review/")
    today = timezone.localdate()
    assert f"{today.day} {today:%B %Y} Teacher read it." in read(cast.student)


def test_nobody_else_reads_it(cast: Cast) -> None:
    look(cast.plan)
    for client in (cast.teacher, cast.classmate, cast.stranger):
        assert (
            "Nobody else has looked at a plan of yours for 1 year, or since this list began."
            in read(client)
        )
        assert client.get(f"{LOOKS}?plan={cast.plan.pk}").status_code == 404


def test_a_guest_is_told_that_nobody_can_see_their_plan(cast: Cast) -> None:
    for client in (cast.guest, cast.other_guest):
        assert "opens in this browser alone, for whoever uses it" in read(client)


def test_it_shows_one_plan_where_that_is_asked_for(cast: Cast) -> None:
    other = another(cast)
    look(other)
    assert "Nobody else has looked at this plan for 1 year, or since this list began." in read(
        cast.student, f"?plan={cast.plan.pk}"
    )
    assert "3 November 2026 Teacher read it." in read(cast.student, f"?plan={other.pk}")


@pytest.mark.parametrize("asked", ["", "x", "\0", "9" * 5000, str(uuid.UUID(int=0))])
def test_there_is_nothing_of_what_is_no_plan(asked: str, cast: Cast) -> None:
    assert cast.student.get(LOOKS, {"plan": asked}).status_code == 404


def test_a_deleted_plan_is_in_it_as_long_as_it_can_be_brought_back(cast: Cast) -> None:
    look(cast.plan)
    keeping.delete(cast.plan, timezone.now())
    assert "kept until" in read(cast.student)
    Plan.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    assert (
        "Nobody else has looked at a plan of yours for 1 year, or since this list began."
        in read(cast.student)
    )


def test_the_plan_that_was_looked_at_last_is_first_and_its_question_is_only_text(
    cast: Cast,
) -> None:
    other = another(cast)
    Plan.objects.filter(pk=other.pk).update(question=HOSTILE)
    look(cast.plan, days=1)
    look(other)
    look(cast.plan)
    text = read(cast.student)
    assert 0 < text.index("4 November") < text.index("=1+1 &lt;b&gt;")
    assert text.count("3 November") == 2


def test_a_long_list_comes_a_page_at_a_time(cast: Cast) -> None:
    for days in range(101):
        look(cast.plan, days=-days)
    assert "Page 1 of 2 Earlier" in read(cast.student)
    for page in ("2", "99", "-1"):
        assert "26 July 2026 Teacher read it." in read(cast.student, f"?page={page}")
    assert "3 November 2026" in read(cast.student, f"?plan={cast.plan.pk}&page=\0")


@pytest.mark.parametrize("number", [1, 30])
def test_it_asks_as_much_for_one_look_as_for_thirty(
    number: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for at in range(number):
        User.objects.create_user(f"t{at}")
        look(another(cast), by=f"t{at}", days=at)
    with django_assert_num_queries(4):  # session, user; how many, and these
        cast.student.get(LOOKS)


def another(cast: Cast) -> Plan:
    """Return another plan of the student's."""
    return Plan.objects.create(owner=cast.plan.owner, question="Why?", modified_at=NOON)


def test_who_joins_a_class_is_told(cast: Cast) -> None:
    cast.classroom.join_code = "KWT4M7PX"
    cast.classroom.save()
    page = cast.stranger.post("/join/", {"code": "KWT4M7PX"}).content.decode()
    assert "you can see who did, and on which day" in page


def test_it_says_for_how_long_as_the_page_on_privacy_does(cast: Cast) -> None:
    assert "Each line for 1 year, or until the plan is erased." in read(cast.student)
