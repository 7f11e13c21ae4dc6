"""Erase what is kept no longer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from essayplanner.privacy.leaving import empty_log
from essayplanner.privacy.retention import periods


class Command(BaseCommand):
    """``manage.py purge``: for a daily job. Run again, it finds nothing more to do."""

    help = "Erase everything whose time is over, as the page on privacy says."

    def handle(self, **options: Any) -> None:
        """Erase it, and say of each kind how many there were, and no names."""
        now = timezone.now()
        for period in periods().values():
            erased = period.erase(now)
            what = period.one if erased == 1 else period.many
            self.stdout.write(f"Erased {erased} {what} ({period.until}).")
        transaction.on_commit(empty_log)
