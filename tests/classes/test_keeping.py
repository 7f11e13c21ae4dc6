"""Making classes, and keeping them: names, codes, the poster, the archive, their teachers."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.classes import keeping
from essayplanner.classes.members import by_surname
from essayplanner.classes.models import Classroom, Membership
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def fill(classroom: Classroom, count: int) -> None:
    users = User.objects.bulk_create(
        User(username=f"s{number}", name=f"Ann {number:03} O'Neill") for number in range(count)
    )
    Membership.objects.bulk_create(
        Membership(classroom=classroom, user=user, role="student") for user in users
    )


def members(classroom: Classroom) -> list[tuple[str, str]]:
    rows = classroom.memberships.order_by("user__username")
    return list(rows.values_list("user__username", "role"))


def test_a_class_is_made_of_a_name_and_can_be_joined_at_once(newcomer: Client) -> None:
    answer = newcomer.post("/classes/", {"name": "  13A: d'Orléans "}, follow=True)
    made = Classroom.objects.get()
    assertRedirects(answer, f"/classes/{made.pk}/people/")
    assertContains(answer, "13A: d&#x27;Orléans")
    assertContains(answer, f'<p class="code">{made.shown_code}</p>')
    assertContains(answer, "Nobody has joined yet")
    assert members(made) == [("newcomer", "teacher")]


@pytest.mark.parametrize("name", ["", "  ", "A\0", "A" * 101])
def test_a_name_that_cannot_be_taken_makes_and_changes_nothing(
    name: str, classroom: Classroom, cast: Cast
) -> None:
    before = list(Classroom.objects.values())
    for path in ("/classes/", f"/classes/{classroom.pk}/name/"):
        answer = cast.teacher.post(path, {"name": name})
        assertContains(answer, 'role="alert"', status_code=422)
    assert list(Classroom.objects.values()) == before


def test_the_list_has_what_one_teaches_and_what_one_is_a_student_of(
    classroom: Classroom, cast: Cast
) -> None:
    old = Classroom.objects.create(name="Old", archived_at=timezone.now())
    place = Membership.objects.create(
        classroom=old, user=User.objects.get(username="teacher"), role="teacher"
    )
    page = cast.teacher.get("/classes/").content.decode()
    assert re.findall(r"You teach|Archived|You are a student of|12B|Old|2 students", page) == (
        ["You teach", "12B", "2 students", "Archived", "Old"]
    )
    place.delete()
    page = cast.student.get("/classes/").content.decode()
    assert "You teach" not in page
    assert re.findall(r"You are a student of|>12B|taught by [^<]*", page) == (
        ["You are a student of", ">12B", "taught by Teacher"]
    )


@pytest.mark.parametrize("count", [1, 30])
def test_the_pages_ask_as_many_questions_for_one_as_for_thirty(
    count: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(cast.classroom, count)
    teacher = User.objects.get(username="teacher")
    for number in range(count):
        keeping.make_class(f"Class {number}", teacher)
        theirs = Classroom.objects.create(name=f"Theirs {number}")
        Membership.objects.create(classroom=theirs, user=teacher, role="student")
        Membership.objects.create(
            classroom=theirs, user=User.objects.get(username="other_teacher"), role="teacher"
        )
    with django_assert_num_queries(5):  # session, user; classes taught, places, their teachers
        assert cast.teacher.get("/classes/").status_code == 200
    with django_assert_num_queries(6):  # session, user; the class, members, invitations: used, open
        assertContains(cast.teacher.get(f"/classes/{cast.classroom.pk}/people/"), "O&#x27;Neill")


@pytest.mark.parametrize("count", [0, 1, 400])
def test_a_class_of_any_size_is_listed_by_surname(
    count: int, newcomer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = keeping.make_class("Big", User.objects.get(username="newcomer"))
    fill(made, count)
    page = newcomer.get(f"/classes/{made.pk}/people/").content.decode()
    shown = re.findall(r">(Ann \d+ O&#x27;Neill)</a>", page)
    assert shown == [f"Ann {number:03} O&#x27;Neill" for number in range(count)]


def test_names_in_any_script_stand_by_their_last_word() -> None:
    names = [
        "Zoë Ábel",
        "Anna Zimmer",
        "Søren Ørsted",
        "李小龍",
        "Żaneta Abel",
        "",
        "Мария Иванова",
    ]
    assert sorted(names, key=by_surname) == [
        "", "Żaneta Abel", "Zoë Ábel", "Anna Zimmer", "Søren Ørsted", "Мария Иванова", "李小龍",
    ]  # fmt: skip


def test_the_people_page_says_who_may_be_given_a_new_password(
    classroom: Classroom, cast: Cast
) -> None:
    rows = classroom.memberships.filter(user__username="student")
    path = f"/classes/{classroom.pk}/people/"
    assertNotContains(cast.teacher.get(path), "new password allowed")
    rows.update(may_reset=True)
    assertContains(cast.teacher.get(path), "new password allowed", count=1)


def test_a_class_can_be_renamed(classroom: Classroom, cast: Cast) -> None:
    answer = cast.teacher.post(f"/classes/{classroom.pk}/name/", {"name": "13B <b>"}, follow=True)
    assertContains(answer, "<h1>13B &lt;b&gt;</h1>", html=True)


def test_a_new_code_ends_the_old_one_and_joining_can_be_closed(
    classroom: Classroom, cast: Cast
) -> None:
    before, path = classroom.join_code, f"/classes/{classroom.pk}"
    cast.teacher.post(f"{path}/code/")
    classroom.refresh_from_db()
    assert classroom.join_code not in (None, before)
    cast.teacher.post(f"{path}/code/close/")
    classroom.refresh_from_db()
    assert classroom.join_code is None
    assertContains(cast.teacher.get(f"{path}/people/"), "Joining is closed")


def test_a_code_that_another_class_has_is_not_given_twice(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = iter([classroom.join_code, classroom.join_code, "HHHHHHHH"])
    monkeypatch.setattr(keeping, "make_code", lambda: next(made))
    other = Classroom.objects.get(name="12C")
    keeping.open_code(other)
    assert other.join_code == "HHHHHHHH"
    with pytest.raises(IntegrityError), transaction.atomic():
        Classroom.objects.filter(pk=other.pk).update(join_code=classroom.join_code)


def test_an_archived_class_is_kept_to_be_read_and_can_be_opened_again(
    classroom: Classroom, cast: Cast
) -> None:
    path, before = f"/classes/{classroom.pk}", members(classroom)
    assertContains(cast.teacher.get(f"{path}/archive/"), "Nobody can join it")
    classroom.refresh_from_db()
    assert classroom.archived_at is None
    assertRedirects(cast.teacher.post(f"{path}/archive/"), "/classes/")
    classroom.refresh_from_db()
    assert classroom.archived_at
    assert classroom.join_code is None
    page = cast.teacher.get(f"{path}/people/")
    assertContains(page, "Nobody joins this class, and nothing new is set.")
    assertNotContains(page, "Make a join code")
    at = classroom.archived_at
    for verb in ("archive", "code", "invite"):
        cast.teacher.post(f"{path}/{verb}/")
    classroom.refresh_from_db()
    assert (classroom.archived_at, classroom.join_code) == (at, None)
    assert not classroom.invitations.exists()
    assertContains(cast.teacher.get(f"{path}/archive/"), "It is archived already")
    assert cast.teacher.get(f"/plans/{cast.plan.pk}/papers/").status_code == 200
    cast.teacher.post(f"{path}/reopen/")
    classroom.refresh_from_db()
    assert (classroom.archived_at, members(classroom)) == (None, before)


def test_a_teacher_can_leave_unless_there_is_no_other(classroom: Classroom, cast: Cast) -> None:
    path = f"/classes/{classroom.pk}/leave/"
    page = cast.teacher.post(path, follow=True)
    assertContains(page, "You are the only teacher of this class.")
    other = User.objects.get(username="other_teacher")
    Membership.objects.create(classroom=classroom, user=other, role="teacher")
    assertRedirects(cast.teacher.post(path), "/classes/")
    assert cast.teacher.get(f"/classes/{classroom.pk}/people/").status_code == 404
    assertContains(cast.other_teacher.post(path, follow=True), "You are the only teacher")


def test_the_poster_has_code_address_and_qr_code_and_no_style_in_it(
    classroom: Classroom, cast: Cast
) -> None:
    page = cast.teacher.get(f"/classes/{classroom.pk}/poster/")
    code = classroom.shown_code
    assertContains(page, f'<p class="huge"><span>{code[:5]}</span>{code[5:]}</p>')
    assertContains(page, "testserver/join</strong>")
    assertContains(page, f'aria-label="QR code of http://testserver/join/{classroom.join_code}/"')
    assertNotContains(page, "style=")
    keeping.close_code(classroom)
    page = cast.teacher.get(f"/classes/{classroom.pk}/poster/")
    assertContains(page, "12B has no join code")
    assertNotContains(page, "QR code")
