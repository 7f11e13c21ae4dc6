"""What a teacher says of a plan, made through the actions that the pages use."""

from datetime import UTC, datetime, timedelta
from typing import Any

from essayplanner.accounts.models import User
from essayplanner.plans.models import Plan
from essayplanner.reviews import actions
from essayplanner.reviews.models import Comment, Review

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def later(hours: int) -> datetime:
    """Return so many hours after noon."""
    return NOON + timedelta(hours=hours)


def say(plan: Plan, text: str, place: str = "argument", **values: Any) -> Comment:
    """Comment on a place of a plan, in its open review, as its class's teacher."""
    values = {"author": User.objects.get(username="teacher"), "made_at": NOON, **values}
    return actions.open_review(plan).comments.create(place=place, text=text, **values)


def give_back(plan: Plan, at: datetime = NOON, **values: Any) -> Review:
    """Release the open review of a plan, with these values of its own."""
    review = actions.open_review(plan)
    Review.objects.filter(pk=review.pk).update(**values)
    actions.release(review, User.objects.get(username="teacher"), at)
    review.refresh_from_db()
    return review
