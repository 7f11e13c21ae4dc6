"""The forms of making, joining and keeping a class."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from essayplanner.accounts.signing_up import NameField
from essayplanner.classes.models import Classroom


class NameForm(forms.Form):
    """What a class is called."""

    name = forms.CharField(
        label="Name of the class",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CodeForm(forms.Form):
    """A join code, as it is typed."""

    code = forms.CharField(
        label="Join code",
        help_text="Eight letters and digits, such as KWT4-M7PX. Small letters and spaces are fine.",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class JoinForm(forms.Form):
    """What a student says on joining a class; the name is asked of who has given none."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    name = NameField(
        label="Your name for the class list",
        help_text="First name and surname, as your teacher knows you.",
    )
    may_reset = forms.BooleanField(
        label="My teachers may give me a new password if I forget mine",
        help_text="With it they could open your account, until you choose a password of your own.",
        required=False,
    )

    def __init__(self, *args: Any, named: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if named:
            del self.fields["name"]


class MoveForm(forms.Form):
    """To which class a student goes."""

    to = forms.ModelChoiceField(Classroom.objects.none(), label="Move to", empty_label=None)

    def __init__(self, *args: Any, classes: QuerySet[Classroom], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = classes  # type: ignore[attr-defined]
