"""What is handed in, and what is said of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from essayplanner.plans.models import Plan

# Characters of the name of a place (``argument.places``): a factor's key, a field, an item's key.
MOST_PLACE = 200


class Submission(models.Model):
    """A plan as it was handed in for the ``number``-th time: its Outline as JSON, compressed."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    words = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_submission_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} the {self.number}. time"


class Review(models.Model):
    """What the teachers of a class say of a plan in one ``round``.

    That is the number of the submission which they read, or 0 before the first one. The teachers
    of a class share it, and all of it is a draft: its student reads what its latest ``Release``
    says, which was made at ``released_at``. ``exam_format`` is the slug of what it is marked on; a
    ``mark`` is the teacher's own, and never computed.
    """

    TEXTS = ("summary",)

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reviews")
    round = models.PositiveSmallIntegerField(default=0)
    exam_format = models.SlugField(max_length=80, blank=True)
    summary = models.TextField(blank=True)
    mark = models.PositiveSmallIntegerField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["plan", "round"], name="one_review_a_round")]

    def __str__(self) -> str:
        return f"{self.plan_id} in round {self.round}"

    @property
    def now(self) -> "Release":
        """What it says now, as a release that was not made yet."""
        levels = [[strand, level] for strand, level in self.chosen.items() if level]
        marked = bool(levels) or self.mark is not None
        return Release(
            review=self,
            exam_format=self.exam_format if marked else "",
            summary=self.summary,
            levels=levels,
            mark=self.mark,
        )

    @property
    def chosen(self) -> dict[str, str]:
        """The level of each strand that it has one of, or had; none where it is not stored yet."""
        return {row.strand: row.level for row in self.levels.all()} if self.pk else {}

    @property
    def released(self) -> "Release | None":
        """Its latest release; None where there is none yet."""
        return next(reversed(self.releases.all()), None) if self.pk else None

    @property
    def changed(self) -> bool:
        """Whether it says something else than its student reads, who does read something."""
        released = self.released
        return released is not None and released.says != self.now.says


class Level(models.Model):
    """The ``level`` that a plan reaches on one strand of its exam format, both by their names."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="levels")
    strand = models.CharField(max_length=100)
    level = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "strand"], name="one_level_a_strand")
        ]

    def __str__(self) -> str:
        return f"{self.strand}: {self.level}"


class Release(models.Model):
    """The words of a review as its student was let read them, ``by`` a teacher: they stay so.

    ``levels`` are pairs of a strand and its level, in order; ``exam_format`` is what they and the
    mark are of, and empty where there are none.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="releases")
    made_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="releases"
    )
    exam_format = models.SlugField(max_length=80, blank=True)
    summary = models.TextField(blank=True)
    levels = models.JSONField(default=list, blank=True)
    mark = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.review} at {self.made_at}"

    @property
    def says(self) -> tuple[object, ...]:
        """All that a student reads of it, to tell whether another one says the same."""
        return (self.summary.strip(), self.levels, self.mark, self.exam_format)

    @property
    def speaks(self) -> bool:
        """Whether it says anything."""
        return any((self.summary.strip(), self.levels, self.mark is not None))


class SavedComment(models.Model):
    """A comment that a teacher uses again, found by its ``code`` or by its words.

    It is its owner's own, or ``shared`` with the teachers of their classes (the department). With
    a ``question`` it is offered for plans on that question alone.
    """

    TEXTS = ("text",)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_comments"
    )
    code = models.CharField(max_length=12)
    text = models.TextField()
    shared = models.BooleanField(default=False)
    question = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="one_saved_comment_a_code")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"


class Comment(models.Model):
    """What a teacher says of a ``place`` of a plan, or of the whole where that is empty.

    It is about all that stands there, or about the words of ``quote``, which began at character
    ``start`` (``anchoring``). Its student reads it from ``released_at`` on. ``saved`` is the saved
    comment that it was made of: its code is what is counted over a class.
    """

    TEXTS = ("text",)

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="comments",
    )
    place = models.CharField(max_length=MOST_PLACE, blank=True)
    quote = models.TextField(blank=True)
    start = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    saved = models.ForeignKey(
        SavedComment, on_delete=models.SET_NULL, null=True, blank=True, related_name="uses"
    )
    made_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="resolved_comments",
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None) | Q(released_at__isnull=False),
                name="resolved_once_released",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def spot(self) -> str:
        """The id of its place on the desk; that of an item is the list it stands in."""
        return self.place.partition("/")[0]


class Reply(models.Model):
    """What a student or a teacher says to a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="replies"
    )
    text = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return self.text
