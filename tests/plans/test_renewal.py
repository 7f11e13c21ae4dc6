"""A plan goes on with the library that it was built on until its owner says otherwise."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan
from factors.changes import Change, compare
from factors.loading import bank_pack, load_pack
from factors.models import Bank, Topic
from factors.pack import PACKS_DIR, read_pack
from factors.records import Pack
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

NOTICE = "The library for this topic has changed since you began."


def changed_pack(changes: dict[str, Any]) -> Pack:
    """The built-in pack with some pieces of evidence changed, new, or left out (``None``)."""
    pack = read_pack(PACKS_DIR / "stalin-rise")
    evidence = {row.slug: row for row in pack.evidence}
    for slug, values in changes.items():
        if values is None:
            del evidence[slug]
        else:
            old = evidence.get(slug, pack.evidence[0])
            evidence[slug] = old.model_copy(update={"slug": slug, **values})
    quotations = [
        row.model_copy(update={"tested_by": [key for key in row.tested_by if key in evidence]})
        for row in pack.quotations
    ]
    values = {"evidence": list(evidence.values()), "quotations": quotations}
    return pack.model_copy(update=values)


CHANGES: dict[str, Any] = {
    "oath-speech": {"text": "He swore an oath."},
    "found-yesterday": {"title": "Found yesterday"},
    "general-secretary-1922": None,
}


def choose(client: Client, plan: Plan, key: str) -> None:
    client.post(f"/plans/{plan.pk}/choose/", {"to": "skill", "item": f"evidence/{key}"})


def renew(cast: Cast) -> None:
    """Press the button of the page that says what changed."""
    newest = Bank.objects.get(current_of__slug="stalin-rise")
    path = f"/plans/{cast.plan.pk}/renew-library/"
    assert cast.student.post(path, {"bank": newest.pk})["Location"] == f"/plans/{cast.plan.pk}/"


def test_two_packs_differ_record_by_record() -> None:
    old = read_pack(PACKS_DIR / "stalin-rise")
    found = {row for row in compare(old, changed_pack(CHANGES)) if row.table == "evidence"}
    titles = {row.slug: row.title for row in old.evidence}
    assert found == {
        Change("evidence", "oath-speech", titles["oath-speech"], "changed", ("text",)),
        Change("evidence", "found-yesterday", "Found yesterday", "new"),
        Change("evidence", "general-secretary-1922", titles["general-secretary-1922"], "withdrawn"),
    }
    assert compare(old, old) == ()


def test_a_plan_stays_on_its_edition_and_its_owner_is_told(cast: Cast, bank: Bank) -> None:
    path = f"/plans/{cast.plan.pk}/"
    assert NOTICE not in cast.student.get(path).content.decode()
    load_pack(changed_pack(CHANGES))
    page = cast.student.get(path).content.decode()
    assert NOTICE in page
    assert "Found yesterday" not in page
    cast.plan.refresh_from_db()
    assert cast.plan.bank == bank


def test_the_page_says_what_changed_and_what_of_it_is_in_the_plan(cast: Cast) -> None:
    choose(cast.student, cast.plan, "oath-speech")
    load_pack(changed_pack(CHANGES))
    page = cast.student.get(f"/plans/{cast.plan.pk}/library-changes/").content.decode()
    assert "<b>New:</b> Found yesterday" in page
    assert page.count("This is in your plan, in the wording that you chose.") == 1
    # Two quotations lose a piece of evidence that tests them.
    assert page.count("<b>Changed:</b>") == 3
    assert page.count("<b>Withdrawn:</b>") == 1


def test_renewing_changes_the_library_and_not_a_word_of_the_plan(cast: Cast) -> None:
    for key in ("oath-speech", "general-secretary-1922"):
        choose(cast.student, cast.plan, key)
    before = build_outline(cast.plan)
    load_pack(changed_pack(CHANGES))
    renew(cast)
    cast.plan.refresh_from_db()
    question = replace(before.question, edition=2)
    assert build_outline(cast.plan) == replace(before, question=question)
    page = cast.student.get(f"/plans/{cast.plan.pk}/").content.decode()
    assert "Found yesterday" in page
    assert NOTICE not in page
    again = cast.student.get(f"/plans/{cast.plan.pk}/library-changes/").content.decode()
    assert "Your plan uses the newest edition" in again


def test_a_factor_takes_the_sign_that_the_new_library_gives_it(cast: Cast) -> None:
    pack = read_pack(PACKS_DIR / "stalin-rise")
    first, second, *rest = pack.topic.factors
    topic = pack.topic.model_copy(update={"factors": [second, first, *rest]})
    load_pack(pack.model_copy(update={"topic": topic}))
    renew(cast)
    marks = dict(cast.plan.paragraphs.values_list("factor", "mark"))
    assert (marks[first.slug], marks[second.slug]) == (2, 1)


def test_a_change_of_background_alone_is_said_to_be_one(cast: Cast) -> None:
    pack = read_pack(PACKS_DIR / "stalin-rise")
    load_pack(pack.model_copy(update={"notes": pack.notes + "One more line.\n"}))
    page = cast.student.get(f"/plans/{cast.plan.pk}/library-changes/").content.decode()
    assert "Nothing that you plan with has changed" in page


def test_the_changes_cost_as_much_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = f"/plans/{cast.plan.pk}/library-changes/"
    for count in (1, 30):
        load_pack(changed_pack({f"new-{n}": {"title": f"New {n}"} for n in range(count)}))
        cast.student.get(path)
        # session, user, plan with its bank, newest bank, what is chosen; the packs are compared once
        with django_assert_num_queries(5):
            cast.student.get(path)


def test_an_edition_that_was_published_is_never_written_again(bank: Bank) -> None:
    before = bank_pack(bank)
    load_pack(changed_pack(CHANGES))
    assert bank_pack(bank) == before


def test_an_edition_that_came_after_the_page_was_shown_is_not_taken_unseen(cast: Cast) -> None:
    load_pack(changed_pack(CHANGES))
    shown = Bank.objects.get(current_of__slug="stalin-rise")
    load_pack(changed_pack({"oath-speech": {"text": "Yet another wording."}}))
    path = f"/plans/{cast.plan.pk}/"
    answer = cast.student.post(f"{path}renew-library/", {"bank": shown.pk})
    assert answer["Location"] == f"{path}library-changes/"
    assert Plan.objects.get(pk=cast.plan.pk).bank == cast.plan.bank


def test_a_factor_that_is_gone_takes_a_sign_that_no_other_has(cast: Cast) -> None:
    cast.plan.paragraphs.filter(factor="skill").update(factor="gone", mark=2)
    load_pack(changed_pack(CHANGES))
    renew(cast)
    marks = dict(cast.plan.paragraphs.values_list("factor", "mark"))
    assert marks == {"rivals": 2, "structure": 3, "gone": 1}


def test_a_topic_that_was_withdrawn_offers_no_page_that_is_not_there(cast: Cast) -> None:
    load_pack(changed_pack(CHANGES))
    Topic.objects.filter(slug="stalin-rise").update(built_in=False)
    path = f"/plans/{cast.plan.pk}/"
    assert NOTICE not in cast.student.get(path).content.decode()
    assert cast.student.get(f"{path}library-changes/").status_code == 404
