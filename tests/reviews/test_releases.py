"""Feedback is a draft until it is released, always: also after it was released once."""

import csv
import io
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.plans import actions as plans
from essayplanner.plans.models import Plan
from essayplanner.plans.states import State, state_of
from essayplanner.reviews import actions
from essayplanner.reviews.models import Level, Release, Reply, Review
from essayplanner.reviews.said import said
from tests.conftest import Cast
from tests.exports.reading import squeezed, text_of
from tests.reviews.said import NOON, give_back, later, say

pytestmark = pytest.mark.django_db


def edit(review: Review) -> None:
    """Write other words into a review that was released."""
    Review.objects.filter(pk=review.pk).update(summary="Rewritten", mark=19)
    Level.objects.update_or_create(review=review, strand="Depth", defaults={"level": "Level 2"})


def first_round(cast: Cast) -> Review:
    """Give the plan back with words, a level and a mark."""
    actions.hand_in(cast.plan, NOON)
    say(cast.plan, "Which posts?")
    review = actions.open_review(cast.plan)
    Level.objects.create(review=review, strand="Depth", level="Level 4")
    return give_back(cast.plan, later(1), summary="Original", mark=14)


def text_at(client: Client, name: str, *args: object, **asked: str) -> str:
    """Return all the text of a page or a PDF."""
    response: Any = client.get(reverse(f"reviews:{name}", args=args), asked)
    assert response.status_code == 200
    if response["Content-Type"] == "application/pdf":
        return squeezed(text_of(PdfReader(BytesIO(response.content))))
    return str(response.content.decode())


def of_student(cast: Cast) -> list[str]:
    """Return all that shows feedback to a student, and what a class is handed."""
    pk = cast.plan.pk
    return [
        text_at(cast.student, "feedback", pk),
        text_at(cast.student, "feedback_paper", pk, "feedback", "pdf"),
        text_at(cast.student, "feedback_paper", pk, "teacher", "pdf"),
        text_at(cast.teacher, "feedback_paper", pk, "feedback", "pdf"),
        text_at(cast.teacher, "feedback_sheet", cast.assignment.pk),
        text_at(cast.student, "beside", pk),
        text_at(cast.student, "inbox"),
    ]


SHOWING = 5  # the first of them show the words, the others say that there are some


def test_an_edit_after_a_release_is_read_once_it_is_released_again(cast: Cast) -> None:
    review = first_round(cast)
    edit(review)
    for text in of_student(cast):
        assert "Rewritten" not in text
        assert squeezed("Level 2") not in squeezed(text)
    for text in of_student(cast)[:SHOWING]:
        assert "Original" in text
        assert squeezed("Level 4") in squeezed(text)
    assertNotContains(cast.student.get(reverse("reviews:feedback", args=[cast.plan.pk])), ">19<")
    give_back(cast.plan, later(2))
    for text in of_student(cast)[:SHOWING]:
        assert "Original" not in text
        assert "Rewritten" in text
        assert squeezed("Level 2") in squeezed(text)
    assertContains(cast.student.get(reverse("reviews:feedback", args=[cast.plan.pk])), ">19<")


def test_the_log_keeps_both(cast: Cast) -> None:
    edit(first_round(cast))
    give_back(cast.plan, later(2))
    teacher = User.objects.get(username="teacher")
    rows = [row for row in said(cast.assignment, Person(user_id=teacher.pk)) if not row.quote]
    assert [(row.at, row.by, row.text) for row in rows if row.what == "feedback, round 1"] == [
        (later(1), "Teacher", "Original\nDepth: Level 4\nMark: 14"),
        (later(2), "Teacher", "Rewritten\nDepth: Level 2\nMark: 19"),
    ]


def test_the_log_repeats_no_feedback_that_came_with_more_comments(cast: Cast) -> None:
    first_round(cast)
    say(cast.plan, "And why?")
    give_back(cast.plan, later(2))
    Review.objects.update(summary="", mark=None)
    Level.objects.all().delete()
    give_back(cast.plan, later(3))
    say(cast.plan, "Which?")
    give_back(cast.plan, later(4))
    teacher = Person(user_id=User.objects.get(username="teacher").pk)
    rows = [(row.at, row.text) for row in said(cast.assignment, teacher)]
    assert rows == [
        (later(1), "Original\nDepth: Level 4\nMark: 14"),
        (later(1), "Which posts?"),
        (later(2), "And why?"),
        (later(3), "(taken back)"),
        (later(4), "Which?"),
    ]


def test_where_nothing_is_new_nothing_is_released(cast: Cast) -> None:
    first_round(cast)
    give_back(cast.plan, later(2))
    assert [row.made_at for row in Release.objects.all()] == [later(1)]
    assert Plan.objects.get(pk=cast.plan.pk).returned_at == later(1)
    Review.objects.update(mark=None)  # what is taken away is something new
    give_back(cast.plan, later(3))
    say(cast.plan, "And why?")
    give_back(cast.plan, later(4))
    rows = Release.objects.values_list("made_at", "mark")
    assert list(rows) == [(later(1), 14), (later(3), None), (later(4), None)]
    assert Review.objects.get().released_at == later(4)


def test_a_release_of_an_old_round_leaves_what_was_handed_in_again_waiting(cast: Cast) -> None:
    review = first_round(cast)
    plans.save_text(cast.plan, "argument", "", "It was luck.")
    actions.hand_in(cast.plan, later(2))
    edit(review)
    actions.release(review, User.objects.get(username="teacher"), later(3))
    plan = Plan.objects.get(pk=cast.plan.pk)
    assert state_of(plan.handed_in_at, plan.returned_at) == State.AGAIN
    assert "Rewritten" in text_at(cast.student, "feedback", plan.pk)


def test_a_teacher_is_told_what_differs_from_what_was_released(cast: Cast) -> None:
    review = first_round(cast)
    path = reverse("reviews:review", args=[cast.plan.pk])
    marks = reverse("reviews:marks", args=[cast.assignment.pk, "csv"])

    def row() -> tuple[str, str]:
        text = cast.teacher.get(marks).content.decode("utf-8-sig")
        found = next(row for row in csv.DictReader(io.StringIO(text)) if row["Mark"])
        return found["Mark"], found["Changed since"]

    assertNotContains(cast.teacher.get(path), "Changed since it was released")
    assert row() == ("14", "")
    edit(review)
    assertContains(cast.teacher.get(path), "Changed since it was released:")
    assertContains(cast.teacher.get(path), ">Release again</button>")
    assert row() == ("19", "yes")
    note = squeezed("changed since it was released")
    assert note in text_at(cast.teacher, "feedback_paper", cast.plan.pk, "teacher", "pdf")
    sheet = text_at(cast.teacher, "feedback_sheet", cast.assignment.pk, drafts="1")
    assert note in sheet
    assert "Rewritten" in sheet
    release_all = reverse("reviews:release_all", args=[cast.assignment.pk])
    answer = cast.teacher.get(release_all)
    assertContains(answer, "1 level, a mark and what to do next")
    cast.teacher.post(release_all, {"review": review.pk})
    assert [row.summary for row in Release.objects.all()] == ["Original", "Rewritten"]


def test_in_coursework_a_teachers_reply_asks_too(cast: Cast) -> None:
    cast.assignment.coursework = True
    cast.assignment.save()
    comment = say(cast.plan, "Which posts?")
    give_back(cast.plan)
    path = reverse("reviews:reply", args=[comment.pk])
    answer = cast.teacher.post(path, {"text": "Write about the posts."})
    assertContains(answer, "you may ask, and not suggest", status_code=422)
    assertContains(answer, "Write about the posts.</textarea>", status_code=422)
    cast.student.post(path, {"text": "Those of the party."})
    cast.teacher.post(path, {"text": "Who gave them out?"})
    texts = list(Reply.objects.values_list("text", flat=True))
    assert texts == ["Those of the party.", "Who gave them out?"]


def test_what_was_released_before_releases_were_kept_has_one(cast: Cast) -> None:
    review = first_round(cast)
    before = [row.says for row in Release.objects.all()]
    Release.objects.all().delete()
    Review.objects.create(plan=cast.plan, round=2, summary="A draft.")
    import_module("essayplanner.reviews.migrations.0002_release").release_what_was(apps, None)
    rows = Release.objects.all()
    assert [row.says for row in rows] == before
    assert [(row.review, row.made_at, row.by) for row in rows] == [(review, later(1), None)]
