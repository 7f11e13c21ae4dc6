"""The desk as a Django app."""

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.template.defaultfilters import pluralize

from essayplanner.accounts.guests import forget_guest, guest_key

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class PlansConfig(AppConfig):
    """Hands a guest's plans to the account that the guest signs in to."""

    name = "essayplanner.plans"

    def ready(self) -> None:
        """Listen to Django's own sign-in, which sign-up ends with too."""
        user_logged_in.connect(_signed_in, dispatch_uid="claim_guest_plans")


def _signed_in(*, request: HttpRequest, user: "AbstractBaseUser", **_signal: object) -> None:
    from essayplanner.plans.actions import claim_guest_plans  # needs the models to be ready

    if key := guest_key(request):
        if claimed := claim_guest_plans(key, user.pk):
            what = "The plan that was" if claimed == 1 else f"The {claimed} plans that were"
            messages.info(
                request,
                f"{what} made in this browser without an account {pluralize(claimed, 'is,are')} "
                f"yours now. If somebody else made {pluralize(claimed, 'it,them')}, delete "
                f"{pluralize(claimed, 'it,them')}.",
                fail_silently=True,  # a sign-in without a page has none to say it on
            )
        forget_guest(request)
