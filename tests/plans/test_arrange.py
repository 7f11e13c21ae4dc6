"""How the desk is laid out: three scaffolds and three views of the same words."""

import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from essayplanner.classes.models import Scaffold
from essayplanner.plans import actions
from essayplanner.plans.models import Plan
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def arrange(cast: Cast, **data: str) -> int:
    return cast.student.post(reverse("plans:arrange", args=[cast.plan.pk]), data).status_code


def desk(cast: Cast) -> str:
    return cast.student.get(reverse("plans:desk", args=[cast.plan.pk])).content.decode()


def texts(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n([^<]*)</textarea>', page)


def test_a_new_plan_is_a_table_with_full_help(cast: Cast) -> None:
    assert 'data-scaffold="full" data-view="table"' in desk(cast)


@pytest.mark.parametrize("scaffold", Scaffold.values)
@pytest.mark.parametrize("view", Plan.View.values)
def test_every_arrangement_has_the_same_boxes_in_the_same_order(
    scaffold: str, view: str, cast: Cast
) -> None:
    actions.save_text(cast.plan, "skill-point", "", "It was patience.")
    before = desk(cast)
    assert arrange(cast, scaffold=scaffold) == arrange(cast, view=view) == 302
    after = desk(cast)
    assert f'data-scaffold="{scaffold}" data-view="{view}"' in after
    pressed = re.findall(r'id="(\S+)" formaction="[^"]+" aria-pressed="true"', after)
    assert sorted(pressed) == sorted([f"scaffold-{scaffold}", f"view-{view}"])
    assert texts(after) == texts(before)
    assert ("skill-point", "It was patience.") in texts(after)


def test_what_was_typed_is_saved_before_the_desk_is_laid_out_anew(cast: Cast) -> None:
    data = {"view": "paragraphs", "argument": "It was skill.", "argument.was": ""}
    assert arrange(cast, **data) == 302
    plan = Plan.objects.get(pk=cast.plan.pk)
    assert (plan.view, plan.argument) == ("paragraphs", "It was skill.")


def test_what_cannot_be_saved_is_given_back_in_the_new_arrangement(cast: Cast) -> None:
    actions.save_text(cast.plan, "argument", "", "Theirs.")
    data = {"view": "paragraphs", "argument": "Mine.", "argument.was": ""}
    path = reverse("plans:arrange", args=[cast.plan.pk])
    response = cast.student.post(path, data)
    assertContains(response, "Mine.", status_code=409)
    assertContains(response, 'data-view="paragraphs"', status_code=409)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"view": ""},
        {"view": "sideways"},
        {"scaffold": "table"},
        {"view": "table", "scaffold": "none"},
        {"view": "map\0"},
        {"view": "m" * 100_000},
    ],
)
def test_an_arrangement_that_there_is_not_changes_nothing(data: dict[str, str], cast: Cast) -> None:
    assert arrange(cast, **data) == 404
    plan = Plan.objects.get(pk=cast.plan.pk)
    assert (plan.scaffold, plan.view) == ("full", "table")


def test_the_script_is_answered_with_the_parts(cast: Cast) -> None:
    path = reverse("plans:arrange", args=[cast.plan.pk])
    response = cast.student.post(path, {"scaffold": "light"}, headers={"X-Parts": "changed"})
    assertContains(response, 'id="scaffold-light"')
    assert 'id="desk"' not in response.content.decode()


def test_a_criterion_heads_its_column_and_an_empty_one_hides_no_words(cast: Cast) -> None:
    actions.save_text(cast.plan, "criterion_1", "", "Necessity <above all>")
    actions.save_text(cast.plan, "skill-weighed_2", "", "Little.")
    page = desk(cast)
    assert 'class="matrix without-2 without-3"' in page
    assert '<span class="criterion">Necessity &lt;above all&gt;</span>' in page
    assert ("skill-weighed_2", "Little.") in texts(page)


def test_the_challenge_says_which_counter_arguments_are_stated_and_replied_to(cast: Cast) -> None:
    actions.save_text(cast.plan, "skill-counter_argument", "", "Others had posts.")
    page = desk(cast)
    said = re.findall(
        r'<a href="#(\w+)-(?:counter_argument|reply)"[^>]*><.*?</span>(.*?)</a>', page
    )
    assert [row for row in said if row[0] in ("skill", "rivals")] == [
        ("skill", "counter-argument stated"),
        ("skill", "not replied to yet"),
        ("rivals", "no counter-argument yet"),
        ("rivals", "not replied to yet"),
    ]


def test_the_nav_says_what_is_left(cast: Cast) -> None:
    page = desk(cast)
    assertion = re.search(r'<a id="to-paragraphs-stage".*?</a>', page)
    assert assertion
    assert re.sub(r"<.*?>", "", assertion[0]) == "Paragraphs, 3 left"
