"""What is asked of plans, by its product name."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from essayplanner.accounts.people import Person

if TYPE_CHECKING:
    from essayplanner.plans.models import Plan  # noqa: F401


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans."""

    def owned_by(self, person: Person) -> Self:
        """Plans that this person wrote and may change."""
        return self.filter(_ownership(person))

    def visible_to(self, person: Person) -> Self:
        """Their own plans, and those of an assignment that they set as a teacher of the class."""
        rule = _ownership(person)
        if person.user:
            rule |= Q(
                assignment__classroom__in=person.user.memberships.filter(role="teacher").values(
                    "classroom"
                )
            )
        return self.filter(rule)


def _ownership(person: Person) -> Q:
    if person.user:
        return Q(owner_id=person.user.pk)
    if person.guest_key:
        return Q(guest_key=person.guest_key)
    return Q(pk__in=[])
