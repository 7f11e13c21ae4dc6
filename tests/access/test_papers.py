"""Papers of a plan that no class has to do with."""

import pytest
from django.urls import reverse

from essayplanner.exports.papers import ALL
from tests.conftest import Cast


@pytest.mark.parametrize(("paper", "form"), ALL)
def test_a_guest_may_take_every_paper_of_their_own_plan(paper: str, form: str, cast: Cast) -> None:
    path = reverse("exports:paper", args=[cast.guest_plan.pk, paper, form])
    assert cast.guest.get(path).status_code == 200
    assert cast.other_guest.get(path).status_code == 404


def test_a_plan_that_is_not_written_for_a_class_is_seen_by_nobody_else(cast: Cast) -> None:
    cast.plan.assignment = None
    cast.plan.save()
    path = reverse("exports:paper", args=[cast.plan.pk, "one-side", "pdf"])
    assert cast.student.get(path).status_code == 200
    assert cast.teacher.get(path).status_code == 404
