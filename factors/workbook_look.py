"""How the workbook of a topic pack looks: its cells, and the sheet that explains the others."""

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from factors.records import SOURCE_TYPES
from factors.sheets import cells, layout
from factors.sheets.columns import Column
from factors.sheets.entries import heading

# The most characters that Excel keeps in a cell.
MAX_CELL = 32_767

_BOLD = Font(bold=True)
_SHADE = PatternFill("solid", fgColor="DDE7F0")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDE, _NARROW = 48, 18
# The format of a cell in which nothing is turned into a date or a number while it is typed.
_AS_TYPED = "@"
# What makes a program take a text for a formula, where nothing says otherwise.
_EVALUATED = ("=", "+", "-", "@", "'")

_INTRODUCTION = (
    "Each sheet holds one part of the topic, one entry a row. Topic, Factors, Questions, Sources, "
    "Historians, Evidence and Quotations are needed; the others may stay empty.",
    "Leave the headings in the first row as they are. The columns may stand in any order.",
    "Where one entry names another, write its slug, or its title or name exactly.",
    "Dates: 3 Apr 1922, May 1924, spring 1922, 1925, 16–18 Jan 1924, or 1922 to 1924.",
    "Evidence and Quotations have two columns for each factor. Their headings end in the factor’s "
    "slug or short name; “factor 1” is the first row of the sheet Factors. Add columns for more.",
    "Write values, not formulas.",
)


def fill(sheet: Worksheet, row: int, position: int, value: str | int) -> None:
    """Write one cell, text as text whatever it begins with."""
    cell = sheet.cell(row, position)
    cell.value = value
    cell.alignment = _WRAPPED
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = _AS_TYPED
        if value.startswith(_EVALUATED):
            cell.quotePrefix = True


def dress(sheet: Worksheet, width: int, *, is_empty: bool) -> None:
    """Set the headings apart, make room for text, and offer what can be chosen.

    In an empty workbook records are chosen by their names, since few will be given slugs.
    """
    columns = {
        column.heading: column
        for known in layout.SHEETS
        if known.name == sheet.title
        for column in known.columns
    }
    for position in range(1, width + 1):
        cell = sheet.cell(1, position)
        cell.font, cell.fill = _BOLD, _SHADE
        name = str(cell.value).partition(":")[0]
        column = columns.get(name) or columns.get(name.rpartition(" ")[0])
        wide = column is None or column.kind.exact
        dimension = sheet.column_dimensions[get_column_letter(position)]
        dimension.width = _WIDE if wide else _NARROW
        if column is None or column.kind is not cells.YEAR:
            dimension.number_format = _AS_TYPED
        dimension.alignment = _WRAPPED
        if column and (choice := _choice(column, by_name=is_empty)):
            sheet.add_data_validation(choice)
            letter = get_column_letter(position)
            choice.add(f"{letter}2:{letter}{layout.MAX_ROWS + 1}")
    sheet.freeze_panes = "A2"


def _choice(column: Column, *, by_name: bool) -> DataValidation | None:
    """Return what a cell offers to choose from; a name may be written there too."""
    if column.kind is cells.FLAG:
        listed = '"yes,no"'
    elif column.kind is cells.TYPE:
        listed = f'"{",".join(SOURCE_TYPES.values())}"'
    elif column.field == "_sheet":
        listed = '"Evidence,Events,Documents"'
    elif column.kind is cells.LINK and len(column.to) == 1:
        named = next(sheet for sheet in layout.SHEETS if sheet.key == column.to[0])
        fields = [slot.column.field for slot in layout.slots(named, ())]
        letter = get_column_letter(fields.index(named.named_by[-1] if by_name else "slug") + 1)
        listed = f"'{named.name}'!${letter}$2:${letter}${layout.MAX_ROWS + 1}"
    else:
        return None
    return DataValidation("list", formula1=listed, allow_blank=True, showErrorMessage=False)


def explain(sheet: Worksheet) -> None:
    """Write the sheet that explains every other, column by column, with examples."""
    sheet.title = layout.README
    rows: list[tuple[str, ...]] = [("How to fill in this workbook",)]
    rows += [(text,) for text in _INTRODUCTION]
    rows += [("",), ("Sheet", "Column", "What to write", "For example")]
    for known in layout.SHEETS:
        rows.append((known.name, "", known.help))
        rows += [("", heading(column), column.help, column.example) for column in known.columns]
    rows.append((layout.NOTES, layout.NOTES, layout.NOTES_HELP))
    for number, row in enumerate(rows, 1):
        for position, text in enumerate(row, 1):
            if text:
                fill(sheet, number, position, text)
        if row[0]:
            sheet.cell(number, 1).font = _BOLD
        if len(row) == 1:
            sheet.cell(number, 1).alignment = Alignment()
    for letter, width in zip("ABCD", (_NARROW, 24, 80, 40), strict=True):
        sheet.column_dimensions[letter].width = width
