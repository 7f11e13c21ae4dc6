"""Who is in a class, in the order of a class list, and what a teacher may do for them."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from essayplanner.classes.models import Membership


@lru_cache(maxsize=5000)
def by_surname(name: str) -> tuple[str, str]:
    """Return what a name stands by in a list: its last word, then the others, without accents."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    words = "".join(letter for letter in bare if not unicodedata.combining(letter)).split()
    return (words[-1] if words else "", " ".join(words))


def in_order(members: Iterable[Membership]) -> list[Membership]:
    """Return members of a class, fetched with their users, by surname."""
    return sorted(members, key=lambda row: (by_surname(str(row.user)), row.user.username))


def why_no_reset(member: Membership) -> str:
    """Say why a teacher may not give a student a new password; it is empty where one may.

    Such a password opens everything of its account, so that nobody gets hold of another teacher's,
    or of the site's.
    """
    user = member.user
    if user.is_staff or user.is_superuser:
        return "This account looks after the site itself."
    if user.memberships.filter(role=Membership.Role.TEACHER).exists():
        return "This account teaches a class of its own."
    if member.classroom.archived_at:
        return "This class is archived."
    if not member.may_reset:
        return f"{user} has not agreed to it. That is done on the page “Classes”, when signed in."
    return ""
