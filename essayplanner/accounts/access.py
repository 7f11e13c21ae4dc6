"""Who is signed in, and what nobody else may reach."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from essayplanner.accounts.models import User

View = Callable[..., HttpResponse]


def user_of(request: HttpRequest) -> User:
    """Return whose account is signed in. Raises ``PermissionDenied`` for a guest."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def signed_in(view: View) -> View:
    """Ask whoever is not signed in to sign in; what they had typed is given back first."""
    asking = login_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            answer: HttpResponse = import_string(settings.CSRF_FAILURE_VIEW)(request)
            return answer
        return asking(request, *args, **kwargs)

    return guarded


def lately_in(view: View) -> View:
    """Let who has nothing to confirm by give an account a new way in only just after signing in.

    That is who signs in by an account of the school's alone. allauth asks them for nothing, so
    that whoever finds their browser open could make the account their own.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Who has a password needs no query to be let through.
        has_none = request.user.is_authenticated and not request.user.has_usable_password()
        if has_none and not get_reauthentication_flows(request.user):
            records = get_authentication_records(request, request.user)
            at = max((record["at"] for record in records), default=0)
            if time.time() - at >= REAUTHENTICATION_TIMEOUT:
                return render(request, "account/again.html", status=403)
        return view(request, *args, **kwargs)

    return guarded
