"""Taking a factor out in thought: what falls, and whether the outcome would have stood."""

import json

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.argument.rules.sound import SOUND, change_paragraph
from essayplanner.plans import actions, revisions
from essayplanner.plans.models import Choice, Paragraph, Plan, Revision
from essayplanner.plans.writing import write_outline
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

PLACE = "skill-without"
HOSTILE = "</textarea><script>alert('{{ plan }}')</script>"


def path(plan: Plan, factor: str = "skill") -> str:
    return reverse("plans:without", args=[plan.pk, factor])


def stored(cast: Cast) -> str:
    return Paragraph.objects.get(plan=cast.plan, factor="skill").without


def sent(value: str, was: str = "") -> dict[str, str]:
    return {PLACE: value, f"{PLACE}.was": was}


def test_one_is_asked_which_factor_and_sees_which_are_written(cast: Cast) -> None:
    actions.save_text(cast.plan, PLACE, "", "Somebody else, and later.")
    page = cast.student.get(reverse("plans:removals", args=[cast.plan.pk]))
    for factor in ("skill", "rivals", "structure"):
        assertContains(page, f'href="{path(cast.plan, factor)}"', count=1)
    assertContains(page, '<span class="muted">written</span>', count=1)
    assertContains(page, "Choose the factor to think away.")
    assertNotContains(page, "autosave.js")


def test_an_empty_plan_says_that_nothing_falls(cast: Cast) -> None:
    page = cast.student.get(path(cast.plan))
    assertContains(page, "so nothing falls.")
    assertContains(page, "Without this factor, would the outcome still have come about?")
    assertNotContains(page, "<del>")


def test_what_falls_is_struck_through_and_what_others_use_stands(cast: Cast) -> None:
    shared = SOUND.outline.paragraphs[0].evidence[:1]
    write_outline(cast.plan, change_paragraph("structure", evidence=shared).outline)
    page = cast.student.get(path(cast.plan))
    row = SOUND.outline.paragraphs[0]
    for text in (row.point, row.explanation, row.counter_argument, row.reply, row.link):
        assertContains(page, f"<del>{text}</del>", count=1)
    assertContains(page, "This stands")
    assertContains(page, "The oath speech", count=1)
    assertContains(page, "Socialism in One Country", count=2)  # its row, and the explanation
    assertContains(page, "These links fall")
    assertContains(page, f"<del>{SOUND.outline.judgement}</del>")
    assertContains(page, f"<del>{SOUND.outline.links[0].sentence}</del>")
    assertContains(page, "from place 3 to place 2")
    assert Paragraph.objects.filter(plan=cast.plan).count() == 3


def test_what_falls_is_as_honest_as_the_plan(cast: Cast) -> None:
    row = Paragraph.objects.select_related("plan").get(plan=cast.plan, factor="rivals")
    actions.choose(row, "quotation", "deutscher-trotsky-felt-secure")
    actions.choose(row, "evidence", "trotsky-misses-funeral")
    disputed = Choice.objects.get(kind="evidence")
    disputed.item["views"] = [{"holders": "Carr", "claim": "A ritual."}]
    disputed.save()
    page = cast.student.get(path(cast.plan, "rivals"))
    assertContains(page, "Historians disagree.", count=1)
    assertContains(page, "unchecked wording", count=1)
    assertContains(page, f"({disputed.item['source']['label']}")


def test_a_form_saves_and_comes_back_to_this_page(cast: Cast) -> None:
    answer = cast.student.post(path(cast.plan), sent("Yes:\r\nlater."))
    assertRedirects(answer, path(cast.plan))
    assert stored(cast) == "Yes:\nlater."
    assertContains(cast.student.get(path(cast.plan)), "Yes:\nlater.</textarea>")


def test_the_script_saves_it_as_every_other_text(cast: Cast) -> None:
    save = reverse("plans:save", args=[cast.plan.pk])
    assertContains(cast.student.get(path(cast.plan)), f'action="{save}"')
    answer = cast.student.post(save, sent("Later."), headers={"accept": "application/json"})
    assert (answer.status_code, json.loads(answer.content)["conflicts"]) == (200, {})
    assert stored(cast) == "Later."
    answer = cast.student.post(save, sent("Never."), headers={"accept": "application/json"})
    assert (answer.status_code, json.loads(answer.content)["conflicts"]) == (409, {PLACE: "Later."})
    assert stored(cast) == "Later."


def test_two_windows_overwrite_nothing_and_show_both(cast: Cast) -> None:
    actions.save_text(cast.plan, PLACE, "", "From the other window.")
    answer = cast.student.post(path(cast.plan), sent("From this one."))
    assertContains(answer, "From this one.</textarea>", status_code=409)
    assertContains(answer, "<blockquote>From the other window.</blockquote>", status_code=409)
    assertContains(answer, f'href="#{PLACE}">Not all saved', status_code=409)
    assertContains(answer, f'name="{PLACE}.was" value="From the other window."', status_code=409)
    assert stored(cast) == "From the other window."


@pytest.mark.parametrize("value", ["x" * 10_001, "a\x00b"])
def test_what_cannot_be_kept_is_given_back(value: str, cast: Cast) -> None:
    answer = cast.student.post(path(cast.plan), sent(value))
    assertContains(answer, "still on this page but not saved", status_code=422)
    assertContains(answer, f"{value}</textarea>", status_code=422)
    assert stored(cast) == ""


def test_words_for_a_factor_that_was_taken_out_are_given_back(cast: Cast) -> None:
    Paragraph.objects.filter(plan=cast.plan, factor="skill").delete()
    answer = cast.student.post(path(cast.plan), sent("My words."))
    assertContains(answer, "not in your plan any more", status_code=422)
    assertContains(answer, "My words.", status_code=422)
    answer = cast.student.get(path(cast.plan), follow=True)
    assertRedirects(answer, reverse("plans:removals", args=[cast.plan.pk]))
    assertContains(answer, "This factor is not in your plan any more.")


def test_a_plan_without_factors_leads_to_choosing_some(cast: Cast) -> None:
    Paragraph.objects.filter(plan=cast.plan).delete()
    page = cast.student.get(reverse("plans:removals", args=[cast.plan.pk]))
    assertContains(page, "This plan has no factors yet.")


def test_what_is_written_is_shown_as_it_is_and_never_run(cast: Cast) -> None:
    for place in (
        PLACE,
        "skill-point",
        "rivals-point",
        "judgement",
        "skill-weighed_1",
        "criterion_1",
    ):
        actions.save_text(cast.plan, place, "", f"Skill. {HOSTILE}")
    page = cast.student.get(path(cast.plan))
    assertNotContains(page, "<script>alert")
    # In the box and its hidden partner, too.
    assertContains(page, "&lt;script&gt;alert(&#x27;{{ plan }}&#x27;)&lt;/script&gt;", count=8)


def test_it_is_in_the_history_under_its_factor(cast: Cast) -> None:
    revision = revisions.keep(cast.plan, Revision.Reason.WORK, cast.plan.modified_at)
    actions.save_text(cast.plan, PLACE, "", "Later, and by another.")
    page = cast.student.get(reverse("plans:revision", args=[cast.plan.pk, revision.pk]))
    assertContains(page, "<h3>Without it</h3>")
    assertContains(page, "Later, and by another.")


def test_a_full_plan_asks_the_database_no_more_than_an_empty_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):
        cast.student.get(path(cast.plan))
    write_outline(cast.plan, SOUND.outline)
    with django_assert_num_queries(7):
        cast.student.get(path(cast.plan))
