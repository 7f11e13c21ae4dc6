"""How long a browser stays signed in. A guest's session lasts for ``SESSION_COOKIE_AGE``."""

from datetime import timedelta

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase

BRIEF = "brief"
KEEP = "keep_signed_in"  # what was ticked, until the last step of signing in
DAY = timedelta(hours=12)


class SessionStore(db.SessionStore):
    """A session that may end with the browser, and here after a day at most.

    A browser that opens again what was open (as most can) brings such cookies back.
    """

    def get_expire_at_browser_close(self) -> bool:
        """Say whether the cookie goes when the browser is closed."""
        return BRIEF in self or super().get_expire_at_browser_close()


def keep_signed_in(session: SessionBase, *, long: bool) -> None:
    """Let a sign-in last for a month on this device, or until the browser is closed."""
    if long:
        session.pop(BRIEF, None)
        session.set_expiry(None)
    else:
        session[BRIEF] = True
        session.set_expiry(int(DAY.total_seconds()))
