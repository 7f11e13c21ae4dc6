"""Who may reach a class and what it is set."""

import uuid

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from essayplanner.accounts.people import Person
from essayplanner.classes.models import Assignment, Classroom


def taught_classroom(request: HttpRequest, pk: uuid.UUID) -> Classroom:
    """Return a class that one teaches. Raises ``Http404`` for everybody else."""
    return get_object_or_404(Classroom.objects.taught_by(Person.of(request)), pk=pk)


def own_assignment(request: HttpRequest, pk: uuid.UUID) -> Assignment:
    """Return what a class was set, to a student of that class. Raises ``Http404`` for others."""
    rows = Assignment.objects.set_for(Person.of(request))
    return get_object_or_404(
        rows.select_related("question__topic", "question__named_factor"), pk=pk
    )
