"""Where in the library a record stands."""

from dataclasses import dataclass

from django.urls import get_script_prefix


@dataclass(frozen=True, slots=True)
class Kind:
    """What a record of one table is called, and the page of its topic on which it stands."""

    name: str
    page: str


KINDS = {
    "evidence": Kind("Evidence", ""),
    "quotations": Kind("Quotation", ""),
    "people": Kind("Person", "people/"),
    "events": Kind("Date", "timeline/"),
    "documents": Kind("Document", "reference/"),
    "historians": Kind("Historian", "historians/"),
    "terms": Kind("Term", "glossary/"),
    "tables": Kind("Table", "reference/"),
    "questions": Kind("Question", ""),
    "factors": Kind("Factor", ""),
    "sources": Kind("Source", "sources/"),
}


def place(topic: str, kind: str, slug: str) -> str:
    """Return the address of a record: of which topic, of which table of a pack, and which."""
    return f"{get_script_prefix()}library/topics/{topic}/{KINDS[kind].page}#{kind}-{slug}"
