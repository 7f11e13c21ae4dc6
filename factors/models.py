"""The bank of a topic: its questions, factors, dated evidence and historians' quotations.

Every record has a ``slug`` that is unique in its topic: a topic pack names records by it, and a
plan remembers by it what it took. Plans copy what they choose, so nothing here may point at one.
"""

from django.db import models

from factors.dates import HistoricalDate


class Topic(models.Model):
    """A subject with a bank. ``version`` is a digest of the pack that it was loaded from."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=64)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Record(models.Model):
    """What every record of a bank has: its topic, its slug and its order in the pack."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE)
    slug = models.SlugField(max_length=80)
    order = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "slug"], name="unique_%(class)s_in_topic")
        ]


class Factor(Record):
    """One of the competing explanations. Its order, from 1, gives it its mark and colour."""

    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=30)
    summary = models.TextField()

    def __str__(self) -> str:
        return self.name


class Question(Record):
    """An essay question, the span it asks about, and the factors that answering it needs."""

    text = models.TextField()
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    factors = models.ManyToManyField(Factor, related_name="questions")
    named_factor = models.ForeignKey(
        Factor, on_delete=models.RESTRICT, null=True, blank=True, related_name="named_in"
    )

    def __str__(self) -> str:
        return self.text


class Source(Record):
    """A work or document that can be cited, in the fields of CSL.

    ``issued`` is the year of the edition cited, ``original`` the first year where it differs.
    ``authors`` and ``editors`` are lists of ``{"family": …, "given": …, "literal": …}``, the last
    for a body, and empty strings for what a name does not have.
    """

    type = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    authors = models.JSONField(default=list)
    editors = models.JSONField(default=list)
    container_title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100, blank=True)
    edition = models.CharField(max_length=50, blank=True)
    volume = models.CharField(max_length=20, blank=True)
    issued = models.PositiveSmallIntegerField(null=True, blank=True)
    original = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Historian(Record):
    """Somebody who has written on the topic, and how they tend to explain it."""

    family = models.CharField(max_length=100)
    given = models.CharField(max_length=100)
    position = models.TextField()

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


class Evidence(Record):
    """A dated fact with its source. ``date`` is EDTF; see ``factors.dates``.

    ``views`` holds both sides of a matter on which historians disagree, as a list of
    ``{"holders": …, "claim": …}``, and is empty where they do not.
    """

    date = models.CharField(max_length=21)
    old_style = models.BooleanField(default=False)
    title = models.CharField(max_length=60)
    text = models.TextField()
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="evidence")
    locator = models.CharField(max_length=50, blank=True)
    views = models.JSONField(default=list)

    class Meta(Record.Meta):
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return f"{self.date_text}: {self.title}"

    @property
    def date_text(self) -> str:
        """The date for people to read, with “(O.S.)” where it is of the Julian calendar."""
        text = str(HistoricalDate.parse(self.date))
        return f"{text} (O.S.)" if self.old_style else text


class Quotation(Record):
    """A historian's exact words.

    ``checked`` is true only when a person has held them against the printed page; ``wording``
    says what is known of the wording, ``notes`` what in the record qualifies the claim.
    """

    historian = models.ForeignKey(Historian, on_delete=models.RESTRICT, related_name="quotations")
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="quotations")
    text = models.TextField()
    argues = models.TextField()
    page = models.CharField(max_length=20, blank=True)
    checked = models.BooleanField(default=False)
    wording = models.TextField(blank=True)
    notes = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.historian}: {self.text[:60]}"


class Bearing(models.Model):
    """How a piece of evidence, or a quotation, bears on a factor: for it or against it."""

    class Direction(models.TextChoices):
        SUPPORTS = "supports", "supports"
        TURNS_AGAINST = "turns_against", "turns against"

    factor = models.ForeignKey(Factor, on_delete=models.CASCADE, related_name="bearings")
    evidence = models.ForeignKey(
        Evidence, on_delete=models.CASCADE, null=True, blank=True, related_name="bearings"
    )
    quotation = models.ForeignKey(
        Quotation, on_delete=models.CASCADE, null=True, blank=True, related_name="bearings"
    )
    direction = models.CharField(max_length=13, choices=Direction)
    how = models.TextField()

    class Meta:
        ordering = ["direction", "factor__order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(evidence__isnull=False) ^ models.Q(quotation__isnull=False),
                name="bearing_of_one_item",
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence or self.quotation} {self.direction} {self.factor}"
