"""Deleting an account, and what is left of it where the school keeps what was handed in."""

import json
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from essayplanner.accounts.models import User
from essayplanner.accounts.sign_ins import end
from essayplanner.argument.outline import Outline, to_json
from essayplanner.classes import keeping
from essayplanner.classes.models import Assignment, Classroom, Membership
from essayplanner.plans.models import Plan
from essayplanner.plans.querysets import PlanQuerySet
from essayplanner.plans.revisions import count_words
from essayplanner.plans.writing import lock, write_outline
from essayplanner.reviews.actions import pack
from essayplanner.reviews.actions import read as read_submission
from essayplanner.reviews.models import Comment, Level, Reply, Review, Submission
from factors.models import Bank, Topic

FORMER_STUDENT = "A former student"
_FORMER = "former-"

_STUDENT, _TEACHER = Membership.Role.STUDENT, Membership.Role.TEACHER


@dataclass(frozen=True, slots=True)
class Parting:
    """What becomes of things that others use, when somebody's account is deleted.

    ``kept`` are the plans that stay with a class, without the name. ``closed`` are the classes
    with no other teacher, which are archived; ``emptied`` those of them with nobody else at all,
    which go; ``shared`` go on with another teacher. ``topics`` stay for classes that have them.
    """

    kept: tuple[Plan, ...]
    closed: tuple[Classroom, ...]
    emptied: tuple[Classroom, ...]
    shared: tuple[Classroom, ...]
    topics: tuple[Topic, ...]


def foresee(user: User) -> Parting:
    """Say what would become of things that others use, if this account were deleted now."""
    alone: dict[bool, list[Classroom]] = {True: [], False: []}
    shared: list[Classroom] = []
    others = Membership.objects.filter(classroom=OuterRef("pk")).exclude(user=user)
    taught = Classroom.objects.filter(memberships__user=user, memberships__role=_TEACHER)
    for row in taught.annotate(
        colleagues=Exists(others.filter(role=_TEACHER)), anybody=Exists(others)
    ):
        alone_in = alone[not row.anybody]  # type: ignore[attr-defined]
        (shared if row.colleagues else alone_in).append(row)  # type: ignore[attr-defined]
    emptied = alone[True]
    topics = user.topics.exclude(current=None).select_related("current")
    return Parting(
        kept=tuple(_handed_in(user).select_related("assignment__classroom")),
        closed=tuple(alone[False]),
        emptied=tuple(emptied),
        shared=tuple(shared),
        topics=tuple(topics.filter(_is_used(emptied))),
    )


@transaction.atomic
def leave(user: User, now: datetime) -> None:
    """Delete an account with all that is held on it.

    What ``foresee`` names stays for those who use it, without the name. Plans that were handed in
    to a class stay there as they were when that was last done, where ``KEEP_HANDED_IN`` says so:
    they pass to an account that nobody can sign in to. All else goes with the user's own row, so
    that what is not named here goes too. Nothing happens to an account that is gone already.
    """
    if not (found := User.objects.select_for_update().filter(pk=user.pk).first()):
        return
    user = found
    # The last two teachers of a class may leave at once: the second one has to see that.
    taught = Classroom.objects.filter(memberships__user=user, memberships__role=_TEACHER)
    list(Classroom.objects.filter(pk__in=taught).order_by("pk").select_for_update())
    parting = foresee(user)
    _let_plans_stay(user, parting.kept)
    for classroom in parting.closed:
        if not classroom.archived_at:
            keeping.archive(classroom, now)
        _drop_drafts(classroom)
    for classroom in parting.emptied:
        classroom.delete()
    Comment.objects.filter(author=user, released_at=None).delete()
    _part_with_library(user, {topic.pk for topic in parting.topics})
    end(UserSession.objects.filter(user=user))
    user.delete()
    transaction.on_commit(empty_log)


@transaction.atomic
def leave_as_guest(guest_key: str) -> None:
    """Delete all plans of a browser without an account."""
    if guest_key:
        Plan.objects.filter(guest_key=guest_key).delete()
        transaction.on_commit(empty_log)


def sweep() -> int:
    """Delete what was kept for a class that is no more; return how many accounts without a name.

    These are in no class any longer; and topics of nobody's that no class has.
    """
    gone = list(former().filter(memberships=None))
    for user in gone:
        user.delete()
    for topic in Topic.objects.filter(author=None, built_in=False).exclude(_is_used()):
        topic.delete()
    return len(gone)


def empty_log() -> None:
    """Have SQLite empty its log (WAL), in which deleted words would stay until it is full again.

    ``secure_delete``, in the settings, sees to the database itself. Where somebody reads just then,
    the log stays until the next time.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def former() -> QuerySet[User]:
    """Return the accounts that only keep plans for a class, without a name.

    By all that ``leave`` gives them: anybody may choose a user name that begins like theirs.
    """
    return User.objects.filter(
        is_active=False,
        name=FORMER_STUDENT,
        username__startswith=_FORMER,
        password__startswith=UNUSABLE_PASSWORD_PREFIX,
    )


def _handed_in(user: User) -> PlanQuerySet:
    """Return the plans that stay with the classes which can see them now."""
    if not settings.KEEP_HANDED_IN or former().filter(pk=user.pk).exists():
        return Plan.objects.none()
    return Plan.objects.filter(
        owner=user,
        deleted_at=None,
        handed_in_at__isnull=False,
        assignment__classroom__memberships__user=user,
        assignment__classroom__memberships__role=_STUDENT,
    )


def _let_plans_stay(user: User, plans: Collection[Plan]) -> None:
    """Let plans pass to an account without a name, as they were when last handed in."""
    as_handed_in = {plan: outline for plan in plans if (outline := _last_words(plan))}
    if not as_handed_in:
        return
    nobody = User(username=f"{_FORMER}{secrets.token_hex(6)}", name=FORMER_STUDENT, is_active=False)
    nobody.set_unusable_password()
    nobody.save()
    for plan, outline in as_handed_in.items():
        _strip(plan, outline, nobody)
    classes = {plan.assignment.classroom_id for plan in as_handed_in if plan.assignment}
    places = Membership.objects.filter(user=user, classroom__in=classes, role=_STUDENT)
    places.update(user=nobody, may_reset=False)
    said = Reply.objects.filter(comment__review__plan__in=as_handed_in, author=user)
    said.update(author=nobody)
    resolved = Comment.objects.filter(review__plan__in=as_handed_in, resolved_by=user)
    resolved.update(resolved_by=nobody)


def _last_words(plan: Plan) -> Outline | None:
    last = Submission.objects.filter(plan=plan).last()
    if last is None:
        return None
    try:
        outline = read_submission(last)
    except ValueError:  # of another release: nobody could say whose name it holds
        return None
    return replace(outline, author=FORMER_STUDENT, set_aside=())


def _strip(plan: Plan, outline: Outline, nobody: User) -> None:
    """Leave of a plan what was handed in last, and what was said of it."""
    lock(plan)
    last = Submission.objects.filter(plan=plan).last()
    assert last is not None  # noqa: S101 (its words are the outline)
    plan.owner, plan.modified_at = nobody, last.made_at
    plan.kept_at = plan.copied_at = None
    plan.save(update_fields=["owner", "kept_at", "copied_at"])
    write_outline(plan, outline)
    last.content, last.words = pack(outline), count_words(outline)
    last.save(update_fields=["content", "words"])
    plan.submissions.exclude(pk=last.pk).delete()
    plan.revisions.all().delete()
    plan.rehearsals.all().delete()
    plan.looks.all().delete()
    Plan.objects.filter(pk=plan.pk).forget_standings()
    # A comment may quote words that were written, and never handed in.
    words = list(_texts(json.loads(to_json(outline))))
    for comment in Comment.objects.filter(review__plan=plan).exclude(quote=""):
        if not any(comment.quote in text for text in words):
            Comment.objects.filter(pk=comment.pk).update(quote="", start=0)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _drop_drafts(classroom: Classroom) -> None:
    """Let reviews in a class that nobody teaches any more say what was released, and no more."""
    rows = Review.objects.filter(plan__assignment__classroom=classroom)
    for review in rows.prefetch_related("levels", "releases"):
        said = review.released
        Level.objects.filter(review=review).delete()
        Level.objects.bulk_create(
            Level(review=review, strand=strand, level=level)
            for strand, level in (said.levels if said else ())
        )
        review.summary, review.mark = (said.summary, said.mark) if said else ("", None)
        review.save(update_fields=["summary", "mark"])


def _part_with_library(user: User, staying: Collection[int]) -> None:
    """Delete the topics and formats that no class uses; of the others, what is not published."""
    for topic in user.topics.exclude(pk__in=staying):
        topic.delete()
    for bank in Bank.objects.filter(topic__author=user, published_at=None):
        bank.delete()
    for exam_format in user.exam_formats.all():
        used = Assignment.objects.filter(exam_format=exam_format.slug)
        colleagues = Membership.objects.filter(role=_TEACHER, classroom__assignments__in=used)
        colleague = colleagues.exclude(user=user).order_by("joined_at").first()
        if colleague:
            exam_format.author = colleague.user
            exam_format.save(update_fields=["author"])


def _is_used(without: Collection[Classroom] = ()) -> Exists:
    """Ask whether a class has a topic, or was set work on it; ``without`` some classes."""
    classes = Classroom.objects.exclude(pk__in=[row.pk for row in without])
    shown = classes.filter(topics=OuterRef("pk"))
    set_on = Assignment.objects.filter(classroom__in=classes, bank__topic=OuterRef("pk"))
    return Exists(shown) | Exists(set_on)  # type: ignore[return-value]
