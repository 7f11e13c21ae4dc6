"""The form of an exam format of one's own: its fields, its bands a line each, its strands."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from factors.checking import Fault
from factors.exam_formats import FormatRecord, format_faults
from factors.models import ExamFormat

_LIMITS = re.compile(r"([0-9]{1,4})(?:\s*(?:[-–—]|to)\s*([0-9]{1,4}))?")
_BAND_PARTS = {"name": "its name", "lowest": "its lowest mark", "highest": "its highest mark"}


class TypedText(forms.CharField):
    """Text as somebody typed or pasted it; ``factors.exam_formats`` says what is wrong with it."""

    def __init__(self, *, rows: int = 0, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(required=False, widget=widget, **options)

    def to_python(self, value: Any) -> str:
        """Return the text with one kind of line break, which a page of a PDF ends with as well."""
        text = str(super().to_python(value))
        return re.sub(r"\r\n?|\f", "\n", text)


class FormatForm(forms.Form):
    """What stands once in a format. Bands are text here: “Level 1: 1–5”, a line each."""

    board = TypedText(label="Board")
    specification = TypedText(label="Specification", help_text="Its code, such as 7042.")
    paper = TypedText(label="Paper and section")
    kind = TypedText(label="Kind of essay", help_text="Such as “AO1 essay”.")
    marks = forms.IntegerField(label="Marks", required=False)
    minutes = forms.IntegerField(
        label="Minutes",
        required=False,
        help_text="For planning and writing. Leave it empty where nothing is timed.",
    )
    coursework = forms.BooleanField(
        label="This is coursework",
        required=False,
        help_text="Plans for it get questions and no suggestions.",
    )
    historians_required = forms.BooleanField(
        label="This paper requires historians",
        required=False,
        help_text="Leave it empty where they are welcome but not demanded.",
    )
    note = TypedText(label="Note (optional)", rows=2)
    bands = TypedText(
        label="Bands (optional)",
        rows=6,
        help_text="A line for each, from the lowest up, such as “Level 1: 1–5”.",
        validators=[MaxLengthValidator(2000)],
    )
    document = TypedText(
        label="The board’s document", help_text="The one that these marks and levels come from."
    )
    year = forms.IntegerField(label="In force from (year)", required=False)
    checked_on = forms.DateField(
        label="Checked against that document on (optional)",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Leave it empty until you have held this format against the document.",
    )
    wording = TypedText(
        label="The board’s own wording (optional)",
        rows=6,
        help_text=(
            "Paste it for use inside your school. You see it, and so do the classes you teach."
        ),
    )

    def clean_bands(self) -> list[dict[str, Any]]:
        """Return the bands, or say which lines cannot be read as one."""
        lines = enumerate(self.cleaned_data["bands"].split("\n"), 1)
        bands = [(number, line, _band(line)) for number, line in lines if line.strip()]
        if unread := [(number, line) for number, line, band in bands if band is None]:
            raise ValidationError([_unread(number, line) for number, line in unread])
        return [band for _, _, band in bands if band]


class StrandForm(forms.Form):
    """One thing that is marked."""

    name = TypedText(label="Name")
    asks = TypedText(label="What it asks of a plan", rows=2)
    low = TypedText(label="Low", rows=2)
    middle = TypedText(label="Middle", rows=2)
    top = TypedText(label="Top", rows=2)


StrandForms = forms.formset_factory(StrandForm, extra=1, max_num=8, absolute_max=40)


class FormatEditor:
    """A format in its form and its strands in theirs, held to the same check as the data files."""

    def __init__(self, exam_format: ExamFormat, data: QueryDict | None = None) -> None:
        self.exam_format = exam_format
        initial = {name: getattr(exam_format, name) for name in FormatForm.base_fields}
        initial["bands"] = "\n".join(map(_line, exam_format.bands))
        self.form = FormatForm(data, initial=initial)
        self.strands = StrandForms(data, initial=exam_format.strands, prefix="strands")

    def save(self) -> bool:
        """Write the format; or write nothing, say in the forms what is wrong, return ``False``.

        A strand with nothing in it is left out, which is how one is taken away.
        """
        self.form.full_clean()
        self.strands.full_clean()
        typed = [form for form in self.strands.forms if any(_texts(form).values())]
        row = {"slug": self.exam_format.slug, "strands": [_texts(form) for form in typed]}
        row |= self.form.cleaned_data
        for fault in format_faults(row, Fault("", "", "", "")):
            self._show(fault, typed)
        if self.form.errors or self.strands.total_error_count():
            return False
        for name, value in FormatRecord.model_validate(row).model_dump().items():
            setattr(self.exam_format, name, value)
        self.exam_format.save()
        return True

    def _show(self, fault: Fault, strands: list[StrandForm]) -> None:
        """Put a fault beside the box that it is about, unless something is said there already."""
        table, _, place = fault.field.partition(".")
        number, _, part = place.partition(".")
        if table == "strands" and part:
            _say(strands[int(number) - 1], part, f"This {fault.says}.")
        elif table == "strands":
            self.form.add_error(None, f"Strands: {fault.says}.")
        elif table == "bands" and part:
            self.form.add_error("bands", f"Band {number}: {_BAND_PARTS[part]} {fault.says}.")
        elif table == "bands":
            self.form.add_error("bands", f"Bands: {fault.says}.")
        else:
            _say(self.form, table, f"This {fault.says}.")


def _say(form: forms.Form, field: str, sentence: str) -> None:
    if field not in form.errors:
        form.add_error(field, sentence)


def _texts(form: StrandForm) -> dict[str, str]:
    return {name: form.cleaned_data.get(name, "") for name in form.fields}


def _line(band: dict[str, Any]) -> str:
    return f"{band['name']}: {band['lowest']}–{band['highest']}"


def _band(line: str) -> dict[str, Any] | None:
    """Return the band that a line names, or nothing where it cannot be read as one."""
    name, colon, limits = line.rpartition(":")
    match = _LIMITS.fullmatch(limits.strip())
    if not colon or not match:
        return None
    lowest, highest = match.groups()
    return {"name": name.strip(), "lowest": int(lowest), "highest": int(highest or lowest)}


def _unread(number: int, line: str) -> str:
    return (
        f"Line {number}, “{line.strip()[:60]}”, is not a band. Write its name, a colon, and its "
        "lowest and highest mark, as in “Level 1: 1–5”."
    )
