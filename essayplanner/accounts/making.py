"""Making an account."""

from typing import Any

from allauth.account.forms import SignupForm
from django.core.exceptions import ValidationError

from essayplanner.accounts.models import User
from essayplanner.accounts.password_rules import HELP, SoundPassword


class NewAccountForm(SignupForm):  # type: ignore[misc]
    """A user name, a name for the class list, a password; the name is no password either."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["username"].widget.attrs["autocapitalize"] = "none"
        self.fields["username"].help_text = "Letters, digits and . + - _ only, and no spaces."
        self.fields["password1"].help_text = HELP

    def full_clean(self) -> None:
        """Check what was typed, and let the first box that is wrong have the focus."""
        super().full_clean()
        if name := next((name for name in self.fields if name in (self._errors or {})), ""):
            self.fields[name].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """Return what was typed. Faults stand at their boxes."""
        cleaned: dict[str, Any] = super().clean()
        if password := cleaned.get("password1"):
            try:
                SoundPassword().validate(password, User(name=cleaned.get("name", "")))
            except ValidationError as fault:
                self.add_error("password1", fault)
        return cleaned
