"""One row of a sheet while it is read."""

from dataclasses import dataclass, field
from typing import Any

from factors.sheets import cells
from factors.sheets.cells import CellFault
from factors.sheets.columns import Column
from factors.sheets.layout import Sheet, Slot

# Where a record stands in a pack: ``("evidence", 3, "views", 1)``, counted from 1.
Path = tuple[str | int, ...]


@dataclass(slots=True, eq=False)
class Entry:
    """A row that says something: its fields, what it belongs to, and its place once it has one."""

    sheet: Sheet
    row: int
    fields: dict[str, Any] = field(default_factory=dict)
    path: Path = ()
    parent: "Entry | None" = None

    def put(self, slot: Slot, value: Any) -> None:
        """Set what a cell says, as a part of its field where several cells share one."""
        name = slot.column.field
        if isinstance(slot.part, str):
            self.fields.setdefault(name, {})[slot.part] = value
        elif slot.part is not None:
            parts = self.fields.setdefault(name, [])
            parts += [""] * (slot.part + 1 - len(parts))
            parts[slot.part] = value
        else:
            self.fields[name] = value

    def fault(self, heading: str, says: str) -> CellFault:
        """Return what is wrong with one cell of the row, or with the row without a heading."""
        return CellFault(self.sheet.name, f"row {self.row}", heading, says)


def heading(column: Column, parts: Path = ()) -> str:
    """Return what stands above a field, or above one part of it."""
    if column.kind is cells.BEARINGS:
        return f"{column.heading}: {parts[0] if parts else '…'}"
    if column.count:
        return f"{column.heading} {parts[0] if parts else 1}"
    return column.heading
