"""Form fields for what a record holds several of, drawn as rows of boxes: no syntax to learn."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from factors.dates import HistoricalDate
from factors.typed_dates import parse_date

MOST_ROWS = 300
_EMPTY_ROWS = 2
GONE = "a factor that is gone"
_GROWS = "More boxes appear after Save."

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One box of a row: its key, its label, and its choices where it is a list to choose from."""

    key: str
    label: str
    choices: Sequence[tuple[str, str]] | None = None
    long: bool = False


class RowsWidget(forms.Widget):
    """Draws rows of boxes, and reads them back as a list of dictionaries, empty rows left out.

    With ``heads``, pairs of a slug and a name, there is one row for each of them, which it names;
    without, some ``empty`` rows stand below those that are filled.
    """

    use_fieldset = True

    def __init__(
        self,
        columns: Sequence[Column],
        heads: Sequence[tuple[str, str]] | None = None,
        empty: int = _EMPTY_ROWS,
    ) -> None:
        super().__init__()
        self.empty = empty
        self.columns = columns
        self.heads = heads

    def id_for_label(self, id_: str | None) -> str:
        """Return the id of the first box."""
        first = self.heads[0][0] if self.heads else 0
        return f"{id_}-{first}-{self.columns[0].key}"

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """Return the rows as markup."""
        rows = self._numbered(value or []) if self.heads is None else self._headed(value or [])
        context = {"name": name, "id": (attrs or {}).get("id", name), "columns": self.columns}
        return render_to_string("authoring/rows.html", context | {"rows": rows})

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        """Return the rows that were sent, in order, without the empty ones."""
        keys = "|".join(column.key for column in self.columns)
        which = r"\d+" if self.heads is None else ".+"
        sent = re.compile(rf"{re.escape(name)}-({which})-(?:{keys})")
        found = dict.fromkeys(match[1] for match in map(sent.fullmatch, data) if match)
        rows = []
        for key in sorted(found, key=int) if self.heads is None else found:
            row = {
                column.key: _line_ends(data.get(f"{name}-{key}-{column.key}", ""))
                for column in self.columns
            }
            if any(value.strip() for value in row.values()):
                rows.append(row if self.heads is None else {"head": key} | row)
        return rows

    def _numbered(self, rows: Sequence[Row]) -> list[tuple[str, str, Row]]:
        # A row of one box says after the box's own label which it is.
        name = "Row " if len(self.columns) > 1 else ""
        both = enumerate([*rows, *[{}] * self.empty])
        return [(f"{number}", f"{name}{number + 1}", row) for number, row in both]

    def _headed(self, rows: Sequence[Row]) -> list[tuple[str, str, Row]]:
        by_head = {row["head"]: row for row in rows}
        shown = [(head, name, by_head.pop(head, {})) for head, name in self.heads or ()]
        return shown + [(head, GONE.capitalize(), row) for head, row in by_head.items()]


class TextField(forms.CharField):
    """Text as it was typed, spaces and all, with line breaks as the library keeps them."""

    def __init__(self, *, lines: int = 1, **options: Any) -> None:
        if lines > 1:
            options["widget"] = forms.Textarea(attrs={"rows": lines})
        self.long = lines > 1
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> str:
        """Return the text with every line break as LF; a form sends CR LF."""
        return _line_ends(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        """Refuse what no reader sees, and more lines than one where there is room for one."""
        super().validate(value)
        if fault := _unkept(value, self.long):
            raise ValidationError(f"This {fault}")


class RowsField(forms.Field):
    """A list of small tables, as dictionaries of text.

    ``labels`` names the list of the same form whose texts are the names of the first columns.
    """

    widget: RowsWidget

    def __init__(
        self,
        label: str,
        columns: Sequence[Column],
        *,
        heads: Sequence[tuple[str, str]] | None = None,
        empty: int = _EMPTY_ROWS,
        help_text: str = "",
        labels: str = "",
    ) -> None:
        if heads is None and empty == _EMPTY_ROWS:
            help_text = f"{help_text} {_GROWS}".strip()
        self.labels = labels
        super().__init__(
            label=label,
            required=False,
            help_text=help_text,
            widget=RowsWidget(columns, heads, empty),
        )

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Return the field in its form, which may know what its columns are called."""
        if self.labels:
            names = [row["text"] for row in form[self.labels].value()]
            columns = self.widget.columns
            pairs = zip(columns, names, strict=False)
            named = [replace(column, label=name) for column, name in pairs]
            self.widget.columns = [*named, *columns[len(named) :]]
        return super().get_bound_field(form, field_name)

    def validate(self, value: list[Row]) -> None:
        """Refuse more rows than can be kept, and say of each row why it cannot be."""
        faults = [
            fault for number, row in enumerate(value, 1) for fault in self._faults(number, row)
        ]
        if len(value) > MOST_ROWS:
            faults = [f"This has {len(value)} rows and may hold at most {MOST_ROWS} rows."]
        if faults:
            raise ValidationError(faults)

    def _faults(self, number: int, row: Row) -> Iterator[str]:
        names = dict(self.widget.heads or ())
        if "head" in row and row["head"] not in names:
            texts = [row[column.key] for column in self.widget.columns]
            written = " ".join(f"“{text}”" for text in texts if text.strip())
            way_out = "Move it to another factor, or empty its box."
            yield f"You wrote this for {GONE}: {written} {way_out}"
        where = f"“{names[row['head']]}”" if row.get("head") in names else f"Row {number}"
        for column in self.widget.columns:
            if fault := _unkept(row[column.key], column.long):
                yield f"{where}, “{column.label}”, {fault}"


class ListField(RowsField):
    """A list of texts; ``one`` is what each of them is called."""

    def __init__(
        self,
        label: str,
        one: str,
        *,
        long: bool = False,
        empty: int = _EMPTY_ROWS,
        help_text: str = "",
    ) -> None:
        columns = [Column("text", one, long=long)]
        super().__init__(label, columns, empty=empty, help_text=help_text)

    def prepare_value(self, value: Any) -> Any:
        """Return texts as rows; what was sent is rows already."""
        return [{"text": text} if isinstance(text, str) else text for text in value or []]

    def clean(self, value: Any) -> list[str]:
        """Return the texts of the rows."""
        return [row["text"] for row in super().clean(value)]


class DateField(forms.CharField):
    """A date as people write it, cleaned to EDTF; see ``factors.typed_dates``."""

    def prepare_value(self, value: Any) -> Any:
        """Return EDTF as people write it, where that is read back as the same."""
        return readable_date(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        """Return EDTF, or ``None`` for an empty box. Raises ``ValidationError`` for no date."""
        text = super().clean(value)
        return typed_date(text) if text else None


def readable_date(edtf: str) -> str:
    """Return EDTF as people write it, and anything else as it is."""
    try:
        text = str(HistoricalDate.parse(edtf))
        return text if parse_date(text) == edtf else edtf
    except ValueError:
        return edtf


def typed_date(text: str) -> str:
    """Return a date that somebody typed as EDTF. Raises ``ValidationError`` for no date."""
    try:
        return parse_date(text)
    except ValueError as error:
        raise ValidationError(f"{error}.") from None


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unkept(text: str, long: bool) -> str:
    """Return why a text cannot be kept, or nothing where it can."""
    if not long and text.splitlines() not in ([], [text]):
        return "must be one line: take the line breaks out of it."
    seen = text.replace("\n", "").replace("\t", "") if long else text
    if any(unicodedata.category(character) == "Cc" for character in seen):
        return "has a character in it that cannot be kept, such as NUL: delete it."
    return ""
