"""A pack as sheets of plain cells."""

from typing import Any

from factors.checking import PackError
from factors.records import Pack
from factors.sheets import layout
from factors.sheets.cells import CellFault
from factors.sheets.layout import SHEETS, Sheet, Slot

Rows = list[list[str | int | None]]

# So many characters fit into a cell of a workbook, whatever they are: Excel counts in UTF-16.
_PIECE = 32_767 // 2

# The headings of the factors in a workbook that has none yet.
_EMPTY_FACTORS = ("factor 1", "factor 2", "factor 3")


def write_sheets(pack: Pack | None) -> dict[str, Rows]:
    """Return each sheet's rows by its name, headings first; without a pack, the headings alone.

    Raises ``PackError`` for a pack that has more than sheets can hold.
    """
    tables: dict[str, Any] = pack.model_dump() if pack else {}
    topic = tables.get("topic", {})
    tables |= {key: topic.get(key, []) for key in ("factors", "questions", "camps")}
    factors = [factor["slug"] for factor in tables["factors"]] or _EMPTY_FACTORS
    sheets: dict[str, Rows] = {}
    for sheet in SHEETS:
        slots = layout.slots(sheet, factors)
        records = [topic] if sheet.key == "topic" and topic else _records(sheet, tables)
        rows: Rows = [[_cell(slot, record) for slot in slots] for record in records]
        sheets[sheet.name] = [[slot.heading for slot in slots], *rows]
    sheets[layout.NOTES] = _notes(tables.get("notes", ""))
    says = f"has more than {layout.MAX_ROWS:,} rows"
    if faults := [
        CellFault(name, "", "", says)
        for name, rows in sheets.items()
        if len(rows) > layout.MAX_ROWS + 1
    ]:
        raise PackError(faults)
    return sheets


def _records(sheet: Sheet, tables: dict[str, Any]) -> list[dict[str, Any]]:
    if not sheet.parents:
        return list(tables.get(sheet.key, [])) if sheet.key != "topic" else []
    return [
        {
            "_sheet": layout.NAMES[parent],
            "_parent": record["slug"],
            **(part if isinstance(part, dict) else {"note": part}),
        }
        for parent in sheet.parents
        for record in tables.get(parent, [])
        for part in record[sheet.key]
    ]


def _cell(slot: Slot, record: dict[str, Any]) -> str | int | None:
    value = record[slot.column.field]
    if isinstance(slot.part, str):
        value = value.get(slot.part)
    elif slot.part is not None:
        value = value[slot.part] if slot.part < len(value) else None
    return slot.column.kind.write(value) if value not in (None, "", False, [], {}) else None


def _notes(text: str) -> Rows:
    """Spread the notes over rows, which a line end joins, and over cells, which nothing joins.

    The last row never is empty, since empty rows at the end of a sheet are lost.
    """
    lines = text.split("\n") if text else []
    step = len(lines) // layout.MAX_ROWS + 1
    rows = ["\n".join(lines[start : start + step]) for start in range(0, len(lines), step)]
    while len(rows) > 1 and not rows[-1]:
        rows.pop()
        rows[-1] += "\n"
    pieces = [[row[start : start + _PIECE] for start in range(0, len(row), _PIECE)] for row in rows]
    width = max(map(len, pieces), default=1)
    headings = [layout.NOTES, *(f"{layout.NOTES} {number}" for number in range(2, width + 1))]
    spread: Rows = [[*row, *[None] * (width - len(row))] for row in pieces]
    return [[*headings], *spread]
