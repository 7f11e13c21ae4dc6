"""A plan, its paragraphs, and what was chosen for them from the library.

What a plan takes from the library it copies, so that a changed topic pack never alters or removes
anything in a plan.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from essayplanner.classes.models import Assignment
from essayplanner.plans.querysets import PlanQuerySet
from factors.models import Bank


class Plan(models.Model):
    """A student's plan of one essay. It belongs to a user or, by ``guest_key``, to a browser.

    ``bank`` is the edition of the library that it is built on.
    """

    TEXTS = ("argument", "criterion", "judgement")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="plans",
    )
    guest_key = models.CharField(max_length=64, blank=True, db_index=True)
    assignment = models.ForeignKey(
        Assignment, on_delete=models.SET_NULL, null=True, blank=True, related_name="plans"
    )
    bank = models.ForeignKey(Bank, on_delete=models.SET_NULL, null=True, related_name="plans")
    question = models.TextField()
    topic_title = models.CharField(max_length=200)
    named_factor = models.CharField(max_length=80, blank=True)
    starts = models.PositiveSmallIntegerField(null=True, blank=True)
    ends = models.PositiveSmallIntegerField(null=True, blank=True)
    argument = models.TextField(blank=True)
    ranked = models.BooleanField(default=False)
    criterion = models.TextField(blank=True)
    judgement = models.TextField(blank=True)
    modified_at = models.DateTimeField()

    # Only of a plan fetched ``for_desk``.
    library_version: str
    newest_bank: int | None

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-modified_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) ^ ~Q(guest_key=""),
                name="plan_of_a_user_or_a_guest",
            ),
            models.UniqueConstraint(
                fields=["owner", "assignment"], name="one_plan_a_student_and_assignment"
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Paragraph(models.Model):
    """What a plan says of one factor. ``rank`` 1 is the weightiest."""

    TEXTS = ("point", "explanation", "counter_argument", "reply", "link")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="paragraphs")
    factor = models.SlugField(max_length=80)
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=30)
    mark = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField()
    point = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    counter_argument = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    link = models.TextField(blank=True)

    class Meta:
        ordering = ["rank", "mark"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "factor"], name="one_paragraph_a_factor")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.point}"


class Choice(models.Model):
    """A piece of evidence or a quotation chosen for a paragraph, copied whole from the library.

    ``item`` is an ``argument.outline.Evidence`` or ``Quotation`` as JSON.
    """

    class Kind(models.TextChoices):
        EVIDENCE = "evidence", "evidence"
        QUOTATION = "quotation", "quotation"

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="choices")
    kind = models.CharField(max_length=9, choices=Kind)
    key = models.SlugField(max_length=80)
    item = models.JSONField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "kind", "key"], name="chosen_once_a_paragraph"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
