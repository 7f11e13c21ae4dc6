"""What leaves a look at a plan, and what leaves none."""

import uuid
from datetime import UTC, date, datetime
from unittest import mock

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.plans import looks
from essayplanner.plans.looks import How, leave
from essayplanner.plans.models import Look, Plan
from essayplanner.reviews import actions
from tests.conftest import Cast
from tests.reviews.given import plan_of, student
from tests.reviews.said import give_back, say

pytestmark = pytest.mark.django_db


def seen() -> list[tuple[str, str]]:
    """Return every look: who, and how."""
    return sorted(Look.objects.values_list("reader__username", "how"))


def test_a_page_is_read_and_a_file_is_taken_once_a_day(cast: Cast) -> None:
    for _ in range(2):
        cast.teacher.get(reverse("plans:spine", args=[cast.plan.pk]))
        cast.teacher.head(reverse("reviews:review", args=[cast.plan.pk]))
        cast.teacher.get(reverse("exports:paper", args=[cast.plan.pk, "one-side", "html"]))
    assert seen() == [("teacher", "read")]
    cast.teacher.get(reverse("exports:paper", args=[cast.plan.pk, "full", "docx"]))
    assert seen() == [("teacher", "read"), ("teacher", "took")]


def test_the_next_day_is_another_look_by_the_clock_of_the_school(cast: Cast) -> None:
    teacher = User.objects.get(username="teacher").pk
    before_midnight = datetime(2026, 6, 3, 22, 30, tzinfo=UTC)  # 23.30 in London
    after_midnight = datetime(2026, 6, 3, 23, 30, tzinfo=UTC)
    for now in (before_midnight, after_midnight):
        with mock.patch.object(timezone, "now", return_value=now):
            leave(teacher, [cast.plan.pk], How.READ)
    rows = Look.objects.order_by("at").values_list("on", "at")
    assert list(rows) == [
        (date(2026, 6, 3), before_midnight),
        (date(2026, 6, 4), after_midnight),
    ]


def test_its_writer_leaves_none(cast: Cast) -> None:
    for path in (
        reverse("plans:desk", args=[cast.plan.pk]),
        reverse("plans:spine", args=[cast.plan.pk]),
        reverse("exports:paper", args=[cast.plan.pk, "one-side", "pdf"]),
    ):
        assert cast.student.get(path).status_code == 200
    cast.guest.get(reverse("plans:spine", args=[cast.guest_plan.pk]))
    assert seen() == []


def test_who_is_shown_nothing_leaves_none(cast: Cast) -> None:
    assert cast.teacher.get(reverse("plans:desk", args=[cast.plan.pk])).status_code == 403
    for client in (cast.other_teacher, cast.classmate, cast.other_guest):
        for name in ("plans:spine", "reviews:review", "exports:papers"):
            assert client.get(reverse(name, args=[cast.plan.pk])).status_code == 404
    assert seen() == []


@pytest.mark.parametrize("name", ["plans_zip", "plans_pdf"])
def test_who_takes_those_of_a_class_leaves_one_at_each(name: str, cast: Cast) -> None:
    other = plan_of(cast, student(cast, "anna"))
    answer = cast.teacher.get(reverse(f"reviews:{name}", args=[cast.assignment.pk]))
    b"".join(answer) if answer.streaming else answer.content
    left = Look.objects.values_list("plan", "reader__username", "how")
    assert set(left) == {(plan, "teacher", "took") for plan in (cast.plan.pk, other.pk)}


def test_the_overview_of_a_class_leaves_one_only_where_it_shows_a_reason(cast: Cast) -> None:
    overview = reverse("reviews:overview", args=[cast.assignment.pk])
    cast.teacher.get(overview)
    assert seen() == []
    finding = {"rule": "no_line_of_argument", "place": "argument"}
    cast.plan.set_aside.create(**finding, reason="I argue it at the end.")
    Plan.objects.update(modified_at=timezone.now())
    page = cast.teacher.get(overview)
    cast.teacher.get(overview, headers={"X-Parts": "live"})
    assert "I argue it at the end." in page.content.decode()
    assert seen() == [("teacher", "seen")]


def test_a_sheet_for_the_board_takes_no_words_of_a_plan_and_one_with_slips_does(
    cast: Cast,
) -> None:
    actions.hand_in(cast.plan, timezone.now())
    say(cast.plan, "Which posts?", quote="many posts")
    give_back(cast.plan)
    sheet = reverse("reviews:feedback_sheet", args=[cast.assignment.pk])
    cast.teacher.get(f"{sheet}?board")
    assert seen() == []
    cast.teacher.get(sheet)
    assert seen() == [("teacher", "took")]


def test_a_plan_that_is_erased_meanwhile_hinders_no_look_at_another(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = looks._keep

    def keep_and_end(rows: list[Look]) -> None:
        """Keep rows as a request does: what is wrong with them is found when it ends."""
        with transaction.atomic():
            keep(rows)
            connection.check_constraints()

    monkeypatch.setattr(looks, "_keep", keep_and_end)
    teacher = User.objects.get(username="teacher").pk
    leave(teacher, [uuid.uuid4(), cast.plan.pk], How.TOOK)
    assert list(Look.objects.values_list("plan", "reader")) == [(cast.plan.pk, teacher)]
