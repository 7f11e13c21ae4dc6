"""A class with feedback: made through the verbs that the pages use."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.models import Membership
from essayplanner.plans import actions, ranking
from essayplanner.plans.models import Plan
from essayplanner.reviews.actions import hand_in, open_review, release
from essayplanner.reviews.models import Comment, Level, Review, SavedComment
from tests.conftest import Cast

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def student(cast: Cast, username: str, name: str | None = None) -> User:
    """Let somebody join the class."""
    user = User.objects.create_user(username, name=username.title() if name is None else name)
    role = Membership.Role.STUDENT
    Membership.objects.create(classroom=cast.classroom, user=user, role=role)
    return user


def plan_of(cast: Cast, user: User, first: Sequence[str] = ()) -> Plan:
    """Let a student start a plan, and rank some factors first."""
    plan = actions.start_assignment(Person(user_id=user.pk), cast.assignment)
    if first:
        ranking.rank(plan, {factor: place for place, factor in enumerate(first, start=1)})
        plan.refresh_from_db()
    return plan


def saved(cast: Cast, code: str, text: str) -> SavedComment:
    """Return a saved comment of the teacher."""
    owner = User.objects.get(username="teacher")
    defaults = {"text": text, "made_at": NOON}
    return SavedComment.objects.get_or_create(owner=owner, code=code, defaults=defaults)[0]


def review(
    plan: Plan,
    *,
    summary: str = "",
    levels: dict[str, str] | None = None,
    mark: int | None = None,
    comments: Sequence[tuple[str, str, SavedComment | None]] = (),
    released: bool = True,
    at: datetime = NOON,
) -> Review:
    """Let a student hand a plan in, and a teacher review it and release that.

    ``comments`` are a place, a text and what it was made of.
    """
    hand_in(plan, at)
    row = open_review(plan)
    Review.objects.filter(pk=row.pk).update(summary=summary, mark=mark)
    for strand, level in (levels or {}).items():
        Level.objects.create(review=row, strand=strand, level=level)
    author = User.objects.get(username="teacher")
    for place, text, used in comments:
        Comment.objects.create(
            review=row, author=author, place=place, text=text, saved=used, made_at=at
        )
    if released:
        release(row, author, at + timedelta(hours=1))
    row.refresh_from_db()
    return row


HOSTILE = "=1+1 <b>\u202eO’Brien\u202c</b> 李小龍 👩‍👩‍👧 é́́́́ #[panic()]"


def fill(cast: Cast, number: int, first: Sequence[str] = ("skill", "rivals")) -> list[Plan]:
    """Let so many students join, who each hand in and get feedback."""
    code = saved(cast, "E2", "Say how the evidence proves the point.")
    plans = []
    for at in range(number):
        row = plan_of(cast, student(cast, f"s{at:03}", f"Pupil {at:03}"), [first[at % len(first)]])
        review(
            row,
            summary=f"Good start {at}.",
            levels={"Argument": f"Level {at % 3 + 2}"},
            mark=10 + at % 5,
            comments=[("skill-point", f"Sharper, {at}.", None), ("judgement", code.text, code)],
        )
        plans.append(row)
    return plans
