"""A class, its members, how they came to it, and what it is set."""

import uuid

from django.db import models
from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.classes.codes import show_code
from essayplanner.classes.querysets import (
    AssignmentQuerySet,
    ClassroomQuerySet,
    MembershipQuerySet,
)
from factors.models import Bank, Topic


class Classroom(models.Model):
    """A teaching group, such as 12B. (``class`` is a word that Python keeps for itself.)

    Who has its ``join_code`` may join as a student; without one nobody can. ``topics`` are those
    that its teachers wrote and published to it. An archived class is kept to be read: nobody joins
    it, and nothing new is set.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    join_code = models.CharField(max_length=8, unique=True, null=True, blank=True)
    topics = models.ManyToManyField(Topic, related_name="classrooms", blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_code(self) -> str:
        """The join code as people read it, or an empty string."""
        return show_code(self.join_code) if self.join_code else ""


class Membership(models.Model):
    """Somebody's place in a class. The role sits here: a teacher may be a student elsewhere.

    A teacher of the class ``may_reset`` the password of a student who agreed to it, or whose
    account was made with the class. What changed in the class after ``read_at`` is news to them.
    """

    class Role(models.TextChoices):
        STUDENT = "student", "student"
        TEACHER = "teacher", "teacher"

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    joined_at = models.DateTimeField(default=timezone.now)
    may_reset = models.BooleanField(default=False)
    read_at = models.DateTimeField(default=timezone.now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["classroom", "user"], name="one_membership_each")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} of {self.classroom}"


class Invitation(models.Model):
    """A link by which one colleague becomes a teacher of a class: of its token, the SHA-256."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"to {self.classroom} by {self.made_by}"


class Attempt(models.Model):
    """A join code that was wrong: ``who`` tried it is kept as a keyed hash, and not for long."""

    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["who", "at"], name="attempts_of_somebody")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Scaffold(models.TextChoices):
    """How much help stands beside the boxes of a plan."""

    FULL = "full", "Full: prompts and sentence openers"
    LIGHT = "light", "Light: headings"
    BLANK = "blank", "Blank: the table alone"


class Assignment(models.Model):
    """A question that a class is set. A plan started from it can be read by its teachers.

    The question is copied, from the library or as the teacher typed it, with the edition of the
    ``bank`` to answer it from and the ``factors`` (keys) to weigh. ``exam_format`` is the slug of
    what the essay is marked on, or empty. In ``coursework`` a teacher may ask, and not suggest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="assignments")
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="assignments")
    question = models.TextField()
    named_factor = models.CharField(max_length=80, blank=True)
    factors = models.JSONField(default=list)
    starts = models.PositiveSmallIntegerField(null=True, blank=True)
    ends = models.PositiveSmallIntegerField(null=True, blank=True)
    exam_format = models.SlugField(max_length=80, blank=True)
    instructions = models.TextField(blank=True)
    scaffold = models.CharField(max_length=5, choices=Scaffold, default=Scaffold.FULL)
    historians_required = models.BooleanField(default=False)
    coursework = models.BooleanField(default=False)
    set_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "set_at", "id"]

    def __str__(self) -> str:
        return f"{self.classroom}: {self.question}"


class Extension(models.Model):
    """A due time of a student's own."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="extensions")
    student = models.ForeignKey(User, on_delete=models.CASCADE, related_name="extensions")
    due_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "student"], name="one_extension_each")
        ]

    def __str__(self) -> str:
        return f"{self.student} until {self.due_at:%Y-%m-%d %H:%M}"


class Change(models.Model):
    """What was changed in an assignment after it was set, in a sentence for its students.

    One with a ``student`` concerns that one alone.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="changes")
    student = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="changes"
    )
    made_at = models.DateTimeField()
    says = models.TextField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.says
