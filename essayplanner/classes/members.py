"""Who is in a class, in the order of a class list, and what a teacher may do for them."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from essayplanner.accounts.models import User
from essayplanner.classes.models import Membership
from essayplanner.classes.querysets import ClassroomQuerySet

GONE = "This account is deleted."


@lru_cache(maxsize=5000)
def by_surname(name: str) -> tuple[str, str]:
    """Return what a name stands by in a list: its last word, then the others, without accents."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    words = "".join(letter for letter in bare if not unicodedata.combining(letter)).split()
    return (words[-1] if words else "", " ".join(words))


def in_order(members: Iterable[Membership]) -> list[Membership]:
    """Return members of a class, fetched with their users, by surname."""
    return sorted(members, key=lambda row: (by_surname(str(row.user)), row.user.username))


def is_gone(user: User | None) -> bool:
    """Say whether somebody deleted the account, and left plans with a class."""
    return user is not None and not user.is_active


def number_former(users: Iterable[User]) -> list[User]:
    """Return the accounts that keep plans for a class, in a fixed order, each by another name."""
    rows = sorted(users, key=lambda user: user.pk)
    if len(rows) > 1:
        for number, user in enumerate(rows, 1):
            user.name = f"{user} ({number})"
    return rows


def why_no_reset(member: Membership) -> str:
    """Say why a teacher may not give a student a new password; it is empty where one may.

    Such a password opens everything of its account, so that nobody gets hold of another teacher's,
    or of the site's.
    """
    user = member.user
    if is_gone(user):
        return GONE
    if user.is_staff or user.is_superuser:
        return "This account looks after the site itself."
    if user.memberships.filter(role=Membership.Role.TEACHER).exists():
        return "This account teaches a class of its own."
    if member.classroom.archived_at:
        return "This class is archived."
    if not member.may_reset:
        return f"{user} has not agreed to it. That is done on the page “Classes”, when signed in."
    return ""


def with_waiting(classrooms: ClassroomQuerySet) -> ClassroomQuerySet:
    """Return classes with ``waiting``: how many plans of their students wait for feedback.

    It is what ``plans.states`` calls handed in, for the first time or again.
    """
    plans = Membership.objects.students().filter(
        Q(user__plans__returned_at=None)
        | Q(user__plans__handed_in_at__gt=F("user__plans__returned_at")),
        classroom=OuterRef("pk"),
        user__plans__assignment__classroom=OuterRef("pk"),
        user__plans__deleted_at=None,
        user__plans__handed_in_at__isnull=False,
    )
    counted = plans.order_by().values("classroom").annotate(number=Count("*")).values("number")
    return classrooms.annotate(waiting=Coalesce(Subquery(counted), 0))
