"""The forms of a roster: what is pasted or sent, and what the preview gives back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from essayplanner.classes.roster_reading import (
    MAX_BYTES,
    MAX_LINES,
    Entry,
    Roster,
    read_file,
    read_paste,
)
from factors.checking import PackError

_MAX_LETTERS = 150 * MAX_LINES


class RosterForm(forms.Form):
    """Names that are pasted, or a file of them."""

    text = forms.CharField(
        label="Names, one on each line",
        required=False,
        strip=False,
        max_length=_MAX_LETTERS,
        help_text="Two columns copied from a spreadsheet are read as name and user name. "
        "“Raman, Priya” becomes Priya Raman.",
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label="Or a file (.csv or .xlsx)",
        required=False,
        help_text="Headings such as “Name”, or “First name” and “Surname”, and “User name” "
        "are found in any order. Without headings, names stand in the first column.",
    )
    roster: Roster

    def clean_file(self) -> Any:
        """Refuse what is far larger than any roster before it is read."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise ValidationError("The file is larger than 1 MB. Nothing of it was read.")
        return file

    def clean(self) -> dict[str, Any]:
        """Read the file where there is one, and else what was pasted."""
        values = super().clean() or {}
        if self.errors:
            return values
        file, text = values.get("file"), values.get("text", "")
        try:
            self.roster = read_file(file.name, file.read()) if file else read_paste(text)
        except PackError as error:
            for fault in error.faults:
                self.add_error("file" if file else "text", str(fault))
            return values
        if not self.roster.entries:
            says = "There are no names in this file." if file else "Paste names or choose a file."
            self.add_error("file" if file else "text", says)
        elif file and text.strip():
            says = "Paste names or choose a file, one at a time."
            self.add_error("text", says)
        return values


def entries_of(data: QueryDict) -> list[Entry]:
    """Return the lines of a preview, as they were given back and in their order."""
    ticked = _numbers(data.getlist("take"))
    rows = zip(data.getlist("line"), data.getlist("name"), data.getlist("username"), strict=False)
    found = {
        int(line): Entry(int(line), name.strip(), username.strip(), take=int(line) in ticked)
        for line, name, username in rows
        if _is_number(line)
    }
    return [found[line] for line in sorted(found)]


def promised_by(data: QueryDict) -> set[int]:
    """Return the lines that the button of the preview spoke of."""
    return _numbers(data.get("promised", "").split(","))


def _numbers(values: list[str]) -> set[int]:
    return {int(value) for value in values if _is_number(value)}


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 8
