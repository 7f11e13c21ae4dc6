"""The cookies that the site sets: every one, what it is for, and how long it stays."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage

from essayplanner.exports import choice
from essayplanner.privacy.retention import in_words, periods


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie by its ``name``; ``lasts`` says in words how long it stays."""

    name: str
    purpose: str
    lasts: str


def cookies() -> list[Cookie]:
    """Return every cookie that the site may set, as the settings have it."""
    rows = [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Knows this browser again: who is signed in, or whose plans these are.",
            f"until you sign out; {periods()['sign_ins'].said} at most",
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Makes sure that what is sent comes from our own pages.",
            in_words(timedelta(seconds=settings.CSRF_COOKIE_AGE)),
        ),
    ]
    if not settings.MESSAGE_STORAGE.endswith(".SessionStorage"):
        rows.append(
            Cookie(
                CookieStorage.cookie_name,
                "Holds a sentence such as “Deleted” for the next page.",
                "until it is shown",
            )
        )
    if hasattr(choice, "COOKIE"):  # MERGE: gone where the session has it
        year = in_words(timedelta(days=365))
        rows.append(Cookie(choice.COOKIE, "Remembers which paper you took last.", year))
    return rows
