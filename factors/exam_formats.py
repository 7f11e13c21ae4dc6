"""Exam formats: what an essay of one paper is marked on, as data that is read, checked and loaded.

Each file ``factors/exam_formats/<board>.toml`` holds a list of tables, ``formats``. The files are
taken together or not at all, with every fault named at once.
"""

import datetime
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from django.db import transaction
from django.utils import timezone
from pydantic import AfterValidator, Field, ValidationError

from factors.checking import Fault, PackError, faults_of, record_name
from factors.models import ExamFormat
from factors.pack import bounded, parse_toml
from factors.records import Name, Record, Table, Text, Words, Year, storable

FORMATS_DIR = Path(__file__).parent / "exam_formats"


def _past(day: datetime.date) -> datetime.date:
    if day > timezone.localdate():
        raise ValueError("is in the future")
    return day


Marks = Annotated[int, Field(ge=1, le=200)]
Descriptor = Annotated[Text, Field(max_length=1000)]
Title = Annotated[Text, Field(max_length=200)]


class BandRecord(Table):
    """A level of the mark scheme, with its lowest and highest mark."""

    name: Annotated[Text, Field(max_length=30)]
    lowest: Marks
    highest: Marks


class StrandRecord(Table):
    """One thing that is marked: what it asks of a plan, and three descriptors of how well."""

    name: Annotated[Text, Field(max_length=60)]
    asks: Descriptor
    low: Descriptor
    middle: Descriptor
    top: Descriptor


class FormatRecord(Record):
    """What an essay of one paper is marked on. ``minutes`` are for planning and writing.

    Of ``coursework`` nobody may suggest improvements; there are no minutes where it is not timed.
    ``bands`` is empty where no limits are known. ``document`` is the board's own, in force from
    ``year``; ``checked_on`` is when a person held the format against it. ``wording`` is the board's
    text: only people paste that in, for their own school.
    """

    board: Name
    specification: Name
    paper: Title
    kind: Name
    marks: Marks
    minutes: Annotated[int, Field(ge=1, le=300)] | None = None
    coursework: bool = False
    historians_required: bool = False
    bands: list[BandRecord] = Field(default=[], max_length=20)
    strands: list[StrandRecord] = Field(min_length=1, max_length=8)
    note: Annotated[Words, Field(max_length=2000)] = ""
    wording: Annotated[str, Field(max_length=20_000), AfterValidator(storable)] = ""
    document: Title
    year: Year
    checked_on: Annotated[datetime.date, AfterValidator(_past)] | None = None


def read_formats(folder: Path = FORMATS_DIR) -> list[FormatRecord]:
    """Read and check every file of ``folder``. Raises ``PackError`` with every fault."""
    faults: list[Fault] = []
    rows = [row for file in sorted(folder.glob("*.toml")) for row in _read_file(file, faults)]
    slugs = Counter(row.get("slug") for row in rows if isinstance(row.get("slug"), str))
    faults += [
        Fault(folder.name, f"record “{slug}”", "slug", f"stands {count} times")
        for slug, count in slugs.items()
        if count > 1
    ]
    if faults:
        raise PackError(faults)
    return [FormatRecord.model_validate(row) for row in rows]


def format_faults(row: Any, at: Fault) -> list[Fault]:
    """Return every fault of one format as it was written, each like ``at`` but for what it says."""
    faults: list[Fault] = []
    try:
        FormatRecord.model_validate(row)
    except ValidationError as error:
        faults += faults_of(error, at)
    if isinstance(row, Mapping):
        faults += [replace(at, field=field, says=says) for field, says in _table_faults(row)]
    return faults


@transaction.atomic
def load_formats(records: Sequence[FormatRecord]) -> bool:
    """Make the built-in formats say what the records say; return whether anything changed.

    Raises ``PackError`` where somebody has written a format of the same slug.
    """
    stored = {row.slug: row for row in ExamFormat.objects.all()}
    if taken := [record.slug for record in records if _is_written(stored.get(record.slug))]:
        says = "is that of a format which somebody wrote"
        raise PackError(Fault(FORMATS_DIR.name, f"record “{slug}”", "slug", says) for slug in taken)
    changed = False
    for record in records:
        row, plain = stored.get(record.slug), record.model_dump()
        if row is None or any(getattr(row, name) != value for name, value in plain.items()):
            ExamFormat.objects.update_or_create(slug=record.slug, defaults=plain)
            changed = True
    return changed


def copy_format(original: ExamFormat, author_id: int) -> ExamFormat:
    """Return a new format of somebody's own that says what ``original`` does, not yet checked."""
    plain = {name: getattr(original, name) for name in FormatRecord.model_fields}
    slug = f"{original.slug[:36].rstrip('-')}-{secrets.token_hex(6)}"
    return ExamFormat.objects.create(
        author_id=author_id, **(plain | {"slug": slug, "checked_on": None})
    )


def _is_written(row: ExamFormat | None) -> bool:
    return row is not None and row.author_id is not None


def _read_file(file: Path, faults: list[Fault]) -> list[Mapping[str, Any]]:
    """Return the formats of one file that are tables, sound or not."""
    try:
        tables = parse_toml(bounded(file))
    except ValueError as error:
        faults.append(Fault(file.name, "", "", str(error)))
        return []
    says = "is not a table that this file has"
    faults += [Fault(file.name, "", key, says) for key in tables if key != "formats"]
    rows = tables.get("formats")
    if not isinstance(rows, list) or not rows:
        faults.append(Fault(file.name, "", "formats", "must be a list of tables"))
        return []
    for number, row in enumerate(rows, 1):
        faults += format_faults(row, Fault(file.name, record_name(row, number), "", "", number))
    return [row for row in rows if isinstance(row, Mapping)]


def _table_faults(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with bands and strands as a whole, as a field and a sentence."""
    for table in ("bands", "strands"):
        names = Counter(
            name for part in _parts(row, table) if isinstance(name := part.get("name"), str)
        )
        for name, count in names.items():
            if name.strip() and count > 1:
                yield table, f"“{name}” stands {count} times"
    yield from _band_faults(row.get("marks"), _parts(row, "bands"))


def _band_faults(marks: Any, bands: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield where the bands do not follow one another from 1 to the marks of the essay."""
    below = 0
    for number, band in enumerate(bands, 1):
        lowest, highest = band.get("lowest"), band.get("highest")
        if type(lowest) is not int or type(highest) is not int:
            return  # which is said already, and nothing can be said of the bands above
        if lowest != below + 1:
            says = f"must be {below + 1}: bands follow one another without a gap or an overlap"
            yield f"bands.{number}.lowest", says
        if highest < lowest:
            yield f"bands.{number}.highest", "is below the lowest mark of its band"
        below = highest
    if bands and type(marks) is int and below != marks:
        yield f"bands.{len(bands)}.highest", f"must be {marks}, the marks of the essay"


def _parts(row: Mapping[str, Any], table: str) -> list[Mapping[str, Any]]:
    """Return a table within a row, or nothing where the row has something else in its place."""
    parts = row.get(table)
    if not isinstance(parts, list) or not all(isinstance(part, Mapping) for part in parts):
        return []
    return parts
