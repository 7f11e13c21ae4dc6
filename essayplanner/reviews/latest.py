"""Which review of a plan is the one to be read."""

import uuid
from collections.abc import Collection, Iterable

from essayplanner.reviews.models import Release, Review


def latest_words(
    reviews: Iterable[Review], commented: Collection[int], *, drafts: bool
) -> dict[uuid.UUID, tuple[Review, Release]]:
    """Return the latest review of each plan that says something, by the key of the plan.

    With it comes what it says besides its comments: what was released of it, or with ``drafts``
    what stands in it now. ``reviews`` come by their rounds with their releases, and with their
    levels for ``drafts``; ``commented`` are the keys of those with comments to be shown.
    """
    latest = {}
    for row in reviews:
        words = row.now if drafts else row.released
        if words and (words.speaks or row.pk in commented):
            latest[row.plan_id] = row, words
    return latest
