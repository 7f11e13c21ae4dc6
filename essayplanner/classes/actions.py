"""What can be done with classes, as verbs that views, commands and tests share."""

from typing import Any

from essayplanner.classes.models import Assignment, Classroom
from factors.models import Question


def set_question(classroom: Classroom, question: Question, **values: Any) -> Assignment:
    """Set a class a question of the library; ``values`` are the assignment's other fields."""
    return Assignment.objects.create(
        classroom=classroom,
        bank=question.bank,
        question=question.text,
        named_factor=question.named_factor.slug if question.named_factor else "",
        factors=[row.slug for row in question.factors.all()],
        starts=question.starts,
        ends=question.ends,
        **values,
    )
