"""The log of what was said: all of it, in order, for the teachers of the class."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.models import Membership
from essayplanner.plans import actions
from essayplanner.reviews.models import Comment, Reply, Review
from tests.conftest import Cast

NOON = datetime(2026, 10, 24, 11, 30, tzinfo=UTC)  # half past twelve in London


def _speak(cast: Cast, number: int = 1) -> None:
    """Let a teacher comment, its student reply, and the teacher release the feedback."""
    teacher, student = (User.objects.get(username=name) for name in ("teacher", "student"))
    review = Review.objects.create(
        plan=cast.plan, summary="Think on it.", mark=13, released_at=NOON + timedelta(days=1)
    )
    review.releases.create(
        made_at=NOON + timedelta(days=1),
        by=teacher,
        summary="Think on.",
        levels=[["Analysis", "Level 3"]],
        mark=12,
    )
    for at in range(number):
        comment = Comment.objects.create(
            **{"review": review, "author": teacher, "place": "skill-point", "quote": "Skill"},
            **{"text": "=How?", "made_at": NOON, "released_at": NOON + timedelta(minutes=at)},
        )
        Reply.objects.create(
            comment=comment, author=student, text="So.", made_at=NOON + timedelta(hours=30)
        )
    Comment.objects.create(review=review, author=teacher, text="A draft", made_at=NOON)


def _file(cast: Cast) -> str:
    response: Any = cast.teacher.get(reverse("reviews:said_csv", args=[cast.assignment.pk]))
    assert response.streaming
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_the_log_has_all_that_was_released_in_order(cast: Cast) -> None:
    _speak(cast)
    assert _file(cast).replace("\r\n", "\n") == (
        "date,time,student,by,what,about,words commented on,said\n"
        "2026-10-24,12:30:00,Student,Teacher,comment,Skill: point,Skill,'=How?\n"
        "2026-10-25,11:30:00,Student,Teacher,feedback on the draft,"
        'The whole plan,,"Think on.\nAnalysis: Level 3\nMark: 12"\n'
        "2026-10-25,17:30:00,Student,Student,reply,Skill: point,'=How?,So.\n"
    )


def test_the_page_says_the_same_and_of_one_student_alone(cast: Cast) -> None:
    cast.assignment.coursework = True
    cast.assignment.save()
    _speak(cast)
    path = reverse("reviews:said", args=[cast.assignment.pk])
    page = cast.teacher.get(path)
    assertContains(page, "This is coursework")
    assert [entry.what for entry in page.context["entries"]] == [
        *("comment", "feedback on the draft", "reply"),
    ]
    classmate = User.objects.get(username="classmate")
    assert cast.teacher.get(path, {"student": classmate.pk}).context["entries"] == []
    for nobody in ("", "\0", "999", "٣"):
        assert len(cast.teacher.get(path, {"student": nobody}).context["entries"]) == 3


def test_a_page_shows_the_latest_and_the_file_has_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("essayplanner.reviews.said_views.MOST_SHOWN", 2)
    _speak(cast)
    page = cast.teacher.get(reverse("reviews:said", args=[cast.assignment.pk]))
    assert [entry.what for entry in page.context["entries"]] == ["feedback on the draft", "reply"]
    assertContains(page, "These are the latest 2.")
    assert len(_file(cast).splitlines()) == 4 + 2


def test_who_said_it_stays_unnamed_once_they_are_gone(cast: Cast) -> None:
    _speak(cast)
    User.objects.get(username="teacher").comments.update(author=None)
    assert "somebody who has left,comment" in _file(cast)


@pytest.mark.parametrize("number", [1, 30])
def test_the_log_asks_the_same_for_one_student_and_for_thirty(
    number: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _speak(cast, number)
    for at in range(number):
        user = User.objects.create_user(f"s{at}")
        Membership.objects.create(classroom=cast.classroom, user=user, role=Membership.Role.STUDENT)
        plan = actions.start_assignment(Person(user_id=user.pk), cast.assignment)
        review = Review.objects.create(plan=plan, released_at=NOON)
        review.releases.create(summary="Well.", made_at=NOON)
    with django_assert_num_queries(10):
        cast.teacher.get(reverse("reviews:said", args=[cast.assignment.pk]))
    with django_assert_num_queries(9):
        _file(cast)
