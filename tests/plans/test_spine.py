"""A plan's argument as one paragraph: for its writer with the ways back, for a reader without."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from hypothesis import given
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.argument.outline import Outline
from essayplanner.argument.rules.sound import SOUND
from essayplanner.argument.spine import spine
from essayplanner.plans import actions
from essayplanner.plans.models import Plan
from essayplanner.plans.writing import write_outline
from factors.exam_formats import load_formats, read_formats
from tests.argument import strategies
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

HOSTILE = "</span><script>alert('{{ plan }}')</script>&amp;"


def path(plan: Plan) -> str:
    return reverse("plans:spine", args=[plan.pk])


def hold(cast: Cast, outline: Outline = SOUND.outline) -> None:
    write_outline(cast.plan, outline)


def test_an_empty_plan_gets_kind_words_and_no_list_of_faults(cast: Cast) -> None:
    page = cast.student.get(path(cast.plan))
    assertContains(page, "There is nothing to read yet, and that is how every plan begins.")
    assertNotContains(page, 'class="break"')
    assertNotContains(page, "It breaks")


def test_every_text_of_the_argument_stands_there_once_with_its_way_back(cast: Cast) -> None:
    hold(cast)
    page = cast.student.get(path(cast.plan))
    plan = SOUND.outline
    for text in (plan.argument, plan.judgement, *(row.link for row in plan.paragraphs)):
        assertContains(page, text, count=1)
    desk = reverse("plans:desk", args=[cast.plan.pk])
    assert re.findall(rf'class="tag" href="{desk}#([^"]+)"', page.content.decode()) == [
        "argument",
        *("skill-point", "skill-link", "structure-point", "structure-link"),
        *("rivals-point", "rivals-link", "judgement"),
    ]
    assertContains(page, "162 words, about 1 minute 5 seconds read aloud.")
    assertContains(page, "No piece of it is missing.")
    assertNotContains(page, 'class="break"')


def test_a_break_is_marked_and_says_where_to_go(cast: Cast) -> None:
    hold(cast)
    actions.save_text(cast.plan, "rivals-link", SOUND.outline.paragraphs[2].link, "")
    page = cast.student.get(path(cast.plan))
    assertContains(page, "It breaks in 1 place, marked below.")
    assertContains(
        page, "Nothing joins “His rivals’ weakness” to your judgement: the link is empty."
    )
    assertContains(
        page, f'href="{reverse("plans:desk", args=[cast.plan.pk])}#rivals-link">Go to the link'
    )


def test_a_teacher_reads_it_without_ways_to_the_desk(cast: Cast) -> None:
    hold(cast)
    actions.save_text(cast.plan, "judgement", SOUND.outline.judgement, "")
    page = cast.teacher.get(path(cast.plan))
    assertContains(page, SOUND.outline.argument)
    assertContains(page, 'class="break"', count=1)
    assertNotContains(page, reverse("plans:desk", args=[cast.plan.pk]))


def test_of_coursework_a_break_is_a_question_and_nothing_is_said_of_it(cast: Cast) -> None:
    load_formats(read_formats())
    hold(cast, replace(SOUND.outline, exam_format="aqa-7042-nea"))
    actions.save_text(cast.plan, "rivals-link", SOUND.outline.paragraphs[2].link, "")
    actions.save_text(cast.plan, "argument", SOUND.outline.argument, "")
    for reader in (cast.student, cast.teacher):
        page = reader.get(path(cast.plan))
        assertContains(page, 'class="break"', count=2)
        assertContains(page, "How does “His rivals’ weakness” lead on to your judgement?")
        assertContains(page, "Which answer does the essay begin with?")
        assertContains(page, "2 questions stand in it.")
        for said in ("Nothing joins", "missing", "empty", "It breaks"):
            assertNotContains(page, said)


def test_of_coursework_too_what_reads_through_is_told_to_be_read_aloud(cast: Cast) -> None:
    load_formats(read_formats())
    hold(cast, replace(SOUND.outline, exam_format="aqa-7042-nea"))
    page = cast.student.get(path(cast.plan))
    assertContains(page, "read it aloud.")
    assertNotContains(page, "stand in it.")


def test_what_is_written_is_shown_as_it_is_and_never_run(cast: Cast) -> None:
    for place in ("argument", "skill-point", "skill-link", "judgement"):
        actions.save_text(cast.plan, place, "", HOSTILE)
    page = cast.student.get(path(cast.plan))
    assertNotContains(page, "<script>alert")
    assertContains(
        page, "&lt;script&gt;alert(&#x27;{{ plan }}&#x27;)&lt;/script&gt;&amp;amp;", count=4
    )


class _Words(HTMLParser):
    """What a page shows of the student's words, element by element, and its tags that run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.read: list[str] = []
        self.runs: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = ("class", "words") in attrs
        if self.inside:
            self.read.append("")
        if tag == "script":
            self.runs.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.read[-1] += data


@given(strategies.outlines)
def test_every_text_is_read_as_it_was_written_once_and_in_order(outline: Outline) -> None:
    context = {"plan": Plan(question="Why?"), "spine": spine(outline), "own": True}
    page = _Words(render_to_string("plans/spine.html", context))
    assert page.read == [piece.text.strip() for piece in spine(outline).pieces]
    assert page.runs == []


def test_a_full_plan_asks_the_database_no_more_than_an_empty_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):
        cast.student.get(path(cast.plan))
    hold(cast)
    with django_assert_num_queries(7):
        cast.student.get(path(cast.plan))
