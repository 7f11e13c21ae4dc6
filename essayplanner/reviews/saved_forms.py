"""The forms of saved comments: one of them, and a file of many."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from essayplanner.authoring.fields import TextField
from essayplanner.authoring.forms import GuardedForm
from essayplanner.reviews.saved import LONGEST_CODE, LONGEST_TEXT, Saved
from essayplanner.reviews.saved_files import LONGEST_QUESTION, MOST_BYTES, Row


class RowForm(forms.Form):
    """A saved comment as a row of a file has it."""

    code = TextField(
        label="Code",
        max_length=LONGEST_CODE,
        help_text=f"A short word to find it by, such as date: {LONGEST_CODE} letters at most.",
    )
    text = TextField(
        label="Comment",
        lines=4,
        max_length=LONGEST_TEXT,
        help_text="What is put into the margin. A question helps most; you can still change it "
        "each time.",
    )
    shared = forms.BooleanField(label="Shared with the teachers of your classes", required=False)
    question = TextField(label="Question", required=False, max_length=LONGEST_QUESTION)

    def clean_code(self) -> str:
        """Refuse a code of more words than one: it is typed without a space."""
        code = str(self.cleaned_data["code"]).strip()
        if not code or len(code.split()) > 1:
            raise ValidationError("A code is one word, without spaces.")
        return code

    def clean_text(self) -> str:
        """Refuse a comment without words."""
        text = str(self.cleaned_data["text"]).strip()
        if not text:
            raise ValidationError("Write what the comment says.")
        return text

    def clean_question(self) -> str:
        """Leave out spaces around a question."""
        return str(self.cleaned_data["question"]).strip()

    def saved(self) -> Saved:
        """Return what the comment says."""
        return cast(Saved, {name: self.cleaned_data[name] for name in Saved.__annotations__})


class SavedForm(RowForm, GuardedForm):
    """A saved comment, with the ``questions`` that it can be for."""

    question = forms.ChoiceField(  # type: ignore[assignment]
        label="For", required=False, help_text="The questions that your classes were set."
    )

    def __init__(self, data: QueryDict | None, *, questions: list[str], **options: Any) -> None:
        super().__init__(data, **options)
        field = cast(forms.ChoiceField, self.fields["question"])
        field.choices = [("", "every question"), *((text, text) for text in questions)]

    def refuse_code(self) -> None:
        """Say that another comment has the code."""
        self.add_error("code", "Another comment of yours has this code.")


class FileForm(forms.Form):
    """A file of saved comments."""

    file = forms.FileField(label="File (.csv)", error_messages={"required": "Choose a file first."})
    update = forms.BooleanField(
        label="Change those of mine that have the same code", required=False
    )

    def clean_file(self) -> Any:
        """Refuse what is far too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError("The file is larger than 1 MB. Nothing of it was read.")
        return file


def sound_rows(rows: Iterable[tuple[int, Row]]) -> tuple[list[Saved], list[str]]:
    """Return the comments among numbered rows of a file, and a sentence for each fault."""
    sound: dict[str, Saved] = {}
    faults: list[str] = []
    for number, row in rows:
        form = RowForm(row)
        if not form.is_valid():
            faults += [
                f"Row {number}, “{name}”: {error}"
                for name, errors in form.errors.items()
                for error in errors
            ]
            continue
        saved = form.saved()
        if saved["code"].casefold() in sound:
            faults.append(f"Row {number}: the code “{saved['code']}” stands further up already.")
            continue
        sound[saved["code"].casefold()] = saved
    return list(sound.values()), faults
