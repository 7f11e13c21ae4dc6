"""Printing the set: every plan of a class in one go."""

from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains

from essayplanner.accounts.models import User
from essayplanner.classes.models import Membership
from essayplanner.exports.pack import BANKS, CLASS_PAPERS
from essayplanner.exports.told import Told
from essayplanner.plans.models import Plan
from essayplanner.reviews.overview import students_of
from essayplanner.reviews.packs import BATCH, copies
from tests.conftest import Cast
from tests.exports.reading import TOLD, squeezed, text_of
from tests.reviews.test_overview import join

pytestmark = pytest.mark.django_db


def fetch(cast: Cast, name: str, query: str = "") -> Any:
    return cast.teacher.get(reverse(f"reviews:{name}", args=[cast.assignment.pk]) + query)


def archive(cast: Cast, query: str = "") -> ZipFile:
    return ZipFile(BytesIO(b"".join(fetch(cast, "plans_zip", query).streaming_content)))


def sheet(one: ZipFile) -> str:
    return squeezed(text_of(PdfReader(one.open(one.namelist()[-1]))))


def test_a_teacher_gets_a_zip_of_the_plans_and_who_has_none(cast: Cast) -> None:
    response = fetch(cast, "plans_zip")
    assert response.streaming
    assert response["Content-Type"] == "application/zip"
    assert "12B%20%E2%80%93%20One%20side%20%E2%80%93%20How%20far" in response["Content-Disposition"]
    one = ZipFile(BytesIO(b"".join(response.streaming_content)))
    assert [name.split(" – ")[0] for name in one.namelist()] == ["Student", "00 Contents"]
    assert squeezed("Classmate not started") in sheet(one)
    assert squeezed("“One side” is here for 1 of 2 students: 1 side on 1 sheet of paper.") in sheet(
        one
    )


def test_a_teacher_gets_one_pdf_of_the_plans(cast: Cast) -> None:
    response = fetch(cast, "plans_pdf", "?size=letter")
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    marks: Any = reader.outline
    assert [mark.title for mark in marks] == ["Contents", "Student"]
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages} == {
        (612, 792)
    }


def test_a_teacher_gets_a_blank_scaffold_for_every_student(cast: Cast) -> None:
    reader = PdfReader(BytesIO(fetch(cast, "blanks_pdf").content))
    marks: Any = reader.outline
    assert [mark.title for mark in marks] == [
        *("Classmate", "Student", "With the evidence to choose from"),
    ]


def test_a_teacher_gets_blanks_for_those_who_have_not_started_alone(cast: Cast) -> None:
    reader = PdfReader(BytesIO(fetch(cast, "blanks_pdf", "?who=unstarted&bank=none").content))
    marks: Any = reader.outline
    assert [mark.title for mark in marks] == ["Classmate"]
    assert len(reader.pages) == 1


@pytest.mark.parametrize("wrong", ["", "twice", "%00"])
def test_a_place_for_the_bank_that_there_is_not_is_not_there(wrong: str, cast: Cast) -> None:
    assert fetch(cast, "blanks_pdf", f"?bank={wrong}").status_code == 404


def test_a_teacher_gets_the_plans_as_word_files_where_there_are_such(cast: Cast) -> None:
    names = archive(cast, "?word=full&paper=one-side").namelist()
    assert names[0].startswith("Student – Full plan – ")
    assert names[0].endswith(".docx")
    for wrong in ("one-side", "scaffold", "", "%00"):
        assert fetch(cast, "plans_zip", f"?word={wrong}").status_code == 404


def test_the_pack_says_when_it_is_due_and_puts_in_no_empty_side_unless_asked(cast: Cast) -> None:
    cast.assignment.due_at = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    cast.assignment.save()
    for query, pages in (("", 2), ("?both_sides=on", 3)):
        reader = PdfReader(BytesIO(fetch(cast, "plans_pdf", query).content))
        assert len(reader.pages) == pages
        assert squeezed("Due 24 November 2026") in squeezed(reader.pages[0].extract_text())


# Feedback is there for those alone who have some (test_feedback_papers).
@pytest.mark.parametrize("paper", sorted(CLASS_PAPERS.keys() - {"feedback"}))
def test_any_paper_of_a_plan_can_be_had_for_the_class(paper: str, cast: Cast) -> None:
    names = archive(cast, f"?paper={paper}").namelist()
    assert f" – {CLASS_PAPERS[paper].name} – " in names[0]


@pytest.mark.parametrize("paper", ["scaffold", "plan", "nothing", "%00"])
def test_what_is_no_paper_of_a_plan_is_not_there(paper: str, cast: Cast) -> None:
    for name in ("plans_zip", "plans_pdf"):
        assert fetch(cast, name, f"?paper={paper}").status_code == 404


@pytest.mark.parametrize("size", ["a3", "", "%00"])
def test_a_size_that_there_is_not_is_not_there(size: str, cast: Cast) -> None:
    for name in ("plans_zip", "plans_pdf", "blanks_pdf"):
        assert fetch(cast, name, f"?size={size}").status_code == 404


def test_a_class_of_nobody_gets_its_contents(cast: Cast) -> None:
    Membership.objects.filter(role="student").delete()
    assert squeezed("Nobody has joined this class yet.") in sheet(archive(cast))
    assert len(PdfReader(BytesIO(fetch(cast, "blanks_pdf").content)).outline) == 1


def test_the_plan_of_a_student_who_left_the_class_is_not_in_the_pack(cast: Cast) -> None:
    Membership.objects.filter(user__username="student").delete()
    assert len(archive(cast).namelist()) == 1


def test_what_is_deleted_while_the_pack_is_made_is_left_out(cast: Cast) -> None:
    join(cast, BATCH)
    rows = copies(cast.assignment, TOLD, None)
    first = next(rows)
    Plan.objects.filter(owner__username="student").delete()
    User.objects.filter(username="extra9").delete()
    states = {row.student: row.state for row in (first, *rows)}
    assert len(states) == BATCH + 2
    assert states["Student"] == "not started"


def test_who_leaves_the_class_while_the_pack_is_made_is_read_no_more(cast: Cast) -> None:
    join(cast, BATCH)
    rows = copies(cast.assignment, TOLD, None)
    next(rows)
    Membership.objects.filter(user__username="student").delete()
    assert {row.student: row for row in rows}["Student"].outline is None


@pytest.mark.parametrize(
    "breaks", ["essayplanner.reviews.overview.check", "essayplanner.plans.build._outline"]
)
def test_a_plan_that_cannot_be_reckoned_stops_nothing(
    breaks: str,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(what: Any, *rest: Any) -> Any:
        if getattr(what, "author", None) == "Student" or what == cast.plan:
            raise RuntimeError("boom")
        return real(what, *rest)

    join(cast, 1)
    module, _, name = breaks.rpartition(".")
    real = getattr(import_module(module), name)
    monkeypatch.setattr(breaks, broken)
    one = archive(cast)
    assert [name.split(" – ")[0] for name in one.namelist()] == ["extra0", "00 Contents"]
    assert squeezed("Student could not be printed") in sheet(one)
    (said,) = [row.getMessage() for row in caplog.records if row.exc_info]
    assert str(cast.plan.pk) in said or str(cast.plan.owner_id) in said


def test_a_class_stands_in_the_order_of_surnames(cast: Cast) -> None:
    names = ("Zoë Ábel", "Ann Zed", "Bob abel", "Ziggy", "李明")
    User.objects.filter(username__in=("student", "classmate")).update(name="Aa Middle")
    for number, name in enumerate(names):
        user = User.objects.create_user(f"u{number}", name=name)
        Membership.objects.create(classroom=cast.classroom, user=user, role="student")
    listed = [str(student) for student in students_of(cast.assignment)]
    assert listed == ["Bob abel", "Zoë Ábel", "Aa Middle", "Aa Middle", "Ann Zed", "Ziggy", "李明"]


def test_each_plan_is_told_of_its_library(cast: Cast) -> None:
    _, student = copies(cast.assignment, Told(made=TOLD.made, size="letter"), None)
    assert student.told is not None
    assert (student.told.size, student.told.made) == ("letter", TOLD.made)
    assert [factor.key for factor in student.told.bank.factors][:2] == ["skill", "rivals"]


@pytest.mark.parametrize(("more", "queries"), [(0, 7), (28, 7), (30, 13)])
def test_a_pack_asks_as_many_questions_for_one_plan_as_for_a_batch(
    more: int, queries: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    join(cast, more)
    list(copies(cast.assignment, TOLD, None))  # the bank is read once for all
    # students; then for each batch: plans, choices, paragraphs, links, what is set aside
    with django_assert_num_queries(queries):
        list(copies(cast.assignment, TOLD, None))


def test_a_request_for_a_pack_asks_who_sent_it_and_what_for(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    list(copies(cast.assignment, TOLD, None))
    with django_assert_num_queries(3 + 7):  # session, user, assignment
        archive(cast)


@pytest.mark.parametrize("more", [0, 30])
def test_blanks_for_a_class_ask_the_same_however_many_there_are(
    more: int,
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    join(cast, more)
    named: list[str] = []
    monkeypatch.setattr(
        "essayplanner.reviews.views.blanks", lambda _, names, *rest: named.extend(names)
    )
    # session, user, assignment, students; factors, evidence, quotations, bearings
    with django_assert_num_queries(8):
        fetch(cast, "blanks_pdf")
    assert len(named) == 2 + more
    # … and who has started
    with django_assert_num_queries(9):
        fetch(cast, "blanks_pdf", "?who=unstarted")
    assert named[2 + more :] == ["Classmate"]


def test_the_overview_offers_the_set_on_every_paper_and_size(cast: Cast) -> None:
    page = cast.teacher.get(reverse("reviews:overview", args=[cast.assignment.pk]))
    for name in ("plans_zip", "plans_pdf", "blanks_pdf"):
        assertContains(page, reverse(f"reviews:{name}", args=[cast.assignment.pk]))
    for value in (*CLASS_PAPERS, *BANKS, "a4", "letter", "everybody", "unstarted"):
        assertContains(page, f'<option value="{value}">')
    for word in ("full", "teacher"):
        assertContains(page, f'<button name="word" value="{word}">')
    assertContains(page, f'href="#take-{cast.assignment.pk}"')
    assertContains(page, "what the student’s ranking claims")
