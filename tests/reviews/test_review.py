"""Reviewing a plan: what its teacher sees, says and releases."""

import pytest
from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.plans.models import Paragraph, Plan
from essayplanner.reviews import actions
from essayplanner.reviews.models import Comment
from tests.conftest import Cast

EXAM = "edexcel-9hi0-essay"


@pytest.fixture
def plan(cast: Cast) -> Plan:
    Paragraph.objects.filter(plan=cast.plan, factor="skill").update(
        point="He was clever, and they were not."
    )
    return cast.plan


def at(plan: Plan, verb: str = "") -> str:
    if not verb:
        return f"/plans/{plan.pk}/review/"
    return f"/plans/{plan.pk}/review/{actions.open_review(plan).pk}/{verb}/"


def teacher() -> User:
    return User.objects.get(username="teacher")


def said(plan: Plan, text: str = "Say how.", **more: object) -> Comment:
    values = {"author": teacher(), "place": "skill-point", "made_at": timezone.now(), **more}
    return Comment.objects.create(review=actions.open_review(plan), text=text, **values)


def test_the_teacher_reads_a_draft_and_what_was_handed_in(cast: Cast, plan: Plan) -> None:
    shown = cast.teacher.get(at(plan)).content.decode()
    assert "A draft: Student has not handed it in." in shown
    assert "He was clever, and they were not." in shown
    actions.hand_in(plan, timezone.now())
    Paragraph.objects.filter(plan=plan, factor="skill").update(point="Luck.")
    shown = cast.teacher.get(at(plan)).content.decode()
    assert "He was clever, and they were not." in shown
    assert "Luck." not in shown
