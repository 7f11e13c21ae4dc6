"""A plan's history: keeping it as it is, so that it can be put back to that later."""

from datetime import datetime, timedelta

import zstandard
from django.db.models import Q

from essayplanner.argument.outline import Outline, from_json, to_json
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan, Revision
from essayplanner.plans.thinning import Made, surplus

# As long as somebody works, a plan is kept at least so often.
EVERY = timedelta(minutes=3)


class UnreadableError(Exception):
    """A revision was kept in a form that this release cannot read. Says so to the student."""


def keep(plan: Plan, reason: Revision.Reason, now: datetime) -> Revision:
    """Keep a plan as it is stored now, and return the revision that holds it.

    That is the newest one where nothing has changed since. Older ones are thinned out.
    """
    Plan.objects.filter(pk=plan.pk).update(kept_at=now)
    outline = build_outline(Plan.objects.select_related("owner").get(pk=plan.pk))
    content = zstandard.compress(to_json(outline).encode())
    newest = Revision.objects.filter(plan=plan).first()
    if newest and bytes(newest.content) == content:
        if newest.reason == Revision.Reason.WORK != reason:
            newest.reason = reason
            newest.save(update_fields=["reason"])
        return newest
    revision = Revision.objects.create(
        plan=plan, made_at=now, reason=reason, words=count_words(outline), content=content
    )
    _thin(plan, now)
    return revision


def keep_while_working(
    plan: Plan, now: datetime, reason: Revision.Reason = Revision.Reason.WORK
) -> None:
    """Keep a plan as it is before something in it changes, where that was last done a while ago.

    Costs nothing in between: ``plan`` knows when. Of two savers at once, one keeps it.
    """
    if not is_due(plan, now):
        return
    due = Q(kept_at=None) | Q(kept_at__lte=now - EVERY)
    if Plan.objects.filter(due, pk=plan.pk).update(kept_at=now):
        keep(plan, reason, now)


def is_due(plan: Plan, now: datetime) -> bool:
    """Say whether a plan, as it was fetched, was last kept a while ago."""
    return not plan.kept_at or plan.kept_at <= now - EVERY


def read(revision: Revision) -> Outline:
    """Return the plan as it was. Raises ``UnreadableError``."""
    try:
        return from_json(zstandard.decompress(bytes(revision.content)).decode())
    except (ValueError, zstandard.ZstdError):
        raise UnreadableError(
            "This version was kept by another release of Essay Planner, which this one cannot "
            "read. Your plan is as it was; the other versions are not affected."
        ) from None


def _thin(plan: Plan, now: datetime) -> None:
    rows = Revision.objects.filter(plan=plan).values_list("pk", "made_at", "reason")
    made = [Made(pk, at, reason == Revision.Reason.WORK) for pk, at, reason in rows]
    if gone := surplus(made, now):
        Revision.objects.filter(pk__in=gone).delete()


def count_words(outline: Outline) -> int:
    """Return how many words the student wrote."""
    texts = [outline.argument, *outline.criteria, outline.judgement]
    texts += [text for paragraph in outline.paragraphs for text in paragraph.texts]
    texts += [link.sentence for link in outline.links]
    texts += [row.reason for row in outline.set_aside]
    return sum(len(text.split()) for text in texts)
