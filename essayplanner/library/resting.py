"""What rests on each source of a bank."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from essayplanner.library.frame import frame
from factors.models import Bank, Document, Table


@dataclass(frozen=True, slots=True)
class Resting:
    """A record that rests on a source: what kind it is, its title, and where it stands."""

    kind: str
    title: str
    address: str


def what_rests(bank: Bank) -> dict[str, list[Resting]]:
    """Return what rests on each source, by the source's slug, in the order of the pages."""
    rests: dict[str, list[Resting]] = defaultdict(list)
    for source, row in chain(_items(bank), _people(bank), _reference(bank)):
        if row not in rests[source]:
            rests[source].append(row)
    return rests


def _items(bank: Bank) -> Iterator[tuple[str, Resting]]:
    at = frame(bank).addresses
    for evidence in bank.evidence_set.select_related("source"):
        address = f"{at['topic']}#evidence-{evidence.slug}"
        yield evidence.source.slug, Resting("evidence", str(evidence), address)
    for row in bank.quotation_set.select_related("source", "historian"):
        address = f"{at['topic']}#quotations-{row.slug}"
        title = f"{row.historian}: “{' '.join(row.text.split()[:6])} …”"
        yield row.source.slug, Resting("quotation", title, address)
    for event in bank.event_set.select_related("source"):
        address = f"{at['timeline']}#events-{event.slug}"
        yield event.source.slug, Resting("event", str(event), address)


def _people(bank: Bank) -> Iterator[tuple[str, Resting]]:
    at = frame(bank).addresses
    for person in bank.person_set.select_related("source"):
        address = f"{at['people']}#people-{person.slug}"
        yield person.source.slug, Resting("person", person.name, address)


def _reference(bank: Bank) -> Iterator[tuple[str, Resting]]:
    page = frame(bank).addresses["reference"]
    for table in bank.table_set.all():
        for slug in _named_by(table):
            yield slug, Resting("table", table.title, f"{page}#tables-{table.slug}")
    for document in bank.document_set.select_related("source"):
        for slug in (document.source.slug, *_translations(document)):
            yield slug, Resting("document", document.title, f"{page}#documents-{document.slug}")


def _named_by(table: Table) -> list[str]:
    return [row["source"] for row in table.rows if row["source"]]


def _translations(document: Document) -> list[str]:
    return [row["translation"] for row in document.passages]
