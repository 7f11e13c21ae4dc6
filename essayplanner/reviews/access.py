"""Who may look at a class."""

import uuid

from django.http import Http404

from essayplanner.accounts.people import Person
from essayplanner.classes.models import Classroom


def taught_classroom(person: Person, pk: uuid.UUID) -> Classroom:
    """Return a class that this person teaches. Raises ``Http404`` for everybody else."""
    classroom = (
        Classroom.objects.taught_by(person.user).filter(pk=pk).first() if person.user else None
    )
    if classroom is None:
        raise Http404
    return classroom
