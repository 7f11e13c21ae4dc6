"""Linking factors."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.argument.outline import Link
from essayplanner.plans import actions, linking, revisions
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Choice, Plan, Revision
from essayplanner.plans.writing import write_outline
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

ADDED = {"cause": "rivals", "effect": "skill", "link-kind": "opportunity"}
LINK = Link(cause="rivals", effect="skill", kind="opportunity")


def post(cast: Cast, verb: str, data: dict[str, Any], **headers: str) -> Any:
    path = reverse(f"plans:{verb}", args=[cast.plan.pk])
    return cast.student.post(path, data, headers=headers)


def links(cast: Cast) -> tuple[Link, ...]:
    return build_outline(Plan.objects.get(pk=cast.plan.pk)).links


def numbers(cast: Cast) -> list[int]:
    return list(cast.plan.links.values_list("number", flat=True))


def desk(cast: Cast) -> Any:
    return cast.student.get(reverse("plans:desk", args=[cast.plan.pk]))


def test_a_link_is_added_and_its_box_comes_next(cast: Cast) -> None:
    answer = post(cast, "add_link", ADDED)
    place = reverse("plans:desk", args=[cast.plan.pk], fragment="link-1")
    assertRedirects(answer, place, fetch_redirect_response=False)
    assert links(cast) == (LINK,)
    page = desk(cast)
    assertContains(page, '<textarea dir="auto" id="link-1" name="link-1"')
    assertContains(page, "The structure of the party is not linked yet.")


def test_the_script_is_answered_with_the_parts(cast: Cast) -> None:
    answer = post(cast, "add_link", ADDED, **{"X-Parts": "changed"})
    assertContains(answer, 'id="link-1"')
    assertNotContains(answer, "<html")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (ADDED, "His rivals’ weakness is linked to Stalin’s political skill already"),
        (ADDED | {"effect": "rivals"}, "A factor cannot be linked to itself"),
        (ADDED | {"effect": "luck"}, "Choose two factors of your plan"),
        (ADDED | {"cause": ""}, "Choose two factors of your plan"),
        (ADDED | {"cause": "x" * 9000, "effect": "\0"}, "Choose two factors of your plan"),
        ({}, "Choose two factors of your plan"),
        (ADDED | {"effect": "structure", "link-kind": "was"}, "Choose how the one factor bears"),
    ],
)
def test_what_cannot_be_linked_is_answered_in_a_sentence(
    data: dict[str, str], sentence: str, cast: Cast
) -> None:
    post(cast, "add_link", ADDED)
    refused = post(cast, "add_link", data, **{"X-Parts": "changed"})
    assert (refused.status_code, sentence in refused.content.decode()) == (422, True)
    post(cast, "add_link", data)
    assertContains(desk(cast), sentence)
    assert links(cast) == (LINK,)


def test_a_link_runs_the_other_way_too(cast: Cast) -> None:
    post(cast, "add_link", ADDED)
    post(cast, "add_link", {"cause": "skill", "effect": "rivals", "link-kind": "limited"})
    assert links(cast) == (LINK, Link(cause="skill", effect="rivals", kind="limited"))


def test_the_sentence_is_saved_like_every_text(cast: Cast) -> None:
    post(cast, "add_link", ADDED)
    post(cast, "save", {"link-1.was": "", "link-1": "They quarrelled."})
    assert [link.sentence for link in links(cast)] == ["They quarrelled."]
    assert actions.save_text(cast.plan, "link-1", "", "Else").state == "conflict"


def test_a_verb_of_links_saves_every_text_that_came_with_it(cast: Cast) -> None:
    texts = {"argument.was": "", "argument": "It was skill."}
    post(cast, "add_link", ADDED | texts)
    post(cast, "change_link", {"link": "1", "link-1.was": "", "link-1": "They quarrelled."})
    outline = build_outline(Plan.objects.get(pk=cast.plan.pk))
    assert (outline.argument, outline.links[0].sentence) == ("It was skill.", "They quarrelled.")


def test_its_kind_and_its_evidence_can_be_changed(cast: Cast) -> None:
    post(cast, "add_link", ADDED)
    post(cast, "choose", {"to": "rivals", "item": "evidence/lessons-of-october"})
    post(cast, "change_link", {"link": "1", "link-kind-1": "limited"})
    post(cast, "change_link", {"link": "1", "link-evidence-1": "lessons-of-october"})
    changed = Link(cause="rivals", effect="skill", kind="limited", evidence="lessons-of-october")
    assert links(cast) == (changed,)
    assertContains(desk(cast), '<option value="lessons-of-october" selected>')
    # Without the script both come, whichever was changed.
    both = {"link": "1", "link-kind-1": "opportunity", "link-evidence-1": ""}
    post(cast, "change_link", both)
    assert links(cast) == (LINK,)


def test_evidence_that_left_its_paragraph_is_shown_no_more(cast: Cast) -> None:
    post(cast, "add_link", ADDED)
    post(cast, "choose", {"to": "rivals", "item": "evidence/lessons-of-october"})
    post(cast, "change_link", {"link": "1", "link-evidence-1": "lessons-of-october"})
    post(cast, "take_out", {"chosen": "rivals/evidence/lessons-of-october"})
    assertNotContains(desk(cast), '<option value="lessons-of-october"')


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"link-kind-1": "was"}, "Choose how the one factor bears"),
        ({"link-evidence-1": "oath-speech"}, "in neither of the two paragraphs"),
        ({"link-evidence-1": "x" * 9000}, "in neither of the two paragraphs"),
        ({"link": "2", "link-kind-2": "limited"}, "taken out meanwhile"),
    ],
)
def test_what_a_link_cannot_become_is_answered_in_a_sentence(
    data: dict[str, str], sentence: str, cast: Cast
) -> None:
    post(cast, "add_link", ADDED)
    # Chosen, but for a factor that the link has nothing to do with.
    post(cast, "choose", {"to": "structure", "item": "evidence/oath-speech"})
    refused = post(cast, "change_link", {"link": "1", **data}, **{"X-Parts": "changed"})
    assert (refused.status_code, sentence in refused.content.decode()) == (422, True)
    assert links(cast) == (LINK,)


@pytest.mark.parametrize("number", ["", "x", "1/1", "-1", "٣x", "9" * 400])
@pytest.mark.parametrize("verb", ["change_link", "drop_link"])
def test_a_link_that_cannot_be_is_not_found(verb: str, number: str, cast: Cast) -> None:
    post(cast, "add_link", ADDED)
    assert post(cast, verb, {"link": number}).status_code == 404
    assert links(cast) == (LINK,)


@pytest.mark.parametrize("evidence", ["\0", "a b", "é", "a/b"])
def test_what_is_no_key_is_not_looked_up(evidence: str, cast: Cast) -> None:
    post(cast, "add_link", ADDED)
    answer = post(cast, "change_link", {"link": "1", "link-evidence-1": evidence})
    assert answer.status_code == 404
    assert links(cast) == (LINK,)


def test_a_link_that_is_taken_out_is_kept_first_with_its_last_words(cast: Cast) -> None:
    post(cast, "add_link", ADDED)
    post(cast, "drop_link", {"link": "1", "link-1.was": "", "link-1": "They quarrelled."})
    assert links(cast) == ()
    newest = Revision.objects.filter(plan=cast.plan)[0]
    assert newest.reason == Revision.Reason.TAKEN_OUT
    assert [link.sentence for link in revisions.read(newest).links] == ["They quarrelled."]


def test_a_link_is_not_taken_out_while_its_words_are_in_doubt(cast: Cast) -> None:
    post(cast, "add_link", ADDED)
    actions.save_text(cast.plan, "link-1", "", "On the phone.")
    stale = {"link": "1", "link-1.was": "", "link-1": "On the laptop."}
    answer = post(cast, "drop_link", stale)
    assertContains(answer, "On the laptop.", status_code=409)
    assertContains(answer, "Settle that first", status_code=409)
    assert [link.sentence for link in links(cast)] == ["On the phone."]


def test_what_is_gone_already_can_be_taken_out_again(cast: Cast) -> None:
    post(cast, "add_link", ADDED)
    for _ in range(2):
        assert post(cast, "drop_link", {"link": "1"}).status_code == 302
    assert Revision.objects.filter(plan=cast.plan, reason=Revision.Reason.TAKEN_OUT).count() == 1


def test_the_number_of_a_link_names_no_other_ever_after(cast: Cast) -> None:
    """A box in another tab, empty as it began, would save its words into another's sentence."""
    post(cast, "add_link", ADDED)
    post(cast, "drop_link", {"link": "1"})
    post(cast, "add_link", {"cause": "structure", "effect": "skill", "link-kind": "depended"})
    assert numbers(cast) == [2]
    write_outline(cast.plan, build_outline(cast.plan))
    assert numbers(cast) == [3]
    linking.add_link(cast.plan, "rivals", "skill", "limited")
    assert numbers(cast) == [3, 4]


@pytest.mark.parametrize("count", [1, 6])
def test_the_desk_asks_as_many_questions_however_many_links_it_shows(
    count: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keys = ["skill", "rivals", "structure"]
    for cause, effect in [(a, b) for a in keys for b in keys if a != b][:count]:
        linking.add_link(cast.plan, cause, effect, "limited")
    desk(cast)
    with django_assert_num_queries(7):  # session, user, plan, the four of an Outline
        desk(cast)


def test_disputed_evidence_of_a_link_is_said_to_be(cast: Cast) -> None:
    actions.choose(cast.plan.paragraphs.get(factor="skill"), "evidence", "oath-speech")
    choice = Choice.objects.get()
    choice.item["views"] = [{"holders": "Carr", "claim": "A ritual."}]
    choice.save()
    post(cast, "add_link", ADDED)
    sent = {"link": "1", "link-kind-1": "limited", "link-evidence-1": "oath-speech"}
    post(cast, "change_link", sent)
    Plan.objects.filter(pk=cast.plan.pk).update(view=Plan.View.MAP)
    assertContains(
        desk(cast), f"({choice.item['date_text']} {choice.item['title']}: historians disagree)"
    )


def test_the_map_shows_the_same_in_a_drawing_and_in_words(cast: Cast) -> None:
    post(cast, "add_link", ADDED)
    post(cast, "save", {"link-1.was": "", "link-1": "They <quarrelled>."})
    assertNotContains(desk(cast), "<svg viewBox")
    Plan.objects.update(view=Plan.View.MAP)
    page = desk(cast)
    says = "His rivals’ weakness gave the opportunity for Stalin’s political skill"
    assertContains(page, f'<a href="#link-1" aria-label="{says}"')
    assertContains(page, f'<a href="#link-1">{says}</a>: <span class="words">They &lt;quarrelled')
    assertNotContains(page, "style=")
