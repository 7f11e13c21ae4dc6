"""Sheets of plain cells as a pack: every fault at once, each with its sheet, row and column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from factors.checking import Fault, PackError, check
from factors.records import RECORDS, TOPIC_RECORDS, Pack
from factors.sheets import cells, layout, linking, places
from factors.sheets.cells import Cell, CellFault
from factors.sheets.entries import Entry, heading
from factors.sheets.layout import SHEETS, Sheet, Slot

Rows = Sequence[Sequence[Cell]]


def read_sheets(sheets: Mapping[str, Rows]) -> Pack:
    """Return the pack of sheets by their names. Raises ``PackError`` with every fault."""
    faults = list(_unknown(sheets))
    entries = {
        sheet.key: _entries(sheet, sheets[sheet.name], faults)
        for sheet in SHEETS
        if sheet.name in sheets
    }
    linking.link(entries, faults)
    tables = _tables(entries, faults)
    tables["notes"] = _notes(sheets.get(layout.NOTES, []), faults)
    try:
        pack = check(tables)
    except PackError as error:
        found = [*faults, *places.placed(error.faults, entries, faults)]
        raise PackError(places.in_order(found)) from None
    if faults:
        raise PackError(places.in_order(faults))
    return pack


def _unknown(sheets: Mapping[str, Rows]) -> Iterator[Fault]:
    known = {sheet.name for sheet in SHEETS} | {layout.NOTES, layout.README}
    for name in sheets:
        if name not in known:
            yield CellFault(name, "", "", "is no sheet of a topic pack")
    for sheet in SHEETS:
        if sheet.key in layout.NEEDED and sheet.name not in sheets:
            yield CellFault(sheet.name, "", "", "is not there")


def _entries(sheet: Sheet, rows: Rows, faults: list[Fault]) -> list[Entry]:
    """Return what each row says that is not empty."""
    found = [
        (number, row) for number, row in enumerate(rows, 1) if number > 1 and not _is_blank(row)
    ]
    headings = _headings(sheet, rows[0] if rows else (), faults)
    if found:
        faults += _missing(sheet, headings.values())
    return [_entry(sheet, number, row, headings, faults) for number, row in found]


def _is_blank(row: Sequence[Cell]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


def _headings(sheet: Sheet, row: Sequence[Cell], faults: list[Fault]) -> dict[int, Slot | None]:
    """Return which column of the sheet stands where, and nothing for one that it has not."""
    found: dict[int, Slot | None] = {}
    for position, cell in enumerate(row):
        if _is_blank([cell]):
            continue
        if isinstance(cell, cells.Broken):
            faults.append(CellFault(sheet.name, "row 1", "", cell.says))
            found[position] = None
            continue
        name = str(cell).strip()
        slot = _slot(sheet, name)
        if slot is None or slot in found.values():
            says = "stands twice" if slot else "is no column of this sheet"
            faults.append(CellFault(sheet.name, "row 1", name, says))
            slot = None
        found[position] = slot
    return found


def _slot(sheet: Sheet, text: str) -> Slot | None:
    name = " ".join(text.casefold().split())
    for slot in layout.slots(sheet, ()):
        if slot.heading.casefold() == name:
            return slot
    start, colon, factor = text.partition(":")
    for column in sheet.columns:
        is_bearing = column.kind is cells.BEARINGS and colon and factor.strip()
        if is_bearing and column.heading.casefold() == " ".join(start.casefold().split()):
            return Slot(f"{column.heading}: {factor.strip()}", column, factor.strip())
    return None


def _missing(sheet: Sheet, headings: Iterable[Slot | None]) -> Iterator[Fault]:
    """Yield the columns that every row needs, said once for the sheet instead of for each row."""
    there = {slot.column.field for slot in headings if slot}
    for column in sheet.columns:
        if sheet.model is None or column.field == "_parent":
            is_needed = True
        else:
            field = sheet.model.model_fields.get(column.field)
            is_needed = field is not None and field.is_required()
        if is_needed and column.field not in there | {"slug"}:
            yield CellFault(sheet.name, "row 1", heading(column), "is missing")


def _entry(
    sheet: Sheet,
    number: int,
    row: Sequence[Cell],
    headings: Mapping[int, Slot | None],
    faults: list[Fault],
) -> Entry:
    places.stop(faults)
    entry = Entry(sheet, number)
    for position, cell in enumerate(row):
        if cell is None or cell == "":
            continue
        if position not in headings:
            says = f"has a cell in column {position + 1}, which has no heading"
            faults.append(entry.fault("", says))
        elif slot := headings[position]:
            _put(entry, slot, cell, faults)
    return entry


def _put(entry: Entry, slot: Slot, cell: Cell, faults: list[Fault]) -> None:
    kind = slot.column.kind
    if isinstance(cell, str) and not cell.strip() and not kind.exact:
        return
    try:
        entry.put(slot, kind.read(cell))
    except ValueError as error:
        faults.append(entry.fault(slot.heading, str(error)))


def _tables(entries: Mapping[str, list[Entry]], faults: list[Fault]) -> dict[str, Any]:
    """Return the pack’s tables, each row with its path in them."""
    for key, rows in entries.items():
        for number, entry in enumerate(rows, 1):
            if not entry.sheet.parents:
                entry.path = (key, number)
    for key, rows in entries.items():
        for entry in rows:
            if parent := entry.parent:
                parts = parent.fields.setdefault(key, [])
                parts.append(_part(entry, parent))
                entry.path = (*parent.path, key, len(parts))
    tables: dict[str, Any] = {
        key: [entry.fields for entry in entries.get(key, [])]
        for key in RECORDS
        if key in entries or key not in layout.NEEDED
    }
    return tables | _topic(entries, faults)


def _part(entry: Entry, parent: Entry) -> Any:
    """Return what a row of a record’s parts says: for a table, with the cells left empty too."""
    if entry.sheet.model is None:
        return entry.fields.get("note", "")
    if entry.sheet.key == "rows":
        found = entry.fields.get("cells", [])
        entry.fields["cells"] = found + [""] * (len(parent.fields.get("columns", ())) - len(found))
    return entry.fields


def _topic(entries: Mapping[str, list[Entry]], faults: list[Fault]) -> dict[str, Any]:
    """Return the topic’s table, or nothing where it or its factors and questions are not there."""
    if not {"topic", "factors", "questions"} <= entries.keys():
        return {}
    if not entries["topic"]:
        faults.append(CellFault("Topic", "", "", "needs one row"))
        return {}
    topic, *others = entries["topic"]
    faults += [entry.fault("", "is one row too many") for entry in others]
    topic.path = ("topic",)
    within = {key: [entry.fields for entry in entries.get(key, [])] for key in TOPIC_RECORDS}
    return {"topic": topic.fields | within}


def _notes(rows: Rows, faults: list[Fault]) -> str:
    """Return the notes: cells are joined as they are, rows by line ends."""
    name = layout.NOTES
    headings = [str(cell) for cell in rows[0] if not _is_blank([cell])] if rows else [name]
    if headings[:1] != [name]:
        faults.append(CellFault(name, "row 1", "", f"must be the heading “{name}”"))
    lines = []
    for number, row in enumerate(rows[1:], 2):
        try:
            lines.append("".join(cells.read_text(cell) for cell in row))
        except ValueError as error:
            faults.append(CellFault(name, f"row {number}", "", str(error)))
        if not _is_blank(row[len(headings) :]):
            faults.append(CellFault(name, f"row {number}", "", "has a cell without a heading"))
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)
