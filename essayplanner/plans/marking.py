"""Choosing what a plan's essay is marked on."""

from django.db import transaction
from django.utils import timezone

from essayplanner.plans import revisions
from essayplanner.plans.models import Plan
from essayplanner.plans.writing import lock, touch


@transaction.atomic
def choose_format(plan: Plan, slug: str) -> None:
    """Choose an exam format that the plan's writer may read, or none (empty).

    Where that is chosen already nothing changes.
    """
    lock(plan)
    plan.refresh_from_db(fields=["exam_format", "kept_at"])
    if plan.exam_format == slug:
        return
    revisions.keep_while_working(plan, timezone.now())
    touch(plan, exam_format=slug)
