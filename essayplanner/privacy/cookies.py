"""The cookies that the site sets: every one, what it is for, and how long it stays."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from essayplanner.accounts.sessions import BRIEFLY
from essayplanner.privacy.retention import in_words, periods


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie by its ``name``; ``lasts`` says in words how long it stays."""

    name: str
    purpose: str
    lasts: str


def cookies() -> list[Cookie]:
    """Return every cookie that the site may set, as the settings have it."""
    long = periods()["sign_ins"].said
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Knows this browser again: who is signed in, or whose plans these are.",
            f"until the browser is closed, and {in_words(BRIEFLY)} at most; {long} where you asked "
            "to stay signed in, or have no account",
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Makes sure that what is sent comes from our own pages.",
            in_words(timedelta(seconds=settings.CSRF_COOKIE_AGE)),
        ),
    ]
