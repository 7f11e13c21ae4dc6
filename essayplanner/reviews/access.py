"""Who may look at a class."""

import uuid

from django.shortcuts import get_object_or_404

from essayplanner.accounts.people import Person
from essayplanner.classes.models import Classroom


def taught_classroom(person: Person, pk: uuid.UUID) -> Classroom:
    """Return a class that this person teaches. Raises ``Http404`` for everybody else."""
    return get_object_or_404(Classroom.objects.taught_by(person), pk=pk)
