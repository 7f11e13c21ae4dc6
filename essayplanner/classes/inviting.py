"""Inviting a colleague to teach a class too: a link that works once, and for a week."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from essayplanner.accounts.models import User
from essayplanner.classes.models import Classroom, Invitation, Membership

VALID = timedelta(days=7)


def invite(classroom: Classroom, by: User, now: datetime) -> str:
    """Return the token of a new invitation, to be shown once: only its SHA-256 is stored."""
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(classroom=classroom, digest=_digest(token), made_by=by, made_at=now)
    return token


def open_invitations(now: datetime) -> QuerySet[Invitation]:
    """Return what can still be accepted: of open classes, by those who teach them to this day."""
    return Invitation.objects.filter(
        used_at=None,
        made_at__gt=now - VALID,
        classroom__archived_at=None,
        made_by__memberships__classroom=F("classroom"),
        made_by__memberships__role=Membership.Role.TEACHER,
    ).select_related("classroom", "made_by")


def find_invitation(token: str, now: datetime) -> Invitation | None:
    """Return the invitation of a token, or None where it is used, withdrawn, too old or none."""
    return open_invitations(now).filter(digest=_digest(token)).first()


@transaction.atomic
def accept(invitation: Invitation, user: User, now: datetime) -> Membership | None:
    """Make somebody a teacher of the class; return their place in it.

    Who is in the class already stays what they are, and the invitation can still be used. None is
    returned where somebody else was faster.
    """
    member = Membership.objects.filter(classroom=invitation.classroom_id, user=user).first()
    if member:
        return member
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now):
        return None
    # The two times are one: so it is known who accepted what.
    place, _ = Membership.objects.get_or_create(
        classroom_id=invitation.classroom_id,
        user=user,
        defaults={"role": Membership.Role.TEACHER, "joined_at": now},
    )
    return place


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
