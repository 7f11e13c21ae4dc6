"""Keeping plans: deleting with time to think again, copying, and taking in what a file holds."""

from datetime import datetime

from django.db import IntegrityError, transaction

from essayplanner.accounts.people import Person
from essayplanner.argument.outline import Outline
from essayplanner.classes.access import open_topics
from essayplanner.plans import actions
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan
from essayplanner.plans.writing import lock, new_like, write_outline
from factors.models import Bank


def delete(plan: Plan, now: datetime) -> None:
    """Delete a plan, which can be brought back for as long as ``KEPT_DELETED``."""
    plan.deleted_at = now
    plan.save(update_fields=["deleted_at"])


@transaction.atomic
def bring_back(plan: Plan) -> bool:
    """Bring a deleted plan back. Returns whether it had to leave its assignment.

    That is so where its writer has begun another plan for it meanwhile: the database, which keeps
    the two apart, decides.
    """
    plan.deleted_at = None
    try:
        with transaction.atomic():
            plan.save(update_fields=["deleted_at"])
    except IntegrityError:
        plan.assignment = None
        plan.save(update_fields=["deleted_at", "assignment"])
        return True
    return False


@transaction.atomic
def duplicate(plan: Plan, now: datetime) -> Plan:
    """Copy a plan with every word and choice. The copy is for no assignment."""
    lock(plan)
    plan.refresh_from_db()
    return new_like(plan, build_outline(plan), now)


@transaction.atomic
def take_in(person: Person, outline: Outline, now: datetime) -> Plan:
    """Make a plan of this person's of an Outline that ``plan_files`` has checked.

    It is pinned to the library of the topic with that slug, where that is open to them.
    """
    slug = outline.question.topic_slug
    bank = Bank.objects.filter(current_of__in=open_topics(person), topic__slug=slug).first()
    plan = Plan(
        owner_id=person.user_id,
        guest_key=person.guest_key,
        bank=bank,
        modified_at=now,
        copied_at=now,
    )
    write_outline(plan, outline)
    if bank:
        actions.renew_library(plan, bank)
    return plan
