"""Where a fault of a pack stands in its sheets."""

from collections.abc import Iterable, Iterator, Mapping

from factors.checking import MAX_FAULTS, MORE, Fault, PackError
from factors.records import TOPIC_RECORDS
from factors.sheets import layout
from factors.sheets.cells import CellFault
from factors.sheets.entries import Entry, Path, heading
from factors.sheets.layout import SHEETS


def placed(
    faults: Iterable[Fault], entries: Mapping[str, list[Entry]], said: Iterable[Fault]
) -> Iterator[CellFault]:
    """Yield the faults with their sheet, row and column, without those of cells already blamed."""
    places = {entry.path: entry for rows in entries.values() for entry in rows if entry.path}
    blamed = {(fault.file, fault.record, fault.field) for fault in said}
    for fault in faults:
        found = _placed(fault, _path(fault, entries), places)
        cell = (found.file, found.record, found.field)
        if cell not in blamed and (found.file, "row 1", found.field) not in blamed:
            yield found


def stop(faults: list[Fault]) -> None:
    """Raise ``PackError`` once there are more faults than anybody is told."""
    if len(faults) > MAX_FAULTS:
        raise PackError(in_order(faults))


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults of sheets in the order of the sheets and of their rows.

    That there are more comes last.
    """
    names = [sheet.name for sheet in SHEETS]

    def place(fault: Fault) -> tuple[bool, int, int]:
        row = fault.record.removeprefix("row ")
        sheet = names.index(fault.file) if fault.file in names else len(names)
        return fault.says == MORE, sheet, int(row) if row.isdecimal() else 0

    return sorted(faults, key=place)


def _path(fault: Fault, entries: Mapping[str, list[Entry]]) -> Path:
    """Return where a fault stands in the pack, as far as it says."""
    parts = tuple(int(part) if part.isdecimal() else part for part in fault.field.split("."))
    table = fault.file.partition(".")[0]
    tables: tuple[str, ...] = (table,)
    if table == "topic":
        if not fault.record:
            return parts if parts[0] in TOPIC_RECORDS else (table, *parts)
        # All that is said of a record of the topic by its number is said of a question.
        tables = ("questions",) if fault.number else tuple(TOPIC_RECORDS)
    if fault.number or not fault.record:
        return (tables[0], *([fault.number] if fault.number else []), *parts)
    return (*_last(fault.record, tables, entries), *parts)


def _last(record: str, tables: Iterable[str], entries: Mapping[str, list[Entry]]) -> Path:
    """Return where the last record with a slug stands that stands there more than once."""
    for table in tables:
        named = [row for row in entries.get(table, []) if f"“{row.fields['slug']}”" in record]
        if len(named) > 1:
            return named[-1].path
    return tuple(tables)[:1]


def _placed(fault: Fault, path: Path, places: Mapping[Path, Entry]) -> CellFault:
    for length in range(len(path), 0, -1):
        if entry := places.get(path[:length]):
            return entry.fault(_heading(entry, path[length:]), fault.says)
    return CellFault(layout.NAMES.get(str(path[0]), layout.NOTES), "", "", fault.says)


def _heading(entry: Entry, parts: Path) -> str:
    """Return the heading of a field: its column, or the sheet that its parts stand on."""
    if not parts or not parts[0]:
        return ""
    for column in entry.sheet.columns:
        if column.field == parts[0]:
            return heading(column, parts[1:])
    return next((sheet.name for sheet in SHEETS if sheet.key == parts[0]), str(parts[0]))
