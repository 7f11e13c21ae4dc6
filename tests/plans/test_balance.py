"""The balance picture and the precision of each paragraph, on the desk."""

import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.argument.balance import CLASS, DESK, Size, lay_picture, weigh
from essayplanner.argument.outline import Outline
from essayplanner.plans.models import Paragraph
from essayplanner.plans.picture import draw_picture
from tests.argument.strategies import outlines
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

NONE = "No date, name or number yet"


def parts(cast: Cast) -> str:
    """Return the parts that a script puts in after each save, as words with single spaces."""
    address = reverse("plans:check", args=[cast.plan.pk])
    answer = cast.student.get(address, headers={"X-Parts": "1"}).content.decode()
    return " ".join(re.sub(r"<[^>]*>", " ", answer).split())


def save(cast: Cast, place: str, text: str) -> None:
    address = reverse("plans:save", args=[cast.plan.pk])
    cast.student.post(address, {place: text, f"{place}.was": ""})


def test_an_empty_plan_says_that_nothing_is_there_yet(cast: Cast) -> None:
    page = cast.student.get(reverse("plans:desk", args=[cast.plan.pk]))
    assertContains(page, NONE, count=3)
    assertContains(page, 'aria-label="Skill: not ranked yet. It holds nothing yet."')
    row = "Skill not ranked yet nothing yet none none none none"
    assert row in parts(cast)
    assertNotContains(page, "0 ev")


def test_each_save_brings_the_picture_the_table_and_the_ticks_afresh(cast: Cast) -> None:
    save(cast, "skill-explanation", "He told Molotov in 1925 that 559 votes would do.")
    drawn = parts(cast)
    assert drawn.count(NONE) == 2
    assert "Exact detail: 1 date · 1 name · 1 number" in drawn
    assert "Skill not ranked yet 100% none 10 none 1 date · 1 name · 1 number" in drawn
    cast.plan.ranked = True
    cast.plan.save()
    address = reverse("plans:check", args=[cast.plan.pk])
    assertContains(
        cast.student.get(address),
        'aria-label="Skill: ranked 1 of 3, which claims 50% of the plan. It holds 100%: '
        'no pieces of evidence, 10 words of explanation, no quotations."',
    )


def test_the_picture_and_the_table_stand_in_the_order_of_the_ranking(cast: Cast) -> None:
    Paragraph.objects.filter(plan=cast.plan, factor="structure").update(rank=0)
    cast.plan.ranked = True
    cast.plan.save()
    page = cast.student.get(reverse("plans:desk", args=[cast.plan.pk])).content.decode()
    said = re.findall(r'aria-label="(\w+): ranked (\d)', page)
    assert said == [("Structure", "1"), ("Skill", "2"), ("Rivals", "3")]
    assert parts(cast).index("Structure 50% nothing yet") < parts(cast).index("Skill 33%")


def test_a_class_sees_the_same_picture_in_each_row(cast: Cast) -> None:
    save(cast, "skill-explanation", "He told Molotov so.")
    page = cast.teacher.get(reverse("reviews:overview", args=[cast.assignment.pk]))
    assertContains(
        page,
        "<title>Skill: not ranked yet. It holds 100%: no pieces of evidence, 4 words of "
        "explanation, no quotations. Rivals: not ranked yet. It holds nothing yet. "
        "Structure: not ranked yet. It holds nothing yet.</title>",
        count=1,
    )


def test_the_name_of_a_factor_is_no_markup_anywhere(cast: Cast) -> None:
    Paragraph.objects.filter(plan=cast.plan, factor="skill").update(short_name="<b>%s&\"'")
    desk = cast.student.get(reverse("plans:desk", args=[cast.plan.pk]))
    overview = cast.teacher.get(reverse("reviews:overview", args=[cast.assignment.pk]))
    for page in (desk, overview):
        assertNotContains(page, "<b>%s")
        assertContains(page, "&lt;b&gt;%s&amp;&quot;&#x27;: not ranked yet")


@given(outlines, st.sampled_from([DESK, CLASS]), st.booleans())
def test_any_picture_is_sound_markup_that_says_what_it_shows(
    outline: Outline, size: Size, linked: bool
) -> None:
    picture = lay_picture(weigh(outline), size)
    drawn = draw_picture(picture, linked=linked)
    svg = ElementTree.fromstring(_readable(drawn))
    said = [link.get("aria-label") for link in svg.iter("a")] if linked else [svg[0].text]
    assert [_plain(text or "") for text in said] == [
        _plain(text) for text in ([bar.says for bar in picture.bars] if linked else [picture.says])
    ]


def _readable(markup: str) -> str:
    """Leave out what no XML can hold, as whoever parses HTML does."""
    return "".join(
        char for char in markup if char in "\n\t" or (char >= " " and char.isprintable())
    )


def _plain(text: str) -> str:
    return "".join(_readable(text).split())
