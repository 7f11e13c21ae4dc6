"""Signing in, which tells nobody whether a user name exists.

Whoever is named and whatever is wrong, the same work is done: one query for the account, and one
hash of the password.
"""

import unicodedata
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import LoginForm
from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from essayplanner.accounts.mail import can_send
from essayplanner.accounts.models import User
from essayplanner.accounts.sessions import KEEP, keep_signed_in


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]
    """Takes a user name, in small or capital letters, or an address that was confirmed."""

    def _authenticate(
        self, request: HttpRequest | None, **credentials: str
    ) -> AbstractBaseUser | None:
        # Without a user the class above hashes the password all the same.
        user = find_user(credentials.get("username", ""))
        found: AbstractBaseUser | None = self._check_password(user, credentials["password"])
        return found


def find_user(login: str) -> User | None:
    """Return who signs in with a name. A user name comes before somebody else's address."""
    name = unicodedata.normalize("NFKC", login).strip()
    confirmed = EmailAddress.objects.filter(email=name.lower(), verified=True)
    found = User.objects.filter(Q(username__iexact=name) | Q(pk__in=confirmed.values("user")))
    # Two user names may differ in capital letters alone, in a list that a school brought.
    return min(
        found,
        key=lambda user: (user.username.lower() != name.lower(), user.username != name),
        default=None,
    )


class SignInForm(LoginForm):  # type: ignore[misc]
    """A name, a password, and whether to stay signed in: on a shared computer one does not."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"] = forms.CharField(
            label="Username or e-mail address" if can_send() else "Username",
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        )
        self.fields["password"].help_text = ""
        remember = self.fields["remember"]
        remember.label = "Keep me signed in on this device"
        remember.help_text = "For 30 days. Leave it empty on a computer that others use too."
        self.order_fields(["login", "password", "remember"])

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in, or go on to the second step."""
        request.session[KEEP] = self.user.pk if self.cleaned_data["remember"] else None
        answer: HttpResponse = super().login(request, redirect_url)
        # The class above has set another end of the session; a guest's stays as it was.
        if request.user.is_authenticated:
            keep_signed_in(request.session, long=self.cleaned_data["remember"])
        else:
            request.session.set_expiry(None)
        return answer
