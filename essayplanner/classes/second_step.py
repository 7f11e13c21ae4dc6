"""Whether a school asks its teachers for a second step, and whom it asks."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.module_loading import import_string

from essayplanner.accounts.models import User
from essayplanner.accounts.passwords import ALLOWED
from essayplanner.classes.models import Membership

# To set one up one confirms who one is, which may take a password.
SETTING_UP = ALLOWED | {
    "account_reauthenticate",
    "account_set_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
}


def second_step_of(user: User | AnonymousUser) -> Exists:
    """Return the condition that somebody signs in with one, to be asked along with another."""
    steps = Authenticator.objects.filter(user=user.pk)
    return Exists(steps.exclude(type=Authenticator.Type.RECOVERY_CODES))


def lacks_second_step(user: User | AnonymousUser) -> bool:
    """Say whether somebody teaches a class and signs in without one.

    An archived class counts too: its plans are read as before.
    """
    teaching = Membership.objects.filter(user=user.pk, role=Membership.Role.TEACHER)
    return teaching.exclude(second_step_of(user)).exists()


class SecondStepMiddleware:
    """Who teaches and has no second step gets the pages for setting one up, where it is asked for.

    Their own privacy pages stay open. What a form brought is given back, as with one that is stale.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """Lead to the page of second steps."""
        if not settings.TEACHERS_NEED_SECOND_STEP or not request.user.is_authenticated:
            return None
        if not lacks_second_step(request.user):
            return None
        request.second_step_needed = True  # type: ignore[attr-defined]
        match = request.resolver_match
        if match and (match.app_names == ["privacy"] or match.url_name in SETTING_UP):
            return None
        if request.method == "POST":
            answer: HttpResponseBase = import_string(settings.CSRF_FAILURE_VIEW)(request)
            return answer
        return redirect("mfa_index")
