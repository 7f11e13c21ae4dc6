"""Which factors a plan weighs: what could be added, what would be taken out, and doing it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from essayplanner.argument.balance import weigh
from essayplanner.argument.outline import MOST_FACTORS, Outline
from essayplanner.plans import revisions
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Paragraph, Plan, Revision
from essayplanner.plans.writing import lock, touch
from factors.models import Factor

FEWEST = 2
TOO_FEW = "Keep two factors at least: an argument weighs one against another."
TOO_MANY = "Choose eight factors at most: an essay has no room to weigh more."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A factor that a plan could weigh, or weighs already (``inside``), and what it ``holds``."""

    key: str
    name: str
    mark: int
    summary: str
    inside: bool = False
    holds: str = ""


def candidates(plan: Plan) -> list[Candidate]:
    """Return a plan's factors, and then the others of its edition of the library."""
    outline = build_outline(plan)
    bank = {row.slug: row for row in Factor.objects.filter(bank=plan.bank_id)}
    holds = _contents(outline)
    mine = [
        Candidate(
            key=factor.key,
            name=factor.name,
            mark=factor.mark,
            summary=bank[factor.key].summary if factor.key in bank else "",
            inside=True,
            holds=holds[factor.key],
        )
        for factor in (row.factor for row in outline.paragraphs)
    ]
    others = [
        Candidate(key=key, name=row.name, mark=row.order, summary=row.summary)
        for key, row in bank.items()
        if key not in holds
    ]
    return mine + others


@transaction.atomic
def choose_factors(plan: Plan, added: Collection[str], dropped: Collection[str]) -> list[str]:
    """Add factors to a plan and take others out, kept in a revision first, with their links.

    Returns what was taken out: the name of each factor, and what its paragraph held. What is
    there already, or gone already, stays so. Raises ``ValidationError`` in a sentence for the
    student where too few or too many would be left.
    """
    lock(plan)
    rows = list(Paragraph.objects.filter(plan=plan))
    gone = [row for row in rows if row.factor in dropped]
    kept = [row for row in rows if row.factor not in dropped]
    inside = [row.factor for row in rows]
    new = list(Factor.objects.filter(bank=plan.bank_id, slug__in=added).exclude(slug__in=inside))
    if len(kept) + len(new) < FEWEST:
        raise ValidationError(TOO_FEW)
    if len(kept) + len(new) > MOST_FACTORS:
        raise ValidationError(TOO_MANY)
    holds = _contents(build_outline(plan)) if gone else {}
    if gone:
        revisions.keep(plan, Revision.Reason.TAKEN_OUT, timezone.now())
        keys = [row.factor for row in gone]
        plan.links.filter(Q(cause__in=keys) | Q(effect__in=keys)).delete()
        Paragraph.objects.filter(plan=plan, factor__in=keys).delete()
    elif new:
        revisions.keep_while_working(plan, timezone.now())
    if gone or new:
        _settle(plan, kept, new)
        touch(plan)
    return [f"{row.name} ({holds[row.factor]})" if holds[row.factor] else row.name for row in gone]


def _settle(plan: Plan, kept: list[Paragraph], new: Iterable[Factor]) -> None:
    """Close the gaps between the paragraphs that stay, and put the new ones last."""
    for field in ("position", "rank"):
        kept.sort(key=lambda row: (getattr(row, field), row.mark))
        for place, row in enumerate(kept, 1):
            setattr(row, field, place)
    Paragraph.objects.bulk_update(kept, ["position", "rank"])
    taken = {row.mark for row in kept}
    added = []
    for place, factor in enumerate(new, len(kept) + 1):
        free = next(sign for sign in range(1, 99) if sign not in taken)
        mark = free if factor.order in taken else factor.order
        taken.add(mark)
        added.append(
            Paragraph(
                plan=plan,
                factor=factor.slug,
                name=factor.name,
                short_name=factor.short_name,
                mark=mark,
                rank=place,
                position=place,
            )
        )
    Paragraph.objects.bulk_create(added)


def _contents(outline: Outline) -> dict[str, str]:
    """Say what each paragraph holds that somebody put there, by factor."""
    contents = {}
    for weight in weigh(outline):
        key = weight.factor.key
        links = sum(key in (link.cause, link.effect) for link in outline.links)
        counts = (
            (weight.words, "word", "words"),
            (weight.evidence, "piece of evidence", "pieces of evidence"),
            (weight.quotations, "quotation", "quotations"),
            (links, "link", "links"),
        )
        said = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
        contents[key] = " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]]))
    return contents
