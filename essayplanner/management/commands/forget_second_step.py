"""For a teacher who has lost the phone and the recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from essayplanner.accounts.models import User
from essayplanner.accounts.second_steps import forget_steps


class Command(BaseCommand):
    """``manage.py forget_second_step USERNAME``: the password alone signs in again."""

    help = (
        "Forget somebody's second step and recovery codes, when phone and codes are lost. Be sure "
        "who asks: from then on the password is enough."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the user name."""
        parser.add_argument("username")

    def handle(self, *, username: str, **options: Any) -> None:
        """Forget, and say what that means."""
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody here has the user name “{username}”.")
        if not forget_steps(user):
            self.stdout.write(f"{username} had no second step. Nothing was changed.")
            return
        self.stdout.write(
            f"{username} signs in with the password alone from now on, and should set up a new "
            "second step at once."
        )
