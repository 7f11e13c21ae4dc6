"""Deleting an account: what goes, what stays with a class, and what its pages show then."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.keeping import make_class
from essayplanner.classes.models import Assignment, Classroom, Membership
from essayplanner.plans import actions
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan, Revision
from essayplanner.plans.revisions import keep
from essayplanner.privacy import leaving
from essayplanner.reviews.actions import hand_in, open_review, read, release
from essayplanner.reviews.models import Comment, Reply, Review, SavedComment
from factors.models import Bank, Question, Topic
from tests.conftest import PASSWORD, Cast, signs_in
from tests.privacy.test_data import confirmed

LEAVE = "/privacy/leave/"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def user(name: str) -> User:
    return User.objects.get(username=name)


def handed_in(cast: Cast) -> Plan:
    """A plan handed in with feedback and a reply, and worked on since."""
    plan = cast.plan
    plan.argument = "As handed in."
    plan.save()
    hand_in(plan, NOON)
    plan.argument = "As handed in again."
    plan.set_aside.create(rule="r", place="argument", reason="A reason of mine.")
    plan.save()
    hand_in(plan, NOON + timedelta(hours=1))
    review = open_review(plan)
    said = review.comments.create(
        author=user("teacher"),
        place="argument",
        quote="handed in",
        text="Which year?",
        made_at=NOON,
    )
    review.comments.create(
        author=user("teacher"), place="argument", quote="Written later", text="Hm.", made_at=NOON
    )
    Review.objects.filter(pk=review.pk).update(summary="Well argued.", mark=17)
    release(review, user("teacher"), NOON + timedelta(hours=2))
    Reply.objects.create(comment=said, author=user("student"), text="1924.", made_at=NOON)
    plan.refresh_from_db()
    plan.argument = "Written later."
    plan.save()
    keep(plan, Revision.Reason.WORK, timezone.now())
    plan.rehearsals.create(minutes=5, started_at=NOON, argument="Rehearsed.")
    return plan


def leave(client: Client) -> None:
    answer = confirmed(client).post(LEAVE, {"sure": "on"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/privacy/left/")


def test_a_plan_that_was_handed_in_stays_as_it_was_without_the_name(cast: Cast) -> None:
    plan = handed_in(cast)
    leave(cast.student)
    assert not User.objects.filter(username="student").exists()
    plan.refresh_from_db()
    former = plan.owner
    assert former is not None
    assert (former.name, former.is_active, former.has_usable_password()) == (
        "A former student",
        False,
        False,
    )
    assert former.username.startswith("former-")
    outline = build_outline(plan)
    assert (outline.argument, outline.set_aside) == ("As handed in again.", ())
    (submission,) = plan.submissions.all()
    assert read(submission) == outline
    assert (plan.revisions.count(), plan.rehearsals.count(), plan.looks.count()) == (0, 0, 0)
    assert [str(row.author) for row in Reply.objects.all()] == ["A former student"]
    assert sorted(Comment.objects.values_list("quote", "text")) == [
        ("", "Hm."),
        ("handed in", "Which year?"),
    ]


def test_every_page_of_the_class_opens_and_says_the_name_nowhere(cast: Cast) -> None:
    User.objects.filter(username="student").update(name="Zuleika Qamar", email="z@q.example")
    plan = handed_in(cast)
    leave(cast.student)
    work = f"/classes/set/{cast.assignment.pk}/"
    for address in (
        work,
        f"{work}board/",
        f"{work}landscape/",
        f"{work}said/",
        f"{work}release/",
        f"{work}marks.csv",
        f"/classes/{cast.classroom.pk}/",
        f"/classes/{cast.classroom.pk}/people/",
        f"/plans/{plan.pk}/review/",
        f"/plans/{plan.pk}/compare/",
        "/inbox/",
    ):
        answer = cast.teacher.get(address)
        assert answer.status_code == 200, address
        words = answer.content.decode()
        assert "Zuleika" not in words, address
    assert "A former student" in cast.teacher.get(work).content.decode()
    for address in (f"/classes/{cast.classroom.pk}/archive.zip", f"{work}plans.zip"):
        assert b"".join(cast.teacher.get(address)), address


def test_nobody_can_sign_in_to_it_nor_be_given_a_password(cast: Cast) -> None:
    plan = handed_in(cast)
    leave(cast.student)
    plan.refresh_from_db()
    assert plan.owner is not None
    assert not signs_in(plan.owner.username, "")
    assert not signs_in("student", PASSWORD)
    member = Membership.objects.get(user=plan.owner)
    cast.teacher.post(f"/classes/{cast.classroom.pk}/people/{member.pk}/password/")
    plan.owner.refresh_from_db()
    assert not plan.owner.has_usable_password()


@pytest.mark.parametrize("case", ["not kept", "not handed in", "deleted", "out of the class"])
def test_otherwise_the_whole_account_goes(cast: Cast, settings: Settings, case: str) -> None:
    plan = cast.plan
    if case != "not handed in":
        plan = handed_in(cast)
    if case == "not kept":
        settings.KEEP_HANDED_IN = False
    if case == "deleted":
        Plan.objects.filter(pk=plan.pk).update(deleted_at=timezone.now())
    if case == "out of the class":
        Membership.objects.filter(user=plan.owner).delete()
    leave(cast.student)
    assert not Plan.objects.filter(pk=plan.pk).exists()
    assert not User.objects.filter(username__startswith="former-").exists()
    assert not Reply.objects.exists()


def test_what_was_kept_goes_with_the_class(cast: Cast) -> None:
    plan = handed_in(cast)
    leave(cast.student)
    assert leaving.sweep() == 0
    cast.classroom.delete()
    assert leaving.sweep() == 1
    assert not Plan.objects.filter(pk=plan.pk).exists()


def test_it_signs_out_everywhere(cast: Cast) -> None:
    elsewhere = Client()
    elsewhere.post("/accounts/sign-in/", {"login": "student", "password": PASSWORD})
    assert elsewhere.get("/classes/").status_code == 200
    number = user("student").pk
    leave(cast.student)
    assert elsewhere.get("/classes/").status_code == 302
    assert all(
        row.get_decoded().get("_auth_user_id") != str(number) for row in Session.objects.all()
    )
    assert "It is deleted" in cast.student.get("/privacy/left/").content.decode()


def test_it_asks_for_the_password_and_to_be_sure(cast: Cast) -> None:
    for answer in (cast.student.get(LEAVE), cast.student.post(LEAVE, {"sure": "on"})):
        assert answer.headers["Location"].startswith("/accounts/confirm/")
    answer = confirmed(cast.student).post(LEAVE)
    assert answer.status_code == 422
    assert "Nothing is deleted." in answer.content.decode()
    assert user("student")


def test_the_page_says_beforehand_what_stays(cast: Cast, settings: Settings) -> None:
    handed_in(cast)
    words = confirmed(cast.student).get(LEAVE).content.decode()
    assert "as the work of “A former student”" in words
    assert cast.plan.question in words
    words = confirmed(cast.teacher).get(LEAVE).content.decode()
    assert "The class 12B, which has no other teacher. It is archived" in words
    assert "notes of who looked at your plans" not in words
    assert "a second step" not in words
    settings.TEACHERS_NEED_SECOND_STEP = True
    words = confirmed(cast.teacher).get(LEAVE).content.decode()
    assert 'asked to <a href="/accounts/second-step/">set up a second step</a>' in words
    words = cast.guest.get(LEAVE).content.decode()
    assert "feedback" not in words
    assert "I have read what goes.<" in words


def test_a_guest_deletes_the_plans_of_this_browser(cast: Cast) -> None:
    assert "Delete the plans of this browser" in cast.guest.get(LEAVE).content.decode()
    assert cast.guest.post(LEAVE, {"sure": "on"}).status_code == 302
    assert not Plan.objects.filter(pk=cast.guest_plan.pk).exists()
    assert "There is nothing to delete" in cast.other_guest.get(LEAVE).content.decode()
    cast.other_guest.post(LEAVE, {"sure": "on"})
    assert Plan.objects.filter(pk=cast.plan.pk).exists()


def test_what_a_teacher_released_stays_and_drafts_go(cast: Cast) -> None:
    plan = handed_in(cast)
    review = open_review(plan)
    review.comments.create(author=user("teacher"), text="A draft.", made_at=NOON)
    Review.objects.filter(pk=review.pk).update(summary="A new draft.")
    SavedComment.objects.create(owner=user("teacher"), code="A", text="Saved.", made_at=NOON)
    empty = make_class("Nobody’s", user("teacher"))
    leave(cast.teacher)
    left: list[Any] = sorted(Comment.objects.values_list("author__username", "text"))
    assert left == [
        (None, "Hm."),
        (None, "Which year?"),
    ]
    assert list(Review.objects.values_list("summary", "mark")) == [("Well argued.", 17)]
    cast.classroom.refresh_from_db()
    assert cast.classroom.archived_at is not None
    assert cast.classroom.join_code is None
    assert not Classroom.objects.filter(pk=empty.pk).exists()
    assert not SavedComment.objects.exists()
    words = cast.student.get(f"/plans/{plan.pk}/feedback/").content.decode()
    assert "A former teacher" in words
    assert "Teacher <" not in words


def test_a_class_with_another_teacher_goes_on(cast: Cast) -> None:
    role = Membership.Role.TEACHER
    Membership.objects.create(classroom=cast.classroom, user=user("other_teacher"), role=role)
    leave(cast.teacher)
    cast.classroom.refresh_from_db()
    assert cast.classroom.archived_at is None
    address = f"/classes/set/{cast.assignment.pk}/"
    assert cast.other_teacher.get(address).status_code == 200


def test_topics_stay_for_classes_that_have_them(cast: Cast, question: Question) -> None:
    teacher = user("teacher")

    def topic(slug: str) -> Topic:
        made = Topic.objects.create(slug=slug, author=teacher)
        bank = {"topic": made, "title": slug, "summary": "s", "starts": 1900, "ends": 1910}
        made.current = Bank.objects.create(number=1, published_at=NOON, **bank)
        made.save()
        Bank.objects.create(number=2, **bank)
        return made

    used, _ = topic("used"), topic("unused")
    set_on = topic("set")
    cast.classroom.topics.add(used)
    Assignment.objects.create(
        classroom=cast.classroom, bank_id=set_on.banks.get(number=1).pk, question="Why?"
    )
    leave(cast.teacher)
    left: list[Any] = list(
        Bank.objects.filter(topic__built_in=False)
        .order_by("topic__slug")
        .values_list("topic__slug", "topic__author__username", "number")
    )
    assert left == [("set", None, 1), ("used", None, 1)]
    assert leaving.sweep() == 0
    cast.classroom.delete()
    leaving.sweep()
    assert not Topic.objects.filter(built_in=False).exists()


def test_a_class_does_not_count_who_is_gone_and_may_erase_what_was_kept(cast: Cast) -> None:
    plan = handed_in(cast)
    leave(cast.student)
    place = cast.classroom.memberships.get(user__is_active=False)
    people = f"/classes/{cast.classroom.pk}/people/"
    page = cast.teacher.get(people)
    students = cast.classroom.memberships.students().count()
    assert len(page.context["students"]) == students
    assert [row.pk for row in page.context["former"]] == [place.pk]
    own = f"{people}{place.pk}/"
    words = cast.teacher.get(own).content.decode()
    assert "This account is deleted." in words
    assert not any(said in words for said in ("new password", "joins again", "stays theirs"))
    work = f"/classes/set/{cast.assignment.pk}/"
    assert "A former student" not in cast.teacher.get(f"{work}extensions/").content.decode()
    cast.teacher.post(f"{own}password/")
    cast.teacher.post(f"{own}move/", {"to": str(cast.classroom.pk)})
    assert not User.objects.get(pk=place.user_id).has_usable_password()
    assert cast.other_teacher.post(f"{own}remove/").status_code == 404
    assert Plan.objects.filter(pk=plan.pk).exists()
    assert cast.teacher.post(f"{own}remove/").status_code == 302
    assert not Plan.objects.filter(pk=plan.pk).exists()
    assert not User.objects.filter(is_active=False).exists()


def test_who_is_only_called_like_a_former_student_is_none_of_them(cast: Cast) -> None:
    real = User.objects.create_user("former-head", password=PASSWORD, is_active=False)
    named = User.objects.create_user("former-pupil", name="A former student", password=PASSWORD)
    User.objects.update(is_active=False)
    assert leaving.sweep() == 0
    assert User.objects.filter(pk__in=[real.pk, named.pk]).count() == 2


def test_an_account_that_is_gone_already_can_be_left_again(cast: Cast) -> None:
    gone = user("student")
    leaving.leave(gone, NOON)
    gone.pk = gone.pk or 999_999
    leaving.leave(gone, NOON)


def test_leaving_looks_at_no_sessions_of_others(cast: Cast) -> None:
    User.objects.create_user("bo", password=PASSWORD)
    client = Client()
    client.post("/accounts/sign-in/", {"login": "bo", "password": PASSWORD})
    with CaptureQueriesContext(connection) as queries:
        leaving.leave(user("bo"), NOON)
    asked = [row["sql"] for row in queries if '"django_session"' in row["sql"]]
    assert [sql for sql in asked if '"session_key" IN (' not in sql] == []
    assert client.get("/classes/").status_code == 302


def test_nothing_is_released_or_said_to_who_is_gone_and_marks_are_kept(cast: Cast) -> None:
    plan = handed_in(cast)
    leave(cast.student)
    review = f"/plans/{plan.pk}/review/"
    words = cast.teacher.get(review).content.decode()
    assert "This account is deleted." in words
    for said in ("Release and next", "sees a reply at once", "For A former", 'class="say"'):
        assert said not in words, said
    comments = Comment.objects.count()
    assert cast.teacher.post(f"{review}say/", {"at": ""}).status_code == 403
    comment = Comment.objects.exclude(released_at=None)[0]
    answer = cast.teacher.post(f"/comments/{comment.pk}/reply/", {"text": "Are you there?"})
    assert answer.status_code == 403
    assert (Comment.objects.count(), Reply.objects.count()) == (comments, 1)
    newest = plan.submissions.get().pk
    sent = {"summary": "For our records.", "summary.was": "", "read": str(newest)}
    cast.teacher.post(f"{review}save/", sent)
    before = [row.released_at for row in plan.reviews.all()]
    cast.teacher.post(f"{review}release/", sent)
    assert [row.released_at for row in plan.reviews.all()] == before


def test_what_two_left_stands_last_under_numbers_and_in_no_count(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    Membership.objects.create(
        classroom=cast.classroom, user=user("stranger"), role=Membership.Role.STUDENT
    )
    second = actions.start_assignment(Person(user_id=user("stranger").pk), cast.assignment)
    hand_in(second, NOON)
    handed_in(cast)
    work = f"/classes/set/{cast.assignment.pk}/"
    for client in (cast.student, cast.stranger):
        leave(client)
        cast.teacher.get(work)  # checks what is out of date
        with django_assert_num_queries(6):
            page = cast.teacher.get(work)
    assert (page.context["students"], page.context["left"], page.context["waiting"]) == (1, 2, [])
    words = page.content.decode()
    assert words.index("Classmate") < words.index("A former student (1)")
    assert words.index("A former student (1)") < words.index("A former student (2)")
    assert "A former student" not in cast.teacher.get(f"{work}landscape/").content.decode()
    assert cast.teacher.get(f"/classes/{cast.classroom.pk}/").context["students"] == 1
