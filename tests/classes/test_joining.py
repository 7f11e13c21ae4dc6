"""Joining a class by its code."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.classes import keeping
from essayplanner.classes.codes import show_code
from essayplanner.classes.models import Attempt, Classroom, Membership
from tests.conftest import PASSWORD, Cast

pytestmark = pytest.mark.django_db
JOIN, ENTER = "/join/", "/join/in/"


def roles(username: str) -> list[tuple[str, str, bool]]:
    rows = Membership.objects.filter(user__username=username)
    return list(rows.values_list("classroom__name", "role", "may_reset"))


def test_joining_shows_the_class_and_what_its_teachers_will_see(
    classroom: Classroom, newcomer: Client
) -> None:
    page = newcomer.post(JOIN, {"code": classroom.shown_code.lower()})
    assertContains(page, "Join 12B")
    assertContains(page, "Teacher: Teacher (teacher)")
    assertContains(page, "your plans for what this class is set, also while they are unfinished")
    assert not re.search(r"<input[^>]*name=\"may_reset\"[^>]*checked", page.content.decode())
    assert roles("newcomer") == []
    answer = newcomer.post(ENTER, {"code": classroom.join_code, "may_reset": "on"}, follow=True)
    assertRedirects(answer, "/")
    assertContains(answer, "You are in 12B now.")
    assertContains(answer, "Start this plan")
    assert roles("newcomer") == [("12B", "student", True)]
    assert not Attempt.objects.exists()


def test_the_tick_may_be_taken_away_then_and_later(classroom: Classroom, newcomer: Client) -> None:
    newcomer.post(ENTER, {"code": classroom.join_code})
    assert roles("newcomer") == [("12B", "student", False)]
    for sent, may in (({"may": "on"}, True), ({}, False)):
        answer = newcomer.post(f"/classes/{classroom.pk}/let-reset/", sent)
        assertRedirects(answer, "/classes/")
        assert roles("newcomer") == [("12B", "student", may)]


def test_a_student_can_leave_and_keeps_what_they_wrote(classroom: Classroom, cast: Cast) -> None:
    papers, leave = f"/plans/{cast.plan.pk}/papers/", f"/classes/{classroom.pk}/leave/"
    page = cast.student.get("/classes/")
    assertContains(page, f'action="{leave}"')
    assertContains(page, "Your plans stay yours, with every word.")
    answer = cast.student.post(leave, follow=True)
    assertRedirects(answer, "/classes/")
    assertContains(answer, "You are not in 12B any more.")
    assert roles("student") == []
    assert cast.student.get(papers).status_code == 200
    assert cast.teacher.get(papers).status_code == 404
    assert cast.student.post(leave).status_code == 404


def test_who_has_given_no_name_is_asked_for_one(classroom: Classroom, client: Client) -> None:
    client.force_login(User.objects.create_user("x99"))
    assertContains(client.post(JOIN, {"code": classroom.join_code}), "Your name for the class list")
    sent = {"code": classroom.join_code}
    assertContains(client.post(ENTER, sent), "This field is required", status_code=422)
    assertContains(client.post(ENTER, {**sent, "name": " \0"}), "Null", status_code=422)
    turned = {**sent, "name": "\u202eABC"}
    assertContains(client.post(ENTER, turned), "cannot be shown", status_code=422)
    assert roles("x99") == []
    client.post(ENTER, {**sent, "name": " José   Muñoz "})
    assert str(User.objects.get(username="x99")) == "José Muñoz"
    assert roles("x99") == [("12B", "student", False)]


def test_a_name_that_is_there_is_not_changed_by_joining(
    classroom: Classroom, newcomer: Client
) -> None:
    newcomer.post(ENTER, {"code": classroom.join_code, "name": "Somebody Else"})
    assert str(User.objects.get(username="newcomer")) == "Aoife O’Neill"


def test_the_address_in_the_qr_code_fills_in_the_code_and_looks_nothing_up(
    classroom: Classroom, newcomer: Client
) -> None:
    right = newcomer.get(f"/join/{classroom.join_code}/")
    assertContains(right, f'value="{classroom.shown_code}"')
    assert _bare(right) == _bare(newcomer.get("/join/KWT4M7PX/"))
    assertContains(newcomer.get("/join/%3Cb%3E'%22/"), "&lt;b&gt;&#x27;&quot;")
    assert newcomer.get(f"/join/{'x' * 5000}/").status_code == 200
    assert (roles("newcomer"), Attempt.objects.count()) == ([], 0)


def test_who_is_not_signed_in_signs_up_first_and_comes_back_with_the_code(
    classroom: Classroom, client: Client
) -> None:
    address = f"/join/{classroom.join_code}/"
    page = client.get(address)
    assertContains(page, classroom.shown_code)
    for way in ("sign-up", "sign-in"):
        assertContains(page, f'href="/accounts/{way}/?next={address}"')
    data = {"username": "x99", "name": "Li Wei", "password1": PASSWORD, "next": address}
    assertRedirects(client.post("/accounts/sign-up/", data), address)
    assert str(User.objects.get(username="x99")) == "Li Wei"
    client.post(ENTER, {"code": classroom.join_code})
    assert roles("x99") == [("12B", "student", False)]


def test_a_code_sent_after_signing_out_is_given_back(classroom: Classroom, client: Client) -> None:
    for path in (JOIN, ENTER):
        assertContains(
            client.post(path, {"code": classroom.shown_code}), classroom.shown_code, status_code=403
        )


@pytest.mark.parametrize("path", [JOIN, ENTER])
def test_who_is_in_the_class_already_stays_what_they_are(
    path: str, classroom: Classroom, cast: Cast
) -> None:
    before = list(Membership.objects.order_by("pk").values())
    sent = {"code": classroom.join_code, "may_reset": "on"}
    assertContains(cast.student.post(path, sent), "You are in 12B already")
    assertContains(cast.teacher.post(path, sent), "You teach 12B")
    assert list(Membership.objects.order_by("pk").values()) == before


def test_a_teacher_may_be_a_student_elsewhere(classroom: Classroom, cast: Cast) -> None:
    cast.other_teacher.post(ENTER, {"code": classroom.join_code})
    assert roles("other_teacher") == [("12C", "teacher", False), ("12B", "student", False)]


def _bare(answer: Any) -> tuple[int, str]:
    """Return an answer without what was typed and the token of its form."""
    return answer.status_code, re.sub(r'value="[^"]*"', "", answer.content.decode())


@pytest.mark.parametrize("path", [JOIN, ENTER])
def test_wrong_closed_and_archived_codes_are_answered_alike(
    path: str, classroom: Classroom, newcomer: Client
) -> None:
    closed, archived = classroom.join_code or "", "HHHHHHHH"
    keeping.close_code(classroom)
    put_away = Classroom.objects.create(name="Old", join_code=archived, archived_at=timezone.now())
    codes = ("KWT4M7PX", closed, archived, "nonsense", "9")
    ((status, page),) = {_bare(newcomer.post(path, {"code": code})) for code in codes}
    assert status == 422
    assert "No class can be joined with this code" in page
    assert str(put_away) not in page
    assert roles("newcomer") == []


@pytest.mark.parametrize("code", ["", " ", "\0", "K" * 61, "K" * 100_000])
def test_what_cannot_be_a_code_is_refused(code: str, newcomer: Client) -> None:
    for path in (JOIN, ENTER):
        assert newcomer.post(path, {"code": code}).status_code == 422


def test_after_ten_wrong_codes_right_ones_are_refused_too(
    classroom: Classroom, newcomer: Client, cast: Cast
) -> None:
    for path in (JOIN, ENTER) * 5:
        assert newcomer.post(path, {"code": "KWT4-M7PX"}).status_code == 422
    right = classroom.shown_code
    sent = [(path, {"code": code}) for path in (JOIN, ENTER) for code in ("KWT4-M7PX", right)]
    ((status, page),) = {_bare(newcomer.post(path, data)) for path, data in sent}
    assert status == 429
    assert re.search(r"Too many codes were wrong\. Try again after \d\d:\d\d\.", page)
    assert roles("newcomer") == []
    cast.stranger.post(ENTER, {"code": right})  # from the same address
    assert ("12B", "student", False) in roles("stranger")


def test_show_code_is_what_the_page_of_the_class_shows(classroom: Classroom, cast: Cast) -> None:
    page = cast.teacher.get(f"/classes/{classroom.pk}/people/")
    assertContains(page, show_code(classroom.join_code or ""))
