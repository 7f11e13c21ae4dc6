"""What is our own in allauth's way of signing in: its sentences, and that no address is kept."""

import hashlib
import ipaddress
import logging
import re
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from essayplanner.accounts.lockout import how_many_left
from essayplanner.accounts.models import User
from essayplanner.accounts.password_rules import MOST
from essayplanner.accounts.sessions import KEEP, keep_signed_in

_log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Knows somebody's address by a pseudonym only, whatever is counted or stored by it."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The username or the password is not correct.",
        "incorrect_password": "That is not the password of this account.",
        "username_taken": "This username already exists. Take another one.",
        "duplicate_email": "That address is here already.",
    }

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """Return what is said of a fault, with how many tries are left where they are few."""
        error: ValidationError = super().validation_error(code, *args)
        if code in ("username_password_mismatch", "incorrect_password"):
            error.message += how_many_left(self.request)
        return error

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """Return whose credentials these are, or None; what is too long is not even hashed."""
        if len(credentials.get("password", "")) > MOST:
            return None
        user: User | None = super().authenticate(request, **credentials)
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign somebody in until the browser is closed, or for longer where that was ticked."""
        super().login(request, user)
        keep_signed_in(request.session, long=request.session.pop(KEEP, None) == user.pk)

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Return a user name. Raises ``ValidationError``, also where it looks like an address."""
        if "@" in username:
            raise ValidationError("Leave out the @: a username is no e-mail address.")
        if re.search(r"[^\w.+-]", username):
            raise ValidationError("A username has letters, digits and . + - _ only, and no spaces.")
        if username.casefold().startswith("former-"):
            raise ValidationError("Take another one: “former-…” stands for those who have left.")
        cleaned: str = super().clean_username(username, shallow)
        return cleaned

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send a mail; where the server for it does not take it, what was done stays done."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            # Without the address, which a message of the server's may name.
            _log.error("No e-mail was sent (%s): %s", template_prefix, type(error).__name__)

    def can_delete_email(self, _address: EmailAddress) -> bool:
        """Say that nobody needs an address."""
        return True

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """Return where one goes on after choosing a password."""
        return reverse("account_home")

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return an IPv6 address (of fd00::/8, RFC 4193) that stands for the one of a request.

        It is the keyed hash of that address or, where one line has many (IPv6), of its network:
        the same for the same, and nothing that could be led back to it. Whatever comes without an
        address, over a socket of the machine itself, counts as one.
        """
        try:
            network = _network(super().get_client_ip(request))
        except PermissionDenied:
            network = ""
        digest = salted_hmac(__name__, network, algorithm=hashlib.sha256().name).digest()
        return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))


def address_of(request: HttpRequest) -> str:
    """Return the pseudonym of the address that a request came from."""
    address: str = get_adapter(request).get_client_ip(request)
    return address


def _network(text: str) -> str:
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        network = ipaddress.ip_network((address, 64), strict=False)
        return str(address.ipv4_mapped or network.network_address)
    return str(address)
