"""A question as somebody types it, read: what it names, its years, the factors to weigh."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from essayplanner.argument.naming import factor_named
from essayplanner.argument.outline import Factor, Question
from essayplanner.argument.question import years_in
from essayplanner.classes.assigned import factor_value
from factors.models import Bank

# As many as most essays have room for.
USUAL_FACTORS = 4

MORE_FACTORS = "Choose two factors at least: an argument weighs one against another."


def _year(label: str, **more: Any) -> forms.IntegerField:
    says = "Give a year in figures, such as 1924."
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=2100,
        error_messages={"invalid": says, "min_value": says, "max_value": says},
        **more,
    )


# The choice that a question names no factor: no key of a factor has a space.
NONE_NAMED = "none named"


class QuestionForm(forms.Form):
    """A question of the student's own: its words, the factor that it names, and its years.

    What is left to the question is read from its words.
    """

    text = forms.CharField(
        label="Your question",
        # Not max_length, with which the browser would cut a pasted question without a word.
        validators=[MaxLengthValidator(500)],
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Type the question first."},
    )
    named_factor = forms.ChoiceField(
        label="Which factor does it name?",
        required=False,
        help_text="Choose one if the words of the question do not say it plainly.",
    )
    starts = _year(
        "From the year", help_text="Leave both years empty to take them from the question."
    )
    ends = _year("To the year")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        factors: Iterable[Factor],
        topic: str,
        question: Question | None = None,
        **more: Any,
    ) -> None:
        """Take the title of the topic, and the factors that the question may name.

        With a ``question`` it is that one, to be changed.
        """
        self.may_name = tuple(factors)
        self.topic = topic
        initial = more.pop("initial", {}) | (self._as_asked(question) if question else {})
        super().__init__(data, initial=initial, **more)
        self.fields["named_factor"].choices = [  # type: ignore[attr-defined]
            ("", "As the question says"),
            (NONE_NAMED, "None of these"),
            *((row.key, row.name) for row in self.may_name),
        ]

    def _as_asked(self, question: Question) -> dict[str, Any]:
        named = question.named_factor
        if named == self._read(question.text):
            # Left to the words, so that it changes with them.
            return asdict(question) | {"named_factor": ""}
        return asdict(question) | {"named_factor": named or NONE_NAMED}

    def _read(self, text: str) -> str:
        return factor_named(Question(text=text, topic=self.topic), self.may_name)

    def clean(self) -> dict[str, Any]:
        """Ask about both years or neither, the first one first, and about what is named."""
        values = self._with_years(super().clean() or {})
        named = values.get("named_factor")
        if named == NONE_NAMED:
            return values | {"named_factor": ""}
        return values | {"named_factor": named or self._read(values.get("text", ""))}

    def _with_years(self, values: dict[str, Any]) -> dict[str, Any]:
        starts, ends = values.get("starts"), values.get("ends")
        if starts is None and ends is None and not {"starts", "ends"} & self.errors.keys():
            found = years_in(values.get("text", ""))
            return values | dict(zip(("starts", "ends"), found or (None, None), strict=True))
        if starts is None and "starts" not in self.errors:
            self.add_error("starts", "Give the first year too, or neither.")
        elif ends is None and "ends" not in self.errors:
            self.add_error("ends", "Give the last year too, or neither.")
        elif starts and ends and starts > ends:
            self.add_error("ends", "The last year comes before the first: change one of them.")
        return values


class OwnQuestionForm(QuestionForm):
    """A question of the student's own on a topic, and the factors to weigh for it."""

    factors = forms.MultipleChoiceField(
        label="Factors to weigh",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": MORE_FACTORS},
    )

    def __init__(self, data: QueryDict | None = None, *, bank: Bank) -> None:
        """Take the factors from a bank."""
        factors = [factor_value(row) for row in bank.factor_set.all()]
        super().__init__(
            data,
            factors=factors,
            topic=bank.title,
            initial={"factors": [row.key for row in factors[:USUAL_FACTORS]]},
            auto_id=f"topic-{bank.pk}-%s",
        )
        self.fields["factors"].choices = [(row.key, row.name) for row in factors]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Weigh the factor that the question names too, and one against another."""
        values = super().clean()
        factors = {*values.get("factors", ()), values.get("named_factor")} - {None, ""}
        if "factors" in values and len(factors) < 2:
            self.add_error("factors", MORE_FACTORS)
        return values | {"factors": factors}
