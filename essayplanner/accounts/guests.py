"""Guests: somebody who plans without an account, known by a key in the browser's session."""

import secrets

from django.http import HttpRequest
from django.utils import timezone

SESSION_KEY = "guest_key"
SEEN = "guest_seen"


def guest_key(request: HttpRequest) -> str:
    """Return the key of this browser's guest, or an empty string where there is none."""
    return str(request.session.get(SESSION_KEY, ""))


def make_guest(request: HttpRequest) -> str:
    """Return the key of this browser's guest, making one first where there is none."""
    if not guest_key(request):
        request.session[SESSION_KEY] = secrets.token_urlsafe(32)
    return guest_key(request)


def keep_guest(request: HttpRequest) -> None:
    """Let the guest's session last from today: it is written once a day, not with every request."""
    today = timezone.localdate().isoformat()
    if guest_key(request) and request.session.get(SEEN) != today:
        request.session[SEEN] = today


def forget_guest(request: HttpRequest) -> None:
    """Drop the guest from this browser's session."""
    request.session.pop(SESSION_KEY, None)
