"""How long everything is kept: the one table that is shown, and that ``manage.py purge`` enforces.

Whatever is not named here stays as long as the account or the plan that it belongs to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.models import EmailConfirmation
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from essayplanner.accounts import guests
from essayplanner.accounts.models import CodeTry, User
from essayplanner.classes import attempts
from essayplanner.classes.models import Attempt, Classroom, Invitation
from essayplanner.plans.models import Look, Plan
from essayplanner.plans.querysets import KEPT_DELETED
from essayplanner.privacy import leaving

WRONG_SIGN_INS = timedelta(days=1)
LOOKS = timedelta(days=365)
INVITATIONS = timedelta(days=30)
# Others wait for no longer than it takes to erase so many.
BATCH = 100


@dataclass(frozen=True, slots=True)
class Period:
    """How long something is kept: ``lasts``, counted ``since`` a moment named in words.

    ``one`` and ``many`` name it for people. ``erase`` takes the time and returns how many it
    erased. ``but`` is what else there is to say of it. What is ``technical`` is nobody's work, and
    kept for the safety of accounts.
    """

    one: str
    many: str
    since: str
    lasts: timedelta
    erase: Callable[[datetime], int]
    technical: bool = False
    but: str = ""

    @property
    def said(self) -> str:
        """How long that is, in words."""
        return in_words(self.lasts)

    @property
    def until(self) -> str:
        """Until when, as a half-sentence."""
        return f"{self.said} after {self.since}{self.but}"


def periods() -> dict[str, Period]:
    """Return every period by its name, as the settings have them, in the order of erasing."""
    confirmable = timedelta(days=account_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS)
    classes = settings.KEEP_ARCHIVED_CLASSES
    return {
        "deleted_plans": Period(
            "deleted plan",
            "deleted plans",
            "the plan was deleted",
            KEPT_DELETED,
            _erasing(_older(Plan, "deleted_at", KEPT_DELETED)),
        ),
        "guests_plans": Period(
            "plan made without an account",
            "plans made without an account",
            "the plan was last worked on",
            guests.KEPT,
            _erasing(_guests_plans),
        ),
        "wrong_sign_ins": Period(
            "wrong sign-in",
            "wrong sign-ins",
            "the last one under that name",
            WRONG_SIGN_INS,
            _erasing(
                _older(AccessAttempt, "attempt_time", WRONG_SIGN_INS),
                _older(AccessFailureLog, "attempt_time", WRONG_SIGN_INS),
                _older(AccessLog, "attempt_time", WRONG_SIGN_INS),
                _older(CodeTry, "at", WRONG_SIGN_INS),
            ),
            technical=True,
        ),
        "wrong_codes": Period(
            "wrong join code",
            "wrong join codes",
            "the code was tried",
            attempts.WINDOW,
            _erasing(_older(Attempt, "at", attempts.WINDOW)),
            technical=True,
        ),
        "sign_ins": Period(
            "sign-in that has ended",
            "sign-ins that have ended",
            "signing in, or a guest’s last day of work",
            max(timedelta(seconds=settings.SESSION_COOKIE_AGE), guests.SESSION),
            _erasing(_expired_sessions, _ended_sign_ins),
            technical=True,
            but=" at the latest",
        ),
        "invitations": Period(
            "invitation of a colleague",
            "invitations of colleagues",
            "the invitation was made",
            INVITATIONS,
            _erasing(_older(Invitation, "made_at", INVITATIONS)),
            technical=True,
        ),
        "confirmations": Period(
            "link that confirms an e-mail address",
            "links that confirm an e-mail address",
            "the link was sent",
            confirmable,
            _erasing(_older(EmailConfirmation, "created", confirmable)),
            technical=True,
        ),
        "looks": Period(
            "note of who looked at a plan",
            "notes of who looked at a plan",
            "they looked",
            LOOKS,
            _erasing(_older(Look, "at", LOOKS)),
            but=", or when the plan is erased",
        ),
        "classes": Period(
            "archived class",
            "archived classes",
            "the class was archived",
            classes,
            _erasing(_older(Classroom, "archived_at", classes)),
        ),
        "accounts": Period(
            "unused account",
            "unused accounts",
            "somebody last signed in to the account, or worked on a plan in it",
            settings.KEEP_UNUSED_ACCOUNTS,
            _erase_accounts,
            but=", but for those who look after the site; no warning comes before",
        ),
    }


def unused_accounts(now: datetime) -> QuerySet[User]:
    """Return the accounts that nobody has used for as long as ``KEEP_UNUSED_ACCOUNTS``.

    Never those who look after the site, nor those that keep plans for a class without a name.
    """
    before = now - settings.KEEP_UNUSED_ACCOUNTS
    worked = Plan.objects.filter(owner=OuterRef("pk"), modified_at__gt=before)
    return User.objects.filter(
        Q(last_login__lte=before) | Q(last_login=None),
        ~Exists(worked),
        date_joined__lte=before,
        is_staff=False,
        is_superuser=False,
    ).exclude(pk__in=leaving.former().values("pk"))


def in_words(period: timedelta) -> str:
    """Return a period as people say it: whole years, or else days, or hours."""
    years, days = divmod(period.days, 365)
    if years and not days:
        number, unit = years, "year"
    elif period.days:
        number, unit = period.days, "day"
    else:
        number, unit = period.seconds // 3600, "hour"
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


_Rows = Callable[[datetime], "QuerySet[Any]"]


def _older(model: type[Model], moment: str, lasts: timedelta) -> _Rows:
    return lambda now: model._default_manager.filter(**{f"{moment}__lte": now - lasts})


def _guests_plans(now: datetime) -> QuerySet[Plan]:
    # A deleted one can be brought back for as long as any other.
    old = Plan.objects.filter(deleted_at=None, modified_at__lte=now - guests.KEPT)
    return old.exclude(guest_key="")


def _expired_sessions(now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lte=now)


def _ended_sign_ins(now: datetime) -> QuerySet[Any]:
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    ended: QuerySet[Any] = UserSession.objects.filter(~Exists(alive))
    return ended


def _erasing(*found: _Rows) -> Callable[[datetime], int]:
    return lambda now: sum(_erase(rows(now)) for rows in found)


def _erase(rows: "QuerySet[Any]") -> int:
    """Erase rows, a batch a transaction; return how many they were, without what hangs on them."""
    erased, model = 0, rows.model
    while True:
        with transaction.atomic():
            # Locked, so that nobody works meanwhile on what is about to go.
            batch = rows.order_by("pk").select_for_update().values_list("pk", flat=True)
            if not (keys := list(batch[:BATCH])):
                return erased
            gone = model._default_manager.filter(pk__in=keys).delete()[1]
            erased += gone.get(model._meta.label, 0)


def _erase_accounts(now: datetime) -> int:
    left = 0
    for pk in list(unused_accounts(now).values_list("pk", flat=True)):
        with transaction.atomic():  # each by itself, as it may have been used since the first one
            if user := unused_accounts(now).select_for_update().filter(pk=pk).first():
                leaving.leave(user, now)
                left += 1
    leaving.sweep()
    return left
