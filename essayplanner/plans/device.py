"""What a browser keeps the words of a plan with that are not saved yet: a key, and a stamp."""

import base64
import datetime
import secrets
import uuid

from django.utils.crypto import salted_hmac

from essayplanner.plans.models import Plan

_SALT = "essayplanner.plans.device"


def masked_key(plan: uuid.UUID) -> str:
    """Return a plan's key for AES-256, as 32 random bytes and the key XORed with them, in base64.

    It stands on the pages of the plan alone, so whoever is not shown these can read nothing of what
    a shared computer keeps. It is the same every time, but never looks the same: a compressed page
    that held a secret as it is would give it away by its length (BREACH).
    """
    key = salted_hmac(_SALT, str(plan), algorithm="sha256").digest()
    mask = secrets.token_bytes(len(key))
    masked = bytes(one ^ other for one, other in zip(mask, key, strict=True))
    return base64.b64encode(mask + masked).decode()


def stamp(plan: Plan) -> str:
    """Return when a plan was last worked on, so written that the later of two sorts last."""
    return plan.modified_at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
