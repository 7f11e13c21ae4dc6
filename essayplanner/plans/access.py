"""Who may reach a plan. A view gets its plan here or not at all."""

import uuid
from functools import cache

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from essayplanner.accounts.guests import keep_guest, make_guest
from essayplanner.accounts.people import Person
from essayplanner.classes.access import open_topics
from essayplanner.plans import looks
from essayplanner.plans.models import Plan, Rehearsal, Revision
from essayplanner.plans.querysets import PlanQuerySet


def writer(request: HttpRequest) -> Person:
    """Return who a new plan belongs to: a guest, made here, where nobody is signed in."""
    person = Person.of(request)
    return person if person.user_id else Person(guest_key=make_guest(request))


def readable_plan(
    request: HttpRequest, pk: uuid.UUID, *related: str, how: looks.How = looks.How.READ
) -> Plan:
    """Return a plan to read: one's own, or one written for a class that one teaches.

    It is fetched ``with_library``; ``related`` names what to fetch with it. Whoever is not its
    writer leaves a look, which says ``how``. Raises ``Http404`` for everybody else, so that nobody
    learns which plans exist.
    """
    plan = _readable(request, pk, *related)
    if not is_own(request, plan):
        looks.leave(request.user.pk, [plan.pk], how)
    return plan


def _readable(request: HttpRequest, pk: uuid.UUID, *related: str) -> Plan:
    rows = Plan.objects.visible_to(Person.of(request)).with_library()
    return get_object_or_404(rows.select_related(*related) if related else rows, pk=pk)


def is_own(request: HttpRequest, plan: Plan) -> bool:
    """Say whether a plan that one may read is also one's own to write."""
    person = Person.of(request)
    if person.user_id is not None:
        return plan.owner_id == person.user_id
    return plan.owner_id is None and plan.guest_key == person.guest_key


def own_plan(request: HttpRequest, pk: uuid.UUID, *related: str) -> Plan:
    """Return a plan to write, fetched ``with_library``, with its owner, who asks.

    ``related`` names what to fetch with it.
    Raises ``PermissionDenied`` for a reader, ``Http404`` for others.
    """
    rows = Plan.objects.with_library()
    return _own(request, pk, rows.select_related(*related) if related else rows)


def saved_plan(request: HttpRequest, pk: uuid.UUID) -> Plan:
    """Return a plan to save a text of: of itself it has its key and when it was last kept.

    Raises as ``own_plan`` does.
    """
    return _own(request, pk, Plan.objects.only("kept_at"))


def desk_plan(request: HttpRequest, pk: uuid.UUID) -> Plan:
    """Return a plan to write with all that its desk shows. Raises as ``own_plan`` does."""
    plan = _own(request, pk, _desks())
    if plan.newest_bank != plan.bank_id:
        # A teacher may have withdrawn the topic since: then there is nothing newer to move to.
        open_now = open_topics(Person.of(request)).filter(current=plan.newest_bank)
        plan.newest_bank = plan.newest_bank if open_now.exists() else plan.bank_id
    return plan


@cache
def _desks() -> PlanQuerySet:
    """Return every plan with all that its desk shows: to put this together takes long."""
    return Plan.objects.for_desk()


def kept_plan(request: HttpRequest, pk: uuid.UUID) -> Plan:
    """Return a plan that one wrote, also one that was deleted and is still kept.

    Raises ``Http404`` for everybody else.
    """
    own = Plan.objects.written_by(Person.of(request))
    return get_object_or_404(own.kept(timezone.now()), pk=pk)


def own_rehearsal(request: HttpRequest, pk: uuid.UUID, number: int) -> Rehearsal:
    """Return a rehearsal of one's own plan, with the plan.

    Raises as ``own_plan`` does, and ``Http404`` where the plan has no such rehearsal.
    """
    plan = own_plan(request, pk)
    rehearsal = get_object_or_404(Rehearsal, plan=plan, pk=number)
    rehearsal.plan = plan
    return rehearsal


def own_revision(request: HttpRequest, pk: uuid.UUID, number: int) -> Revision:
    """Return a version of one's own plan, with the plan, fetched ``with_library``.

    Raises as ``own_plan`` does, and ``Http404`` where the plan has no such version.
    """
    plan = _own(request, pk, Plan.objects.with_library())
    return get_object_or_404(plan.revisions, pk=number)


def _own(request: HttpRequest, pk: uuid.UUID, rows: PlanQuerySet) -> Plan:
    try:
        plan = rows.owned_by(Person.of(request)).get(pk=pk)
    except Plan.DoesNotExist:
        _readable(request, pk)
        raise PermissionDenied from None
    plan.owner = request.user if request.user.is_authenticated else None
    keep_guest(request)
    return plan
