"""The library: topics, the editions of their banks, and everything that a bank holds.

A bank is never changed once it is published: a change makes a new edition of it, so that a plan
goes on with the library it was built on. Every record has a ``slug`` that is unique in its bank: a
topic pack names records by it, and a plan remembers by it what it took. Plans copy what they
choose, so nothing here may point at one.
"""

import uuid
from typing import Self

from django.conf import settings
from django.db import models

from factors import citations
from factors.dates import HistoricalDate
from factors.records import SOURCE_TYPES


class Topic(models.Model):
    """A subject with a bank, built in or written by ``author``.

    ``current`` is the bank that is published now; it is null until one is.
    """

    slug = models.SlugField(unique=True, max_length=80)
    built_in = models.BooleanField(default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="topics",
    )
    current = models.OneToOneField(
        "Bank", on_delete=models.RESTRICT, null=True, blank=True, related_name="current_of"
    )

    class Meta:
        ordering = ["-built_in", "current__ends", "pk"]

    def __str__(self) -> str:
        return self.slug


class BankQuerySet(models.QuerySet["Bank"]):
    """Banks."""

    def drafts(self) -> Self:
        """Those that are being written."""
        return self.filter(published_at=None, discarded_at=None)


class Bank(models.Model):
    """One edition of a topic's bank. ``version`` is a digest of what it says.

    A draft is the one with neither ``published_at`` nor ``discarded_at``; a topic has one at most.
    What was thrown away is kept, to be put back. ``notes`` is Markdown, for teachers.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="banks")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.TextField()
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    notes = models.TextField(blank=True)
    version = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    objects = BankQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="banks_are_numbered"),
            models.UniqueConstraint(
                fields=["topic"],
                condition=models.Q(published_at=None, discarded_at=None),
                name="one_draft_a_topic",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Record(models.Model):
    """What every record of a bank has: its bank, its slug and its order in the pack."""

    bank = models.ForeignKey(Bank, on_delete=models.CASCADE)
    slug = models.SlugField(max_length=80)
    order = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["bank", "slug"], name="unique_%(class)s_in_bank")
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


class Camp(Record):
    """A side that people took. Its order, from 1, gives it its mark and colour in the chart."""

    name = models.CharField(max_length=100)
    summary = models.TextField()

    def __str__(self) -> str:
        return self.name


class Source(Record):
    """A work or document that can be cited, in the fields of CSL.

    ``issued`` is the year of the edition cited, ``original`` the first year where it differs;
    ``date`` and ``accessed`` are EDTF. ``authors``, ``editors`` and ``translators`` are lists of
    ``{"family": …, "given": …, "literal": …}``, the last for a body, and empty strings for what a
    name does not have.
    """

    type = models.CharField(max_length=30, choices=SOURCE_TYPES)
    title = models.CharField(max_length=300)
    authors = models.JSONField(default=list, blank=True)
    editors = models.JSONField(default=list, blank=True)
    translators = models.JSONField(default=list, blank=True)
    container_title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100, blank=True)
    edition = models.CharField(max_length=50, blank=True)
    volume = models.CharField(max_length=20, blank=True)
    issue = models.CharField(max_length=20, blank=True)
    pages = models.CharField(max_length=30, blank=True)
    issued = models.PositiveSmallIntegerField(null=True, blank=True)
    original = models.PositiveSmallIntegerField(null=True, blank=True)
    date = models.CharField(max_length=21, null=True, blank=True)  # noqa: DJ001 (as in a pack)
    event = models.CharField(max_length=200, blank=True)
    archive = models.CharField(max_length=200, blank=True)
    archive_location = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    accessed = models.CharField(max_length=21, null=True, blank=True)  # noqa: DJ001 (as in a pack)

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """What stands in brackets in the text, in the school's style."""
        style = citations.STYLES[settings.CITATION_STYLE]
        return citations.text(style.label(citations.Work.of(self)))


class Historian(Record):
    """Somebody who has written on the topic, and how they tend to explain it."""

    family = models.CharField(max_length=100)
    given = models.CharField(max_length=100, blank=True)
    position = models.TextField()

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


class Person(Record):
    """Somebody of the time.

    ``also`` lists other spellings and names. ``posts`` is a list of ``{"date": …, "text": …}`` and
    ``stances`` of ``{"date": …, "camp": slug, "text": …}``, with dates in EDTF.
    """

    name = models.CharField(max_length=100)
    also = models.JSONField(default=list, blank=True)
    lived = models.CharField(max_length=60)
    summary = models.TextField()
    posts = models.JSONField(default=list, blank=True)
    stances = models.JSONField(default=list, blank=True)
    fate = models.TextField(blank=True)
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="people")

    class Meta(Record.Meta):
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name


class Dated(Record):
    """A record with a date in EDTF (see ``factors.dates``) and perhaps of the Julian calendar."""

    date = models.CharField(max_length=21)
    old_style = models.BooleanField(default=False)

    class Meta(Record.Meta):
        abstract = True

    @property
    def date_text(self) -> str:
        """The date for people to read, with “(O.S.)” where it is of the Julian calendar."""
        text = str(HistoricalDate.parse(self.date))
        return f"{text} (O.S.)" if self.old_style else text


class Evidence(Dated):
    """A dated fact with its source.

    ``views`` holds both sides of a matter on which historians disagree, as a list of
    ``{"holders": …, "claim": …}``, and is empty where they do not.
    """

    title = models.CharField(max_length=60)
    text = models.TextField()
    people = models.ManyToManyField(Person, related_name="evidence", blank=True)
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="evidence")
    locator = models.CharField(max_length=50, blank=True)
    views = models.JSONField(default=list, blank=True)

    class Meta(Dated.Meta):
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return f"{self.date_text}: {self.title}"


class Quotation(Record):
    """A historian's exact words.

    ``short`` is a shorter form with its cuts marked. ``checked`` says where and when a person held
    the words against the printed page, and is empty until one has; ``wording`` says what is known
    of the wording, ``notes`` what in the record qualifies the claim, and ``tested_by`` which
    evidence of the bank does.
    """

    historian = models.ForeignKey(Historian, on_delete=models.RESTRICT, related_name="quotations")
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="quotations")
    text = models.TextField()
    short = models.TextField(blank=True)
    argues = models.TextField()
    page = models.CharField(max_length=20, blank=True)
    checked = models.CharField(max_length=200, blank=True)
    wording = models.TextField(blank=True)
    notes = models.JSONField(default=list, blank=True)
    tested_by = models.ManyToManyField(Evidence, related_name="tests", blank=True)

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


class Event(Dated):
    """A date for the timeline that argues nothing by itself. ``views`` is as for evidence."""

    title = models.CharField(max_length=200)
    people = models.ManyToManyField(Person, related_name="events", blank=True)
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="events")
    locator = models.CharField(max_length=50, blank=True)
    views = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"{self.date_text}: {self.title}"


class Term(Record):
    """A word of the subject that a student may not know, for the glossary."""

    term = models.CharField(max_length=100)
    also = models.JSONField(default=list, blank=True)
    meaning = models.TextField()

    def __str__(self) -> str:
        return self.term


class Table(Record):
    """A reference table. ``rows`` is a list of ``{"cells": […], "source": slug, "locator": …}``."""

    title = models.CharField(max_length=200)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title


class Document(Record):
    """A primary source.

    ``passages`` is a list of ``{"about": slug, "translation": slug, "text": …, "wording": …}``, of
    a person and a source; ``views`` is as for evidence.
    """

    title = models.CharField(max_length=200)
    date = models.CharField(max_length=21)
    summary = models.TextField()
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="documents")
    passages = models.JSONField(default=list, blank=True)
    views = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    """A record of a bank as the search finds it, made from the record by ``factors.search.index``.

    ``kind`` is a table of a pack. ``heading`` holds the folded words of title and date, ``folded``
    all the words that lead here, and ``rank`` sorts what a search finds. ``date`` is for people to
    read, and ``text`` is what an excerpt is taken from.
    """

    bank = models.ForeignKey(Bank, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    slug = models.SlugField(max_length=80, db_index=False)
    rank = models.CharField(max_length=40)
    heading = models.TextField()
    folded = models.TextField()
    title = models.TextField()
    date = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["bank", "kind", "slug"], name="one_entry_a_record")
        ]

    def __str__(self) -> str:
        return self.title


class ExamFormat(models.Model):
    """What an essay of one paper is marked on, in our own words or a teacher's.

    The fields are those of ``factors.exam_formats.FormatRecord``: ``bands`` is a list of ``{"name":
    …, "lowest": …, "highest": …}`` marks, empty where no limits are known; ``strands`` a list of
    ``{"name": …, "asks": …, "low": …, "middle": …, "top": …}``. ``document`` is the board's own, in
    force from ``year``; ``checked_on`` is null until a person has held the format against it.
    ``wording`` is the board's own text, pasted in for use inside a school. Built-in formats have no
    ``author``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True, max_length=80)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="exam_formats",
    )
    board = models.CharField(max_length=100)
    specification = models.CharField(max_length=100)
    paper = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    marks = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    coursework = models.BooleanField(default=False)
    historians_required = models.BooleanField(default=False)
    bands = models.JSONField(default=list, blank=True)
    strands = models.JSONField(default=list)
    note = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    document = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["board", "specification", "paper", "slug"]

    def __str__(self) -> str:
        return f"{self.board} {self.specification}: {self.paper}"

    @property
    def source(self) -> str:
        """The board's own document that the format goes back to, in one line."""
        named = f"{self.board}, {self.specification}, {self.document}"
        return f"{named}, in force from {self.year}"
