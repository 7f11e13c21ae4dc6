"""Reviewing a plan: what its teacher sees, says and releases."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.models import Assignment, Membership
from essayplanner.plans.actions import start_assignment
from essayplanner.plans.models import Paragraph, Plan
from essayplanner.reviews import actions
from essayplanner.reviews.commenting import use
from essayplanner.reviews.models import Comment, Level, Release, Review, SavedComment, Submission
from essayplanner.reviews.releasing import look, release_all
from essayplanner.reviews.reviewing import look_around
from essayplanner.reviews.saved import offered
from factors.exam_formats import load_formats, read_formats
from factors.models import ExamFormat
from tests.conftest import PASSWORD, Cast

EXAM = "edexcel-9hi0-essay"
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """The student's plan, marked on an essay format."""
    load_formats(read_formats())
    Paragraph.objects.filter(plan=cast.plan, factor="skill").update(
        point="He was clever, and they were not."
    )
    Plan.objects.filter(pk=cast.plan.pk).update(exam_format=EXAM)
    cast.plan.refresh_from_db()
    return cast.plan


def at(plan: Plan, verb: str = "") -> str:
    return f"/plans/{plan.pk}/review/{verb and f'{verb}/'}"


def user(username: str) -> User:
    return User.objects.get(username=username)


def said(plan: Plan, text: str = "Say how.", by: str = "teacher", **more: Any) -> Comment:
    values = {"place": "skill-point", "made_at": timezone.now(), **more}
    review = actions.open_review(plan)
    return Comment.objects.create(review=review, text=text, author=user(by), **values)


def kept(owner: str, code: str, text: str = "Which fact proves it?", **more: Any) -> SavedComment:
    values = {"made_at": timezone.now(), **more}
    return SavedComment.objects.create(owner=user(owner), code=code, text=text, **values)


def colleague(cast: Cast) -> Client:
    """Let another teacher teach the class, too."""
    Membership.objects.create(
        classroom=cast.classroom, user=user("other_teacher"), role=Membership.Role.TEACHER
    )
    return cast.other_teacher


def shown(client: Client, plan: Plan) -> str:
    return client.get(at(plan)).content.decode()


def test_the_teacher_reads_the_draft_and_then_what_was_handed_in(cast: Cast, plan: Plan) -> None:
    page = shown(cast.teacher, plan)
    assert "A draft: Student has not handed it in." in page
    assert "He was clever, and they were not." in page
    actions.hand_in(plan, timezone.now())
    Paragraph.objects.filter(plan=plan, factor="skill").update(point="Luck.")
    page = shown(cast.teacher, plan)
    assert "Handed in" in page
    assert "He was clever, and they were not." in page
    assert "Luck." not in page


def test_two_teachers_review_a_plan_and_the_writer_does_not(cast: Cast, plan: Plan) -> None:
    assert cast.other_teacher.get(at(plan)).status_code == 404
    assert colleague(cast).get(at(plan)).status_code == 200
    assert cast.student.get(at(plan)).status_code == 404
    for client in (cast.teacher, cast.other_teacher):
        client.post(at(plan, "say"), {"at": "judgement"})
    assert Review.objects.filter(plan=plan).count() == 1


def test_a_look_writes_nothing(cast: Cast, plan: Plan) -> None:
    def stored() -> list[Any]:
        return [*Review.objects.values(), *Comment.objects.values()]

    for _ in range(2):
        actions.hand_in(plan, timezone.now())
        before = stored()
        page = shown(cast.teacher, plan)
        assert "Handed in" in page
        assert "Level 5" in page
        assert cast.teacher.head(at(plan)).status_code == 200
        assert stored() == before
        # Nobody was told of this review: it goes on as the next one.
        said(plan)
        Paragraph.objects.filter(plan=plan, factor="skill").update(point="Luck.")
    actions.hand_in(plan, timezone.now())
    before = stored()
    assert "Say how." in shown(cast.teacher, plan)
    assert stored() == before
    assert Review.objects.get().round == 2


@pytest.mark.parametrize("many", [1, 30])
def test_a_review_is_fetched_in_as_many_queries_for_many_comments(
    cast: Cast, plan: Plan, many: int
) -> None:
    actions.hand_in(plan, timezone.now())
    for number in range(many):
        row = said(plan, f"Say how, {number}.", released_at=timezone.now())
        row.replies.create(author=user("student"), text="So.", made_at=timezone.now())
        kept("teacher", f"c{number}")
    cast.teacher.get(at(plan))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        cast.teacher.get(at(plan))
    assert len(queries) == 17


def test_words_levels_and_the_mark_are_saved_where_nobody_else_wrote(
    cast: Cast, plan: Plan
) -> None:
    row = said(plan, "")
    sent = {
        f"comment-{row.pk}.was": "",
        f"comment-{row.pk}": "Say how.",
        "summary.was": "",
        "summary": "Rank them.",
        "mark.was": "",
        "mark": "15",
        "level-Analysis.was": "",
        "level-Analysis": "Level 4",
    }
    assert cast.teacher.post(at(plan, "save"), sent, headers=SCRIPT).status_code == 200
    row.refresh_from_db()
    review = Review.objects.get(plan=plan)
    assert (row.text, review.summary, review.mark) == ("Say how.", "Rank them.", 15)
    assert list(review.levels.values_list("strand", "level")) == [("Analysis", "Level 4")]
    other = {
        **dict.fromkeys((f"{name}.was" for name in ("summary", "mark", "level-Analysis")), ""),
        **{"summary": "Mine.", "mark": "9", "level-Analysis": "Level 2"},
    }
    answer = colleague(cast).post(at(plan, "save"), other, headers=SCRIPT)
    assert answer.status_code == 409
    assert json.loads(answer.content)["conflicts"] == {
        "summary": "Rank them.",
        "mark": "15",
        "level-Analysis": "Level 4",
    }
    review.refresh_from_db()
    assert (review.summary, review.mark) == ("Rank them.", 15)
    page = cast.other_teacher.post(at(plan, "save"), other).content.decode()
    assert "You chose Level 2, and a colleague Level 4 meanwhile." in page
    assert page.count("The other version says:") == 2
    assert "its place is gone" not in page


@pytest.mark.parametrize("mark", ["21", "-1", "4.5", "ten", "²", "9" * 30, "1\0"])
def test_a_mark_that_the_format_has_not_is_refused(cast: Cast, plan: Plan, mark: str) -> None:
    answer = cast.teacher.post(at(plan, "save"), {"mark.was": "", "mark": mark}, headers=SCRIPT)
    assert answer.status_code == 422
    assert Review.objects.get(plan=plan).mark is None


def test_without_a_format_there_is_no_mark(cast: Cast) -> None:
    sent = {"mark.was": "", "mark": "0"}
    answer = cast.teacher.post(at(cast.plan, "save"), sent, headers=SCRIPT)
    assert answer.status_code == 422
    assert "Choose what this is marked on first" in json.loads(answer.content)["refused"]["mark"]
    assert Review.objects.get(plan=cast.plan).mark is None


@pytest.mark.parametrize(
    "place",
    ["", "argument", "criterion_2", "judgement", "links/a/b"]
    + [
        f"skill-{field}" for field in ("point", "evidence/x", "weighed_1", "without", "quotation/x")
    ],
)
def test_a_comment_stands_at_each_place_that_is_read(cast: Cast, plan: Plan, place: str) -> None:
    assert cast.teacher.post(at(plan, "say"), {"at": place}).status_code == 302
    assert Comment.objects.get().place == place


@pytest.mark.parametrize(
    ("place", "value"),
    [("level-Analysis", "Level 9"), ("level-Nothing", "Level 1"), ("comment-x", "A"), ("x", "A")],
)
def test_what_has_no_place_is_kept_nowhere(cast: Cast, plan: Plan, place: str, value: str) -> None:
    sent = {f"{place}.was": "", place: value}
    assert cast.teacher.post(at(plan, "save"), sent, headers=SCRIPT).status_code == 422
    assert value in cast.teacher.post(at(plan, "save"), sent).content.decode()
    assert not Level.objects.exists()


def test_a_level_of_the_same_name_twice_is_no_conflict(cast: Cast, plan: Plan) -> None:
    sent = {"level-Analysis.was": "", "level-Analysis": "Level 4"}
    for client in (cast.teacher, colleague(cast)):
        assert client.post(at(plan, "save"), sent, headers=SCRIPT).status_code == 200


def test_a_comment_is_begun_at_words_and_stands_there(cast: Cast, plan: Plan) -> None:
    sent = {"at": "skill-point", "quote": "clever", "start": "7"}
    answer = cast.teacher.post(at(plan, "say"), sent, headers=SCRIPT)
    key = json.loads(answer.content)["key"]
    row = Comment.objects.get(pk=key)
    assert (row.place, row.quote, row.start, row.author) == (
        *("skill-point", "clever", 7),
        user("teacher"),
    )
    assert f'<mark data-said="{key} ">clever</mark>' in shown(cast.teacher, plan)
    Paragraph.objects.filter(plan=plan, factor="skill").update(point="They were dull.")
    assert "Said of words that are no longer there" in shown(cast.teacher, plan)


@pytest.mark.parametrize(
    "sent",
    [
        *({"at": "skill-point/" + "x" * 201}, {"at": "skill-point/x\0"}),
        *({"at": "judgement", "quote": "y" * 10_001}, {"at": "nonsense"}, {"at": "-point"}),
        *({"at": "skill-"}, {"at": "skill-nonsense"}),
    ],
)
def test_a_comment_stands_nowhere_that_cannot_be(
    cast: Cast, plan: Plan, sent: dict[str, str]
) -> None:
    assert cast.teacher.post(at(plan, "say"), sent).status_code == 404
    assert not Comment.objects.exists()


def test_without_a_script_a_verb_saves_what_was_typed_and_leads_back(
    cast: Cast, plan: Plan
) -> None:
    row = said(plan, "")
    sent = {f"comment-{row.pk}.was": "", f"comment-{row.pk}": "Say how.", "at": "judgement"}
    answer = cast.teacher.post(at(plan, "say"), sent)
    new = Comment.objects.last()
    assert new
    assert answer["Location"] == f"{at(plan)}#comment-{new.pk}"
    row.refresh_from_db()
    assert row.text == "Say how."


def test_nobody_writes_or_deletes_what_a_colleague_says(cast: Cast, plan: Plan) -> None:
    row = said(plan)
    other = colleague(cast)
    sent = {f"comment-{row.pk}.was": "Say how.", f"comment-{row.pk}": "No."}
    assert other.post(at(plan, "save"), sent, headers=SCRIPT).status_code == 422
    assert other.post(at(plan, "unsay"), {"comment": row.pk}).status_code == 404
    assert "Say how." in shown(other, plan)
    assert cast.teacher.post(at(plan, "unsay"), {"comment": row.pk}).status_code == 302
    assert not Comment.objects.exists()


def test_what_was_released_stays_as_it_was_said(cast: Cast, plan: Plan) -> None:
    row = said(plan)
    cast.teacher.post(at(plan, "release"), {"read": "0"})
    sent = {f"comment-{row.pk}.was": "Say how.", f"comment-{row.pk}": "No."}
    answer = cast.teacher.post(at(plan, "save"), sent, headers=SCRIPT)
    assert answer.status_code == 422
    assert "stays as it was" in json.loads(answer.content)["refused"][f"comment-{row.pk}"]
    assert cast.teacher.post(at(plan, "unsay"), {"comment": row.pk}).status_code == 404
    row.refresh_from_db()
    assert row.text == "Say how."


def test_a_release_lets_the_student_read_and_gives_the_plan_back(cast: Cast, plan: Plan) -> None:
    handed_in = actions.hand_in(plan, timezone.now())
    row, old, new = (
        said(plan),
        said(plan, " ", made_at=timezone.now() - timedelta(days=1)),
        said(plan, ""),
    )
    cast.teacher.post(at(plan, "release"), {"read": str(handed_in.pk)})
    row.refresh_from_db()
    plan.refresh_from_db()
    assert row.released_at == plan.returned_at == Review.objects.get(plan=plan).released_at
    assert row.released_at
    # A box that was opened just now may be a colleague's.
    assert not Comment.objects.filter(pk=old.pk).exists()
    assert Comment.objects.get(pk=new.pk).released_at is None


def test_more_is_said_after_a_release_and_released_again(cast: Cast, plan: Plan) -> None:
    said(plan)
    cast.teacher.post(at(plan, "release"), {"read": "0"})
    answer = cast.teacher.post(at(plan, "release"), {"read": "0"}, follow=True)
    assert "There is nothing to release yet" in answer.content.decode()
    more = said(plan, "And why?")
    answer = cast.teacher.post(at(plan, "release"), {"read": "0"}, follow=True)
    assert "can read 1 comment now" in answer.content.decode()
    more.refresh_from_db()
    assert more.released_at


def test_what_was_handed_in_meanwhile_is_read_before_the_release(cast: Cast, plan: Plan) -> None:
    first = actions.hand_in(plan, timezone.now())
    row = said(plan)
    verb = at(plan, "release")
    Paragraph.objects.filter(plan=plan, factor="skill").update(point="He was clever, and more.")
    second = actions.hand_in(plan, timezone.now())
    answer = cast.teacher.post(verb, {"read": str(first.pk)}, follow=True)
    assert "Read it first" in answer.content.decode()
    row.refresh_from_db()
    assert row.released_at is None
    # It is the same review, with all that is in it.
    review = Review.objects.get(plan=plan)
    assert (review.round, row.review_id) == (2, review.pk)
    cast.teacher.post(verb, {"read": str(second.pk)})
    row.refresh_from_db()
    assert row.released_at


def test_a_new_round_begins_after_a_release_and_takes_along_what_was_not_released(
    cast: Cast, plan: Plan
) -> None:
    actions.hand_in(plan, timezone.now())
    row = said(plan)
    first = actions.open_review(plan)
    actions.release(first, User.objects.get(username="teacher"), timezone.now())
    late = said(plan, "One more thing.")
    Paragraph.objects.filter(plan=plan, factor="skill").update(point="Luck.")
    actions.hand_in(plan, timezone.now())
    second = actions.open_review(plan)
    assert (second.round, second.exam_format, second.released_at) == (2, EXAM, None)
    for comment in (row, late):
        comment.refresh_from_db()
    assert (row.review_id, late.review_id) == (first.pk, second.pk)
    # What was said in the round before is still in its place.
    assert "Say how." in shown(cast.teacher, plan)


def test_what_is_said_on_a_page_of_the_round_before_is_said_in_this_one(
    cast: Cast, plan: Plan
) -> None:
    actions.hand_in(plan, timezone.now())
    level = {"level-Analysis.was": "", "level-Analysis": "Level 4"}
    cast.teacher.post(at(plan, "save"), level)
    first = said(plan)
    actions.release(first.review, user("teacher"), timezone.now())
    Paragraph.objects.filter(plan=plan, factor="skill").update(point="Luck.")
    second = actions.hand_in(plan, timezone.now())
    stray = Comment.objects.create(
        review=first.review, author=user("teacher"), text="Stray.", made_at=timezone.now()
    )
    answer = cast.teacher.post(at(plan, "say"), {"at": "judgement"}, headers=SCRIPT)
    late = Comment.objects.get(pk=json.loads(answer.content)["key"])
    assert late.review.round == 2
    Comment.objects.filter(pk=late.pk).update(text="Late.")
    Comment.objects.filter(pk=stray.pk).update(review=first.review)
    # What was chosen before stays as it was released.
    sent = {"level-Analysis.was": "Level 4", "level-Analysis": "Level 2"}
    answer = cast.teacher.post(at(plan, "save"), sent, headers=SCRIPT)
    assert json.loads(answer.content)["conflicts"] == {"level-Analysis": ""}
    assert not Review.objects.get(pk=first.review_id).changed
    answer = cast.teacher.post(at(plan, "release"), {"read": str(second.pk)}, follow=True)
    assert "can read 2 comments now" in answer.content.decode()
    released = Comment.objects.filter(released_at__isnull=False).values_list("review__round")
    assert sorted(released) == [(1,), (2,), (2,)]


def test_in_coursework_a_teacher_asks_and_has_no_saved_comments(cast: Cast, plan: Plan) -> None:
    cast.assignment.coursework = True
    cast.assignment.save()
    saved = kept("teacher", "ev")
    row = said(plan, "Say how.")
    assert saved.text not in shown(cast.teacher, plan)
    assert "you may ask, and not suggest" in shown(cast.teacher, plan)
    into = {"into": row.pk, "use": saved.pk}
    assert cast.teacher.post(at(plan, "use"), into).status_code == 404
    answer = cast.teacher.post(at(plan, "release"), {"read": "0"}, follow=True)
    assert "with a question mark first" in answer.content.decode()
    Comment.objects.filter(pk=row.pk).update(text="How do you know?")
    cast.teacher.post(at(plan, "release"), {"read": "0"})
    row.refresh_from_db()
    assert row.released_at


def test_a_colleagues_draft_is_released_only_where_it_is_ticked(cast: Cast, plan: Plan) -> None:
    other = colleague(cast)
    mine, theirs = said(plan), said(plan, "You are wro", by="other_teacher")
    left = said(plan, "Why?", by="other_teacher")
    Comment.objects.filter(pk=left.pk).update(author=None)
    released = Comment.objects.filter(released_at__isnull=False).values_list("pk", flat=True)
    page = shown(cast.teacher, plan)
    assert "1 comment by Other_Teacher</label>" in page
    assert "1 comment by somebody who has left</label>" in page
    answer = cast.teacher.post(at(plan, "release"), {"read": "0", "also": ["x"]}, follow=True)
    assert "can read 1 comment now" in answer.content.decode()
    assert [*released.all()] == [mine.pk]
    sent = {f"comment-{theirs.pk}.was": "You are wro", f"comment-{theirs.pk}": "You are wrong?"}
    assert other.post(at(plan, "save"), sent, headers=SCRIPT).status_code == 200
    answer = cast.teacher.post(at(plan, "release"), {"read": "0"}, follow=True)
    assert "There is nothing to release yet" in answer.content.decode()
    both = {"read": "0", "also": [user("other_teacher").pk, 0]}
    cast.teacher.post(at(plan, "release"), both)
    assert {*released.all()} == {mine.pk, theirs.pk, left.pk}
    assert 'name="also"' not in shown(cast.teacher, plan)


def test_with_a_set_colleagues_drafts_are_not_released(cast: Cast, plan: Plan) -> None:
    colleague(cast)
    path = f"/classes/set/{cast.assignment.pk}/release/"
    theirs = said(plan, "You are wro", by="other_teacher")
    page = cast.teacher.get(path).content.decode()
    assert "There is nothing to release" in page
    assert "1 comment by Other_Teacher: to be released beside the plan" in page
    mine = said(plan)
    assert "1 comment, not 1 comment by Other_Teacher" in cast.teacher.get(path).content.decode()
    cast.teacher.post(path, {"review": mine.review_id})
    for row in (mine, theirs):
        row.refresh_from_db()
    assert mine.released_at
    assert theirs.released_at is None


def test_what_is_written_between_the_look_and_the_release_is_asked_too(
    cast: Cast, plan: Plan
) -> None:
    cast.assignment.coursework = True
    cast.assignment.save()
    row = said(plan, "How do you know?")
    looked = look(cast.assignment, user("teacher"))
    Comment.objects.filter(pk=row.pk).update(text="Write of the posts.")
    keys = [str(row.review_id)]
    assert release_all(looked, keys, user("teacher"), timezone.now()) == 0
    row.refresh_from_db()
    assert row.released_at is None
    assert not Release.objects.exists()
    Comment.objects.filter(pk=row.pk).update(text="Which posts?")
    assert release_all(looked, keys, user("teacher"), timezone.now()) == 1


def test_a_format_of_coursework_counts_though_its_writer_has_left(cast: Cast, plan: Plan) -> None:
    slug = ExamFormat.objects.create(
        slug="nea", coursework=True, board="B", specification="S", paper="P", kind="K", marks=40,
        document="D", year=2026, author=user("stranger"),
    ).slug  # fmt: skip
    Assignment.objects.update(exam_format=slug)
    assert "you may ask, and not suggest" in shown(cast.teacher, plan)
    board = cast.teacher.get(f"/classes/set/{cast.assignment.pk}/landscape/")
    assert "This is coursework" in board.content.decode()


def test_saved_comments_are_offered_by_whose_they_are_and_what_is_asked(
    cast: Cast, plan: Plan
) -> None:
    colleague(cast)
    User.objects.create_user("far", password=PASSWORD)
    mine, often = kept("teacher", "b"), kept("teacher", "z")
    shared = kept("other_teacher", "a", shared=True)
    here = kept("teacher", "c", question=plan.question)
    kept("other_teacher", "d")
    kept("far", "e", shared=True)
    kept("teacher", "f", question="Why not?")
    said(plan, saved=often)
    assert list(offered(user("teacher"), plan.question)) == [often, shared, mine, here]


def test_a_saved_comment_is_put_in_and_counted(cast: Cast, plan: Plan) -> None:
    saved, row = kept("teacher", "ev"), said(plan, "Good.")
    sent = {"into": row.pk, "use": saved.pk}
    cast.teacher.post(at(plan, "use"), sent)
    row.refresh_from_db()
    assert (row.text, row.saved) == ("Good.\nWhich fact proves it?", saved)
    # The page's script has put the words into the box already.
    cast.teacher.post(at(plan, "use"), sent, headers=SCRIPT)
    row.refresh_from_db()
    assert row.text == "Good.\nWhich fact proves it?"
    sent["use"] = kept("stranger", "x", shared=True).pk
    assert cast.teacher.post(at(plan, "use"), sent).status_code == 404


@pytest.mark.parametrize(
    ("meanwhile", "state"),
    [
        ({"text": "Very good."}, "conflict"),
        ({"released_at": timezone.now()}, "gone"),
        ({}, "gone"),
    ],
)
@pytest.mark.parametrize("written", [False, True])
def test_a_saved_comment_is_not_put_into_what_changed_meanwhile(
    cast: Cast, plan: Plan, meanwhile: dict[str, Any], state: str, *, written: bool
) -> None:
    saved, row = kept("teacher", "ev"), said(plan, "Good.")
    rows = Comment.objects.filter(pk=row.pk)
    if meanwhile:
        rows.update(**meanwhile)
    else:
        rows.delete()
    before = list(rows.values("text", "saved"))
    if written and state == "conflict":  # only what it is made of is noted
        before, state = [{"text": "Very good.", "saved": saved.pk}], "saved"
    assert use(row, saved, written=written).state == state
    assert list(rows.values("text", "saved")) == before


@pytest.mark.parametrize(
    ("code", "made"), [("how", 1), ("", 0), ("two words", 0), ("x" * 13, 0), ("EV", 0), ("a\0", 0)]
)
def test_a_comment_is_saved_for_again_under_a_code(
    cast: Cast, plan: Plan, code: str, made: int
) -> None:
    kept("teacher", "ev")
    row = said(plan)
    sent = {"comment": row.pk, f"code-{row.pk}": code}
    assert cast.teacher.post(at(plan, "keep"), sent).status_code == 302
    assert SavedComment.objects.filter(text="Say how.").count() == made


def test_a_comment_is_saved_for_again_once_by_a_double_click(cast: Cast, plan: Plan) -> None:
    row = said(plan)
    for _ in range(2):
        sent = {"comment": row.pk, f"code-{row.pk}": "how"}
        answer = cast.teacher.post(at(plan, "keep"), sent, follow=True)
        assert "Saved for again" in answer.content.decode()
    other = said(plan, "Something else.")
    sent = {"comment": other.pk, f"code-{other.pk}": "how"}
    answer = cast.teacher.post(at(plan, "keep"), sent, follow=True)
    assert "Choose another code" in answer.content.decode()
    saved = SavedComment.objects.get()
    assert (saved.code, saved.text) == ("how", "Say how.")


def test_a_comment_is_saved_for_again_that_its_form_can_hold(cast: Cast, plan: Plan) -> None:
    for text, count in (("x" * 2001, 0), ("x" * 2000, 1)):
        row = said(plan, text)
        sent = {"comment": row.pk, f"code-{row.pk}": "long"}
        answer = cast.teacher.post(at(plan, "keep"), sent, follow=True).content.decode()
        assert ("2,000 characters at most" in answer) == (not count)
        assert SavedComment.objects.count() == count


def test_in_coursework_what_to_do_next_is_asked_after_a_release_too(cast: Cast, plan: Plan) -> None:
    cast.assignment.coursework = True
    cast.assignment.save()
    said(plan, "How do you know?")
    cast.teacher.post(at(plan, "release"), {"read": "0"})
    told = "Write that Stalin used the Orgburo."
    sent = {"read": "0", "summary.was": "", "summary": told}
    answer = cast.teacher.post(at(plan, "release"), sent, follow=True)
    assert answer.redirect_chain == [(f"{at(plan)}#summary", 302)]
    assert "with a question mark first" in answer.content.decode()
    assert told in answer.content.decode()
    assert told not in cast.student.get(f"/plans/{plan.pk}/feedback/").content.decode()
    sent = {"read": "0", "summary.was": told, "summary": "Who used the Orgburo?"}
    cast.teacher.post(at(plan, "release"), sent)
    assert (
        "Who used the Orgburo?" in cast.student.get(f"/plans/{plan.pk}/feedback/").content.decode()
    )


def test_the_format_is_chosen_once_for_the_plans_that_follow(cast: Cast) -> None:
    load_formats(read_formats())
    page = shown(cast.teacher, cast.plan)
    assert "Choose what this is marked on" in page
    cast.teacher.post(at(cast.plan, "marked-on"), {"exam_format": EXAM})
    assert "Level 5" in shown(cast.teacher, cast.plan)
    second = start_assignment(Person(user_id=user("classmate").pk), cast.assignment)
    assert actions.open_review(second).exam_format == EXAM
    theirs = ExamFormat.objects.create(
        **{"slug": "far", "author": user("stranger"), "board": "X", "paper": "Y"},
        **{"marks": 5, "year": 2026},
    )
    sent = {"exam_format": theirs.slug}
    assert cast.teacher.post(at(cast.plan, "marked-on"), sent).status_code == 404


def test_levels_and_a_mark_are_of_the_format_that_they_were_given_on(
    cast: Cast, plan: Plan
) -> None:
    sent = {"level-Analysis.was": "", "level-Analysis": "Level 4", "mark.was": "", "mark": "15"}
    cast.teacher.post(at(plan, "save"), sent)
    cast.teacher.post(at(plan, "marked-on"), {"exam_format": EXAM})
    review = Review.objects.get(plan=plan)
    assert (review.now.levels, review.mark) == ([["Analysis", "Level 4"]], 15)
    ExamFormat.objects.create(
        **{"slug": "ours", "author": user("teacher"), "board": "X", "paper": "Y"},
        **{"marks": 5, "year": 2026},
    )
    cast.teacher.post(at(plan, "marked-on"), {"exam_format": "ours"})
    review = Review.objects.get(plan=plan)
    assert (review.exam_format, review.now.levels, review.mark) == ("ours", [], None)
    assert not review.now.speaks


def test_one_goes_on_by_surname_and_first_to_who_waits(cast: Cast, plan: Plan) -> None:
    User.objects.filter(username="student").update(name="Zoe Abbot")
    User.objects.filter(username="classmate").update(name="Amy Zeal")
    plan = Plan.objects.select_related("assignment").get(pk=plan.pk)
    second = start_assignment(Person(user_id=user("classmate").pk), cast.assignment)
    around = look_around(plan)
    assert (around.number, around.total) == (1, 2)
    assert (around.before, around.after, around.waiting) == (None, second.pk, None)
    actions.hand_in(second, timezone.now())
    assert look_around(plan).waiting == second.pk
    said(plan)
    answer = cast.teacher.post(at(plan, "release"), {"read": "0", "then": "next"})
    assert answer["Location"] == f"/plans/{second.pk}/review/"


def test_all_of_a_set_are_released_but_what_is_empty_or_not_read(cast: Cast, plan: Plan) -> None:
    path = f"/classes/set/{cast.assignment.pk}/release/"
    assert "nothing to release" in cast.teacher.get(path).content.decode()
    second = start_assignment(Person(user_id=user("classmate").pk), cast.assignment)
    actions.hand_in(second, timezone.now())
    said(plan)
    page = cast.teacher.get(path).content.decode()
    assert "1 student will see" in page
    assert "nothing is written yet" in page
    reviews = [str(actions.open_review(row).pk) for row in (plan, second)]
    cast.teacher.post(path, {"review": reviews})
    assert [bool(Plan.objects.get(pk=row.pk).returned_at) for row in (plan, second)] == [
        True,
        False,
    ]


@pytest.mark.parametrize("many", [1, 30])
def test_a_set_to_release_is_fetched_in_as_many_queries_for_many(
    cast: Cast, plan: Plan, many: int
) -> None:
    for number in range(many):
        pupil = User.objects.create_user(f"pupil{number}", name=f"Pupil {number}")
        Membership.objects.create(
            classroom=cast.classroom, user=pupil, role=Membership.Role.STUDENT
        )
        said(start_assignment(Person(user_id=pupil.pk), cast.assignment))
    with CaptureQueriesContext(connection) as queries:
        cast.teacher.get(f"/classes/set/{cast.assignment.pk}/release/")
    assert len(queries) == 10


def test_the_words_of_a_student_are_no_markup(cast: Cast, plan: Plan) -> None:
    Paragraph.objects.filter(plan=plan, factor="skill").update(point="<script>x</script>")
    said(plan, "<b>no</b>", quote="<script>")
    page = shown(cast.teacher, plan)
    assert "<script>x" not in page
    assert "<b>no" not in page
    assert Submission.objects.count() == 0


def test_what_was_taken_back_is_a_draft_that_can_be_released(cast: Cast, plan: Plan) -> None:
    first = actions.hand_in(plan, timezone.now())
    Paragraph.objects.filter(plan=plan, factor="skill").update(point="Luck.")
    actions.hand_in(plan, timezone.now())
    row = said(plan)
    plan.submissions.filter(number=2).delete()
    assert "A draft: Student has not handed it in." in shown(cast.teacher, plan)
    cast.teacher.post(at(plan, "release"), {"read": str(first.pk)})
    row.refresh_from_db()
    assert row.released_at


def test_the_page_learns_that_something_newer_was_handed_in(cast: Cast, plan: Plan) -> None:
    verb = at(plan, "say")
    newest = actions.hand_in(plan, timezone.now()).pk
    answer = cast.teacher.post(verb, {"at": "judgement"}, headers=SCRIPT)
    assert json.loads(answer.content)["handed_in"] == newest
    saved = cast.teacher.post(at(plan, "save"), {}, headers=SCRIPT)
    assert saved["X-Handed-In"] == str(newest)
