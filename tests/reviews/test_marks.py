"""Marks and states of an assignment, for a spreadsheet."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from essayplanner.accounts.models import User
from essayplanner.classes.models import Assignment, Extension, Membership
from essayplanner.plans.models import Plan, Standing
from essayplanner.reviews.actions import hand_in
from factors.models import ExamFormat
from tests.conftest import Cast
from tests.reviews.given import fill, plan_of, review, student

pytestmark = pytest.mark.django_db

# On the night of 25 October 2026 the clocks of Europe/London go back at 01:00 UTC.
DUE = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)


def fetch(cast: Cast, form: str = "csv") -> Any:
    return cast.teacher.get(reverse("reviews:marks", args=[cast.assignment.pk, form]))


def rows(cast: Cast) -> list[dict[str, str]]:
    text = fetch(cast).content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_row_says_all_that_is_known_of_a_student(cast: Cast) -> None:
    ExamFormat.objects.create(
        slug="ours", board="B", specification="S", paper="P", kind="K", marks=20,
        document="D", year=2026,
    )  # fmt: skip
    Assignment.objects.update(due_at=DUE, exam_format="ours")
    cast.assignment.refresh_from_db()
    amy = student(cast, "amy", "Amy Ash")
    plan = plan_of(cast, amy)
    Plan.objects.filter(pk=plan.pk).update(modified_at=DUE, judgement="Three words here.")
    levels = {"Argument": "Level 4", "Evidence": "Level 3"}
    review(plan, levels=levels, mark=17, at=DUE + timedelta(hours=3))
    first = rows(cast)[0]
    assert first == {
        **{"Student": "Amy Ash", "User name": "amy", "State": "with feedback"},
        "Last worked": "2026-10-25T00:30+01:00",
        **dict.fromkeys(("First handed in", "Last handed in"), "2026-10-25T02:30+00:00"),
        **{"Submissions": "1", "Due": "2026-10-25T00:30+01:00", "Late by (hours)": "3.0"},
        **{"Gaps": first["Gaps"], "Words": "3"},
        **{"Argument": "Level 4", "Evidence": "Level 3", "Mark": "17"},
        **{"Mark out of": "20", "Feedback released": "2026-10-25T03:30+00:00", "Changed since": ""},
    }
    assert int(first["Gaps"]) > 2
    assert [row["State"] for row in rows(cast)] == ["with feedback", "not started", "drafting"]


def test_an_extension_counts_and_handing_in_again_is_not_late(cast: Cast) -> None:
    Assignment.objects.update(due_at=DUE)
    user = User.objects.get(username="student")
    Extension.objects.create(
        assignment=cast.assignment, student=user, due_at=DUE + timedelta(days=7)
    )
    hand_in(cast.plan, DUE + timedelta(days=6))
    Plan.objects.filter(pk=cast.plan.pk).update(judgement="Again.")
    hand_in(cast.plan, DUE + timedelta(days=9))
    row = rows(cast)[-1]
    assert (row["Submissions"], row["Late by (hours)"]) == ("2", "")
    assert row["Due"] == "2026-10-31T23:30+00:00"
    assert row["Last handed in"] > row["First handed in"]


def test_what_is_not_released_is_no_mark_yet(cast: Cast) -> None:
    review(plan_of(cast, student(cast, "amy")), mark=17, levels={"A": "Level 4"}, released=False)
    row = rows(cast)[0]
    assert (row["Mark"], row["Feedback released"], "A" in row) == ("", "", False)


def test_no_cell_is_a_formula(cast: Cast) -> None:
    for number, name in enumerate(("=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "O’Brien")):
        student(cast, f"n{number}", name)
    names = [row["Student"] for row in rows(cast)]
    assert not [name for name in names if name[:1] in "=+-@\t\r"]
    assert {"'=1+1", "'+44", "'-1", "'@SUM(A1)", "O’Brien"} < set(names)
    sheet: Any = load_workbook(io.BytesIO(fetch(cast, "xlsx").content)).active
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1" in {cell.value for cell in cells}


def test_excel_gets_times_and_numbers(cast: Cast) -> None:
    Assignment.objects.update(due_at=DUE)
    fill(cast, 1)
    response = fetch(cast, "xlsx")
    assert response["Content-Disposition"].endswith(".xlsx")
    sheet: Any = load_workbook(io.BytesIO(response.content)).active
    head, *_ = sheet.iter_rows(values_only=True)
    row = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "s000")
    said = dict(zip(head, row, strict=True))
    assert said["Due"] == datetime(2026, 10, 25, 0, 30)
    assert (said["Mark"], said["Submissions"], said["Argument"]) == (10, 1, "Level 2")


@pytest.mark.parametrize("number", [1, 30])
def test_it_asks_as_many_questions_for_one_as_for_thirty(
    number: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(cast, number)
    with django_assert_num_queries(16):  # six of them to find out how each stands, and keep it
        fetch(cast)
    with django_assert_num_queries(10):
        fetch(cast)


def test_what_was_kept_by_another_program_is_not_counted(cast: Cast) -> None:
    fill(cast, 1)
    (fresh,) = [row["Gaps"] for row in rows(cast) if row["User name"] == "s000"]
    old = Standing.objects.get(plan__owner__username="s000")
    facts = {**old.facts, "basis": "another program"}
    Standing.objects.filter(plan=old.plan_id).update(gaps=99, facts=facts)
    assert [row["Gaps"] for row in rows(cast) if row["User name"] == "s000"] == [fresh]
    assert Standing.objects.get(plan=old.plan_id).facts == old.facts


def test_a_class_of_nobody_has_a_heading_and_a_wrong_form_is_none(cast: Cast) -> None:
    Membership.objects.filter(role="student").delete()
    assert rows(cast) == []
    assert fetch(cast, "pdf").status_code == 404
