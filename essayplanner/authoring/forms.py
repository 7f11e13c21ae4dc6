"""The forms of a writer: a new topic, what it is about, one record, an upload, publishing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

from essayplanner.authoring.fields import ListField, TextField, typed_date
from essayplanner.authoring.records import KINDS, to_boxes, to_row
from essayplanner.classes.models import Classroom
from factors.checking import record_faults
from factors.editing import new_slug
from factors.models import Bank

MAX_UPLOAD = 5_000_000


class AboutForm(forms.ModelForm):  # type: ignore[type-arg]  # no subscript when it runs
    """What a topic is about."""

    title = TextField(label="Title", max_length=200)
    summary = TextField(label="Summary", lines=3, max_length=5000)
    starts = forms.IntegerField(label="From the year", min_value=1, max_value=9999)
    ends = forms.IntegerField(label="to the year", min_value=1, max_value=9999)

    class Meta:
        model = Bank
        fields = ("title", "summary", "starts", "ends")

    def clean(self) -> dict[str, Any]:
        """Check that the topic ends after it starts."""
        values = super().clean() or {}
        if values.get("starts", 0) > values.get("ends", 9999):
            self.add_error("ends", "It ends before it starts.")
        return values


class NewTopicForm(AboutForm):
    """A new topic, and the explanations that compete in it."""

    factors = ListField(
        "Factors",
        "Factor",
        empty=4,
        help_text="The competing explanations, two to eight. Each can be described later.",
    )

    def clean_factors(self) -> list[str]:
        """Check that there is something to weigh."""
        names: list[str] = self.cleaned_data["factors"]
        if not 2 <= len(names) <= 8:
            raise ValidationError("Name two factors at least, and eight at most.")
        if any(len(name) > 100 for name in names):
            raise ValidationError("A factor’s name may have 100 letters at most.")
        return names


class NotesForm(forms.ModelForm):  # type: ignore[type-arg]  # no subscript when it runs
    """Notes for teachers on a topic."""

    notes = TextField(
        label="Notes for teachers",
        lines=12,
        required=False,
        max_length=50_000,
        help_text="Markdown. Common errors that the topic corrects, what was left out and why.",
    )

    class Meta:
        model = Bank
        fields = ("notes",)


class RecordForm(forms.Form):
    """One record of a draft: the boxes of its kind, checked as a row of a pack is checked."""

    def __init__(
        self, data: QueryDict | None, *, draft: Bank, table: str, row: dict[str, Any] | None
    ) -> None:
        super().__init__(data, initial=to_boxes(table, row) if row else None)
        self.draft, self.table, self.row = draft, table, row
        self.fields.update(KINDS[table].fields(draft))

    def clean(self) -> dict[str, Any]:
        """Return the row of the record under ``row``, with a slug made from its title if new."""
        values = super().clean() or {}
        if self.errors:
            return values
        row = to_row(values) | self._in_their_order(values)
        for name in ("posts", "stances"):
            row |= self._with_dates(name, row[name]) if name in row else {}
        title = str(values[KINDS[self.table].title])
        row["slug"] = self.row["slug"] if self.row else new_slug(self.draft, self.table, title)
        for name, sentences in record_faults(self.table, row).items():
            box = "bearings" if name in ("supports", "turns_against") else name
            for sentence in sentences:
                self.add_error(box if box in self.fields else None, f"This {sentence}")
        return {"row": row}

    def _in_their_order(self, values: dict[str, Any]) -> dict[str, list[str]]:
        """Return what is ticked, what stood there before first and in the order it had."""
        before = self.row or {}
        return {
            name: sorted(values[name], key=_place_in(before.get(name, [])))
            for name, field in self.fields.items()
            if isinstance(field, forms.MultipleChoiceField)
        }

    def _with_dates(self, name: str, parts: list[dict[str, str]]) -> dict[str, Any]:
        try:
            return {name: [part | {"date": typed_date(part["date"])} for part in parts]}
        except ValidationError as error:
            self.add_error(name, error)
            return {}


def _place_in(order: list[str]) -> Callable[[str], int]:
    places = {slug: place for place, slug in enumerate(order)}
    return lambda slug: places.get(slug, len(places))


class UploadForm(forms.Form):
    """A topic as a file."""

    file = forms.FileField(
        label="Workbook (.xlsx) or pack (.zip)",
        error_messages={"required": "Choose a file first."},
    )

    def clean_file(self) -> Any:
        """Refuse what is far larger than any topic before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_UPLOAD:
            raise ValidationError("The file is larger than 5 MB. Nothing of it was read.")
        return file


class PublishForm(forms.Form):
    """Which classes see a topic."""

    classes = forms.ModelMultipleChoiceField(
        queryset=Classroom.objects.none(),
        label="Classes that see it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: QueryDict | None, *, taught: QuerySet[Classroom], **kw: Any) -> None:
        super().__init__(data, **kw)
        self.taught = taught
        self.fields["classes"].queryset = taught  # type: ignore[attr-defined]
