"""Inviting a colleague to teach a class: a link that works once, for a week."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.classes import inviting, keeping
from essayplanner.classes.models import Classroom, Invitation, Membership
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
DEAD = "This link does not work"


def invite(cast: Cast, classroom: Classroom) -> str:
    """Press the button, and return the link that is shown."""
    page = cast.teacher.post(f"/classes/{classroom.pk}/invite/").content.decode()
    return page.split('value="http://testserver')[1].split('"')[0]


def role(classroom: Classroom, username: str) -> str | None:
    rows = Membership.objects.filter(classroom=classroom, user__username=username)
    return rows.values_list("role", flat=True).first()


def test_a_colleague_accepts_once(classroom: Classroom, cast: Cast, newcomer: Client) -> None:
    link = invite(cast, classroom)
    token = link.rstrip("/").rpartition("/")[2]
    assert token not in str(list(Invitation.objects.values()))
    page = cast.other_teacher.get(link)
    assertContains(page, "Teach 12B?")
    assertContains(page, "Teacher invites you.")
    assert role(classroom, "other_teacher") is None
    answer = cast.other_teacher.post(f"{link}accept/")
    assertRedirects(answer, f"/classes/{classroom.pk}/people/")
    assert role(classroom, "other_teacher") == "teacher"
    page = cast.teacher.get(f"/classes/{classroom.pk}/people/")
    assertContains(page, "accepted your invitation on", count=1)
    page = cast.other_teacher.get(f"/classes/{classroom.pk}/people/")
    assertContains(page, "accepted an invitation of Teacher on", count=1)
    assertContains(newcomer.get(link), DEAD, status_code=404)
    assertContains(newcomer.post(f"{link}accept/", follow=True), DEAD, status_code=404)
    assert role(classroom, "newcomer") is None


def test_a_student_of_the_class_does_not_become_its_teacher(
    classroom: Classroom, cast: Cast
) -> None:
    link = invite(cast, classroom)
    for page in (cast.student.get(link), cast.student.post(f"{link}accept/", follow=True)):
        assertContains(page, "You are a student of 12B")
    assert role(classroom, "student") == "student"
    assertContains(cast.teacher.get(link), "You teach 12B already")
    cast.teacher.post(f"{link}accept/")
    cast.other_teacher.post(f"{link}accept/")  # it was not used up
    assert role(classroom, "other_teacher") == "teacher"


def test_who_accepted_is_put_out_by_those_who_were_there_before(
    classroom: Classroom, cast: Cast
) -> None:
    cast.other_teacher.post(f"{invite(cast, classroom)}accept/")
    places = {row.user.username: row.pk for row in classroom.memberships.select_related("user")}
    people = f"/classes/{classroom.pk}/people/"
    put_out = {
        name: f"/classes/{classroom.pk}/teachers/{pk}/remove/" for name, pk in places.items()
    }
    assertNotContains(cast.other_teacher.get(people), "/teachers/")
    for browser, name in (
        (cast.other_teacher, "teacher"),
        (cast.other_teacher, "other_teacher"),
        (cast.teacher, "teacher"),
        (cast.teacher, "student"),
        (cast.student, "other_teacher"),
    ):
        assert browser.post(put_out[name]).status_code == 404
    theirs = cast.other_teacher.post(f"/classes/{classroom.pk}/invite/").content.decode()
    link = theirs.split('value="http://testserver')[1].split('"')[0]
    assertContains(cast.teacher.get(people), put_out["other_teacher"])
    assertContains(cast.teacher.get(put_out["other_teacher"]), "Username other_teacher.")
    assert role(classroom, "other_teacher") == "teacher"
    assertRedirects(cast.teacher.post(put_out["other_teacher"]), people)
    assert role(classroom, "other_teacher") is None
    assertContains(cast.other_teacher.get(link), DEAD, status_code=404)
    assert [row.used_at is None for row in classroom.invitations.all()] == [False]


def test_who_leaves_at_the_same_moment_puts_nobody_out(
    classroom: Classroom, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.other_teacher.post(f"{invite(cast, classroom)}accept/")
    place = classroom.memberships.get(user__username="other_teacher")
    leave = keeping.leave

    def leave_too(member: Membership) -> None:
        leave(classroom.memberships.get(user__username="teacher"))
        leave(member)

    monkeypatch.setattr(keeping, "leave", leave_too)
    path = f"/classes/{classroom.pk}/teachers/{place.pk}/remove/"
    assert cast.teacher.post(path).status_code == 404
    assert role(classroom, "teacher") is None
    assert role(classroom, "other_teacher") == "teacher"


@pytest.mark.parametrize("how", ["left", "archived"])
def test_no_link_comes_to_life_again(how: str, classroom: Classroom, cast: Cast) -> None:
    link = invite(cast, classroom)
    other, teacher = (User.objects.get(username=name) for name in ("other_teacher", "teacher"))
    Membership.objects.create(classroom=classroom, user=other, role="teacher")
    if how == "left":
        cast.teacher.post(f"/classes/{classroom.pk}/leave/")
        Membership.objects.create(classroom=classroom, user=teacher, role="teacher")
    else:
        keeping.archive(classroom, timezone.now())
        keeping.reopen(classroom)
    assertContains(cast.stranger.get(link), DEAD, status_code=404)


@pytest.mark.parametrize("how", ["old", "withdrawn", "archived", "left", "no token"])
def test_a_link_works_no_more(how: str, classroom: Classroom, cast: Cast, newcomer: Client) -> None:
    link = invite(cast, classroom)
    (row,) = Invitation.objects.all()
    people = f"/classes/{classroom.pk}/people/"
    assertContains(cast.teacher.get(people), "A link that Teacher made")
    if how == "old":
        row.made_at -= inviting.VALID + timedelta(seconds=1)
        row.save()
    elif how == "withdrawn":
        cast.teacher.post(f"/classes/{classroom.pk}/invite/{row.pk}/")
    elif how == "archived":
        keeping.archive(classroom, timezone.now())
    elif how == "left":
        Membership.objects.filter(classroom=classroom, user=row.made_by).delete()
    else:
        link = "/classes/invited/" + "é" * 500 + "/"
    assertContains(newcomer.get(link), DEAD, status_code=404)
    newcomer.post(f"{link}accept/")
    assert role(classroom, "newcomer") is None
    if how != "left":
        shown = how == "no token"
        assert ("A link that" in cast.teacher.get(people).content.decode()) == shown


def test_who_was_slower_is_told(classroom: Classroom, cast: Cast) -> None:
    token = inviting.invite(classroom, User.objects.get(username="teacher"), timezone.now())
    invitation = inviting.find_invitation(token, timezone.now())
    assert invitation
    slow, fast = (User.objects.get(username=name) for name in ("stranger", "other_teacher"))
    assert inviting.accept(invitation, fast, timezone.now())
    assert inviting.accept(invitation, slow, timezone.now()) is None
    assert role(classroom, "stranger") is None


def test_it_works_until_a_week_has_passed(classroom: Classroom, cast: Cast) -> None:
    now = timezone.now()
    token = inviting.invite(classroom, User.objects.get(username="teacher"), now)
    assert inviting.find_invitation(token, now + inviting.VALID - timedelta(seconds=1))
    assert not inviting.find_invitation(token, now + inviting.VALID)


def test_nobody_withdraws_what_another_class_made(classroom: Classroom, cast: Cast) -> None:
    invite(cast, classroom)
    (row,) = Invitation.objects.all()
    theirs = Classroom.objects.get(name="12C")
    answer = cast.other_teacher.post(f"/classes/{theirs.pk}/invite/{row.pk}/")
    assert (answer.status_code, Invitation.objects.count()) == (404, 1)


def test_who_is_not_signed_in_comes_back_to_the_link(
    classroom: Classroom, cast: Cast, client: Client
) -> None:
    link = invite(cast, classroom)
    assertRedirects(client.get(link), f"/accounts/sign-in/?next={link}")
