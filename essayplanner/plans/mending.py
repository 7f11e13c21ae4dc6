"""Putting a historian's exact words in the place of words that are quoted otherwise."""

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from essayplanner.argument.quoting import known_quotations, quotations_in, typed_texts
from essayplanner.plans import actions, revisions
from essayplanner.plans.build import build_outline
from essayplanner.plans.known import bank_of
from essayplanner.plans.models import Plan, Revision
from essayplanner.plans.saving import MAX_TEXT
from essayplanner.plans.writing import locked_plan

GONE = "Nothing was put in: these words do not stand there any more."
TOO_LONG = "Nothing was put in: with the exact words this box would hold too much. Shorten it."


@transaction.atomic
def mend_quotation(plan: Plan, place: str, about: str, now: datetime) -> str:
    """Put a quotation's words where a place has them otherwise; say which box.

    ``about`` is what its finding is about (``quoting.Match``).

    The text is read anew, so that nothing is replaced that has changed meanwhile, and the plan is
    kept first. Raises ``ValidationError`` in a sentence for the student.
    """
    plan = locked_plan(plan)
    outline = build_outline(plan)
    known = known_quotations(outline, bank_of(plan))
    texts: Iterator[tuple[str, str]]
    if place == "links":
        texts = ((f"link-{row.number}", row.sentence) for row in plan.links.all())
    else:
        texts = (row for row in typed_texts(outline) if row[0] == place)
    for box, text in texts:
        for match in quotations_in(text, known):
            if match.change and match.about == about:
                mended = text[: match.start] + match.words + text[match.end :]
                if len(mended) > MAX_TEXT:
                    raise ValidationError(TOO_LONG)
                revisions.keep(plan, Revision.Reason.TAKEN_OUT, now)
                actions.save_text(plan, box, text, mended)
                return box
    raise ValidationError(GONE)
