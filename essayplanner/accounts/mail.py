"""E-mail addresses: one for each account at most, given freely, and of use once it is confirmed."""

from collections.abc import Iterable
from typing import Any

from allauth.account.fields import EmailField
from allauth.account.forms import AddEmailForm
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError

from essayplanner.accounts.models import User

NO_MAIL = "No e-mail can be sent from here."
_DUMMY = "django.core.mail.backends.dummy.EmailBackend"


def can_send() -> bool:
    """Say whether there is a server for e-mail (``EMAIL_URL``)."""
    return settings.EMAIL_BACKEND != _DUMMY


def names_of(users: Iterable[User]) -> list[str]:
    """Return all that people may sign in with: their user names and confirmed addresses."""
    named = {user.pk: user.username for user in users}
    addresses = EmailAddress.objects.filter(user__in=named, verified=True)
    return [*named.values(), *addresses.values_list("email", flat=True)]


class AddressForm(AddEmailForm):  # type: ignore[misc]
    """The address that somebody adds, or changes theirs to once it is confirmed."""

    email = EmailField(label="E-mail address", max_length=254)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.can_send = can_send()

    def clean_email(self) -> str:
        """Return the address. Raises ``ValidationError``, also where no link can be sent."""
        if not can_send():
            raise ValidationError(NO_MAIL)
        address: str = super().clean_email()
        return address
