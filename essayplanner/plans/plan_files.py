"""What a plan file may hold to become a plan here: what its tables can store and its pages show."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import slug_re

from essayplanner.argument.outline import (
    MOST_ABOUT,
    MOST_FACTORS,
    Evidence,
    Outline,
    Paragraph,
    Quotation,
    Source,
)
from essayplanner.argument.plan_file import PlanFileError, read
from essayplanner.plans.own_items import is_key
from essayplanner.plans.saving import MAX_TEXT
from factors.dates import HistoricalDate
from factors.records import SOURCE_TYPES

MAX_FILE = 2_000_000
MAX_CHOSEN = 1000


class PlanFileForm(forms.Form):
    """A plan as a file. What it holds is in ``cleaned_data`` as an Outline."""

    file = forms.FileField(
        label="Plan file (.json)",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": "Choose a file first.", "empty": "This file is empty."},
    )

    def clean_file(self) -> Outline:
        """Read the file, or say in a sentence why it cannot be opened."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise ValidationError("This file is larger than 2 MB. Nothing of it was read.")
        try:
            return storable(read(file.read(), MAX_TEXT))
        except PlanFileError as error:
            raise ValidationError(str(error)) from None


def storable(outline: Outline) -> Outline:
    """Return the plan of a file as it can be stored, each mark one of the eight that there are.

    Raises ``PlanFileError`` with the first thing that is in the way.
    """
    for fault in _faults(outline):
        raise PlanFileError(fault)
    return replace(outline, paragraphs=tuple(map(_signed, outline.paragraphs)))


def _signed(paragraph: Paragraph) -> Paragraph:
    mark = (paragraph.factor.mark - 1) % MOST_FACTORS + 1
    return replace(paragraph, factor=replace(paragraph.factor, mark=mark))


def _faults(outline: Outline) -> Iterator[str]:
    question, rows = outline.question, outline.paragraphs
    if not question.text.strip():
        yield "The plan in this file has no question."
    if len(rows) > MOST_FACTORS:
        yield (
            f"The plan in this file has {len(rows)} paragraphs, and one holds {MOST_FACTORS} "
            "at most."
        )
    chosen = sum(len(row.evidence) + len(row.quotations) for row in rows)
    if chosen > MAX_CHOSEN:
        yield (
            f"The plan in this file has {chosen} pieces of evidence and quotations, and one holds "
            f"{MAX_CHOSEN} at most."
        )
    yield from _long("topic", question.topic, 200)
    keys = (question.topic_slug, question.named_factor, outline.exam_format)
    yield from _not_keys(filter(None, keys))
    yield from _not_years(question.starts, question.ends)
    if question.starts and question.ends and question.starts > question.ends:
        yield "What the question in this file asks about ends before it begins."
    yield from _twice("the factor", [row.factor.key for row in rows])
    for row in rows:
        yield from _paragraph_faults(row)
    yield from _link_faults(outline)
    yield from _set_aside_faults(outline)


def _paragraph_faults(row: Paragraph) -> Iterator[str]:
    factor = row.factor
    if not (factor.name.strip() and factor.short_name.strip()):
        yield "A factor in this file has no name."
    yield from _long("factor", factor.name, 100)
    yield from _long("short name", factor.short_name, 30)
    for items in (row.evidence, row.quotations):
        keys = [item.key for item in items]
        yield from _not_keys(keys)
        yield from _twice(f"under “{factor.name}” the item", keys)
        for item in items:
            yield from _item_faults(item)
    yield from _not_keys([factor.key])


def _item_faults(item: Evidence | Quotation) -> Iterator[str]:
    if item.own and not is_key(item.key):
        yield f"“{item.key[:40]}” in this file is not the key of an item of one’s own."
    if isinstance(item, Evidence):
        yield from _not_dates(item.date)
    if item.source:
        yield from _source_faults(item.source)


def _source_faults(source: Source) -> Iterator[str]:
    if source.type not in SOURCE_TYPES:
        yield f"“{source.type[:40]}” in this file is no kind of source."
    if source.url and not source.url.startswith(("http://", "https://")):
        yield f"“{source.url[:40]}” in this file is no address of a web page."
    yield from _not_years(source.issued, source.original)
    yield from _not_dates(source.date, source.accessed)


def _link_faults(outline: Outline) -> Iterator[str]:
    factors = {row.factor.key for row in outline.paragraphs}
    for link in outline.links:
        if not {link.cause, link.effect} <= factors or link.cause == link.effect:
            yield "A link in this file does not go from one factor of the plan to another."
    yield from _twice("the link", [f"{link.cause} → {link.effect}" for link in outline.links])
    yield from _not_keys(link.evidence for link in outline.links if link.evidence)


def _set_aside_faults(outline: Outline) -> Iterator[str]:
    if len(outline.set_aside) > MAX_CHOSEN:
        yield f"More than {MAX_CHOSEN} findings are set aside in this file."
    for row in outline.set_aside:
        yield from _long("rule", row.rule, 80)
        yield from _long("place", row.place, 120)
        yield from _long("subject", row.about, MOST_ABOUT)
    found = [f"{row.rule} {row.place} {row.about}" for row in outline.set_aside]
    yield from _twice("the finding", found)


def _long(what: str, text: str, most: int) -> Iterator[str]:
    if len(text) > most:
        yield f"The {what} “{text[:40]}…” in this file has more than {most} characters."


def _twice(what: str, keys: list[str]) -> Iterator[str]:
    for key, times in Counter(keys).items():
        if times > 1:
            yield f"This file has {what} “{key[:80]}” twice."


def _not_keys(keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        if not slug_re.fullmatch(key) or len(key) > 80:
            yield (
                f"“{key[:40]}” in this file is no key: a key is made of the letters a to z, "
                "figures, hyphens and underscores."
            )


def _not_years(*years: int | None) -> Iterator[str]:
    for year in years:
        if year is not None and not 1 <= year <= 9999:
            yield "A year in this file is not between 1 and 9999."


def _not_dates(*dates: str | None) -> Iterator[str]:
    for date in filter(None, dates):
        try:
            HistoricalDate.parse(date)
        except ValueError:
            yield f"“{date[:40]}” in this file is not a date."
