"""An app for codes, as somebody has it on the phone."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from tests.conftest import PASSWORD

CONFIRM = "/accounts/confirm/"
APP = "/accounts/second-step/totp/activate/"


def code_of(secret: str, steps: int = 0) -> str:
    """The code that an app shows now, or some half minutes from now."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
    return code


def set_up_app(client: Client) -> str:
    """Set up an app as a page asks for it, and return the secret that it holds."""
    cache.clear()  # where an earlier test is counted
    client.post(CONFIRM, {"password": PASSWORD})
    secret: str = client.get(APP).context["form"].secret
    answer = client.post(APP, {"code": code_of(secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return secret
