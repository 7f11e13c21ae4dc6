"""Making the accounts of a roster, and new temporary passwords for who never signed in."""

from collections.abc import Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.contrib.auth import hashers
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.accounts.temporary import make_password
from essayplanner.classes.models import Classroom, Membership
from essayplanner.classes.roster_checking import Fate, Line, judge
from essayplanner.classes.roster_reading import Entry


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
    time as a colleague, makes no doubles.
    """
    lines = judge(entries, classroom, teacher)
    if not _as_promised(lines, promised):
        return lines, None
    made = [line for line in lines if line.fate == Fate.MAKE]
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


def make_slips(classroom: Classroom) -> list[Slip]:
    """Give everybody who never signed in a new temporary password. The one before is void."""
    waiting = set(never_signed_in(classroom).values_list("pk", flat=True))
    passwords, hashed = _passwords(len(waiting))
    with transaction.atomic():
        rows = never_signed_in(classroom).select_for_update(of=("self",)).filter(pk__in=waiting)
        users = list(rows)
        for user, password in zip(users, hashed, strict=False):
            user.password, user.must_change_password = password, True
        User.objects.bulk_update(users, ["password", "must_change_password"], batch_size=100)
    return [
        Slip(str(user), user.username, password)
        for user, password in zip(users, passwords, strict=False)
    ]


def _passwords(count: int) -> tuple[list[str], list[str]]:
    """Return new passwords and their hashes, which take long: so it is done before any lock."""
    passwords = [make_password() for _ in range(count)]
    with ThreadPoolExecutor() as pool:
        return passwords, list(pool.map(hashers.make_password, passwords))
