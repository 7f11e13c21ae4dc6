"""Putting the exact words of a quotation where it is quoted otherwise."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.plans import actions, linking, revisions
from essayplanner.plans.models import Choice, Plan, Revision
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

KEY = "figes-underestimating-stalin"
WRONG = "As Figes says, “all the leaders made the same mistake of misjudging him”, and paid."
RIGHT = (
    "As Figes says, “all the party leaders made the same mistake of underestimating him”, and paid."
)
# The quotation and, of these words, the hash.
ABOUT = f"{KEY}-573edc1b"


def mend(client: Client, plan: Plan, place: str, about: str = ABOUT, **data: Any) -> Any:
    path = reverse("plans:mend_quotation", args=[plan.pk])
    return client.post(path, {"mend": f"{place}/{about}", **data})


def desk(cast: Cast) -> Any:
    return cast.student.get(reverse("plans:desk", args=[cast.plan.pk]))


def judgement(cast: Cast) -> str:
    return Plan.objects.get(pk=cast.plan.pk).judgement


def test_the_check_shows_what_differs_and_a_button_that_mends_it(cast: Cast) -> None:
    actions.save_text(cast.plan, "judgement", "", WRONG)
    page = desk(cast)
    assertContains(page, f'value="judgement/{ABOUT}"')
    assertContains(page, "misjudging <", html=False)
    mend(cast.student, cast.plan, "judgement")
    assertNotContains(desk(cast), 'name="mend"')


def test_the_exact_words_are_put_in_and_what_stood_there_is_kept(cast: Cast) -> None:
    actions.save_text(cast.plan, "judgement", "", WRONG)
    answer = mend(cast.student, cast.plan, "judgement")
    path = reverse("plans:desk", args=[cast.plan.pk])
    assertRedirects(answer, f"{path}#judgement", fetch_redirect_response=False)
    assert judgement(cast) == RIGHT
    newest = Revision.objects.filter(plan=cast.plan).first()
    assert newest
    assert revisions.read(newest).judgement == WRONG
    assert newest.reason == Revision.Reason.TAKEN_OUT  # words went out: it is not thinned out soon


def test_what_is_typed_and_not_saved_yet_is_saved_and_mended(cast: Cast) -> None:
    data = {"judgement.was": "", "judgement": WRONG, "argument.was": "", "argument": "Skill."}
    mend(cast.student, cast.plan, "judgement", **data)
    assert judgement(cast) == RIGHT
    assert Plan.objects.get(pk=cast.plan.pk).argument == "Skill."


def test_a_paragraph_and_the_sentence_of_a_link_are_mended_in_their_boxes(cast: Cast) -> None:
    link = linking.add_link(cast.plan, "rivals", "skill", "opportunity")
    path = reverse("plans:desk", args=[cast.plan.pk])
    for place, box in (("links", f"link-{link.number}"), ("rivals-weighed_3", "rivals-weighed_3")):
        actions.save_text(cast.plan, box, "", WRONG)
        answer = mend(cast.student, cast.plan, place)
        assertRedirects(answer, f"{path}#{box}", fetch_redirect_response=False)
    link.refresh_from_db()
    assert [link.sentence, cast.plan.paragraphs.get(factor="rivals").weighed_3] == [RIGHT, RIGHT]


def test_words_that_changed_meanwhile_are_not_replaced(cast: Cast) -> None:
    actions.save_text(cast.plan, "judgement", "", WRONG)
    actions.save_text(cast.plan, "judgement", WRONG, "It was skill.")
    path = reverse("plans:mend_quotation", args=[cast.plan.pk])
    answer = cast.student.post(path, {"mend": f"judgement/{ABOUT}"}, follow=True)
    assertContains(answer, "these words do not stand there any more")
    assert judgement(cast) == "It was skill."


def test_two_misquotations_of_one_quotation_are_told_mended_and_set_aside_apart(cast: Cast) -> None:
    other = "Figes says that “all the party leaders made the same mistakes of overestimating him”."
    actions.save_text(cast.plan, "judgement", "", f"{WRONG} {other}")
    path = reverse("plans:set_aside", args=[cast.plan.pk])
    cast.student.post(path, {"finding": f"misquoted/judgement/{ABOUT}"})
    page = desk(cast)
    assertNotContains(page, f'id="mend-judgement-{ABOUT}"')
    assertContains(page, f'id="mend-judgement-{KEY}-', count=1)
    mend(cast.student, cast.plan, "judgement")
    assert judgement(cast) == f"{RIGHT} {other}"


def test_what_stands_in_an_own_item_is_found_and_not_mended_from_the_desk(cast: Cast) -> None:
    words = "all the leaders made the same mistake of misjudging him"
    key = "own-0123456789abcdef"
    own = {"key": key, "own": True}
    source = {"key": "own", "type": "book", "title": "A People’s Tragedy"}
    quotation = {"historian": "Orlando Figes", "text": words, "source": source}
    evidence = {"date": "", "date_text": "", "title": "Figes", "text": WRONG}
    paragraph = cast.plan.paragraphs.get(factor="skill")
    for kind, item in (("quotation", quotation), ("evidence", evidence)):
        row = Choice(paragraph=paragraph, kind=kind, item=own | item, key=key)
        row.save()
    page = desk(cast)
    assertContains(page, f'value="misquoted/skill-quotation/{ABOUT}"')
    assertContains(page, f'value="misquoted/skill-evidence/{ABOUT}"')
    assertContains(page, "misjudging <", html=False)
    assertNotContains(page, 'name="mend"')
    for place in ("skill-quotation", "skill-evidence"):
        assert mend(cast.student, cast.plan, place).status_code == 302
    assert {row.item["text"] for row in Choice.objects.all()} == {words, WRONG}


def test_a_box_in_conflict_is_left_alone(cast: Cast) -> None:
    actions.save_text(cast.plan, "judgement", "", WRONG)
    data = {"judgement.was": "Before.", "judgement": "Mine."}
    answer = mend(cast.student, cast.plan, "judgement", **data)
    assertContains(answer, "this box is not saved yet", status_code=409)
    assert judgement(cast) == WRONG


@pytest.mark.parametrize(
    "sent", ["", "judgement", "a/b/c", "judgement/x\0y", "../etc", "judgement/" + "é" * 9, "/"]
)
def test_a_hostile_place_is_not_found(cast: Cast, sent: str) -> None:
    path = reverse("plans:mend_quotation", args=[cast.plan.pk])
    assert cast.student.post(path, {"mend": sent}).status_code == 404


@pytest.mark.parametrize("place", ["ranking", "owner", "skill-point", "nobody-reply", "question"])
def test_a_place_without_these_words_is_left_as_it_is(cast: Cast, place: str) -> None:
    actions.save_text(cast.plan, "judgement", "", WRONG)
    before = Plan.objects.values().get(pk=cast.plan.pk)
    assert mend(cast.student, cast.plan, place).status_code == 302
    assert Plan.objects.values().get(pk=cast.plan.pk) == before


def test_a_reader_may_not_mend_and_a_stranger_learns_nothing(cast: Cast) -> None:
    actions.save_text(cast.plan, "judgement", "", WRONG)
    assert mend(cast.teacher, cast.plan, "judgement").status_code == 403
    assert mend(cast.stranger, cast.plan, "judgement").status_code == 404
    assert judgement(cast) == WRONG


def test_a_box_that_would_hold_too_much_is_not_mended(cast: Cast) -> None:
    full = WRONG + " a" * ((10_000 - len(WRONG)) // 2)
    actions.save_text(cast.plan, "judgement", "", full)
    path = reverse("plans:mend_quotation", args=[cast.plan.pk])
    answer = cast.student.post(path, {"mend": f"judgement/{ABOUT}"}, follow=True)
    assertContains(answer, "would hold too much")
    assert judgement(cast) == full
