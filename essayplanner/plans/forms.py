"""What a browser sends to the desk, checked."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from factors.models import Bank

MAX_TEXT = 10_000

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


# As many as most essays have room for.
USUAL_FACTORS = 4

MORE_FACTORS = "Choose two factors at least: an argument weighs one against another."


class OwnQuestionForm(forms.Form):
    """A question of the student's own, and the factor of the topic that it names, if any."""

    text = forms.CharField(
        label="Your question",
        # Not max_length, with which the browser would cut a pasted question without a word.
        validators=[MaxLengthValidator(500)],
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Type the question first."},
    )

    def __init__(self, data: QueryDict | None = None, *, bank: Bank) -> None:
        super().__init__(data, auto_id=f"topic-{bank.pk}-%s")
        names = [(factor.slug, factor.name) for factor in bank.factor_set.all()]
        self.fields["named_factor"] = forms.ChoiceField(
            label="Does it name one of these factors?",
            required=False,
            choices=[("", "No, none of these"), *names],
        )
        self.fields["factors"] = forms.MultipleChoiceField(
            label="Factors to weigh",
            choices=names,
            initial=[slug for slug, _ in names[:USUAL_FACTORS]],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": MORE_FACTORS},
        )

    def clean(self) -> dict[str, Any]:
        """Weigh the factor that the question names too, and one against another."""
        values = super().clean() or {}
        factors = {*values.get("factors", ()), values.get("named_factor")} - {None, ""}
        if "factors" in values and len(factors) < 2:
            self.add_error("factors", MORE_FACTORS)
        return values | {"factors": factors}
