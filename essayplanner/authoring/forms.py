"""The forms of a writer: a new topic, what it is about, one record, an upload, publishing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from essayplanner.authoring.actions import digest
from essayplanner.authoring.fields import ListField, TextField, typed_date
from essayplanner.authoring.records import KINDS, to_boxes, to_row
from essayplanner.classes.models import Classroom
from factors.checking import record_faults
from factors.models import Bank

MAX_UPLOAD = 5_000_000


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, even if that is nothing, and ``None`` where a form is only shown."""
    return request.POST if request.method == "POST" else None


class GuardedForm(forms.Form):
    """A form that knows what it started from, so that it never writes over another change.

    ``started_from`` is what was stored when the form was opened.
    """

    state = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, started_from: Any, **options: Any) -> None:
        shown = {**options.pop("initial", {}), "state": digest(started_from)}
        super().__init__(data, initial=shown, **options)
        self.in_conflict = False

    def was(self) -> str:
        """Return the digest of what the form started from."""
        return str(self.cleaned_data["state"])

    def show_stored(self, boxes: dict[str, Any], stored: Any) -> None:
        """Say that something else is ``stored`` by now, and what; saved again, the form stands.

        ``boxes`` is what the form would show of it.
        """
        self.in_conflict = True
        self.add_error(
            None,
            "This was changed elsewhere, such as in another tab, since you opened it. Your version "
            "is below and is not saved yet. Save it again to put it in the place of the other.",
        )
        for name, field in self.fields.items():
            if name in boxes and boxes[name] != self.cleaned_data.get(name):
                self.add_error(None, f"{field.label}, as stored now: {_readable(boxes[name])}")
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["state"] = digest(stored)
        self.data = data

    def status(self) -> int:
        """Return the status of an answer that shows the form."""
        return 409 if self.in_conflict else 422 if self.errors else 200


class TopicForm(forms.Form):
    """What a topic is about."""

    title = TextField(label="Title", max_length=200)
    summary = TextField(label="Summary", lines=3, max_length=5000)
    starts = forms.IntegerField(label="From the year", min_value=1, max_value=9999)
    ends = forms.IntegerField(label="to the year", min_value=1, max_value=9999)

    def clean(self) -> dict[str, Any]:
        """Check that the topic ends after it starts."""
        values = super().clean() or {}
        if values.get("starts", 0) > values.get("ends", 9999):
            self.add_error("ends", "It ends before it starts.")
        return values


class AboutForm(GuardedForm, TopicForm):
    """What a topic is about, to change."""


class NewTopicForm(TopicForm):
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
        if len(set(names)) < len(names):
            raise ValidationError("Two factors have the same name.")
        if any(len(name) > 100 for name in names):
            raise ValidationError("A factor’s name may have 100 letters at most.")
        return names


class NotesForm(GuardedForm):
    """Notes for teachers on a topic."""

    notes = TextField(
        label="Notes for teachers",
        lines=12,
        required=False,
        max_length=50_000,
        help_text="Markdown. Common errors that the topic corrects, what was left out and why.",
    )


class RecordForm(GuardedForm):
    """One record of a draft: the boxes of its kind, checked as a row of a pack is checked."""

    row_to_save: dict[str, Any]
    name: str

    def __init__(
        self, data: QueryDict | None, *, bank: Bank, table: str, row: dict[str, Any] | None
    ) -> None:
        super().__init__(data, started_from=row, initial=to_boxes(table, row) if row else {})
        self.table, self.row = table, row
        self.fields.update(KINDS[table].fields(bank))

    def clean(self) -> dict[str, Any]:
        """Make what was typed a row, and say at each box what is wrong with it."""
        values = super().clean() or {}
        typed = {name: value for name, value in values.items() if name != "state"}
        row = to_row(typed) | self._in_their_order(typed)
        for name in ("posts", "stances"):
            row |= self._with_dates(name, row[name]) if name in row else {}
        self.name = str(typed.get(KINDS[self.table].title, ""))
        self.row_to_save = row | {"slug": self.row["slug"] if self.row else "new"}
        for name, sentences in record_faults(self.table, self.row_to_save).items():
            box = "bearings" if name in ("supports", "turns_against") else name
            if box not in self.errors:
                for sentence in sentences:
                    self.add_error(box if box in self.fields else None, sentence)
        return values

    def show_stored(self, boxes: dict[str, Any], stored: Any) -> None:
        """Say what is stored, as the boxes of this form would show it."""
        super().show_stored(to_boxes(self.table, boxes) if boxes else {}, stored)

    def _in_their_order(self, values: dict[str, Any]) -> dict[str, list[str]]:
        """Return what is ticked, what stood there before first and in the order it had."""
        before = self.row or {}
        return {
            name: sorted(values[name], key=_place_in(before.get(name, [])))
            for name, field in self.fields.items()
            if isinstance(field, forms.MultipleChoiceField) and name in values
        }

    def _with_dates(self, name: str, parts: list[dict[str, str]]) -> dict[str, Any]:
        try:
            return {name: [part | {"date": typed_date(part["date"])} for part in parts]}
        except ValidationError as error:
            self.add_error(name, error)
            return {}


def _readable(value: Any) -> str:
    """Return what a box would show, in a line."""
    if isinstance(value, dict):
        return ", ".join(text for part in value.values() if (text := _readable(part)))
    if isinstance(value, list | tuple):
        return "; ".join(map(_readable, value)) or "nothing"
    return "nothing" if value in (None, "") else str(value)


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
