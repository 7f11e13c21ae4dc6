"""Who may review a plan, and who may read what was said of it."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essayplanner.accounts.people import Person
from essayplanner.classes.members import GONE, is_gone
from essayplanner.plans import looks
from essayplanner.plans.access import own_plan
from essayplanner.plans.models import Plan
from essayplanner.reviews.models import Comment


def reviewed_plan(request: HttpRequest, pk: uuid.UUID) -> Plan:
    """Return a plan to review, to a teacher of the class that it is written for.

    It comes ``with_library``, with its owner and its assignment's class, and a look is left. Raises
    ``Http404`` for everybody else, its writer too.
    """
    rows = Plan.objects.taught_by(Person.of(request)).with_library()
    plan = get_object_or_404(rows.select_related("owner", "assignment__classroom"), pk=pk)
    looks.leave(request.user.pk, [plan.pk], looks.How.READ)
    return plan


def is_there(plan: Plan) -> None:
    """Raise ``PermissionDenied`` where whoever wrote a plan deleted the account."""
    if is_gone(plan.owner):
        raise PermissionDenied(GONE)


def set_plan(request: HttpRequest, pk: uuid.UUID) -> Plan:
    """Return a plan of one's own that a class was set. Raises as ``own_plan`` does."""
    plan = own_plan(request, pk, "assignment__classroom")
    if plan.assignment_id is None:
        raise Http404
    return plan


def returned_plan(request: HttpRequest, pk: uuid.UUID) -> Plan:
    """Return a plan of one's own that a class was set, or that came back once.

    Feedback stays with its plan, also where the class or what it was set is no more. Raises as
    ``own_plan`` does.
    """
    plan = own_plan(request, pk, "assignment__classroom")
    if plan.assignment_id is None and plan.returned_at is None:
        raise Http404
    return plan


def released_comment(request: HttpRequest, pk: int) -> Comment:
    """Return a comment that its student may read, with its plan.

    To that student, and to a teacher of the class. Raises ``Http404`` for everybody else.
    """
    rows = Comment.objects.filter(
        released_at__isnull=False,
        review__released_at__isnull=False,
        review__plan__in=Plan.objects.visible_to(Person.of(request)),
    )
    return get_object_or_404(rows.select_related("review__plan__owner", "author"), pk=pk)
