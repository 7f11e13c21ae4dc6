"""Finding the class of a join code, which nobody may try for long."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from essayplanner.accounts.adapters import address_of
from essayplanner.accounts.people import Person
from essayplanner.classes.codes import read_code
from essayplanner.classes.models import Attempt, Classroom

WINDOW = timedelta(hours=1)
# Wrong codes in that time. Behind one address may be a whole school: each of them may slip,
# or lock all others out on purpose; of 22⁸ codes so many find nothing either.
MOST = {"user": 10, "address": 2000}


class LockedError(Exception):
    """Too many codes were wrong: none is looked at before ``until``, right ones neither."""

    def __init__(self, until: datetime) -> None:
        self.until = until


def who_tries(request: HttpRequest) -> dict[str, int]:
    """Return the keyed hashes under which the tries of a request count, and how many each may have.

    They are of its user and of its address (``accounts.adapters``).
    """
    names = {"user": Person.of(request).user_id, "address": address_of(request)}
    return {_digest(f"{kind} {name}"): MOST[kind] for kind, name in names.items()}


def find_class(typed: str, who: Mapping[str, int], now: datetime) -> Classroom | None:
    """Return the open class of a code as it was typed, or None; only the latter is counted.

    ``who`` is what ``who_tries`` returns. Raises ``LockedError``, whatever the code.
    """
    Attempt.objects.filter(at__lte=now - WINDOW).delete()
    # They are there before anybody counts, so that tries at the same time count one another.
    made = Attempt.objects.bulk_create(Attempt(who=key, at=now) for key in who)
    mine = Attempt.objects.filter(pk__in=[row.pk for row in made])
    others = Attempt.objects.exclude(pk__in=[row.pk for row in made]).order_by("-at")
    for key, most in who.items():
        last = others.filter(who=key).values_list("at", flat=True)[most - 1 : most]
        if last:
            mine.delete()
            raise LockedError(last[0] + WINDOW)
    code = read_code(typed)
    found = Classroom.objects.open().filter(join_code=code).first() if code else None
    if found:
        mine.delete()
    return found


def _digest(name: str) -> str:
    return salted_hmac(__name__, name, algorithm=hashlib.sha256().name).hexdigest()
