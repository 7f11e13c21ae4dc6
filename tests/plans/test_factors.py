"""Choosing the factors that a plan weighs."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.plans import actions, linking, revisions
from essayplanner.plans.build import build_outline
from essayplanner.plans.choosing_factors import choose_factors
from essayplanner.plans.models import Choice, Paragraph, Plan, Revision
from factors.models import Bank, Factor
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

INSIDE = ["skill", "rivals", "structure"]


def path(cast: Cast) -> str:
    return reverse("plans:factors", args=[cast.plan.pk])


def factors(cast: Cast) -> list[str]:
    outline = build_outline(Plan.objects.get(pk=cast.plan.pk))
    return [row.factor.key for row in outline.ranking]


def fill(cast: Cast) -> None:
    actions.save_text(cast.plan, "rivals-point", "", "They beat themselves.")
    paragraph = Paragraph.objects.get(plan=cast.plan, factor="rivals")
    actions.choose(paragraph, "evidence", "lessons-of-october")
    actions.choose(paragraph, "quotation", "deutscher-trotsky-felt-secure")
    linking.add_link(cast.plan, "rivals", "skill", "opportunity")
    linking.add_link(cast.plan, "structure", "skill", "depended")


def test_the_page_says_what_is_in_the_plan_and_what_each_paragraph_holds(cast: Cast) -> None:
    fill(cast)
    page = cast.student.get(path(cast))
    assert page.content.decode().count(" checked ") == 3
    assert (
        page.content.decode().count('type="checkbox"')
        == Factor.objects.filter(bank=cast.plan.bank).count()
    )
    assertContains(page, "has 3 words, 1 piece of evidence, 1 quotation and 1 link.")
    assertContains(page, "has 2 links.")
    assertContains(page, "The question names this factor.", count=1)


def test_factors_are_added_last_and_nothing_else_changes(cast: Cast) -> None:
    fill(cast)
    before = build_outline(cast.plan)
    answer = cast.student.post(path(cast), {"shown": INSIDE, "factors": [*INSIDE, "luck"]})
    assertRedirects(answer, reverse("plans:desk", args=[cast.plan.pk]))
    after = build_outline(Plan.objects.get(pk=cast.plan.pk))
    assert after.paragraphs[:3] == before.paragraphs
    assert (after.paragraphs[3].factor.key, after.links) == ("luck", before.links)
    assert not Revision.objects.filter(plan=cast.plan, reason="taken-out").exists()


def test_what_is_taken_out_is_kept_first_and_said(cast: Cast) -> None:
    fill(cast)
    before = build_outline(Plan.objects.get(pk=cast.plan.pk))
    answer = cast.student.post(
        path(cast), {"shown": INSIDE, "factors": ["skill", "structure"]}, follow=True
    )
    gone = "His rivals’ weakness (3 words, 1 piece of evidence, 1 quotation and 1 link)"
    assertContains(answer, f"Taken out: {gone}. To get it back, open History.")
    after = build_outline(Plan.objects.get(pk=cast.plan.pk))
    assert [row.factor.key for row in after.ranking] == ["skill", "structure"]
    assert [(link.cause, link.effect) for link in after.links] == [("structure", "skill")]
    assert list(cast.plan.paragraphs.values_list("rank", "position")) == [(1, 1), (2, 2)]
    newest = Revision.objects.filter(plan=cast.plan)[0]
    assert (newest.reason, revisions.read(newest)) == (Revision.Reason.TAKEN_OUT, before)


@pytest.mark.parametrize(
    ("ticked", "sentence"),
    [
        (["skill"], "Keep two factors at least"),
        ([], "Keep two factors at least"),
        (["skill", "nothing", "x" * 9000, "\0"], "Keep two factors at least"),
    ],
)
def test_a_plan_keeps_two_factors(ticked: list[str], sentence: str, cast: Cast) -> None:
    fill(cast)
    answer = cast.student.post(path(cast), {"shown": INSIDE, "factors": ticked})
    assertContains(answer, sentence, status_code=422)
    assert factors(cast) == INSIDE
    assert Choice.objects.filter(paragraph__plan=cast.plan).count() == 2


def test_a_plan_weighs_eight_factors_at_most(cast: Cast, bank: Bank) -> None:
    extra = [f"extra-{number}" for number in range(9)]
    Factor.objects.bulk_create(
        Factor(bank=bank, slug=slug, name=slug, short_name=slug, summary="", order=20 + at)
        for at, slug in enumerate(extra)
    )
    answer = cast.student.post(path(cast), {"shown": INSIDE, "factors": [*INSIDE, *extra[:6]]})
    assertContains(answer, "Choose eight factors at most", status_code=422)
    cast.student.post(path(cast), {"shown": INSIDE, "factors": [*INSIDE, *extra[:5]]})
    assert factors(cast) == [*INSIDE, *extra[:5]]


def test_what_came_in_since_the_page_was_shown_is_not_taken_out(cast: Cast) -> None:
    choose_factors(cast.plan, ["luck"], [])
    cast.student.post(path(cast), {"shown": INSIDE, "factors": [*INSIDE, "legacy"]})
    assert {"luck", *INSIDE} <= set(factors(cast))


def test_a_form_that_is_sent_twice_does_it_once(cast: Cast) -> None:
    for _ in range(2):
        cast.student.post(path(cast), {"shown": INSIDE, "factors": ["skill", "luck", "rivals"]})
    assert factors(cast) == ["skill", "rivals", "luck"]
    assert Revision.objects.filter(plan=cast.plan, reason="taken-out").count() == 1


def test_a_plan_whose_library_is_gone_keeps_its_factors(cast: Cast) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(bank=None)
    assertContains(cast.student.get(path(cast)), 'type="checkbox"', count=3)
    cast.student.post(path(cast), {"shown": INSIDE, "factors": ["skill", "rivals", "luck"]})
    assert factors(cast) == ["skill", "rivals"]


def test_the_page_asks_as_many_questions_however_much_the_plan_holds(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def ask() -> None:
        # Session, user, plan; the four of the plan's Outline; the library's factors.
        with django_assert_num_queries(8):
            assertNotContains(cast.student.get(path(cast)), "None")

    ask()
    fill(cast)
    everything = Factor.objects.filter(bank=cast.plan.bank).values_list("slug", flat=True)
    choose_factors(cast.plan, list(everything), [])
    ask()
