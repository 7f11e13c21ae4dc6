"""Ranking the factors."""

import pytest
from django.urls import reverse

from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def ranking(cast: Cast) -> tuple[bool, list[str]]:
    outline = build_outline(Plan.objects.get(pk=cast.plan.pk))
    return outline.ranked, [row.factor.key for row in outline.paragraphs]


def test_a_new_plan_stands_in_the_order_of_the_bank_and_is_not_ranked(cast: Cast) -> None:
    assert ranking(cast) == (False, ["skill", "rivals", "structure"])


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ("skill/down", ["rivals", "skill", "structure"]),
        ("structure/up", ["skill", "structure", "rivals"]),
        ("skill/up", ["skill", "rivals", "structure"]),
        ("structure/down", ["skill", "rivals", "structure"]),
    ],
)
def test_a_move_states_the_ranking(move: str, order: list[str], cast: Cast) -> None:
    cast.student.post(reverse("plans:move", args=[cast.plan.pk]), {"move": move})
    assert ranking(cast) == (True, order)


def test_the_order_of_the_bank_can_be_taken_as_ones_own(cast: Cast) -> None:
    cast.student.post(reverse("plans:keep_ranking", args=[cast.plan.pk]))
    assert ranking(cast) == (True, ["skill", "rivals", "structure"])


@pytest.mark.parametrize("move", ["", "skill", "skill/sideways", "nothing/up", "skill/up/up"])
def test_a_move_of_nothing_changes_nothing(move: str, cast: Cast) -> None:
    path = reverse("plans:move", args=[cast.plan.pk])
    assert cast.student.post(path, {"move": move}).status_code == 404
    assert ranking(cast) == (False, ["skill", "rivals", "structure"])
