"""Changing one's password, of one's own accord or because it was given by somebody else."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, ResetPasswordForm, ResetPasswordKeyForm
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from essayplanner.accounts.lockout import lift
from essayplanner.accounts.mail import NO_MAIL, can_send
from essayplanner.accounts.models import User
from essayplanner.accounts.password_rules import HELP

_LABELS = {
    "oldpassword": "The password you have now",
    "password1": "New password",
    "password2": "New password, once more",
}

ALLOWED = {"account_change_password", "account_logout"}


def _name_boxes(form: Form) -> None:
    for name, box in form.fields.items():
        box.label = _LABELS[name]
        box.help_text = HELP if name == "password1" else ""
        # It would say the label again, in the library’s words.
        box.widget.attrs.pop("placeholder", None)


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """Whoever has just signed in with a password that they were given need not type it again."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name_boxes(self)
        if self.user.must_change_password:
            del self.fields["oldpassword"]

    def clean_oldpassword(self) -> str:
        """Return the password. Raises ``ValidationError``; a wrong one counts as at sign-in."""
        password: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password

    def clean_password1(self) -> str:
        """Return the new password. Raises ``ValidationError`` where it is the one given."""
        password: str = self.cleaned_data["password1"]
        if self.user.must_change_password and self.user.check_password(password):
            raise ValidationError("That is the password you were given. Choose one of your own.")
        return password

    def save(self) -> None:
        """Change the password, which is one's own from now on."""
        self.user.must_change_password = False
        super().save()


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]
    """The address to send a link to. Whether it is anybody's makes no difference to be seen."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = "Your e-mail address"
        self.can_send = can_send()

    def clean_email(self) -> str:
        """Return the address. Raises ``ValidationError`` where nothing can be sent."""
        if not can_send():
            raise ValidationError(NO_MAIL)
        email: str = self.cleaned_data["email"]
        confirmed = {"emailaddress__email": email, "emailaddress__verified": True}
        self.users = list(User.objects.filter(is_active=True, **confirmed))
        return email


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]
    """A password by the link of a mail: it is one's own, and whoever waited may go on at once."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name_boxes(self)

    def save(self) -> None:
        """Change the password, and let its owner sign in."""
        self.user.must_change_password = False
        super().save()
        lift([self.user])


class OwnPasswordMiddleware:
    """Who has to choose a password of their own gets no page but the one for that.

    Forms are looked at after their CSRF token, so that one from before signing in is given back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """Lead to the change of the password, and from there to where one was going."""
        match = request.resolver_match
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        if match and match.url_name in ALLOWED:
            return None
        onward = request.get_full_path() if request.method == "GET" else reverse("home")
        return redirect(f"{reverse('account_change_password')}?{urlencode({'next': onward})}")
