"""Wrong passwords: ten for one name from one address lock that pair for a quarter of an hour.

So a class behind one address locks nobody out, and nobody a classmate who sits elsewhere. What is
kept is a number and a time for a keyed hash of the name and a pseudonym of the address: not what
was typed, which is now and then a password in the wrong box.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from essayplanner.accounts.mail import names_of
from essayplanner.accounts.models import User

_FEW = 3  # tries that are left when it is said how many


class Tried(HttpRequest):
    """A request that axes has looked at."""

    axes_attempt_time: datetime
    axes_ip_address: str
    axes_locked_out: bool
    wrong_passwords: int


def digest_of(name: str) -> str:
    """Return what a name counts under, however it is written: capital letters, spaces, widths."""
    # Large letters first: a database may find a name by them, and a dotless i has that of i.
    folded = "".join(unicodedata.normalize("NFKC", name).upper().casefold().split())
    return salted_hmac(__name__, folded, algorithm=hashlib.sha256().name).hexdigest()


def digest_of_tried(_request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """Return what a try counts under, for axes, which names a user name in two ways."""
    given = credentials or {}
    return digest_of(given.get("username") or given.get("login") or "")


class Handler(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts for axes, and keeps less than axes would."""

    def user_login_failed(
        self, _sender: object, credentials: dict[str, str], request: Tried, **_signal: object
    ) -> None:
        """Count a wrong password; none is counted while it is locked, so that it ends."""
        forget_old(request.axes_attempt_time)
        if request.axes_locked_out:
            return
        row, _ = AccessAttempt.objects.get_or_create(
            username=digest_of_tried(request, credentials),
            ip_address=request.axes_ip_address,
            user_agent="",
            defaults={"failures_since_start": 0},
        )
        AccessAttempt.objects.filter(pk=row.pk).update(
            failures_since_start=F("failures_since_start") + 1,
            attempt_time=request.axes_attempt_time,
        )
        request.wrong_passwords = row.failures_since_start + 1
        request.axes_locked_out = self.is_locked(request, credentials)

    def user_logged_in(
        self, _sender: object, request: Tried, user: User, **_signal: object
    ) -> None:
        """Forget what somebody mistyped here before the right password."""
        _of([user]).filter(ip_address=request.axes_ip_address).delete()


def how_many_left(request: HttpRequest) -> str:
    """Say how many tries are left after a wrong password, where they are few; else nothing.

    They are counted for every name, whether anybody has it or not.
    """
    left = settings.AXES_FAILURE_LIMIT - getattr(request, "wrong_passwords", 0)
    if not 0 < left <= _FEW:
        return ""
    minutes = int(_length().total_seconds() // 60)
    more = "one more wrong password" if left == 1 else f"{left} more wrong passwords"
    return f" After {more}, there is a wait of {minutes} minutes."


def lift(users: Iterable[User]) -> None:
    """Let people sign in again at once, wherever they were locked out."""
    _of(users).delete()


def forget_old(now: datetime) -> None:
    """Delete what was counted longer ago than a lock lasts."""
    AccessAttempt.objects.filter(attempt_time__lte=now - _length()).delete()


def locked(
    request: Tried, _answer: HttpResponse, credentials: Mapping[str, str] | None
) -> HttpResponse:
    """Answer a try that is not looked at, and the one before it, with when it can be again."""
    row = AccessAttempt.objects.filter(
        username=digest_of_tried(request, credentials), ip_address=request.axes_ip_address
    ).first()
    since = row.attempt_time if row else request.axes_attempt_time
    # The page says hours and minutes: none too early.
    context = {"until": since + _length() + timedelta(minutes=1)}
    return render(request, "account/locked.html", context, status=429)


def _of(users: Iterable[User]) -> QuerySet[AccessAttempt]:
    digests = [digest_of(name) for name in names_of(users)]
    rows: QuerySet[AccessAttempt] = AccessAttempt.objects.filter(username__in=digests)
    return rows


def _length() -> timedelta:
    length: timedelta = settings.AXES_COOLOFF_TIME
    return length
