"""Copying what is chosen from the library into the values that an Outline is made of.

A source is copied as its fields; it is cited when the Outline is built, in the school's style.
"""

from dataclasses import replace

from essayplanner.argument.outline import Evidence, Name, Quotation, Segment, Source, View
from factors import citations, models

# The fields of a source that are neither names nor formatted.
PLAIN_FIELDS = (
    *("type", "title", "container_title", "publisher", "place", "edition", "volume", "issue"),
    *("pages", "issued", "original", "date", "event", "archive", "archive_location"),
    *("url", "accessed"),
)


def copy_evidence(row: models.Evidence) -> Evidence:
    """Return a piece of evidence of the bank as a value of its own, source and all."""
    return Evidence(
        key=row.slug,
        date=row.date,
        date_text=row.date_text,
        title=row.title,
        text=row.text,
        locator=row.locator,
        source=_copy_source(row.source),
        views=tuple(View(**view) for view in row.views),
    )


def copy_quotation(row: models.Quotation) -> Quotation:
    """Return a quotation of the bank as a value of its own, with all that qualifies it."""
    return Quotation(
        key=row.slug,
        historian=str(row.historian),
        text=row.text,
        source=_copy_source(row.source),
        short=row.short,
        page=row.page,
        checked=bool(row.checked),
        wording=row.wording,
        notes=tuple(row.notes),
    )


def _copy_source(row: models.Source) -> Source:
    return Source(
        key=row.slug,
        authors=_names(row.authors),
        editors=_names(row.editors),
        translators=_names(row.translators),
        **{field: getattr(row, field) for field in PLAIN_FIELDS},
    )


def _names(people: list[dict[str, str]]) -> tuple[Name, ...]:
    return tuple(
        Name(
            family=person.get("literal") or person.get("family", ""), given=person.get("given", "")
        )
        for person in people
    )


def cite(source: Source, style: str) -> Source:
    """Return a source with its label and its reference in a style of ``factors.citations``."""
    way, work = citations.STYLES[style], citations.Work.of(source)
    segments = (Segment(text=text, italic=italic) for text, italic in way.reference(work))
    return replace(source, label=citations.text(way.label(work)), reference=tuple(segments))
