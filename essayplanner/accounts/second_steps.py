"""The second step of signing in: a code or a passkey, besides the password."""

import base64
import hashlib
import secrets
from datetime import timedelta
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.fernet import Fernet, InvalidToken
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from essayplanner.accounts.models import CodeTry, User

# A code of six figures, of which three are good at a time: 240 tries a day find one in 1,400 days.
TRIES = 10
WITHIN = timedelta(hours=1)
FEW = 3  # tries that are left when it is said how many
TOO_MANY = (
    "That was the tenth wrong code within an hour, so no code is taken for a while. Wait an hour, "
    "or sign in with a passkey. If you have lost your phone and your recovery codes, whoever runs "
    "this site can help."
)

# What a library may raise that reads what a browser, or whoever plays one, has sent.
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def steps_of(user: User) -> QuerySet[Authenticator]:
    """Return what somebody signs in with besides a password; recovery codes stand for it only."""
    steps: QuerySet[Authenticator] = Authenticator.objects.filter(user=user)
    return steps.exclude(type=Authenticator.Type.RECOVERY_CODES)


def forget_steps(user: User) -> int:
    """Take every second step and all recovery codes from somebody, and return how many steps.

    Who signs in with the password alone from now on has lost the phone and the codes.
    """
    count = steps_of(user).count()
    Authenticator.objects.filter(user=user).delete()
    CodeTry.objects.filter(user=user).delete()
    return count


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of codes encrypted, and has plain words for what goes wrong."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": "Set up a second step first: the codes stand for it.",
        "incorrect_code": "That did not fit. Look at what your app shows now, and try once more.",
    }

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored: by Fernet, with a key of this site's own."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was encrypted.

        Where the site's secret key was changed since, that is gone: a secret that nobody knows
        stands in its place, so that no code fits and no page fails.
        """
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """Return a name for a passkey that was given none."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {count + 1}"

    def _get_user_identifier(self, user: User) -> str:
        return user.username

    def _get_site_name(self) -> str:
        name: str = settings.MFA_TOTP_ISSUER
        return name


def _box() -> Fernet:
    key = salted_hmac("second steps", "", algorithm=hashlib.sha256().name).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class _Code(forms.Form):
    """A code of the app, or a recovery code. Tries are counted in the database.

    allauth counts them in the cache, and each process of the server has a cache of its own.
    """

    user: User

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"] = _code_field("Code", "Six figures from the app, or a recovery code.")

    def clean_code(self) -> str:
        """Return the code, which is used up. Raises ``ValidationError``."""
        left = _count_try(self.user)
        code: str = self.cleaned_data["code"]
        typed = Authenticator.objects.filter(user=self.user)
        for step in typed.exclude(type=Authenticator.Type.WEBAUTHN):
            if _takes(step, code):
                CodeTry.objects.filter(user=self.user).delete()
                self.authenticator = step
                return code
        error = SecondStepAdapter().validation_error("incorrect_code")
        if left <= FEW:
            error.message += f" Wrong codes left before a wait of an hour: {left}."
        raise error


class SignInForm(_Code, codes.AuthenticateForm):  # type: ignore[misc]
    """The code, at sign-in."""


class ConfirmForm(_Code, codes.ReauthenticateForm):  # type: ignore[misc]
    """The code, before something that matters is changed."""


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which shows that the app has the secret."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"] = _code_field("Code that the app shows now", "")


class _CredentialField(forms.JSONField):
    """What a browser says of a passkey. It is never sent back."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Return it as it came. Raises ``ValidationError``."""
        try:
            return super().to_python(value)
        except (RecursionError, ValidationError) as error:
            raise _no_passkey() from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return nothing: each is good once."""
        return initial


class PasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, with a name to know it by. Each can be signed in with alone."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["passwordless"]
        self.fields["name"] = _name_field(required=False)
        self.fields["credential"] = _CredentialField()

    def clean(self) -> dict[str, Any]:
        """Check what the browser made. Raises ``ValidationError``."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except _UNREADABLE as error:
            raise _no_passkey() from error
        return cleaned


class PasskeyNameForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"] = _name_field(required=True)


class _Passkey(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["credential"] = _CredentialField()

    def clean_credential(self) -> Authenticator:
        """Return the passkey that answered. Raises ``ValidationError``."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (*_UNREADABLE, ValidationError) as error:
            raise _no_passkey() from error


class PasskeyStepForm(_Passkey, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after the password."""


class PasskeySignInForm(_Passkey, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey in place of the password."""


class PasskeyConfirmForm(_Passkey, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, before something that matters is changed."""


def _no_passkey() -> ValidationError:
    return ValidationError("That passkey did not fit. Try once more, or sign in another way.")


def _code_field(label: str, help_text: str) -> forms.CharField:
    widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
    )
    return forms.CharField(label=label, help_text=help_text, max_length=40, widget=widget)


def _name_field(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label="Name for it",
        help_text="Such as “school laptop” or “my phone”.",
        max_length=60,
        required=required,
    )


def _count_try(user: User) -> int:
    """Count a try of somebody's codes, and return how many are left.

    Raises ``ValidationError`` where there were too many.
    """
    now = timezone.now()
    with transaction.atomic():
        # One after the other: a hundred at once are counted as a hundred.
        User.objects.select_for_update().get(pk=user.pk)
        tries = CodeTry.objects.filter(user=user)
        count = tries.filter(at__gt=now - WITHIN).count()
        if allowed := count < TRIES:
            tries.filter(at__lte=now - WITHIN).delete()
            tries.create(user=user, at=now)
    if not allowed:
        raise ValidationError(TOO_MANY)
    return TRIES - count - 1


def _takes(step: Authenticator, code: str) -> bool:
    """Say whether a code fits, and use it up: none is taken twice, whichever process is asked."""
    if step.type == Authenticator.Type.RECOVERY_CODES:
        fits: bool = step.wrap().validate_code(code)
        return fits
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=step.pk)
        secret = SecondStepAdapter().decrypt(row.data["secret"])
        for counter in totp.yield_hotp_counters_from_time():
            expected = totp.format_hotp_value(totp.hotp_value(secret, counter))
            newer = counter > row.data.get("counter", 0)
            if newer and compare_user_code(actual=code, expected=expected):
                row.data["counter"] = counter
                row.save(update_fields=["data"])
                return True
    return False
