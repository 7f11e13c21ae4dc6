"""Who looked at whose plan: noted wherever words of a plan are shown to somebody else, or taken.

Words of a plan are all that its writer put into it, the reasons for leaving a finding as it is too:
in the plan itself, in what was handed in, and where a comment quotes them. What a class's pages
show of everybody at once is none of that: how far a plan is, when it was worked on, how it is
ranked, how many words it has and what the check finds in it, also where that names a piece of
evidence. Nor is a reply, which its writer sent. A page in the browser is a plan read, a file one
taken.
"""

import uuid
from collections.abc import Iterable
from contextlib import suppress

from django.db import IntegrityError
from django.utils import timezone

from essayplanner.plans.models import Look

How = Look.How


def leave(reader: int | None, plans: Iterable[uuid.UUID], how: How) -> None:
    """Note that somebody looked at plans of others, all by their keys: once a day and way.

    In one query, and in none for no plan. A plan that is erased meanwhile hinders nothing.
    """
    now = timezone.now()
    day = timezone.localdate(now)
    rows = [Look(plan_id=pk, reader_id=reader, how=how, on=day, at=now) for pk in plans]
    try:
        _keep(rows)
    except IntegrityError:  # one of the plans, or the reader's account, is there no longer
        for row in rows:
            with suppress(IntegrityError):
                _keep([row])


def _keep(rows: list[Look]) -> None:
    Look.objects.bulk_create(rows, ignore_conflicts=True)
