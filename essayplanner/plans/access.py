"""Who may reach a plan. A view gets its plan here or not at all."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from essayplanner.accounts.people import Person
from essayplanner.classes.models import Assignment
from essayplanner.plans.models import Plan


def readable_plan(request: HttpRequest, pk: uuid.UUID) -> Plan:
    """Return a plan to read: one's own, or one written for a class that one teaches.

    Raises ``Http404`` for everybody else, so that nobody learns which plans exist.
    """
    return get_object_or_404(Plan.objects.visible_to(Person.of(request)), pk=pk)


def own_plan(request: HttpRequest, pk: uuid.UUID) -> Plan:
    """Return a plan to write. Raises ``PermissionDenied`` for a reader, ``Http404`` for others."""
    try:
        return Plan.objects.owned_by(Person.of(request)).get(pk=pk)
    except Plan.DoesNotExist:
        readable_plan(request, pk)
        raise PermissionDenied from None


def set_assignment(person: Person, pk: uuid.UUID) -> Assignment:
    """Return what a class was set, to a student of that class. Raises ``Http404`` for others."""
    rows = Assignment.objects.set_for(person)
    return get_object_or_404(
        rows.select_related("question__topic", "question__named_factor"), pk=pk
    )
