"""Which record a row names: by its slug, or by the name that people call it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from factors.checking import Fault
from factors.sheets import cells, layout, places
from factors.sheets.columns import Column
from factors.sheets.entries import Entry, heading

_ONE = {
    "factors": "factor",
    "camps": "camp",
    "sources": "source",
    "historians": "historian",
    "people": "person",
    "evidence": "piece of evidence",
    "quotations": "quotation",
    "events": "event",
    "tables": "table",
    "documents": "document",
}

_UNKNOWN = "unknown"


class _Directory:
    """The records of one table, by slug and by name; a slug means its own record alone."""

    def __init__(self, rows: Sequence[Entry]) -> None:
        self.by_slug = {row.fields["slug"]: row for row in rows}
        self._by_name: dict[str, dict[str, Entry]] = {}
        for row in rows:
            for name in _names(row.fields):
                self._by_name.setdefault(_alike(name), {})[row.fields["slug"]] = row
        self._numbered = {f"factor {n}": row for n, row in enumerate(self.by_slug.values(), 1)}

    def find(self, text: str) -> list[Entry]:
        """Return the records that a text can mean."""
        if text in self.by_slug:
            return [self.by_slug[text]]
        return list(self._by_name.get(_alike(text), {}).values())

    def find_factor(self, text: str) -> list[Entry]:
        """Return the factors that a heading can mean; “factor 1” is the first of them."""
        numbered = self._numbered.get(_alike(text))
        return self.find(text) or ([numbered] if numbered else [])


def link(entries: Mapping[str, list[Entry]], faults: list[Fault]) -> None:
    """Give every record a slug, turn every name of a record into its slug, and find the parents.

    A field that names nothing is left out, with a fault; so is all that belongs to nothing.
    """
    for rows in entries.values():
        _give_slugs(rows)
    # Where a sheet that every pack needs is not there, that alone is said.
    directories = {
        table: _Directory(entries.get(table, ()))
        for table in _ONE
        if table in entries or table not in layout.NEEDED
    }
    for rows in entries.values():
        for entry in rows:
            places.stop(faults)
            for column in entry.sheet.columns:
                if column.field == "_parent":
                    _link_parent(entry, column, directories, faults)
                elif column.field in entry.fields and column.to:
                    _link(entry, column, directories, faults)
                elif column.field in entry.fields and column.kind is cells.BEARINGS:
                    _link_factors(entry, column, directories, faults)


def _give_slugs(rows: list[Entry]) -> None:
    """Make a slug from the name of each record that was given none."""
    taken = {row.fields["slug"] for row in rows if "slug" in row.fields}
    for row in rows:
        if "slug" in row.fields or not row.sheet.named_by:
            continue
        named = " ".join(str(row.fields.get(name, "")) for name in row.sheet.named_by)
        base = slugify(named).replace("_", "-")[:45].strip("-") or f"row-{row.row}"
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        row.fields["slug"] = slug


def _alike(name: str) -> str:
    return " ".join(name.casefold().split())


def _names(fields: Mapping[str, Any]) -> Iterator[str]:
    for field in ("title", "name", "short_name", "text", "family"):
        if fields.get(field):
            yield fields[field]
    yield from fields.get("also", ())
    if given := fields.get("given"):
        yield f"{given} {fields.get('family', '')}"
        yield f"{fields.get('family', '')}, {given}"


def _says(text: str, found: Sequence[Entry], tables: Sequence[str]) -> str:
    if found:
        return f"“{text}” can mean {len(found)} records; write the slug"
    *others, last = (_ONE[table] for table in tables)
    kinds = f"{', '.join(others)} or {last}" if others else last
    return f"“{text}” is no {kinds} of this topic"


def _link_parent(
    entry: Entry, column: Column, directories: Mapping[str, _Directory], faults: list[Fault]
) -> None:
    text = entry.fields.pop("_parent", "")
    wanted = entry.fields.pop("_sheet", "").casefold()
    to = [table for table in column.to if wanted in ("", layout.NAMES[table].casefold())]
    if not to:
        names = ", ".join(f"“{layout.NAMES[table]}”" for table in column.to)
        faults.append(entry.fault("Sheet", f"must be one of {names}"))
        return
    found = [row for table in to if table in directories for row in directories[table].find(text)]
    if len(found) == 1:
        entry.parent = found[0]
    elif all(table in directories for table in to):
        says = _says(text, found, to) if text else "is missing"
        faults.append(entry.fault(column.heading, says))


def _link(
    entry: Entry, column: Column, directories: Mapping[str, _Directory], faults: list[Fault]
) -> None:
    text = entry.fields.pop(column.field)
    directory = directories.get(column.to[0])
    if directory is None:
        # Any slug will do, since the pack is refused for the sheet that is not there.
        entry.fields[column.field] = _UNKNOWN
        return
    slugs = []
    for part in _parts(text, directory) if column.kind is cells.LINKS else [text]:
        found = directory.find(part)
        if len(found) == 1:
            slugs.append(found[0].fields["slug"])
        else:
            faults.append(entry.fault(column.heading, _says(part, found, column.to)))
    if slugs:
        entry.fields[column.field] = slugs if column.kind is cells.LINKS else slugs[0]


def _parts(text: str, directory: _Directory) -> list[str]:
    """Return the slugs or names in a list; one name may have commas of its own."""
    if directory.find(text):
        return [text]
    parts = text.split(";" if ";" in text else ",")
    return [part.strip() for part in parts if part.strip()]


def _link_factors(
    entry: Entry, column: Column, directories: Mapping[str, _Directory], faults: list[Fault]
) -> None:
    """Turn the factors that columns are headed by into slugs."""
    directory = directories.get("factors")
    if directory is None:
        return
    linked: dict[str, str] = {}
    for text, says in entry.fields[column.field].items():
        found = directory.find_factor(text)
        slug = found[0].fields["slug"] if len(found) == 1 else None
        if slug is None:
            problem = _says(text, found, ("factors",))
            faults.append(entry.fault(heading(column, (text,)), problem))
        elif slug in linked:
            faults.append(entry.fault(heading(column, (text,)), f"says “{slug}” a second time"))
        else:
            linked[slug] = says
    entry.fields[column.field] = linked
