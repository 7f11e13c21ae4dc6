"""Who may have all that is held on them: themselves, who have just confirmed it."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]


def surely_oneself(view: View) -> View:
    """Ask somebody signed in to confirm by password or second step, unless they just did.

    Who has neither (who signs in by an account of the school's) has to have signed in just now.
    A guest is known by the browser alone, and can be asked for nothing.
    """
    asking = reauthentication_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if get_reauthentication_flows(request.user):
            answer: HttpResponse = asking(request, *args, **kwargs)
            return answer
        records = get_authentication_records(request, request.user)
        at = max((record["at"] for record in records), default=0)
        if time.time() - at < REAUTHENTICATION_TIMEOUT:
            return view(request, *args, **kwargs)
        return render(request, "privacy/again.html", status=403)

    return guarded
