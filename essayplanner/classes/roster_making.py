"""Making the accounts of a roster, and new temporary passwords for who never signed in."""

from collections.abc import Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import hashers
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from essayplanner.accounts.lockout import lift
from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.accounts.temporary import make_password
from essayplanner.classes.keeping import RefusedError
from essayplanner.classes.models import Classroom, Membership
from essayplanner.classes.roster_checking import Fate, Line, judge
from essayplanner.classes.roster_reading import Entry

# Passwords take long to hash, and user names are everybody's.
DAY, MOST_A_DAY, LOT = timedelta(days=1), 1000, 100
TOO_MANY = (
    f"You can make {MOST_A_DAY:,} accounts a day, and with these there would be more. "
    "Nothing was made. Make the others tomorrow."
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What somebody needs to sign in for the first time."""

    name: str
    username: str
    password: str


def make_accounts(
    entries: Sequence[Entry], promised: Set[int], classroom: Classroom, teacher: Person
) -> tuple[list[Line], list[Slip] | None]:
    """Make the accounts of a roster, and return its lines with a slip for each account.

    Nothing is made, and there are no slips, unless the lines that are made or added are those that
    were ``promised``, each with the user name that it came with: who presses twice, or at the same
    time as a colleague, makes no doubles. Raises ``RefusedError`` for too many in a day.
    """
    lines = judge(entries, classroom, teacher)
    if not _as_promised(lines, promised):
        return lines, None
    made = [line for line in lines if line.fate == Fate.MAKE]
    if made and _made_today(teacher) + len(made) > MOST_A_DAY:
        raise RefusedError(TOO_MANY)
    passwords, hashed = _passwords(len(made))
    try:
        with transaction.atomic():
            Classroom.objects.select_for_update().get(pk=classroom.pk)
            if (now := judge(entries, classroom, teacher)) != lines:
                return now, None
            _write(classroom, lines, made, hashed)
    # Another class took a user name, or somebody joined by the code, in this very moment.
    except IntegrityError:
        return judge(entries, classroom, teacher), None
    slips = [
        Slip(line.entry.name, line.username, password)
        for line, password in zip(made, passwords, strict=True)
    ]
    return lines, slips


def _made_today(teacher: Person) -> int:
    """Return how many students of a teacher have had their account for less than a day."""
    students = Membership.objects.students().filter(
        classroom__in=Classroom.objects.taught_by(teacher)
    )
    new = User.objects.filter(date_joined__gt=timezone.now() - DAY)
    return new.filter(pk__in=students.values("user")).count()


def _as_promised(lines: Sequence[Line], promised: Set[int]) -> bool:
    taken = [line for line in lines if line.fate != Fate.OUT]
    return (
        bool(taken)
        and {line.entry.line for line in taken} == promised
        and all(line.username == line.entry.username for line in taken)
    )


def _write(
    classroom: Classroom, lines: Sequence[Line], made: Sequence[Line], hashed: Sequence[str]
) -> None:
    users = User.objects.bulk_create(
        User(
            username=line.username,
            name=line.entry.name,
            password=password,
            must_change_password=True,
        )
        for line, password in zip(made, hashed, strict=True)
    )
    added = [line.user for line in lines if line.fate == Fate.ADD and line.user]
    placed = [(user.pk, True) for user in users] + [(user, False) for user in added]
    Membership.objects.bulk_create(
        Membership(
            classroom=classroom, user_id=user, role=Membership.Role.STUDENT, may_reset=made_here
        )
        for user, made_here in placed
    )


def never_signed_in(classroom: Classroom) -> QuerySet[User]:
    """Return the students whose account was made with the class, and who never signed in."""
    return User.objects.filter(
        last_login=None,
        memberships__classroom=classroom,
        memberships__role=Membership.Role.STUDENT,
        memberships__may_reset=True,
    ).order_by("name", "username")


def lots(classroom: Classroom) -> list[tuple[int, int, int]]:
    """Return the lots in which new slips are made: the numbers of the first and the last one.

    The third is the key of the user whom a lot comes ``after``: it stays the same where somebody of
    a lot before signs in meanwhile.
    """
    keys = [0, *never_signed_in(classroom).order_by("pk").values_list("pk", flat=True)]
    count = len(keys) - 1
    return [(at + 1, min(at + LOT, count), keys[at]) for at in range(0, count, LOT)]


def make_slips(classroom: Classroom, after: int = 0) -> list[Slip]:
    """Give a lot of those who never signed in new temporary passwords. Those before are void."""
    rows = never_signed_in(classroom).filter(pk__gt=after).order_by("pk")
    waiting = set(rows.values_list("pk", flat=True)[:LOT])
    passwords, hashed = _passwords(len(waiting))
    with transaction.atomic():
        rows = never_signed_in(classroom).select_for_update(of=("self",)).filter(pk__in=waiting)
        users = list(rows)
        for user, password in zip(users, hashed, strict=False):
            user.password, user.must_change_password = password, True
        User.objects.bulk_update(users, ["password", "must_change_password"], batch_size=100)
        lift(users)
    return [
        Slip(str(user), user.username, password)
        for user, password in zip(users, passwords, strict=False)
    ]


def _passwords(count: int) -> tuple[list[str], list[str]]:
    """Return new passwords and their hashes, which take long: so it is done before any lock."""
    passwords = [make_password() for _ in range(count)]
    with ThreadPoolExecutor() as pool:
        return passwords, list(pool.map(hashers.make_password, passwords))
