"""Where somebody is signed in: each browser by what it is, since when, and a way to end it."""

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from essayplanner.accounts.models import User

# Each names itself after those that it is made like: the first that is found is it.
_BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "FxiOS/": "Firefox"}
_BROWSERS |= {"SamsungBrowser/": "Samsung Internet", "CriOS/": "Chrome", "Chrome/": "Chrome"}
_BROWSERS |= {"Safari/": "Safari"}
_SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "CrOS": "Chromebook"}
_SYSTEMS |= {"Windows": "Windows", "Macintosh": "Mac", "Linux": "Linux"}
_UNKNOWN = "A browser"
_ALL = {*_BROWSERS.values(), _UNKNOWN}
_NAMES = _ALL | {f"{browser} on {system}" for browser in _ALL for system in _SYSTEMS.values()}


def browser_of(agent: str) -> str:
    """Return what a browser says it is, such as ``Firefox on Windows``; the rest is nobody's."""
    if agent in _NAMES:
        return agent
    browser = next((name for sign, name in _BROWSERS.items() if sign in agent), _UNKNOWN)
    system = next((name for sign, name in _SYSTEMS.items() if sign in agent), "")
    return f"{browser} on {system}" if system else browser


def sign_ins_of(user: User) -> list[UserSession]:
    """Return where somebody is signed in now, the latest first."""
    rows = list(UserSession.objects.filter(user=user).order_by("-created_at", "-pk"))
    keys = [row.session_key for row in rows]
    open_now = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    alive = {row.session_key for row in open_now if _is_of(user, row)}
    return [row for row in rows if row.session_key in alive]


def end(rows: Iterable[UserSession]) -> None:
    """Sign browsers out: the next page that they ask for is a guest's."""
    keys = [row.session_key for row in rows]
    with transaction.atomic():
        Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(session_key__in=keys).delete()


def _is_of(user: User, session: Session) -> bool:
    # A changed password ends a sign-in, and leaves its row.
    said = session.get_decoded().get(HASH_SESSION_KEY, "")
    return constant_time_compare(said, user.get_session_auth_hash())
