"""What is asked of who signs up, besides a user name and a password."""

from django import forms
from django.http import HttpRequest

from essayplanner.accounts.models import User


class NameField(forms.CharField):
    """A name for a class list, in any script, its words one space apart."""

    def __init__(self, **options: object) -> None:
        autocomplete = forms.TextInput(attrs={"autocomplete": "name"})
        super().__init__(max_length=150, widget=autocomplete, **options)  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        """Return the name. Raises ``ValidationError``."""
        return " ".join(str(super().clean(value)).split())


class SignUpForm(forms.Form):
    """What allauth's own form is made from."""

    name = NameField(
        label="Name for the class list",
        help_text="First name and surname, as your teacher knows you. Leave it empty if you plan "
        "for yourself.",
        required=False,
    )
    field_order = ["username", "name", "password1"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Store the name, once there is a user."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
