"""A plan, its paragraphs, and what was chosen for them from the library.

What a plan takes from the library it copies, so that a changed topic pack never alters or removes
anything in a plan.
"""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from essayplanner.accounts.guests import KEPT
from essayplanner.argument.outline import LINK_KINDS, MOST_ABOUT
from essayplanner.classes.models import Assignment, Scaffold
from essayplanner.plans.querysets import KEPT_DELETED, PlanQuerySet
from factors.models import Bank


class Plan(models.Model):
    """A student's plan of one essay. It belongs to a user or, by ``guest_key``, to a browser.

    ``bank`` is the edition of the library that it is built on, ``edition`` its number (0 where it
    is in no library), and ``exam_format`` the slug of what the essay is marked on, or empty.
    ``ordered`` says that its paragraphs
    stand in an order of the student's own instead of following the ranking; ``kept_at``, when its
    newest revision was made; ``copied_at``, when the plan was made as a copy of another one or
    opened from a file; ``links_made``, how many links it has ever had. ``handed_in_at`` and
    ``returned_at`` say when it was last handed in, and given back with feedback. A plan with a
    ``deleted_at`` is shown nowhere but among the deleted plans.
    """

    CRITERIA = ("criterion_1", "criterion_2", "criterion_3")
    TEXTS = ("argument", *CRITERIA, "judgement")

    class View(models.TextChoices):
        TABLE = "table", "Table"
        PARAGRAPHS = "paragraphs", "Paragraphs"
        MAP = "map", "Map"

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
    topic_slug = models.SlugField(max_length=80, blank=True)
    edition = models.PositiveIntegerField(default=0)
    named_factor = models.CharField(max_length=80, blank=True)
    starts = models.PositiveSmallIntegerField(null=True, blank=True)
    ends = models.PositiveSmallIntegerField(null=True, blank=True)
    exam_format = models.SlugField(max_length=80, blank=True)
    argument = models.TextField(blank=True)
    ranked = models.BooleanField(default=False)
    ordered = models.BooleanField(default=False)
    criterion_1 = models.TextField(blank=True)
    criterion_2 = models.TextField(blank=True)
    criterion_3 = models.TextField(blank=True)
    judgement = models.TextField(blank=True)
    scaffold = models.CharField(max_length=5, choices=Scaffold, default=Scaffold.FULL)
    view = models.CharField(max_length=10, choices=View, default=View.TABLE)
    modified_at = models.DateTimeField()
    links_made = models.PositiveIntegerField(default=0)
    kept_at = models.DateTimeField(null=True, blank=True)
    copied_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    # Only of a plan fetched ``with_library``.
    library_version: str
    set_coursework: bool | None
    set_historians: bool | None
    # Only of a plan fetched ``for_desk``.
    newest_bank: int | None
    class_name: str | None
    instructions: str | None
    class_due_at: datetime | None
    own_due_at: datetime | None
    teachers: str | None
    # Only of a plan fetched ``for_desk`` or ``with_standing``.
    stood_at: datetime | None
    stands_on: str | None

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-modified_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) ^ ~Q(guest_key=""),
                name="plan_of_a_user_or_a_guest",
            ),
            models.UniqueConstraint(
                fields=["owner", "assignment"],
                condition=Q(deleted_at=None),
                name="one_plan_a_student_and_assignment",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def kept_until(self) -> datetime | None:
        """Until when a deleted plan can be brought back, or a guest's is kept; None for others."""
        if self.deleted_at:
            return self.deleted_at + KEPT_DELETED
        return self.modified_at + KEPT if self.guest_key else None


class Paragraph(models.Model):
    """What a plan says of one factor. ``rank`` 1 is the weightiest, ``position`` 1 comes first."""

    BODY = ("point", "explanation", "counter_argument", "reply", "link")
    WEIGHED = ("weighed_1", "weighed_2", "weighed_3")
    TEXTS = (*BODY, *WEIGHED, "without")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="paragraphs")
    factor = models.SlugField(max_length=80)
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=30)
    mark = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    point = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    counter_argument = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    link = models.TextField(blank=True)
    weighed_1 = models.TextField(blank=True)
    weighed_2 = models.TextField(blank=True)
    weighed_3 = models.TextField(blank=True)
    without = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "mark"]
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


class Link(models.Model):
    """A causal link from one factor of a plan to another (their keys).

    ``evidence`` is the key of a piece of evidence chosen in either paragraph, or empty. ``number``
    names it within the plan, and never names another there: its box may be open in a second tab.
    """

    TEXTS = ("sentence",)

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="links")
    number = models.PositiveIntegerField()
    cause = models.SlugField(max_length=80)
    effect = models.SlugField(max_length=80)
    kind = models.CharField(max_length=11, choices=list(LINK_KINDS.items()))
    sentence = models.TextField(blank=True)
    evidence = models.SlugField(max_length=80, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_link_a_number"),
            models.UniqueConstraint(
                fields=["plan", "cause", "effect"], name="one_link_from_factor_to_factor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {LINK_KINDS[self.kind]} {self.effect}"  # type: ignore[index]


class SetAside(models.Model):
    """A finding that the student means to leave as it is, and why (``argument.outline``)."""

    TEXTS = ("reason",)

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="set_aside")
    rule = models.CharField(max_length=80)
    place = models.CharField(max_length=120)
    about = models.CharField(max_length=MOST_ABOUT, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "findings set aside"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "rule", "place", "about"], name="set_aside_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} at {self.place}"


class Revision(models.Model):
    """A plan as it was: its Outline as JSON, compressed, and how many ``words`` were in it."""

    class Reason(models.TextChoices):
        WORK = "work", "while you worked"
        TAKEN_OUT = "taken-out", "before something was taken out"
        QUESTION = "question", "before the question changed"
        RESTORED = "restored", "before you went back"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="revisions")
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=10, choices=Reason)
    words = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["plan", "made_at"], name="revisions_of_a_plan")]

    def __str__(self) -> str:
        return f"{self.plan_id} at {self.made_at:%Y-%m-%d %H:%M}"


class Standing(models.Model):
    """How a plan stands, for those who look at many: kept whenever the check has looked at it.

    It holds for the plan as it was worked on last at ``as_of``. ``words``, ``gaps`` and
    ``set_aside`` are counts, ``says`` the sentence of the first finding, ``picture`` the markup of
    the balance, ``facts`` what is counted over a class (``standing.Facts``).
    """

    plan = models.OneToOneField(
        Plan, on_delete=models.CASCADE, primary_key=True, related_name="standing"
    )
    as_of = models.DateTimeField()
    words = models.PositiveIntegerField()
    gaps = models.PositiveSmallIntegerField()
    set_aside = models.PositiveSmallIntegerField()
    says = models.TextField(blank=True)
    picture = models.TextField(blank=True)
    facts = models.JSONField()

    def __str__(self) -> str:
        return f"{self.plan_id} at {self.as_of:%Y-%m-%d %H:%M}"


class Rehearsal(models.Model):
    """A plan written from memory against the clock, to be laid beside the plan itself."""

    TEXTS = ("argument", "paragraphs", "judgement")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rehearsals")
    minutes = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    argument = models.TextField(blank=True)
    paragraphs = models.TextField(blank=True)
    judgement = models.TextField(blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.minutes} minutes on {self.plan_id}"


class Look(models.Model):
    """That somebody else read a plan or took it with them: once a day, person and way.

    ``SEEN`` are some words of it, among those of a class. ``plans.looks`` says what counts.
    """

    class How(models.TextChoices):
        READ = "read", "read it"
        TOOK = "took", "printed or downloaded it"
        SEEN = "seen", "saw some words of it on a page of the class"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="looks")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="looks"
    )
    how = models.CharField(max_length=4, choices=How)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "reader", "how", "on"], name="one_look_a_day_person_and_way"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader} {self.how} {self.plan_id} on {self.on}"
