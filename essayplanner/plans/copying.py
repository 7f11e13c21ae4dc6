"""Copying what is chosen from the library into the values that an Outline is made of."""

from essayplanner.argument.outline import Evidence, Name, Quotation, Segment, Source, View
from factors import citations, models


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
        page=row.page,
        checked=bool(row.checked),
        wording=row.wording,
        notes=tuple(row.notes),
    )


def _copy_source(row: models.Source) -> Source:
    return Source(
        key=row.slug,
        type=row.type,
        title=row.title,
        authors=_names(row.authors),
        editors=_names(row.editors),
        container_title=row.container_title,
        publisher=row.publisher,
        place=row.place,
        edition=row.edition,
        volume=row.volume,
        issued=row.issued,
        original=row.original,
        label=citations.label(row),
        reference=tuple(
            Segment(text=text, italic=italic) for text, italic in citations.reference(row)
        ),
    )


def _names(people: list[dict[str, str]]) -> tuple[Name, ...]:
    return tuple(
        Name(
            family=person.get("literal") or person.get("family", ""), given=person.get("given", "")
        )
        for person in people
    )
