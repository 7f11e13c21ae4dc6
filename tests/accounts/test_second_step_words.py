"""Whatever is said of second steps and providers is said in our own words."""

from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.template import engines

from essayplanner.accounts.models import User
from tests.accounts.second_step import set_up_app
from tests.conftest import Cast

THEIRS = Path(allauth.__file__).parent / "templates"
# Frames and pieces of theirs, and pages of what is switched off: browsers that are trusted, signing
# up by a passkey, and going to a provider by a link.
UNUSED = (
    "base",
    "snippets/",
    "trust.html",
    "webauthn/signup_form.html",
    "socialaccount/login.html",
)


def shown() -> list[str]:
    names = [
        str(path.relative_to(THEIRS))
        for folder in ("mfa", "socialaccount")
        for path in (THEIRS / folder).rglob("*.*")
    ]
    return sorted(name for name in names if not any(part in name for part in UNUSED))


@pytest.mark.parametrize("name", shown())
def test_each_of_their_pages_and_mails_is_replaced_by_ours(name: str) -> None:
    found = engines["django"].get_template(name).origin.name  # type: ignore[attr-defined]
    assert Path(found) == settings.BASE_DIR / "templates" / name


def test_who_gave_an_address_is_told_that_a_step_is_gone(cast: Cast, settings: Any) -> None:
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    user = User.objects.get(username="teacher")
    user.email = "okafor@school.example"
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    set_up_app(cast.teacher)
    cast.teacher.post("/accounts/second-step/totp/deactivate/")
    (sent,) = mail.outbox
    assert sent.to == ["okafor@school.example"]
    assert "the app of your account is removed" in sent.subject
    assert "its code is asked for no more" in str(sent.body)
