"""A class, its members and what it is set."""

import uuid

from django.db import models

from essayplanner.accounts.models import User
from essayplanner.classes.querysets import AssignmentQuerySet, ClassroomQuerySet
from factors.models import Question, Topic


class Classroom(models.Model):
    """A teaching group, such as 12B. (``class`` is a word that Python keeps for itself.)

    ``topics`` are those that its teachers wrote and published to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    topics = models.ManyToManyField(Topic, related_name="classrooms", blank=True)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Somebody's place in a class. The role sits here: a teacher may be a student elsewhere."""

    class Role(models.TextChoices):
        STUDENT = "student", "student"
        TEACHER = "teacher", "teacher"

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["classroom", "user"], name="one_membership_each")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} of {self.classroom}"


class Assignment(models.Model):
    """A question that a class is set. A plan started from it can be read by its teachers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="assignments")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="assignments")
    due_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]

    def __str__(self) -> str:
        return f"{self.classroom}: {self.question}"
