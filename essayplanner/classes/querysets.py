"""What is asked of classes, by its product name."""

from typing import TYPE_CHECKING

from django.db import models

from essayplanner.accounts.models import User

if TYPE_CHECKING:
    from essayplanner.classes.models import Assignment, Classroom  # noqa: F401


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    """Classes."""

    def taught_by(self, user: User) -> "ClassroomQuerySet":
        """Classes in which this user is a teacher."""
        return self.filter(memberships__user=user, memberships__role="teacher")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """What classes are set."""

    def set_for(self, user: User) -> "AssignmentQuerySet":
        """Assignments of the classes in which this user is a student."""
        return self.filter(
            classroom__memberships__user=user, classroom__memberships__role="student"
        )
