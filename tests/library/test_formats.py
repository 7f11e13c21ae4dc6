"""Exam formats in the browser: read by everybody, copied and changed by their author alone."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.access import readable_formats
from essayplanner.classes.models import Classroom, Membership
from essayplanner.library.format_forms import FormatEditor
from factors.exam_formats import FormatRecord, copy_format, load_formats, read_formats
from factors.models import ExamFormat
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
LIST = "/library/formats/"
AQA = "aqa-7042-essay"


@pytest.fixture(autouse=True)
def built_in(db: None) -> list[FormatRecord]:
    """The built-in formats, as they are on every site."""
    load_formats(records := read_formats())
    return records


@pytest.fixture
def ours(cast: Cast) -> ExamFormat:
    """A copy of AQA's essay that belongs to the teacher of 12B."""
    teacher = User.objects.get(username="teacher")
    return copy_format(ExamFormat.objects.get(slug=AQA), teacher.pk)


def path(verb: str, exam_format: ExamFormat | str) -> str:
    slug = exam_format if isinstance(exam_format, str) else exam_format.slug
    return reverse(f"library:{verb}", args=[slug])


def as_posted(exam_format: ExamFormat, changes: dict[str, str] | None = None) -> dict[str, str]:
    """What a browser sends when its user saves the form as it was shown, but for the changes."""
    editor = FormatEditor(exam_format)
    boxes = [
        *editor.form,
        *editor.strands.management_form,
        *(box for strand in editor.strands.forms for box in strand),
    ]
    values: dict[str, Any] = {box.html_name: box.value() for box in boxes}
    sent = {name: str(value) for name, value in values.items() if value not in (None, False)}
    return {name: value.replace("\n", "\r\n") for name, value in (sent | (changes or {})).items()}


def said(exam_format: ExamFormat) -> dict[str, Any]:
    stored = ExamFormat.objects.get(pk=exam_format.pk)
    return {name: getattr(stored, name) for name in FormatRecord.model_fields}


def test_the_list_shows_every_built_in_format_and_that_it_is_not_checked(
    client: Client, built_in: list[FormatRecord]
) -> None:
    page = client.get(LIST)
    for row in built_in:
        assertContains(page, path("format", row.slug))
        time = f"{row.minutes} minutes" if row.minutes else "not timed"
        assertContains(page, f"{row.specification} · {row.kind} · {row.marks} marks · {time}")
    assertContains(page, "not yet checked against the board’s own document", count=len(built_in))


def test_a_format_shows_its_bands_its_strands_and_where_they_come_from(client: Client) -> None:
    page = client.get(path("format", AQA))
    stored = ExamFormat.objects.get(slug=AQA)
    assertContains(page, f"Source: {stored.source}.")
    assertContains(page, "not yet checked against the board’s own document", count=1)
    assertContains(page, '<th scope="row">Level 5</th><td>21–25</td>', html=True)
    for strand in stored.strands:
        for text in strand.values():
            assertContains(page, escape(text))
    assertContains(page, "Historians are not required in this essay.")
    assertContains(page, "our own words")


def test_where_no_limits_of_bands_are_known_the_page_says_so(client: Client) -> None:
    page = client.get(path("format", "cambridge-9489-paper-4-essay"))
    assertContains(page, "The limits of its bands are not recorded here.")
    assertContains(page, "15 for AO1")


def test_a_format_is_read_by_its_author_and_the_classes_they_teach_and_nobody_else(
    cast: Cast, ours: ExamFormat
) -> None:
    readers = {"teacher", "student", "classmate"}
    clients = cast.clients()
    assert {
        who for who, browser in clients.items() if ours.slug in browser.get(LIST).content.decode()
    } == readers
    for username in ("teacher", "student", "stranger"):
        person = Person(user_id=User.objects.get(username=username).pk)
        assert (ours in readable_formats(person)) == (username in readers)
    assert ours not in readable_formats(Person(guest_key="somebody"))


def test_a_students_own_format_is_not_read_by_teacher_or_classmate(cast: Cast) -> None:
    student = User.objects.get(username="student")
    made = copy_format(ExamFormat.objects.get(slug=AQA), student.pk)
    got = {
        who: client.get(path("format", made)).status_code for who, client in cast.clients().items()
    }
    assert got == dict.fromkeys(got, 404) | {"student": 200}


def test_a_format_shared_through_two_classes_is_listed_once(cast: Cast, ours: ExamFormat) -> None:
    again = Classroom.objects.create(name="13A")
    for username, role in (("teacher", "teacher"), ("student", "student")):
        user = User.objects.get(username=username)
        Membership.objects.create(classroom=again, user=user, role=role)
    assertContains(cast.student.get(LIST), path("format", ours), count=1)
    assertContains(cast.student.get(LIST), "From your teachers")
    assertContains(cast.teacher.get(LIST), "Yours")


def test_a_copy_says_the_same_belongs_to_its_author_and_is_not_yet_checked(cast: Cast) -> None:
    ExamFormat.objects.filter(slug=AQA).update(checked_on=datetime.date(2026, 1, 31))
    original = ExamFormat.objects.get(slug=AQA)
    answer = cast.student.post(path("copy_format", AQA))
    made = ExamFormat.objects.get(author__username="student")
    assertRedirects(answer, path("edit_format", made))
    assert said(made) == said(original) | {"slug": made.slug, "checked_on": None}
    assert made.slug.startswith("aqa-7042-essay-")
    again = copy_format(made, User.objects.get(username="student").pk)
    FormatRecord.model_validate(said(again))


def test_nobody_changes_or_deletes_a_built_in_format_and_a_guest_copies_none(cast: Cast) -> None:
    before = list(ExamFormat.objects.values())
    for who in (cast.teacher, cast.student, cast.guest):
        assert who.get(path("edit_format", AQA)).status_code == 403
        assert who.post(path("edit_format", AQA), {"board": "Mine"}).status_code == 403
        assert who.post(path("delete_format", AQA)).status_code == 403
    assert cast.guest.post(path("copy_format", AQA)).status_code == 403
    assertNotContains(cast.guest.get(path("format", AQA)), path("copy_format", AQA))
    assert list(ExamFormat.objects.values()) == before


def test_a_reader_of_a_format_writes_nothing_in_it(cast: Cast, ours: ExamFormat) -> None:
    before = said(ours)
    for client, status in ((cast.student, 403), (cast.stranger, 404)):
        assert (
            client.post(path("edit_format", ours), as_posted(ours, {"board": "X"})).status_code
            == status
        )
        assert client.post(path("delete_format", ours)).status_code == status
    assert said(ours) == before
    page = cast.student.get(path("format", ours))
    assertNotContains(page, path("edit_format", ours))
    assertContains(page, "From Teacher.")


def test_saving_the_form_as_it_was_shown_changes_nothing(cast: Cast, ours: ExamFormat) -> None:
    for slug in ExamFormat.objects.filter(author=None).values_list("slug", flat=True):
        made = copy_format(ExamFormat.objects.get(slug=slug), ours.author_id or 0)
        before = said(made)
        assertContains(cast.teacher.get(path("edit_format", made)), "Save this format")
        answer = cast.teacher.post(path("edit_format", made), as_posted(made))
        assertRedirects(answer, path("format", made))
        assert said(made) == before


def test_everything_about_a_format_can_be_changed_and_is_shown(
    cast: Cast, ours: ExamFormat
) -> None:
    changes = {
        "board": "Our school",
        "specification": "Mock",
        "paper": "January",
        "kind": "Class essay",
        "marks": "12",
        "minutes": "40",
        "historians_required": "on",
        "note": "Bring a pen.\nAnd another.",
        "bands": "Low : 1 - 5\n\nPass: 6\nTop: 7 to 12\n",
        "document": "Our mark sheet",
        "year": "2026",
        "checked_on": "2026-01-31",
        "wording": "Level 5 <b>answers</b>\nare “good”.",
        "strands-1-name": "",
        "strands-1-asks": "",
        "strands-1-low": "",
        "strands-1-middle": " ",
        "strands-1-top": "",
        "strands-4-name": "Style",
        "strands-4-asks": "Write.",
        "strands-4-low": "Dull.",
        "strands-4-middle": "Plain.",
        "strands-4-top": "Clear.",
    }
    answer = cast.teacher.post(path("edit_format", ours), as_posted(ours, changes), follow=True)
    assertContains(answer, "Saved.")
    kept = ExamFormat.objects.get(slug=AQA).strands
    assert said(ours) == {
        "slug": ours.slug,
        "board": "Our school",
        "specification": "Mock",
        "paper": "January",
        "kind": "Class essay",
        "marks": 12,
        "minutes": 40,
        "coursework": False,
        "historians_required": True,
        "bands": [
            {"name": "Low", "lowest": 1, "highest": 5},
            {"name": "Pass", "lowest": 6, "highest": 6},
            {"name": "Top", "lowest": 7, "highest": 12},
        ],
        "strands": [
            *(strand for strand in kept if strand["name"] != "Knowledge"),
            {
                "name": "Style",
                "asks": "Write.",
                "low": "Dull.",
                "middle": "Plain.",
                "top": "Clear.",
            },
        ],
        "note": "Bring a pen.\nAnd another.",
        "wording": "Level 5 <b>answers</b>\nare “good”.",
        "document": "Our mark sheet",
        "year": 2026,
        "checked_on": datetime.date(2026, 1, 31),
    }
    page = cast.student.get(path("format", ours))
    assertContains(page, "<p>Level 5 &lt;b&gt;answers&lt;/b&gt;<br>are “good”.</p>")
    assertContains(page, "<p>Bring a pen.<br>And another.</p>")
    assertContains(page, "checked against the board’s own document on 31 January 2026")
    assertNotContains(page, "not yet checked")
    assertContains(page, "This paper requires historians")


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({"board": ""}, ["This is empty."]),
        ({"paper": "p" * 201}, ["This is longer than 200 characters."]),
        ({"marks": "many"}, ["Enter a whole number."]),
        ({"marks": "", "minutes": "0"}, ["This must be a whole number.", "This must be 1 or more."]),
        ({"marks": "9" * 400}, ["This must be 200 or less."]),
        ({"marks": "9" * 5000}, ["Enter a whole number."]),
        ({"marks": "26"}, ["Band 5: its highest mark must be 26, the marks of the essay."]),
        ({"year": "99999"}, ["This must be 9999 or less."]),
        ({"checked_on": "9999-01-01"}, ["This is in the future."]),
        ({"checked_on": "soon"}, ["Enter a valid date."]),
        ({"note": "n" * 2001}, ["This is longer than 2000 characters."]),
        ({"wording": "w" * 20_001}, ["This is longer than 20000 characters."]),
        ({"wording": "a\x07b"}, ["This holds the character U+0007, which cannot be kept or printed."]),
        ({"board": "a\x07b"}, ["This holds the character U+0007, which cannot be kept or printed."]),
        ({"strands-0-low": "a\x00b"}, ["Null characters are not allowed."]),
        ({"strands-0-low": "", "strands-3-top": "t" * 1001}, ["This is empty.", "This is longer than 1000 characters."]),
        ({"strands-1-name": "Analysis"}, ["Strands: “Analysis” stands 2 times."]),
        ({"bands": "Level 1: 1–5\nLevel 2 6-25\nnonsense"}, [
            "Line 2, “Level 2 6-25”, is not a band.",
            "Line 3, “nonsense”, is not a band.",
        ]),
        ({"bands": "A: 1-5\nB: 5-4\nB: 7-25"}, [
            "Band 2: its lowest mark must be 6",
            "Band 2: its highest mark is below the lowest mark of its band.",
            "Bands: “B” stands 2 times.",
        ]),
        ({"bands": ": 1-25"}, ["Band 1: its name is empty."]),
        ({"bands": "A: 0-9999"}, ["Band 1: its lowest mark must be 1 or more.", "Band 1: its highest mark must be 200 or less."]),
        ({"bands": "A: 1-25\n" * 300}, ["Ensure this value has at most 2000 characters (it has 2399)."]),
        ({"bands": "\n".join(f"Band {mark}: {mark}" for mark in range(1, 26))}, ["Bands: may hold at most 20."]),
        ({"strands-TOTAL_FORMS": "9", **{f"strands-{row}-{box}": f"{box} {row}" for row in range(4, 9) for box in ("name", "asks", "low", "middle", "top")}},
         ["Strands: may hold at most 8."]),
        ({"strands-TOTAL_FORMS": "lots"}, ["Strands: needs at least one."]),
    ],
)  # fmt: skip
def test_every_fault_is_said_beside_its_box_and_nothing_typed_is_lost(
    changes: dict[str, str], sentences: list[str], cast: Cast, ours: ExamFormat
) -> None:
    before = said(ours)
    sent = as_posted(ours, {"wording": "Pasted.", "strands-2-middle": "Typed.", **changes})
    answer = cast.teacher.post(path("edit_format", ours), sent)
    assertContains(answer, "Nothing is saved yet.", status_code=422)
    for sentence in sentences:
        assertContains(answer, escape(sentence), status_code=422)
    assert said(ours) == before
    if sent["strands-TOTAL_FORMS"].isdecimal():
        editor = answer.context["editor"]
        boxes = [*editor.form, *(box for strand in editor.strands for box in strand)]
        shown = {box.html_name: box.value() for box in boxes}
        typed = {name: value for name, value in sent.items() if "_FORMS" not in name}
        assert {name: str(shown[name]) for name in typed} == typed


def test_faults_of_different_boxes_are_all_said_at_once(cast: Cast, ours: ExamFormat) -> None:
    changes = {"board": "", "minutes": "x", "bands": "?", "strands-0-top": "", "year": "-1"}
    answer = cast.teacher.post(path("edit_format", ours), as_posted(ours, changes))
    editor = answer.context["editor"]
    assert {name: len(errors) for name, errors in editor.form.errors.items()} == {
        "board": 1,
        "minutes": 1,
        "bands": 1,
        "year": 1,
    }
    assert [dict(strand.errors) for strand in editor.strands] == [
        {"top": ["This is empty."]}, {}, {}, {}, {}
    ]  # fmt: skip


def test_a_page_break_pasted_with_the_boards_wording_is_a_line_break(
    cast: Cast, ours: ExamFormat
) -> None:
    cast.teacher.post(path("edit_format", ours), as_posted(ours, {"wording": "One.\fTwo."}))
    assert said(ours)["wording"] == "One.\nTwo."


def test_a_format_is_deleted_by_its_author(cast: Cast, ours: ExamFormat) -> None:
    assertContains(cast.teacher.get(path("format", ours)), path("delete_format", ours))
    answer = cast.teacher.post(path("delete_format", ours), follow=True)
    assertContains(answer, "Deleted: AQA 7042: Components 1 and 2, Section B.")
    assert not ExamFormat.objects.filter(pk=ours.pk).exists()
    assert ExamFormat.objects.filter(slug=AQA).exists()


@pytest.mark.parametrize("more", [0, 29])
def test_the_list_asks_as_many_questions_for_one_format_as_for_thirty(
    more: int, cast: Cast, ours: ExamFormat, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(more):
        copy_format(ours, ours.author_id or 0)
    with django_assert_num_queries(3):  # session, user; formats
        page = cast.student.get(LIST)
    assert len(page.context["shared"]) == 1 + more
    with django_assert_num_queries(1):  # formats
        Client().get(LIST)


def test_a_format_costs_the_same_questions_to_everybody_who_reads_it(
    cast: Cast, ours: ExamFormat, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for browser in (cast.teacher, cast.student):
        with django_assert_num_queries(3):  # session, user; format
            browser.get(path("format", ours))
    with django_assert_num_queries(3):  # session, user; format
        cast.teacher.get(path("edit_format", ours))
