"""What is asked of classes, by its product name."""

from typing import TYPE_CHECKING, Self

from django.db import models

from essayplanner.accounts.people import Person

if TYPE_CHECKING:
    from essayplanner.classes.models import Assignment, Classroom, Membership  # noqa: F401


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    """Classes."""

    def taught_by(self, person: Person) -> Self:
        """Classes in which this person is a teacher."""
        if person.user_id is None:
            return self.none()
        return self.filter(memberships__user=person.user_id, memberships__role="teacher")

    def open(self) -> Self:
        """Classes that are not archived."""
        return self.filter(archived_at=None)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Places in classes."""

    def present(self) -> Self:
        """Those of people who can sign in: with no account any more, nobody is in a class."""
        return self.filter(user__is_active=True)

    def students(self) -> Self:
        """Those of students who are there."""
        return self.present().filter(role="student")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """What classes are set."""

    def set_for(self, person: Person) -> Self:
        """Assignments of the classes in which this person is a student, but for archived ones."""
        if person.user_id is None:
            return self.none()
        return self.filter(
            classroom__archived_at=None,
            classroom__memberships__user=person.user_id,
            classroom__memberships__role="student",
        )
