"""Papers with what was said: a student's carry what was released, a teacher's copy all."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.models import Membership
from essayplanner.exports.told import Feedback, Remark, Said
from essayplanner.plans import actions
from essayplanner.plans.models import Plan
from essayplanner.reviews.actions import hand_in, open_review, release
from essayplanner.reviews.feedback_papers import feedback_on
from essayplanner.reviews.models import Comment, Level, Reply
from tests.conftest import Cast
from tests.exports.reading import squeezed, text_of


def comment(plan: Plan, text: str) -> Comment:
    teacher = User.objects.get(username="teacher")
    return Comment.objects.create(
        review=open_review(plan),
        author=teacher,
        place="argument",
        text=text,
        made_at=timezone.now(),
    )


def let_go(plan: Plan) -> None:
    release(open_review(plan), User.objects.get(username="teacher"), timezone.now())


def take(client: Client, plan: Plan, slug: str, form: str) -> Any:
    return client.get(reverse("reviews:feedback_paper", args=[plan.pk, slug, form]))


def read(client: Client, plan: Plan, slug: str) -> str:
    response = take(client, plan, slug, "pdf")
    assert response.status_code == 200
    return squeezed(text_of(PdfReader(BytesIO(response.content))))


def test_a_student_reads_what_was_released_and_the_teachers_copy_has_all(cast: Cast) -> None:
    for client in (cast.student, cast.teacher):
        assert take(client, cast.plan, "feedback", "pdf").status_code == 404
    comment(cast.plan, "Releasedalready?")
    let_go(cast.plan)
    comment(cast.plan, "Stilladraft?")
    for client, slug, drafts in (
        (cast.student, "feedback", False),
        (cast.student, "teacher", False),
        (cast.teacher, "feedback", False),
        (cast.teacher, "teacher", True),
    ):
        text = read(client, cast.plan, slug)
        assert "Releasedalready?" in text
        assert ("Stilladraft?" in text) == drafts
        assert ("notreleasedyet" in text) == drafts
    word = docx.Document(BytesIO(take(cast.student, cast.plan, "teacher", "docx").content))
    said = [row.text for row in word.comments if row.author == "Teacher"]
    assert said == ["Releasedalready?"]


def test_a_round_that_says_nothing_hides_none_before(cast: Cast) -> None:
    hand_in(cast.plan, timezone.now())
    review = open_review(cast.plan)
    review.summary, review.mark = "Better.", 12
    review.save()
    let_go(cast.plan)
    actions.save_text(cast.plan, "argument", "", "Skill.")
    hand_in(cast.plan, timezone.now())
    comment(cast.plan, " ")
    for drafts in (False, True):
        found = feedback_on([cast.plan.pk], drafts=drafts)[cast.plan.pk]
        assert (found.summary, found.mark) == ("Better.", "12")


def test_a_paper_or_a_form_that_there_is_not_is_not_there(cast: Cast) -> None:
    for slug, form in (("one-side", "pdf"), ("feedback", "docx"), ("teacher", "md")):
        assert take(cast.teacher, cast.plan, slug, form).status_code == 404


def test_the_latest_round_is_whole_and_of_earlier_ones_what_is_not_resolved(cast: Cast) -> None:
    done, open_still = comment(cast.plan, "Done?"), comment(cast.plan, "Open?")
    let_go(cast.plan)
    Comment.objects.filter(pk=done.pk).update(resolved_at=timezone.now())
    student = User.objects.get(username="student")
    Reply.objects.create(
        comment=open_still, author=student, text="Not yet.", made_at=timezone.now()
    )
    actions.save_text(cast.plan, "argument", "", "Skill.")
    hand_in(cast.plan, timezone.now())
    review = open_review(cast.plan)
    review.summary, review.mark = "Better.", 0
    review.save()
    Level.objects.create(review=review, strand="Analysis", level="Level 4")
    Level.objects.create(review=review, strand="Judgement", level="")
    last = comment(cast.plan, "And this?")
    let_go(cast.plan)
    Comment.objects.filter(pk=last.pk).update(resolved_at=timezone.now(), author=None)
    assert feedback_on([cast.plan.pk]) == {
        cast.plan.pk: Feedback(
            summary="Better.",
            levels=(("Analysis", "Level 4"),),
            mark="0",
            remarks=(
                Remark(
                    place="argument",
                    quote="",
                    by="Teacher",
                    text="Open?",
                    replies=(Said(by="Student", text="Not yet."),),
                ),
                Remark(
                    place="argument",
                    quote="",
                    by="somebody who has left",
                    text="And this?",
                    resolved=True,
                ),
            ),
        )
    }


def test_the_papers_page_offers_it_once_there_is_some(cast: Cast) -> None:
    path = reverse("exports:papers", args=[cast.plan.pk])
    offer = reverse("reviews:feedback_paper", args=[cast.plan.pk, "feedback", "pdf"])
    assertNotContains(cast.student.get(path), "/feedback/papers/")
    comment(cast.plan, "A draft?")
    assertNotContains(cast.student.get(path), "/feedback/papers/")
    assertNotContains(cast.teacher.get(path), offer)
    assertContains(cast.teacher.get(path), "/feedback/papers/teacher.docx")
    let_go(cast.plan)
    for client in (cast.student, cast.teacher):
        assertContains(client.get(path), offer)


def test_a_class_pack_has_the_feedback_of_each_who_has_some(cast: Cast) -> None:
    classmate = User.objects.get(username="classmate")
    actions.start_assignment(Person(user_id=classmate.pk), cast.assignment)
    comment(cast.plan, "Releasedalready?")
    let_go(cast.plan)
    comment(cast.plan, "Stilladraft?")
    path = reverse("reviews:plans_zip", args=[cast.assignment.pk])
    response: Any = cast.teacher.get(path, {"paper": "feedback"})
    archive = ZipFile(BytesIO(b"".join(response.streaming_content)))
    names = sorted(archive.namelist())
    assert [name.split(" – ")[:2] for name in names] == [
        ["00 Contents", "12B"],
        ["Student", "Feedback"],
    ]
    contents, paper = (squeezed(text_of(PdfReader(archive.open(name)))) for name in names)
    assert "Classmatenofeedbackyet" in contents
    assert "Releasedalready?" in paper
    assert "Stilladraft?" not in paper


@pytest.mark.parametrize("number", [1, 30])
def test_feedback_is_fetched_for_thirty_as_for_one(
    number: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plans = []
    for at in range(number):
        user = User.objects.create_user(f"s{at}")
        Membership.objects.create(classroom=cast.classroom, user=user, role=Membership.Role.STUDENT)
        plan = actions.start_assignment(Person(user_id=user.pk), cast.assignment)
        row = comment(plan, "So?")
        let_go(plan)
        Reply.objects.create(comment=row, author=user, text="So.", made_at=timezone.now())
        plans.append(plan.pk)
    with django_assert_num_queries(5):
        assert len(feedback_on(plans)) == number
