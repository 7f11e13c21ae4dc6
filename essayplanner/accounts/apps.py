"""Accounts as a Django app."""

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.db.models.signals import pre_save

if TYPE_CHECKING:
    from allauth.usersessions.models import UserSession


class AccountsConfig(AppConfig):
    """Keeps of each sign-in only what its list shows."""

    name = "essayplanner.accounts"

    def ready(self) -> None:
        """Listen to what allauth writes."""
        pre_save.connect(
            _strip, sender="usersessions.UserSession", dispatch_uid="strip_user_session"
        )


def _strip(*, instance: "UserSession", **_signal: object) -> None:
    from essayplanner.accounts.sign_ins import browser_of  # needs the models to be ready

    instance.ip = "::"
    instance.user_agent = browser_of(instance.user_agent)
