"""A plan's history: keeping it as it is, so that it can be put back to that later."""

from datetime import datetime, timedelta

import zstandard
from django.db.models import Q

from essayplanner.argument.outline import Outline, from_json, to_json
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan, Revision

# As long as somebody works, a plan is kept at least so often.
EVERY = timedelta(minutes=3)


def keep(plan: Plan, reason: Revision.Reason, now: datetime) -> Revision:
    """Keep a plan as it is stored now."""
    outline = build_outline(Plan.objects.select_related("owner").get(pk=plan.pk))
    Plan.objects.filter(pk=plan.pk).update(kept_at=now)
    return Revision.objects.create(
        plan=plan,
        made_at=now,
        reason=reason,
        words=_words(outline),
        content=zstandard.compress(to_json(outline).encode()),
    )


def keep_while_working(plan: Plan, now: datetime) -> None:
    """Keep a plan as it is before a text of it changes, where that was last done a while ago.

    Costs nothing in between: ``plan`` knows when. Of two savers at once, one keeps it.
    """
    if plan.kept_at and plan.kept_at > now - EVERY:
        return
    due = Q(kept_at=None) | Q(kept_at__lte=now - EVERY)
    if Plan.objects.filter(due, pk=plan.pk).update(kept_at=now):
        keep(plan, Revision.Reason.WORK, now)


def read(revision: Revision) -> Outline:
    """Return the plan as it was."""
    return from_json(zstandard.decompress(bytes(revision.content)).decode())


def _words(outline: Outline) -> int:
    texts = [outline.argument, *outline.criteria, outline.judgement]
    texts += [text for paragraph in outline.paragraphs for text in paragraph.texts]
    texts += [link.sentence for link in outline.links]
    return sum(len(text.split()) for text in texts)
