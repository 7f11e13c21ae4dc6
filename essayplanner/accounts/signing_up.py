"""What is asked of who signs up, besides a user name and a password."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from essayplanner.accounts.models import User

# What turns the direction of a line, and so makes a name look like another.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWN = ("Cc", "Cs", "Cn", "Co")


def fault_of_name(name: str) -> str:
    """Say what is wrong with the letters of a name; it is empty where nothing is."""
    if any(sign in _TURNING or unicodedata.category(sign) in _UNSHOWN for sign in name):
        return "The name has a character that cannot be shown."
    return "" if any(map(str.isalpha, name)) else "The name has no letter."


class NameField(forms.CharField):
    """A name for a class list, in any script, its words one space apart."""

    def __init__(self, **options: object) -> None:
        autocomplete = forms.TextInput(attrs={"autocomplete": "name"})
        super().__init__(max_length=150, widget=autocomplete, **options)  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        """Return the name. Raises ``ValidationError``."""
        name = " ".join(str(super().clean(value)).split())
        if name and (fault := fault_of_name(name)):
            raise ValidationError(fault)
        return name


class NameForm(forms.Form):
    """The name for the class list."""

    name = NameField(
        label="Name for the class list (if you are in a class)",
        help_text="First name and surname, as your teacher knows you. Leave it empty if you plan "
        "for yourself.",
        required=False,
    )


class SignUpForm(NameForm):
    """What allauth's own form is made from."""

    field_order = ["username", "name", "password1"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Store the name, once there is a user."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
