"""Handing in: what is handed in stays as it was, twice is once, and it can be taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.accounts.models import User
from essayplanner.classes.models import Assignment, Extension, Membership
from essayplanner.plans import actions as plans
from essayplanner.plans import keeping, revisions
from essayplanner.plans.models import Plan, Revision
from essayplanner.plans.states import State, state_of
from essayplanner.reviews import actions
from essayplanner.reviews.models import Review, Submission
from tests.conftest import Cast
from tests.reviews.said import NOON, give_back, later, say

pytestmark = pytest.mark.django_db


def page(cast: Cast) -> Any:
    return cast.student.get(reverse("reviews:hand_in", args=[cast.plan.pk]))


def post(cast: Cast, verb: str = "hand_in") -> Any:
    return cast.student.post(reverse(f"reviews:{verb}", args=[cast.plan.pk]), follow=True)


def state(cast: Cast) -> State:
    plan = Plan.objects.get(pk=cast.plan.pk)
    return state_of(plan.handed_in_at, plan.returned_at)


def test_the_page_says_what_is_handed_in_and_that_nothing_stops_it(cast: Cast) -> None:
    plans.save_text(cast.plan, "argument", "", "It was skill.")
    answer = page(cast)
    assertContains(answer, "3 words in 0 paragraphs, with 0 pieces of evidence and 0 quotations.")
    assertContains(answer, "None of this stops you")
    assert str(answer.content).count("Go there<") == 3
    assertContains(answer, "What your teacher sees")
    assertContains(answer, '<button class="primary">Hand in</button>')


def test_what_was_handed_in_stays_as_it_was(cast: Cast) -> None:
    plans.save_text(cast.plan, "argument", "", "It was skill.")
    assertContains(post(cast), "Handed in. Your teacher can see that it is ready to be read.")
    assert state(cast) == State.HANDED_IN
    plans.save_text(cast.plan, "argument", "It was skill.", "It was luck.")
    (submission,) = Submission.objects.all()
    assert actions.read(submission).argument == "It was skill."
    assertContains(page(cast), "You have worked on it since")


def test_the_same_handed_in_twice_is_handed_in_once(cast: Cast) -> None:
    post(cast)
    before = list(Submission.objects.values()), Plan.objects.get(pk=cast.plan.pk).handed_in_at
    assertContains(post(cast), "It was handed in already")
    after = list(Submission.objects.values()), Plan.objects.get(pk=cast.plan.pk).handed_in_at
    assert before == after
    assertContains(page(cast), "Your plan is just as you handed it in.")


def test_taken_back_it_is_a_draft_again_and_the_copy_is_in_the_history(cast: Cast) -> None:
    plans.save_text(cast.plan, "argument", "", "It was skill.")
    post(cast)
    plans.save_text(cast.plan, "argument", "It was skill.", "It was luck.")
    Revision.objects.all().delete()
    assertContains(post(cast, "take_back"), "Taken back: your plan is a draft again.")
    assert state(cast) == State.DRAFTING
    assert not Submission.objects.exists()
    assert [revisions.read(row).argument for row in Revision.objects.all()] == ["It was skill."]
    assert Plan.objects.get(pk=cast.plan.pk).argument == "It was luck."
    assertContains(post(cast, "take_back"), "There is nothing to take back")


def test_what_a_teacher_has_begun_to_say_waits_for_the_next_time(cast: Cast) -> None:
    actions.hand_in(cast.plan, NOON)
    comment = say(cast.plan, "Which posts?")
    post(cast, "take_back")
    post(cast)
    assert list(actions.open_review(cast.plan).comments.all()) == [comment]
    assert Review.objects.count() == 1


def test_feedback_that_came_on_what_was_taken_back_keeps_its_number(cast: Cast) -> None:
    actions.hand_in(cast.plan, NOON)
    review = actions.open_review(cast.plan)
    actions.take_back(cast.plan)
    actions.release(review, User.objects.get(username="teacher"), later(1))
    assert actions.hand_in(cast.plan, later(2)).number == review.round + 1


def test_after_feedback_it_is_handed_in_again_and_only_that_is_taken_back(cast: Cast) -> None:
    actions.hand_in(cast.plan, NOON)
    give_back(cast.plan, later(1))
    assert state(cast) == State.WITH_FEEDBACK
    assertContains(post(cast, "take_back"), "There is nothing to take back")
    plans.save_text(cast.plan, "argument", "", "It was luck.")
    assertContains(page(cast), '<button class="primary">Hand in again</button>')
    post(cast)
    assert state(cast) == State.AGAIN
    assert [row.number for row in Submission.objects.all()] == [1, 2]
    post(cast, "take_back")
    assert state(cast) == State.WITH_FEEDBACK
    assert Plan.objects.get(pk=cast.plan.pk).handed_in_at == NOON


def test_after_feedback_nothing_is_handed_in_before_something_changed(cast: Cast) -> None:
    actions.hand_in(cast.plan, NOON)
    give_back(cast.plan, later(1))
    assertContains(page(cast), "when you have changed something, you can hand it in again")
    assertContains(post(cast), "there is nothing new to hand in")
    assert state(cast) == State.WITH_FEEDBACK


@pytest.mark.parametrize(("days", "late"), [(1, False), (-1, True), (-3, True)])
def test_late_is_said_kindly_and_an_extension_is_ones_own(
    days: int, late: bool, cast: Cast
) -> None:
    Assignment.objects.update(due_at=timezone.now() - timedelta(days=2))
    assertContains(page(cast), "That time has passed; hand it in all the same.")
    Extension.objects.create(
        assignment=cast.assignment,
        student=User.objects.get(username="student"),
        due_at=timezone.now() + timedelta(days=days),
    )
    (assertContains if late else assertNotContains)(page(cast), "That time has passed")
    post(cast)
    assert state(cast) == State.HANDED_IN


def test_a_closed_class_or_one_that_was_left_takes_nothing_in(cast: Cast) -> None:
    Membership.objects.filter(user__username="student").delete()
    assertContains(page(cast), "Nothing can be handed in for 12B")
    path = reverse("reviews:hand_in", args=[cast.plan.pk])
    assert cast.student.post(path).status_code == 409
    assert state(cast) == State.DRAFTING


def test_a_plan_that_no_class_was_set_cannot_be_handed_in(cast: Cast) -> None:
    path = reverse("reviews:hand_in", args=[cast.guest_plan.pk])
    assert cast.guest.get(path).status_code == 404
    assert cast.guest.post(path).status_code == 404


def test_a_copy_is_not_handed_in_and_going_back_changes_nothing_of_what_was(cast: Cast) -> None:
    plans.save_text(cast.plan, "argument", "", "It was skill.")
    old = revisions.keep(cast.plan, Revision.Reason.WORK, NOON)
    plans.save_text(cast.plan, "argument", "It was skill.", "It was luck.")
    post(cast)
    copy = keeping.duplicate(cast.plan, later(1))
    assert (copy.handed_in_at, copy.returned_at, copy.submissions.count()) == (None, None, 0)
    plans.restore(cast.plan, old, later(2))
    assert state(cast) == State.HANDED_IN
    assert [actions.read(row).argument for row in Submission.objects.all()] == ["It was luck."]


def test_the_desk_says_how_it_stands_and_leads_on(cast: Cast) -> None:
    desk = reverse("plans:desk", args=[cast.plan.pk])
    hand_in, feedback = (
        reverse(f"reviews:{verb}", args=[cast.plan.pk]) for verb in ("hand_in", "feedback")
    )
    assertContains(cast.student.get(desk), f'href="{hand_in}">Hand in</a>')
    actions.hand_in(cast.plan, NOON)
    assertContains(cast.student.get(desk), f'href="{hand_in}">Handed in 20 Nov, 12:00</a>')
    assertNotContains(cast.student.get(desk), "feedback.js")
    give_back(cast.plan, later(1))
    answer = cast.student.get(desk)
    assertContains(
        answer, f'href="{feedback}" data-beside="{feedback}beside/" data-open>Feedback</a>'
    )
    assertContains(answer, "feedback.js")
    own = reverse("plans:desk", args=[cast.guest_plan.pk])
    assertNotContains(cast.guest.get(own), "Hand in")


def test_who_deletes_what_was_handed_in_is_told_what_that_means(cast: Cast) -> None:
    actions.hand_in(cast.plan, NOON)
    answer = cast.student.post(reverse("plans:delete", args=[cast.plan.pk]), follow=True)
    assertContains(answer, "Until then your teacher sees nothing of it.")
    assert cast.student.get(reverse("reviews:hand_in", args=[cast.plan.pk])).status_code == 404
    cast.student.post(reverse("plans:bring_back", args=[cast.plan.pk]))
    assert state(cast) == State.HANDED_IN
