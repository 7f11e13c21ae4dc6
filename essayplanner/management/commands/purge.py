"""Erase what was deleted long ago."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from essayplanner.plans import keeping
from essayplanner.plans.querysets import KEPT_DELETED


class Command(BaseCommand):
    """``manage.py purge``: for a daily job. Run again, it finds nothing more to do."""

    help = "Erase the plans that were deleted more than 30 days ago."

    def handle(self, **options: Any) -> None:
        """Erase them, and say how many they were."""
        erased = keeping.purge(timezone.now())
        plans = "1 plan that was" if erased == 1 else f"{erased} plans that were"
        self.stdout.write(f"Erased {plans} deleted more than {KEPT_DELETED.days} days ago.")
