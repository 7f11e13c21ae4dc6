"""The same plan for a new question: seen first, then as a copy or in the plan itself."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.argument.outline import Link, Outline
from essayplanner.classes.models import Scaffold
from essayplanner.plans import actions, aiming, revisions
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Choice, Plan, Revision
from essayplanner.plans.writing import write_outline
from factors.models import Bank, Question
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

RIVALS = "to-what-extent-rivals"
POLICY = "how-far-policy"
TYPED = {"text": "Was it the grain crisis of 1927–28?", "named_factor": "economy"}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A guest's plan with words, choices, a ranking, a link: of no class."""
    plan = cast.guest_plan
    for key in ("oath-speech", "siberia-grain-1928"):
        data = {"to": "skill", "item": f"evidence/{key}"}
        cast.guest.post(f"/plans/{plan.pk}/choose/", data)
    data = {"to": "rivals", "item": "quotation/pipes-trotsky-personality"}
    cast.guest.post(f"/plans/{plan.pk}/choose/", data)
    old = build_outline(plan)
    rows = [
        replace(row, point=f"{row.factor.key}!", rank=n) for n, row in enumerate(old.paragraphs)
    ]
    link = Link(cause="rivals", effect="skill", kind="opportunity", sentence="Gaps.")
    texts: dict[str, Any] = {
        "argument": "Skill.",
        "criteria": ("a", "b", ""),
        "judgement": "Skill!",
    }
    full = replace(old, ranked=True, paragraphs=tuple(rows), links=(link,), **texts)
    plan.scaffold, plan.view = Scaffold.LIGHT, Plan.View.MAP
    plan.save()
    write_outline(plan, full)
    return plan


def address(plan: Plan, verb: str = "aim") -> str:
    return reverse(f"plans:{verb}", args=[plan.pk])


def words(outline: Outline) -> set[str]:
    """What the student put into a plan."""
    texts = {outline.argument, outline.judgement, *outline.criteria}
    for row in outline.paragraphs:
        texts |= {*row.texts, *(item.key for item in row.evidence)}
        texts |= {item.key for item in row.quotations}
    return texts | {link.sentence for link in outline.links}


def test_the_questions_of_the_library_are_there_to_choose_from_and_ones_own_to_change(
    cast: Cast, plan: Plan
) -> None:
    page = cast.guest.get(address(plan))
    assertContains(
        page,
        '<a class="question" href="?question=',
        count=Question.objects.filter(bank=plan.bank).count() - 1,
    )
    assertContains(page, "This is your question now", count=1)
    form = page.context["form"]
    names = ("text", "named_factor", "starts", "ends")
    shown = [form[name].value() for name in names]
    # Left to the words: “skill” is read from them again, and so is what is typed instead.
    assert shown == [plan.question, "", 1922, 1929]


def test_what_would_change_is_shown_and_nothing_is_written(cast: Cast, plan: Plan) -> None:
    before = build_outline(plan)
    page = cast.guest.get(address(plan), {"question": POLICY})
    for says in (
        plan.question,
        "How far did differences over policy",
        "it has to be weighed first",
        "New and empty, for you to write.",
        "Was paragraph 1.",
        "Nothing is claimed yet under",
        "your 2 pieces of evidence, your 1 quotation, your 1 link between factors, your ranking",
        "It stays word for word",
        "Aim a copy at this question",
        "Change this plan",
    ):
        assertContains(page, says)
    assert build_outline(Plan.objects.get(pk=plan.pk)) == before
    assert Plan.objects.count() == 2


def test_evidence_beyond_the_new_dates_is_named_with_its_date(cast: Cast, plan: Plan) -> None:
    page = cast.guest.get(address(plan), {"question": "how-important-economy"})
    assertContains(page, "Evidence outside 1927–1929")
    assertContains(page, "<b>26 Jan 1924</b>")
    assertNotContains(page, "<b>Jan 1928</b>")
    assertNotContains(page, "Historians disagree")
    for choice in Choice.objects.filter(paragraph__plan=plan, kind="evidence"):
        choice.item["views"] = [{"holders": "Carr", "claim": "A ritual."}]
        choice.save()
    page = cast.guest.get(address(plan), {"question": "how-important-economy"})
    assertContains(page, "<b>Historians disagree.</b>")
    assertContains(page, "<b>Carr:</b> A ritual.")


def test_a_copy_is_aimed_and_the_plan_stays(cast: Cast, plan: Plan) -> None:
    before = build_outline(plan)
    answer = cast.guest.post(address(plan), {"question": RIVALS})
    copy = Plan.objects.exclude(pk__in=[plan.pk, cast.plan.pk]).get()
    assert answer["Location"] == f"/plans/{copy.pk}/"
    assert build_outline(Plan.objects.get(pk=plan.pk)) == before
    kept = ("guest_key", "owner_id", "bank_id", "scaffold", "view", "assignment_id", "topic_slug")
    assert [getattr(copy, name) for name in kept] == [getattr(plan, name) for name in kept]
    aimed = build_outline(copy)
    assert (aimed.question.named_factor, aimed.question.starts) == ("rivals", 1923)
    assert [row.factor.key for row in aimed.paragraphs] == ["rivals", "skill", "structure"]
    assert words(aimed) == words(before)
    assertContains(cast.guest.get(answer["Location"]), "This is the copy")


def test_a_plan_of_ones_own_can_be_changed_itself_and_its_history_keeps_it(
    cast: Cast, plan: Plan
) -> None:
    before = build_outline(plan)
    answer = cast.guest.post(address(plan, "aim_here"), {"question": POLICY})
    assert answer["Location"] == f"/plans/{plan.pk}/"
    plan = Plan.objects.get(pk=plan.pk)
    after = build_outline(plan)
    assert after.question.named_factor == "policy"
    assert after.paragraphs[0].factor.key == "policy"
    assert words(after) >= words(before)
    revision = Revision.objects.get(reason=Revision.Reason.QUESTION)
    assert (revision.reason, revision.made_at) == (Revision.Reason.QUESTION, plan.kept_at)
    assert revisions.read(revision) == before


def test_a_typed_question_names_a_factor_and_takes_its_years_from_its_words(
    cast: Cast, plan: Plan
) -> None:
    assertContains(cast.guest.get(address(plan), TYPED), "Economic")
    cast.guest.post(address(plan, "aim_here"), TYPED)
    aimed = build_outline(Plan.objects.get(pk=plan.pk))
    assert aimed.question == replace(
        build_outline(plan).question,
        text=TYPED["text"], named_factor="economy", starts=1927, ends=1928,
    )  # fmt: skip
    assert [row.factor.key for row in aimed.paragraphs][:2] == ["economy", "skill"]


LUCK = "How important was luck in Stalin’s rise to power?"


@pytest.mark.parametrize(
    ("data", "named", "factors"),
    [
        ({"text": LUCK}, "luck", ["luck", "skill", "rivals", "structure"]),
        ({"text": LUCK, "named_factor": ""}, "luck", ["luck", "skill", "rivals", "structure"]),
        ({"text": LUCK, "named_factor": "none named"}, "", ["skill", "rivals", "structure"]),
        ({"text": LUCK, "named_factor": "skill"}, "skill", ["skill", "rivals", "structure"]),
        ({"text": "Why did Stalin win?"}, "", ["skill", "rivals", "structure"]),
    ],
)
def test_a_typed_question_names_the_factor_of_its_words_unless_another_is_chosen(
    data: dict[str, str], named: str, factors: list[str], cast: Cast, plan: Plan
) -> None:
    page = cast.guest.get(address(plan), data)
    assert page.context["target"].question.named_factor == named
    cast.guest.post(address(plan), dict(page.context["sent"]))
    copy = Plan.objects.get(question=data["text"])
    assert copy.named_factor == named
    assert [row.factor.key for row in build_outline(copy).paragraphs] == factors


@pytest.mark.parametrize(
    ("text", "named", "chosen"),
    [
        ("How important was structure in Stalin’s rise?", "structure", ""),
        ("How important was structure in Stalin’s rise?", "", "none named"),
        ("Was it the party’s own machinery?", "structure", "structure"),
        ("Why did Stalin win?", "", ""),
    ],
)
def test_what_the_words_do_not_say_of_the_question_that_a_plan_has_is_chosen_already(
    text: str, named: str, chosen: str, cast: Cast, plan: Plan
) -> None:
    Plan.objects.filter(pk=plan.pk).update(question=text, named_factor=named)
    form = cast.guest.get(address(plan)).context["form"]
    assert form["named_factor"].value() == chosen
    values = {"text": text, "named_factor": chosen, "starts": "1922", "ends": "1929"}
    assertContains(cast.guest.get(address(plan), values), "nothing would change")


def test_the_question_that_a_plan_has_changes_nothing(cast: Cast, plan: Plan) -> None:
    for choice in ({"question": "how-far-skill"}, {"text": plan.question, "named_factor": "skill"}):
        assertContains(cast.guest.get(address(plan), choice), "nothing would change")


def test_a_plan_for_a_class_keeps_its_question_and_its_copy_is_ones_own(cast: Cast) -> None:
    page = cast.student.get(address(cast.plan), {"question": RIVALS})
    assertContains(page, "so the plan itself keeps it")
    assertNotContains(page, "Change this plan")
    answer = cast.student.post(address(cast.plan, "aim_here"), {"question": RIVALS})
    assert answer.status_code == 403
    cast.student.post(address(cast.plan), {"question": RIVALS})
    copy = Plan.objects.get(owner=cast.plan.owner, assignment=None)
    assert cast.teacher.get(f"/plans/{copy.pk}/").status_code == 404


def test_a_plan_whose_topic_is_gone_is_aimed_at_a_typed_question(cast: Cast, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(bank=None)
    assertNotContains(cast.guest.get(address(plan)), "?question=")
    assert cast.guest.get(address(plan), {"question": RIVALS}).status_code == 404
    data = {"text": "Was it the rivals?", "named_factor": "rivals"}
    cast.guest.post(address(plan), data)
    copy = Plan.objects.get(question="Was it the rivals?")
    assert [row.factor for row in copy.paragraphs.all()] == ["rivals", "skill", "structure"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "Type the question first."),
        ({"text": " "}, "Type the question first."),
        ({"text": "x" * 501}, "at most 500 characters"),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
        ({"text": "Why?", "named_factor": "weather"}, "weather is not one of the available"),
        ({"text": "Why?", "starts": "1922"}, "Give the last year too, or neither."),
        ({"text": "Why?", "ends": "1922"}, "Give the first year too, or neither."),
        ({"text": "Why?", "starts": "1929", "ends": "1922"}, "comes before the first"),
        ({"text": "Why?", "starts": "soon", "ends": "99999999"}, "Give a year in figures"),
    ],
)
def test_a_question_that_cannot_be_taken_stays_on_the_page_with_the_reason(
    data: dict[str, str], says: str, cast: Cast, plan: Plan
) -> None:
    before = Plan.objects.count()
    for verb in ("aim", "aim_here"):
        assertContains(cast.guest.post(address(plan, verb), data), says, status_code=422)
    if data:
        assertContains(cast.guest.get(address(plan), data), says, status_code=422)
    assert Plan.objects.count() == before
    assert not Revision.objects.filter(reason=Revision.Reason.QUESTION).exists()


@pytest.mark.parametrize("slug", ["", "nothing-such", "a\x00b", "x" * 5000, "../.."])
def test_a_question_that_the_library_has_not_is_not_found(
    slug: str, cast: Cast, plan: Plan
) -> None:
    for answer in (
        cast.guest.get(address(plan), {"question": slug}),
        cast.guest.post(address(plan), {"question": slug}),
        cast.guest.post(address(plan, "aim_here"), {"question": slug}),
    ):
        assert answer.status_code == 404


def test_another_topics_question_is_not_to_be_had(cast: Cast, plan: Plan) -> None:
    other = Question.objects.exclude(bank__topic__slug="stalin-rise").first()
    assert other
    assert cast.guest.get(address(plan), {"question": other.slug}).status_code == 404


def test_the_pages_cost_as_much_for_many_questions_as_for_few(
    cast: Cast, plan: Plan, bank: Bank, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 30):
        rows = Question.objects.filter(bank=bank)
        rows.exclude(slug__in=[RIVALS, "how-far-skill"]).delete()
        Question.objects.bulk_create(
            Question(bank=bank, slug=f"q-{n}", order=n + 2, text=f"Why {n}?", starts=1, ends=2)
            for n in range(count - 1)
        )
        with django_assert_num_queries(8):  # session, plan, 4 of the outline, factors, questions
            cast.guest.get(address(plan))
        with django_assert_num_queries(9):  # … and the question with its factors
            cast.guest.get(address(plan), {"question": RIVALS})


def test_a_copy_holds_what_the_plan_holds_when_it_is_made(cast: Cast, plan: Plan) -> None:
    fetched = Plan.objects.get(pk=plan.pk)
    target = aiming.library_target(fetched, POLICY)
    actions.save_text(plan, "argument", "Skill.", "Written meanwhile.")
    actions.save_text(plan, "skill-reply", "", "Meanwhile.")
    copy = build_outline(aiming.aim_copy(fetched, target))
    assert copy == target.aimed(build_outline(Plan.objects.get(pk=plan.pk)))
    assert copy.argument == "Written meanwhile."


def test_what_was_left_on_purpose_for_the_question_is_looked_at_again_and_kept(
    cast: Cast, plan: Plan
) -> None:
    why = {"place": "judgement", "reason": "It asks of one man."}
    plan.set_aside.create(rule="judgement_does_not_answer", **why)
    plan.set_aside.create(rule="no_links", place="links")
    page = cast.guest.get(address(plan), {"question": RIVALS})
    assertContains(page, "1 finding that you left on purpose belongs to the question")
    cast.guest.post(address(plan, "aim_here"), {"question": RIVALS})
    assert [row.rule for row in plan.set_aside.all()] == ["no_links"]
    kept = plan.revisions.get(reason=Revision.Reason.QUESTION)
    assert revisions.read(kept).set_aside[0].reason == "It asks of one man."


def test_changing_the_question_twice_is_changing_it_once(cast: Cast, plan: Plan) -> None:
    before = build_outline(plan)
    for _ in range(2):
        answer = cast.guest.post(address(plan, "aim_here"), {"question": POLICY})
        assert answer.status_code == 302
    (revision,) = plan.revisions.filter(reason=Revision.Reason.QUESTION)
    assert revisions.read(revision) == before
    assert plan.revisions.first() == revision
