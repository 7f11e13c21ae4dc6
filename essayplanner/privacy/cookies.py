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
            "knows this browser again: who is signed in, or whose plans these are without an "
            "account. It is set when you sign in or start a plan, not before.",
            f"until you sign out; {periods()['sign_ins'].said} at most",
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "makes sure that what is sent comes from our own pages. It says nothing of you.",
            in_words(timedelta(seconds=settings.CSRF_COOKIE_AGE)),
        ),
        Cookie(
            choice.COOKIE,
            "remembers which paper you took last, such as “one side of A4”.",
            in_words(timedelta(days=365)),
        ),
    ]
    if not settings.MESSAGE_STORAGE.endswith(".SessionStorage"):
        rows.append(
            Cookie(
                CookieStorage.cookie_name,
                "holds a sentence such as “Deleted” until the next page has shown it.",
                "until then, or until you close the browser",
            )
        )
    return rows
