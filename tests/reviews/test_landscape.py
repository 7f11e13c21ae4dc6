"""The argument landscape of a class, and its seating slip."""

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.classes.models import Assignment, Membership
from essayplanner.plans.models import Paragraph
from essayplanner.reviews.landscape import survey
from factors.models import ExamFormat
from tests.conftest import Cast
from tests.exports.reading import squeezed, text_of
from tests.reviews.given import HOSTILE, plan_of, student

pytestmark = pytest.mark.django_db


def path(cast: Cast, name: str = "landscape") -> str:
    return reverse(f"reviews:{name}", args=[cast.assignment.pk])


def slip(cast: Cast, query: str = "") -> PdfReader:
    return PdfReader(BytesIO(cast.teacher.get(path(cast, "seating") + query).content))


def rank(cast: Cast, *firsts: str) -> None:
    for number, first in enumerate(firsts):
        plan_of(cast, student(cast, f"p{number:03}", f"Pupil {number:03}"), [first])


def test_it_says_who_ranks_what_first_and_who_has_not_ranked(cast: Cast) -> None:
    rank(cast, "skill", "rivals", "skill")
    found = survey(cast.assignment)
    assert [(row.factor.short_name, row.first, row.second) for row in found.factors] == [
        ("Skill", ("Pupil 000", "Pupil 002"), 1),
        ("Rivals", ("Pupil 001",), 2),
        ("Structure", (), 0),
    ]
    assert (found.unranked, found.unstarted) == (("Student",), ("Classmate",))
    page = cast.teacher.get(path(cast))
    assertContains(page, "3 of 5 students have ranked the factors; 2 factors are ranked first")
    assertContains(page, "Pupil 000, Pupil 002")
    assertContains(page, f'href="{path(cast, "seating")}"')


def test_two_of_one_name_are_told_apart_by_their_user_names(cast: Cast) -> None:
    for username in ("tom1", "tom2"):
        plan_of(cast, student(cast, username, "Tom Ash"), ["skill"])
    assertContains(cast.teacher.get(path(cast)), "Tom Ash (tom1), Tom Ash (tom2)")


@pytest.mark.parametrize("number", [1, 30])
def test_it_asks_as_many_questions_for_one_as_for_thirty(
    number: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rank(cast, *["skill", "rivals"] * (number // 2), *["skill"] * (number % 2))
    with django_assert_num_queries(5):
        cast.teacher.get(path(cast))


def test_other_pairs_are_a_link_away_and_a_wrong_number_is_none(cast: Cast) -> None:
    rank(cast, "skill", "rivals", "structure", "skill")
    first, other = (cast.teacher.get(path(cast) + f"?again={n}") for n in (0, 1))
    seats: list[Any] = [
        [{one.name for one in row.students} for row in page.context["seats"]]
        for page in (first, other)
    ]
    assert not [pair for pair in seats[0] if pair in seats[1]]
    assertContains(first, 'href="?again=1#pairs"')
    assertContains(other, f'href="{path(cast, "seating")}?again=1"')
    for wrong in ("", "-1", "x", "9" * 5000, "²", "%00"):
        assert cast.teacher.get(path(cast) + f"?again={wrong}").status_code == 200


def test_coursework_is_not_compared(cast: Cast) -> None:
    rank(cast, "skill", "rivals")
    Assignment.objects.update(coursework=True)
    page = cast.teacher.get(path(cast))
    assertContains(page, "This is coursework")
    assertNotContains(page, "Pupil 000")
    assert cast.teacher.get(path(cast, "seating")).status_code == 404


def test_neither_is_what_is_marked_on_a_format_of_coursework(cast: Cast) -> None:
    slug = ExamFormat.objects.create(
        slug="nea", coursework=True, board="B", specification="S", paper="P", kind="K", marks=40,
        document="D", year=2026,
    ).slug  # fmt: skip
    Assignment.objects.update(exam_format=slug)
    assertContains(cast.teacher.get(path(cast)), "This is coursework")


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_a_small_class_is_told_what_there_is(number: int, cast: Cast) -> None:
    Membership.objects.filter(role="student").delete()
    rank(cast, *("skill", "rivals", "skill")[:number])
    page = cast.teacher.get(path(cast))
    said = {
        0: "Nobody has joined this class yet.",
        1: "It takes two students who have ranked",
        2: "2 of 2 students have ranked",
        3: "3 of 3 students have ranked",
    }[number]
    assertContains(page, said)
    assert len(slip(cast).pages) == (2 if number > 1 else 1)


def test_the_seating_slip_has_a_list_and_a_slip_for_each_pair(cast: Cast) -> None:
    rank(cast, "skill", "rivals")
    plan_of(cast, student(cast, "h", HOSTILE), ["structure"])
    Paragraph.objects.update(point="A secret claim.")
    reader = slip(cast)
    first, second = (squeezed(page.extract_text()) for page in reader.pages)
    for page in (first, second):
        assert squeezed("Pupil 000 Skill") in page
        assert squeezed("Pupil 001 Rivals") in page
        assert "O’Brien" in page
        assert "secret" not in page
    assert squeezed("Not ranked yet Student") in first
    assert squeezed("one minute for your factor") in second
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    assert "pdfuaid:part" in str(reader.xmp_metadata and reader.xmp_metadata.stream.get_data())


def test_thirty_fit_on_one_side_besides_the_slips(cast: Cast) -> None:
    rank(cast, *["skill", "rivals", "structure"] * 10)
    texts = [squeezed(page.extract_text()) for page in slip(cast).pages]
    assert squeezed("Not started Classmate") in texts[0]
    assert "oneminute" in texts[1]


def test_who_left_the_class_is_not_in_it(cast: Cast) -> None:
    rank(cast, "skill", "rivals")
    User.objects.get(username="p000").memberships.all().delete()
    assertNotContains(cast.teacher.get(path(cast)), "Pupil 000")
    assert "Pupil000" not in squeezed(text_of(slip(cast)))
