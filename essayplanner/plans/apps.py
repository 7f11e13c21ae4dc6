"""The desk as a Django app."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class PlansConfig(AppConfig):
    """Hands a guest's plans to the account that the guest signs in to."""

    name = "essayplanner.plans"

    def ready(self) -> None:
        """Listen to Django's own sign-in, which sign-up ends with too."""
        from essayplanner.plans.actions import claim_guest_plans

        user_logged_in.connect(claim_guest_plans, dispatch_uid="claim_guest_plans")
