"""Guests: somebody who plans without an account, known by a key in the browser's session."""

import secrets
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

SESSION_KEY = "guest_key"
SEEN = "guest_seen"
# How long a guest's plan is kept after it was last worked on, and the session after it was last
# written, which is once a day.
KEPT = timedelta(days=30)
SESSION = KEPT + timedelta(days=1)


def guest_key(request: HttpRequest) -> str:
    """Return the key of this browser's guest, or an empty string where there is none."""
    return str(request.session.get(SESSION_KEY, ""))


def make_guest(request: HttpRequest) -> str:
    """Return the key of this browser's guest, making one first where there is none."""
    if not guest_key(request):
        request.session[SESSION_KEY] = secrets.token_urlsafe(32)
    keep_guest(request)
    return guest_key(request)


def keep_guest(request: HttpRequest) -> None:
    """Let the guest's session outlive what is worked on today.

    It is written once a day, not with every request.
    """
    today = timezone.localdate().isoformat()
    if guest_key(request) and request.session.get(SEEN) != today:
        request.session[SEEN] = today
        request.session.set_expiry(int(SESSION.total_seconds()))


def forget_guest(request: HttpRequest) -> None:
    """Drop the guest from this browser's session."""
    request.session.pop(SESSION_KEY, None)
    request.session.pop(SEEN, None)
