"""Who is signed in, and what nobody else may reach."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
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
