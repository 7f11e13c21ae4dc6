"""Saved comments: who may use which, and in which order."""

from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.classes.models import Membership
from essayplanner.reviews import saved
from essayplanner.reviews.actions import open_review
from essayplanner.reviews.models import Comment, SavedComment
from tests.conftest import Cast


def _save(owner: User, code: str, *, shared: bool = False, question: str = "") -> SavedComment:
    return SavedComment.objects.create(
        owner=owner,
        code=code,
        text=f"About {code}?",
        shared=shared,
        question=question,
        made_at=timezone.now(),
    )


def _use(row: SavedComment, cast: Cast, times: int) -> None:
    review = open_review(cast.plan)
    for _ in range(times):
        Comment.objects.create(review=review, text=row.text, saved=row, made_at=timezone.now())


def test_what_is_offered_is_ones_own_and_the_departments_most_used_first(cast: Cast) -> None:
    users = {user.username: user for user in User.objects.all()}
    colleague = User.objects.create_user("colleague")
    for user in (users["teacher"], colleague):
        Membership.objects.get_or_create(
            classroom=cast.classroom, user=user, role=Membership.Role.TEACHER
        )
    mine = _save(users["teacher"], "weigh")
    _save(users["teacher"], "date")
    _save(users["teacher"], "skill", question="How far?")
    _save(users["teacher"], "luck", question="Why?")
    theirs = _save(colleague, "prove", shared=True)
    _save(colleague, "private")
    _save(users["other_teacher"], "elsewhere", shared=True)
    # A student who saved one, while a teacher elsewhere, shares it with no teacher of theirs.
    _save(users["student"], "student", shared=True)
    _use(theirs, cast, 3)
    _use(mine, cast, 1)
    got = [(row.code, row.used) for row in saved.offered(users["teacher"], "How far?")]
    assert got == [("prove", 3), ("weigh", 1), ("date", 0), ("skill", 0)]
    assert [row.code for row in saved.offered(users["other_teacher"], "")] == ["elsewhere"]
