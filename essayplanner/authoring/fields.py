"""Form fields for what a record holds several of, drawn as rows of boxes: no syntax to learn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from factors.dates import HistoricalDate
from factors.typed_dates import parse_date

_MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Column:
    """One box of a row: its key, its label, and its choices where it is a list to choose from."""

    key: str
    label: str
    choices: Sequence[tuple[str, str]] | None = None
    long: bool = False


class RowsWidget(forms.Widget):
    """Draws rows of boxes, and reads them back as a list of dictionaries, empty rows left out.

    With ``heads`` there is one row for each of them, which it names; without, some ``empty`` rows
    stand below those that are filled.
    """

    use_fieldset = True

    def __init__(
        self,
        columns: Sequence[Column],
        heads: Sequence[tuple[str, str]] = (),
        empty: int = 2,
    ) -> None:
        super().__init__()
        self.empty = empty
        self.columns = columns
        self.heads = heads

    def id_for_label(self, id_: str | None) -> str:
        """Return the id of the first box."""
        return f"{id_}-0-{self.columns[0].key}"

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """Return the rows as markup."""
        rows = list(value or [])
        if self.heads:
            by_head = {row.get("head"): row for row in rows}
            shown = [(label, by_head.get(head, {})) for head, label in self.heads]
        else:
            shown = [(f"{n}", row) for n, row in enumerate([*rows, *[{}] * self.empty], 1)]
        context = {"name": name, "id": (attrs or {}).get("id", name), "columns": self.columns}
        return render_to_string("authoring/rows.html", context | {"rows": shown})

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> list[dict[str, str]]:
        """Return the rows that were sent, in order, without the empty ones."""
        keys = "|".join(column.key for column in self.columns)
        sent = re.compile(rf"{re.escape(name)}-(\d{{1,3}})-(?:{keys})")
        numbers = {int(match[1]) for match in map(sent.fullmatch, data) if match}
        rows = []
        for number in sorted(numbers)[:_MOST_ROWS]:
            row = {
                column.key: _line_ends(data.get(f"{name}-{number}-{column.key}", ""))
                for column in self.columns
            }
            if any(value.strip() for value in row.values()):
                head = {"head": self.heads[number][0]} if number < len(self.heads) else {}
                rows.append(head | row)
        return rows


class TextField(forms.CharField):
    """Text as it was typed, spaces and all, with line breaks as the library keeps them."""

    def __init__(self, *, lines: int = 1, **options: Any) -> None:
        if lines > 1:
            options["widget"] = forms.Textarea(attrs={"rows": lines})
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> str:
        """Return the text with every line break as LF; a form sends CR LF."""
        return _line_ends(super().to_python(value) or "")


class RowsField(forms.Field):
    """A list of small tables, as dictionaries of text."""

    def __init__(
        self,
        label: str,
        columns: Sequence[Column],
        *,
        heads: Sequence[tuple[str, str]] = (),
        empty: int = 2,
        help_text: str = "",
    ) -> None:
        super().__init__(
            label=label,
            required=False,
            help_text=help_text,
            widget=RowsWidget(columns, heads, empty),
        )


class ListField(RowsField):
    """A list of texts; ``one`` is what each of them is called."""

    def __init__(
        self, label: str, one: str, *, long: bool = False, empty: int = 2, help_text: str = ""
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
