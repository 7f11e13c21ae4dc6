"""The cookies that the site sets: every one, what it is for, and how long it stays."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from essayplanner.accounts import guests
from essayplanner.accounts.sessions import BRIEFLY
from essayplanner.privacy.retention import in_words


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie by its ``name``; ``lasts`` says in words how long it stays."""

    name: str
    purpose: str
    lasts: str


def cookies() -> list[Cookie]:
    """Return every cookie that the site may set, as the settings have it."""
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Knows this browser again: who is signed in, or whose plans these are.",
            f"until the browser is closed, and {in_words(BRIEFLY)} at most; "
            f"{in_words(timedelta(seconds=settings.SESSION_COOKIE_AGE))} where you asked to stay "
            f"signed in; {in_words(guests.SESSION)} where you have no account",
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Makes sure that what is sent comes from our own pages.",
            in_words(timedelta(seconds=settings.CSRF_COOKIE_AGE)),
        ),
    ]
