"""Evidence and quotations of the student's own: kept beside what was chosen from the library."""

import re
import secrets
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from essayplanner.argument.outline import (
    Evidence,
    Name,
    Quotation,
    Source,
    evidence_from_plain,
    evidence_to_plain,
    quotation_from_plain,
    quotation_to_plain,
)
from essayplanner.plans import revisions
from essayplanner.plans.models import Choice, Paragraph, Revision
from essayplanner.plans.writing import locked_paragraph, touch

PREFIX = "own-"

# “Parliament of England” is no person with a family name.
_BODY = re.compile(r"\b(?:of|for|the)\b", re.IGNORECASE)


def new_key() -> str:
    """Return a key that no other item has."""
    return f"{PREFIX}{secrets.token_hex(8)}"


def is_key(key: str) -> bool:
    """Say whether a key is one that ``new_key`` returns."""
    return bool(re.fullmatch(f"{PREFIX}[0-9a-f]{{16}}", key))


def read_own(paragraph: Paragraph, kind: str, key: str) -> Evidence | Quotation | None:
    """Return an item of the student's own in a paragraph, or None where there is none such."""
    row = Choice.objects.filter(paragraph=paragraph, kind=kind, key=key).first()
    if row is None:
        return None
    read = evidence_from_plain if kind == Choice.Kind.EVIDENCE else quotation_from_plain
    item = read(row.item)
    return item if item.own else None


@transaction.atomic
def write_own(paragraph: Paragraph, item: Evidence | Quotation) -> None:
    """Put an item of the student's own into a paragraph, in the place of the one of its key.

    Sending it again changes nothing. Words that it replaces are kept as a revision. Raises
    ``ObjectDoesNotExist`` where the plan has the paragraph no more.
    """
    paragraph = locked_paragraph(paragraph)
    plan, now = paragraph.plan, timezone.now()
    if isinstance(item, Evidence):
        kind, plain = Choice.Kind.EVIDENCE, evidence_to_plain(item)
    else:
        kind, plain = Choice.Kind.QUOTATION, quotation_to_plain(item)
    row = Choice.objects.filter(paragraph=paragraph, kind=kind, key=item.key).first()
    if row is None:
        revisions.keep_while_working(plan, now)
        Choice.objects.create(paragraph=paragraph, kind=kind, key=item.key, item=plain)
    elif row.item == plain:
        return
    else:
        revisions.keep(plan, Revision.Reason.WORK, now)
        row.item = plain
        row.save(update_fields=["item"])
    touch(plan)


def make_source(authors: str, title: str, year: int | None) -> Source:
    """Return a work as the student names it. What is named alike is one source of the plan."""
    names = read_names(authors)
    named = f"{write_names(names)}|{title}|{year}".casefold()
    return Source(
        key=f"{PREFIX}{sha256(named.encode()).hexdigest()[:16]}",
        type="book",
        title=title,
        authors=names,
        issued=year,
    )


def read_names(text: str) -> tuple[Name, ...]:
    """Read authors as people type them: “E. H. Carr; Service, Robert; Parliament of England”."""
    parts = (" ".join(part.split()).strip(" ,") for part in text.split(";"))
    return tuple(_name(part) for part in parts if part)


def write_names(names: tuple[Name, ...]) -> str:
    """Write authors so that ``read_names`` reads them again."""
    return "; ".join(map(_written, names))


def _name(text: str) -> Name:
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma and family:
        return Name(family=family, given=given)
    words = text.split()
    if len(words) < 2 or _BODY.search(text):
        return Name(family=text)
    return Name(family=words[-1], given=" ".join(words[:-1]))


def _written(name: Name) -> str:
    plain = f"{name.given} {name.family}".strip()
    return plain if _name(plain) == name else f"{name.family}, {name.given}"
