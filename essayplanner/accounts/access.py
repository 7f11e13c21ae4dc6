"""What only those who are signed in may reach."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

View = Callable[..., HttpResponse]


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
