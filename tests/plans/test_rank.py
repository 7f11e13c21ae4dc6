"""Ranking the factors."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.plans import ranking
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Paragraph, Plan
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def ranks(cast: Cast) -> tuple[bool, list[str]]:
    outline = build_outline(Plan.objects.get(pk=cast.plan.pk))
    return outline.ranked, [row.factor.key for row in outline.paragraphs]


def test_a_new_plan_stands_in_the_order_of_the_bank_and_is_not_ranked(cast: Cast) -> None:
    assert ranks(cast) == (False, ["skill", "rivals", "structure"])


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
    assert ranks(cast) == (True, order)


def test_the_order_of_the_bank_can_be_taken_as_ones_own(cast: Cast) -> None:
    cast.student.post(reverse("plans:keep_ranking", args=[cast.plan.pk]))
    assert ranks(cast) == (True, ["skill", "rivals", "structure"])


@pytest.mark.parametrize("move", ["", "skill", "skill/sideways", "nothing/up", "skill/up/up"])
def test_a_move_of_nothing_changes_nothing(move: str, cast: Cast) -> None:
    path = reverse("plans:move", args=[cast.plan.pk])
    assert cast.student.post(path, {"move": move}).status_code == 404
    assert ranks(cast) == (False, ["skill", "rivals", "structure"])


def order(cast: Cast) -> tuple[bool, list[str], list[str]]:
    """Whether the paragraphs stand in an order of their own, that order, and the ranking."""
    outline = build_outline(Plan.objects.get(pk=cast.plan.pk))
    rows, ranked = outline.paragraphs, outline.ranking
    return (
        outline.ordered,
        [row.factor.key for row in rows],
        [row.factor.key for row in ranked],
    )


def post(cast: Cast, verb: str, **data: str) -> int:
    return cast.student.post(reverse(f"plans:{verb}", args=[cast.plan.pk]), data).status_code


@pytest.mark.parametrize(
    ("numbers", "ranked"),
    [
        ({"skill": "3"}, ["rivals", "structure", "skill"]),
        ({"structure": "1"}, ["structure", "skill", "rivals"]),
        # As the form sends them without the script: all, and the changed one wins its place.
        ({"skill": "3", "rivals": "2", "structure": "3"}, ["rivals", "structure", "skill"]),
        ({"skill": "1", "rivals": "2", "structure": "1"}, ["structure", "skill", "rivals"]),
        ({"skill": "2", "rivals": "1", "structure": "3"}, ["rivals", "skill", "structure"]),
        ({"skill": "3", "rivals": "1", "structure": "2"}, ["rivals", "structure", "skill"]),
        ({"skill": "2", "rivals": "2", "structure": "2"}, ["rivals", "structure", "skill"]),
        ({"skill": "99", "rivals": "0"}, ["rivals", "structure", "skill"]),
        ({"luck": "1"}, ["skill", "rivals", "structure"]),
        ({}, ["skill", "rivals", "structure"]),
    ],
)
def test_factors_are_ranked_by_number(
    numbers: dict[str, str], ranked: list[str], cast: Cast
) -> None:
    post(cast, "rank", **{f"place-{factor}": number for factor, number in numbers.items()})
    assert ranks(cast) == (True, ranked)


@given(st.permutations(range(1, 9)), st.permutations(range(1, 9)))
def test_any_ranking_can_be_given_by_its_numbers(before: list[int], after: list[int]) -> None:
    rows = sorted(
        (Paragraph(factor=f"factor-{at}", rank=place) for at, place in enumerate(before)),
        key=lambda row: row.rank,
    )
    numbers = {f"factor-{at}": place for at, place in enumerate(after)}
    assert [numbers[row.factor] for row in ranking.by_number(rows, numbers)] == list(range(1, 9))


@pytest.mark.parametrize("number", ["", "first", "-1", "1.5", "9" * 400, "²"])
def test_a_place_that_is_no_number_changes_nothing(number: str, cast: Cast) -> None:
    assert post(cast, "rank", **{"place-rivals": number}) == 404
    assert ranks(cast) == (False, ["skill", "rivals", "structure"])


@pytest.mark.parametrize(
    ("reorder", "paragraphs"),
    [
        ("skill/later", ["rivals", "skill", "structure"]),
        ("structure/earlier", ["skill", "structure", "rivals"]),
        ("skill/earlier", ["skill", "rivals", "structure"]),
    ],
)
def test_a_paragraph_moves_in_the_essay_and_keeps_its_rank(
    reorder: str, paragraphs: list[str], cast: Cast
) -> None:
    post(cast, "keep_ranking")
    post(cast, "reorder", reorder=reorder)
    assert order(cast) == (True, paragraphs, ["skill", "rivals", "structure"])


def test_what_is_not_ranked_yet_is_offered_in_the_order_of_the_paragraphs(cast: Cast) -> None:
    post(cast, "reorder", reorder="skill/later")
    own = ["rivals", "skill", "structure"]
    assert order(cast) == (True, own, own)
    assert not ranks(cast)[0]
    post(cast, "move", move="structure/up")
    assert order(cast) == (True, own, ["rivals", "structure", "skill"])


def test_an_order_of_ones_own_stays_when_the_ranking_changes(cast: Cast) -> None:
    post(cast, "reorder", reorder="skill/later")
    own = ["rivals", "skill", "structure"]
    post(cast, "move", move="structure/up")
    assert order(cast) == (True, own, ["rivals", "structure", "skill"])
    post(cast, "rank", **{"place-skill": "1"})
    assert order(cast) == (True, own, ["skill", "rivals", "structure"])


def test_the_paragraphs_can_follow_the_ranking_again(cast: Cast) -> None:
    post(cast, "reorder", reorder="skill/later")
    post(cast, "move", move="structure/up")
    post(cast, "order_as_ranked")
    as_ranked = ["rivals", "structure", "skill"]
    assert order(cast) == (False, as_ranked, as_ranked)
    post(cast, "move", move="structure/up")
    as_ranked = ["structure", "rivals", "skill"]
    assert order(cast) == (False, as_ranked, as_ranked)


@pytest.mark.parametrize("reorder", ["", "skill", "skill/up", "nothing/later", "skill/later/later"])
def test_reordering_nothing_changes_nothing(reorder: str, cast: Cast) -> None:
    assert post(cast, "reorder", reorder=reorder) == 404
    assert not order(cast)[0]


def test_the_named_factor_is_best_treated_first(cast: Cast) -> None:
    path = reverse("plans:desk", args=[cast.plan.pk])
    assertNotContains(cast.student.get(path), "treat it in the first paragraph")
    post(cast, "move", move="skill/down")
    assertContains(cast.student.get(path), "treat it in the first paragraph")
    post(cast, "reorder", reorder="skill/earlier")
    page = cast.student.get(path)
    assertNotContains(page, "treat it in the first paragraph")
    assertContains(page, "Order the paragraphs as ranked")
    assertContains(page, "ranked 2 of 3")
