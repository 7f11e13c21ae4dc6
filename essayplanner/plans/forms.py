"""What a browser sends to the desk, checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from essayplanner.plans.rehearsing import LEAST, MOST, USUAL
from essayplanner.plans.saving import MAX_TEXT
from factors.models import ExamFormat

_text = forms.CharField(
    required=False,
    strip=False,
    max_length=MAX_TEXT,
    error_messages={
        "max_length": (
            "This has %(show_value)d characters, and one box holds %(limit_value)d. "
            "It is still on this page but not saved: shorten it, or move some of it."
        ),
        "null_characters_not_allowed": (
            "This has a character in it (NUL) that cannot be kept. "
            "It is still on this page but not saved: delete that character."
        ),
    },
)


@dataclass(frozen=True, slots=True)
class PostedText:
    """A text as sent: the value that it ``was`` when the writer started, and the new ``value``.

    ``refused`` says why it cannot be kept, and is empty where it can.
    """

    place: str
    was: str
    value: str
    refused: str = ""


def posted_texts(data: QueryDict) -> list[PostedText]:
    """Return every text in a form that its writer changed.

    A text is a ``place`` that comes with its ``place.was``. What was left as it was is none of
    this form's business: somebody may have changed it elsewhere meanwhile.
    """
    texts = (_posted_text(data, place) for place in data if f"{place}.was" in data)
    return [text for text in texts if text.value != text.was]


def _posted_text(data: QueryDict, place: str) -> PostedText:
    # A form sends a line break as CR LF, the page's script as LF.
    was, value = (
        str(data[name]).replace("\r\n", "\n").replace("\r", "\n")
        for name in (f"{place}.was", place)
    )
    try:
        return PostedText(place, _text.clean(was), _text.clean(value))
    except ValidationError as error:
        return PostedText(place, was, value, refused=" ".join(error.messages))


class MinutesForm(forms.Form):
    """How long a rehearsal shall take."""

    minutes = forms.IntegerField(
        label="Minutes",
        initial=USUAL,
        min_value=LEAST,
        max_value=MOST,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Choose a whole number of minutes from {LEAST} to {MOST}.",
        ),
    )


class ExamFormatForm(forms.Form):
    """What an essay is marked on."""

    exam_format = forms.ChoiceField(label="Exam format", required=False)

    def __init__(
        self, formats: Iterable[ExamFormat], data: QueryDict | None = None, **more: Any
    ) -> None:
        """Take the formats that somebody may read."""
        super().__init__(data, **more)
        names = [(row.slug, f"{row}, {row.kind}") for row in formats]
        self.fields["exam_format"].choices = [("", "No exam format"), *names]  # type: ignore[attr-defined]
