"""How long a browser stays signed in. How long a guest's session lasts, ``guests`` says."""

from datetime import timedelta

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

BRIEF = "brief"
KEEP = "keep_signed_in"  # who ticked it, until the last step of signing in
BRIEFLY = timedelta(hours=12)


class SessionStore(db.SessionStore):
    """A session that may end with the browser, and here after half a day at most.

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
        # A length would count from each time that the session is written.
        session.set_expiry(timezone.now() + BRIEFLY)
