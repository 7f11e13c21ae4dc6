"""Blank Outlines: no word of an argument, and the whole bank to choose from."""

import pytest
from pytest_django import DjangoAssertNumQueries

from essayplanner.argument.outline import Evidence
from essayplanner.classes.actions import set_question
from essayplanner.classes.models import Assignment, Classroom
from essayplanner.plans import actions, own_items
from essayplanner.plans.blank import blank_assignment, blank_plan
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Paragraph, Plan
from factors.models import Bank, Bearing, Question
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def asked(question: Question) -> Assignment:
    made = set_question(Classroom.objects.create(name="12D"), question)
    return Assignment.objects.select_related("bank__topic").get(pk=made.pk)


def keys(bank: Bank, factor: str, kind: str) -> set[str]:
    rows = Bearing.objects.filter(
        factor__slug=factor, factor__bank=bank, direction="supports", **{f"{kind}__isnull": False}
    )
    return set(rows.values_list(f"{kind}__slug", flat=True))


def test_a_blank_holds_what_supports_each_factor_by_date_in_the_schools_style(
    question: Question, bank: Bank
) -> None:
    outline = blank_assignment(asked(question))
    assert [row.factor.key for row in outline.paragraphs] == ["skill", "rivals", "structure"]
    for row in outline.paragraphs:
        assert {item.key for item in row.evidence} == keys(bank, row.factor.key, "evidence")
        assert {item.key for item in row.quotations} == keys(bank, row.factor.key, "quotation")
        assert all(item.source and item.source.label for item in row.evidence)
        assert all(item.source.reference for item in row.quotations)
    assert [item.date for item in outline.paragraphs[0].evidence[:3]] == [
        *("1917/1922", "1917-10", "1919-03"),
    ]


def test_the_blank_of_a_plan_is_the_same_for_a_plan_begun_on_the_question(
    cast: Cast, question: Question
) -> None:
    blank = blank_plan(cast.plan, build_outline(cast.plan))
    expected = blank_assignment(asked(question))
    assert blank.paragraphs == expected.paragraphs
    assert blank.question == expected.question == build_outline(cast.plan).question
    assert blank.author == "Student"


def test_no_word_of_the_plan_is_on_its_blank_but_what_it_brought_to_the_bank(cast: Cast) -> None:
    Plan.objects.update(argument="Mine", judgement="Mine", criterion_1="Mine", ranked=True)
    Paragraph.objects.update(**dict.fromkeys(Paragraph.TEXTS, "Mine"))
    skill = cast.plan.paragraphs.get(factor="skill")
    actions.choose(skill, "evidence", "oath-speech")
    own = Evidence(key="own-1", date="", date_text="", title="Brought", text="By me.", own=True)
    own_items.write_own(skill, own)
    plan = Plan.objects.select_related("owner").get(pk=cast.plan.pk)
    blank = blank_plan(plan, build_outline(plan))
    assert {text for row in blank.paragraphs for text in row.texts} == {""}
    assert (blank.argument, blank.judgement, blank.criteria) == ("", "", ("", "", ""))
    assert not blank.ranked
    items = [item.key for item in blank.paragraphs[0].evidence]
    assert items.count("oath-speech") == 1
    assert items[-1] == "own-1"


def test_a_plan_without_a_library_has_a_blank_of_its_own_items(cast: Cast) -> None:
    actions.choose(cast.plan.paragraphs.get(factor="skill"), "evidence", "oath-speech")
    cast.plan.bank = None
    cast.plan.save()
    rows = blank_plan(cast.plan, build_outline(cast.plan)).paragraphs
    assert [[item.key for item in row.evidence] for row in rows] == [["oath-speech"], [], []]


def test_a_blank_takes_the_same_number_of_queries_whatever_it_holds(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = Plan.objects.select_related("owner").get(pk=cast.plan.pk)
    with django_assert_num_queries(7):
        blank_plan(plan, build_outline(plan))
    for question in Question.objects.all():
        assignment = asked(question)
        with django_assert_num_queries(4):
            blank_assignment(assignment)
