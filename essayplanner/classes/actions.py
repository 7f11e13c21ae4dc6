"""What can be done with classes, as verbs that views, commands and tests share."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from essayplanner.classes.access import ARCHIVED
from essayplanner.classes.models import Assignment, Classroom
from factors.models import Bank, Question

SET_ALREADY = "This class has been set this question already."


def set_question(
    classroom: Classroom, question: Question, *, again: bool = False, **values: Any
) -> Assignment:
    """Set a class a question of the library; ``values`` are the assignment's other fields.

    Raises as ``set_own_question`` does.
    """
    asked = {
        "question": question.text,
        "named_factor": question.named_factor.slug if question.named_factor else "",
        "factors": [row.slug for row in question.factors.all()],
        "starts": question.starts,
        "ends": question.ends,
    }
    return set_own_question(classroom, question.bank, again=again, **asked, **values)


@transaction.atomic
def set_own_question(
    classroom: Classroom, bank: Bank, *, again: bool = False, **values: Any
) -> Assignment:
    """Set a class a question to answer from a bank; ``values`` are the assignment's fields.

    Raises ``ValidationError`` for an archived class, and where the class was set the question
    already, unless that is meant: ``again``.
    """
    classroom = Classroom.objects.select_for_update().get(pk=classroom.pk)
    if classroom.archived_at:
        raise ValidationError(ARCHIVED, code="archived")
    same = Assignment.objects.filter(classroom=classroom, question__iexact=values["question"])
    if not again and same.filter(bank__topic=bank.topic_id).exists():
        raise ValidationError(SET_ALREADY, code="again")
    return Assignment.objects.create(classroom=classroom, bank=bank, **values)
