"""What came back: at its places, answered and dealt with, and nothing before it is released."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from essayplanner.accounts.models import User
from essayplanner.plans import actions as plans
from essayplanner.plans.models import Plan
from essayplanner.reviews import actions, rubric
from essayplanner.reviews.feedback_papers import feedback_on
from essayplanner.reviews.models import Comment, Level, Reply, Review
from factors.exam_formats import load_formats, read_formats
from factors.models import ExamFormat
from tests.conftest import Cast
from tests.reviews.said import NOON, give_back, later, say

pytestmark = pytest.mark.django_db


def page(cast: Cast, verb: str = "feedback", client: Client | None = None) -> Any:
    return (client or cast.student).get(reverse(f"reviews:{verb}", args=[cast.plan.pk]))


def test_before_anything_came_the_page_says_so(cast: Cast) -> None:
    say(cast.plan, "A secret.")
    assertContains(page(cast), "Nothing has come back yet.")


def test_all_that_a_teacher_says_stands_at_its_place(cast: Cast) -> None:
    load_formats(read_formats())
    exam = ExamFormat.objects.get(slug="aqa-7042-essay")
    plans.save_text(cast.plan, "argument", "", "It was skill, and posts.")
    plans.choose(cast.plan.paragraphs.get(factor="skill"), "evidence", "oath-speech")
    review = actions.open_review(cast.plan)
    Level.objects.create(review=review, strand=exam.strands[0]["name"], level="Level 5")
    Level.objects.create(review=review, strand=exam.strands[1]["name"], level="")
    whole = say(cast.plan, "A good start.", "")
    posts = say(cast.plan, "Which posts?", quote="posts", start=18)
    oath = say(cast.plan, "Why this one?", "skill-evidence/oath-speech")
    give_back(cast.plan, summary="Look at your\n\nreplies.", mark=14, exam_format=exam.slug)
    answer = page(cast)
    assertContains(answer, "0 of 3 comments resolved.")
    assertContains(answer, "<p>Look at your</p>\n\n<p>replies.</p>")
    assertContains(answer, f"<b>Level 5 of 5</b> {escape(exam.strands[0]['top'])}")
    assertNotContains(answer, exam.strands[1]["asks"])
    assertContains(answer, "<b>14</b> of 25")
    assertContains(answer, f'<mark data-said="{posts.pk} ">posts</mark>')
    desk = reverse("plans:desk", args=[cast.plan.pk])
    assertContains(answer, f'<a href="{desk}#argument">Go there')
    assertContains(answer, f'<a href="{desk}#skill-evidence">Go there')
    for comment in (whole, posts, oath):
        assertContains(answer, f'id="comment-{comment.pk}"', count=1)
        assertContains(answer, escape(comment.text))


@pytest.mark.parametrize(
    ("levels", "near"),
    [
        (1, ["middle"]),
        (2, ["low", "top"]),
        (3, ["low", "middle", "top"]),
        (4, ["low", "low", "top", "top"]),
        (5, ["low", "low", "middle", "top", "top"]),
        (6, ["low", "low", "middle", "middle", "top", "top"]),
    ],
)
def test_each_level_has_the_nearest_of_three_descriptors(levels: int, near: list[str]) -> None:
    assert [rubric.near(at, levels) for at in range(levels)] == near


def test_page_paper_and_teacher_read_the_same_words_for_a_level(cast: Cast) -> None:
    load_formats(read_formats())
    exam = ExamFormat.objects.get(slug="aqa-7042-essay")
    review = actions.open_review(cast.plan)
    strand, low = exam.strands[0]["name"], exam.strands[0]["low"]
    Level.objects.create(review=review, strand=strand, level="Level 2")
    give_back(cast.plan, exam_format=exam.slug)
    assertContains(page(cast), f"<b>Level 2 of 5</b> {escape(low)}")
    [said] = feedback_on([cast.plan.pk]).values()
    assert said.levels == ((strand, f"Level 2 of 5: {low}"),)
    page_of_teacher = cast.teacher.get(reverse("reviews:review", args=[cast.plan.pk]))
    assertContains(page_of_teacher, 'value="Level 2" data-near="low"')


def test_of_words_that_changed_since_it_is_said_what_they_were(cast: Cast) -> None:
    plans.save_text(cast.plan, "argument", "", "It was skill.")
    say(cast.plan, "Whose?", quote="skill", start=7)
    give_back(cast.plan)
    assertContains(page(cast), "Of <q>skill</q>")
    plans.save_text(cast.plan, "argument", "It was skill.", "It was luck.")
    assertContains(page(cast), "Said of words that you have changed since: <q>skill</q>")


def test_nothing_that_is_not_released_is_ever_seen(cast: Cast) -> None:
    """The same pages, byte for byte, whatever a teacher has written and not released."""
    say(cast.plan, "Which posts?")
    give_back(cast.plan, summary="Read on.")
    actions.hand_in(cast.plan, later(1))
    looks = [
        (reverse(f"reviews:{name}", args=args), cast.student)
        for name, args in (
            *((verb, [cast.plan.pk]) for verb in ("feedback", "beside", "hand_in", "compare")),
            ("inbox", []),
        )
    ] + [(reverse("plans:desk", args=[cast.plan.pk]), cast.student), ("/", cast.student)]

    def seen() -> list[str]:
        return [_plain(client.get(path).content.decode()) for path, client in looks]

    before = seen()
    draft = say(cast.plan, "A secret comment.")
    for review in Review.objects.all():  # also one more in the review that was released
        review.comments.create(
            text="A secret of the first round.", place="judgement", made_at=later(2)
        )
    Review.objects.filter(released_at=None).update(summary="A secret summary.", mark=3)
    Level.objects.create(review=draft.review, strand="Secret", level="Level 1")
    Reply.objects.create(comment=draft, text="A secret reply.", made_at=later(2))
    assert seen() == before
    give_back(cast.plan, later(3))
    assert "A secret comment." in page(cast).content.decode()  # else this test could not fail
    assert seen() != before


def _plain(content: str) -> str:
    """A page but for what is drawn anew each time: tokens, a key, and when it was made."""
    anew = r'(name="(csrfmiddlewaretoken|until)" value|data-key)="[^"]*"'
    return re.sub(anew, "", content)


def test_former_rounds_are_there_too(cast: Cast) -> None:
    say(cast.plan, "The first thing.")
    give_back(cast.plan)
    actions.hand_in(cast.plan, later(1))
    say(cast.plan, "The second thing.")
    give_back(cast.plan, later(2))
    answer = page(cast)
    assertContains(answer, "0 of 1 comment resolved.")
    text = answer.content.decode()
    assert text.index("The second thing.") < text.index("Said before") < text.index("The first th")


def test_a_reply_is_seen_by_both_at_once(cast: Cast) -> None:
    comment = say(cast.plan, "Which posts?")
    give_back(cast.plan)
    path = reverse("reviews:reply", args=[comment.pk])
    answer = cast.student.post(path, {"text": "Those of the Secretariat."})
    feedback = reverse("reviews:feedback", args=[cast.plan.pk])
    assertRedirects(answer, f"{feedback}#comment-{comment.pk}", fetch_redirect_response=False)
    cast.student.post(path, {"text": "Those of the Secretariat."})  # a second click
    cast.teacher.post(path, {"text": "Then say so."})
    rows = Reply.objects.values_list("author__username", "text")
    assert list(rows) == [("student", "Those of the Secretariat."), ("teacher", "Then say so.")]
    assertContains(page(cast), "Then say so.")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("  ", "Write your reply first."),
        ("w" * 10_001, "This has 10001 characters, and a reply holds 10000."),
        ("one\0two", "a character in it (NUL)"),
    ],
)
def test_a_reply_that_cannot_be_kept_is_given_back(text: str, says: str, cast: Cast) -> None:
    comment = say(cast.plan, "Which posts?")
    give_back(cast.plan)
    answer = cast.student.post(reverse("reviews:reply", args=[comment.pk]), {"text": text})
    assertContains(answer, says, status_code=422)
    assertContains(answer, text.strip().rpartition("\0")[2], status_code=422)
    assert not Reply.objects.exists()


def test_a_reply_of_somebody_who_was_signed_out_is_given_back(cast: Cast) -> None:
    comment = say(cast.plan, "Which posts?")
    give_back(cast.plan)
    path = reverse("reviews:reply", args=[comment.pk])
    assertContains(
        Client().post(path, {"text": "Those of the party."}), "Those of the party.", status_code=404
    )
    answer = Client(enforce_csrf_checks=True).post(path, {"text": "Those of the party."})
    assertContains(answer, "Those of the party.", status_code=403)


def test_a_draft_has_no_thread(cast: Cast) -> None:
    comment = say(cast.plan, "Which posts?")
    for verb in ("reply", "resolve"):
        path = reverse(f"reviews:{verb}", args=[comment.pk])
        assert cast.student.post(path, {"text": "What?"}).status_code == 404
    assert not Reply.objects.exists()


@pytest.mark.parametrize("pk", [0, 10**9, 10**30])
def test_a_comment_that_never_was_is_not_there(pk: int, cast: Cast) -> None:
    for verb in ("reply", "resolve"):
        path = reverse(f"reviews:{verb}", args=[pk])
        assert cast.student.post(path, {"text": "What?"}).status_code == 404


def test_a_comment_is_resolved_and_opened_again(cast: Cast) -> None:
    comment = say(cast.plan, "Which posts?")
    give_back(cast.plan)
    path = reverse("reviews:resolve", args=[comment.pk])
    cast.student.post(path)
    before = Comment.objects.values().get()
    cast.teacher.post(path)  # it is already
    assert Comment.objects.values().get() == before
    assertContains(page(cast), "1 of 1 comment resolved.")
    assertContains(page(cast), "resolved by you")
    cast.student.post(path, {"again": "1"})
    assertContains(page(cast), "0 of 1 comment resolved.")


def test_beside_the_desk_stands_what_is_not_resolved(cast: Cast) -> None:
    first, second = say(cast.plan, "Which posts?"), say(cast.plan, "Why?", "skill-point")
    give_back(cast.plan)
    cast.student.post(reverse("reviews:resolve", args=[first.pk]))
    answer = page(cast, "beside")
    assertNotContains(answer, "Which posts?")
    assertContains(answer, f'id="beside-{second.pk}" data-place="skill-point"')


def test_feedback_stays_with_a_plan_whose_class_is_no_more(cast: Cast) -> None:
    say(cast.plan, "Which posts?")
    give_back(cast.plan)
    cast.classroom.delete()
    assertContains(page(cast), "Which posts?")
    assert Plan.objects.get(pk=cast.plan.pk).assignment is None


def test_feedback_of_a_teacher_whose_account_is_no_more_can_be_read(cast: Cast) -> None:
    say(cast.plan, "Which posts?")
    give_back(cast.plan)
    User.objects.get(username="teacher").delete()
    assertContains(page(cast), "A former teacher")


@pytest.mark.parametrize("count", [1, 30])
def test_as_many_questions_for_one_comment_as_for_thirty(
    count: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    student = User.objects.get(username="student")
    for number in range(count):
        comment = say(cast.plan, f"Comment {number}", quote="skill")
        comment.replies.create(author=student, text="Yes.", made_at=NOON)
    give_back(cast.plan)
    # session, user, plan, the four of an Outline; reviews, levels, comments, replies; submissions
    with django_assert_num_queries(12):
        page(cast)
    with django_assert_num_queries(5):  # session, user, plan; review, comments
        page(cast, "beside")
