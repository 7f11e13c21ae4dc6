"""Linking factors: how one brought about, carried or limited another."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from essayplanner.argument.outline import LINK_KINDS
from essayplanner.plans import revisions
from essayplanner.plans.models import Choice, Link, Paragraph, Plan, Revision
from essayplanner.plans.writing import lock, number_links, touch

GONE = "This link was taken out meanwhile."


@transaction.atomic
def add_link(plan: Plan, cause: str, effect: str, kind: str) -> Link:
    """Link one factor to another. Raises ``ValidationError`` in a sentence for the student."""
    lock(plan)
    names = dict(Paragraph.objects.filter(plan=plan).values_list("factor", "name"))
    if cause not in names or effect not in names:
        raise ValidationError("Choose two factors of your plan to link.")
    if cause == effect:
        raise ValidationError("A factor cannot be linked to itself: choose another.")
    if plan.links.filter(cause=cause, effect=effect).exists():
        already = f"{names[cause]} is linked to {names[effect]} already: change that link instead."
        raise ValidationError(already)
    link = Link(plan=plan, cause=cause, effect=effect, kind=_kind(kind))
    revisions.keep_while_working(plan, timezone.now())
    [link.number] = number_links(plan, 1)
    link.save(force_insert=True)
    touch(plan)
    return link


@transaction.atomic
def change_link(
    plan: Plan, number: int, kind: str | None = None, evidence: str | None = None
) -> None:
    """Change what kind of link it is, or the evidence for it (a key, or empty for none).

    Raises ``ValidationError`` in a sentence for the student.
    """
    lock(plan)
    link = plan.links.filter(number=number).first()
    if link is None:
        raise ValidationError(GONE)
    if kind is not None:
        link.kind = _kind(kind)
    if evidence is not None:
        chosen = Choice.objects.filter(
            kind=Choice.Kind.EVIDENCE,
            paragraph__plan=plan,
            paragraph__factor__in=[link.cause, link.effect],
        )
        if evidence and not chosen.filter(key=evidence).exists():
            raise ValidationError("This evidence is in neither of the two paragraphs any more.")
        link.evidence = evidence
    revisions.keep_while_working(plan, timezone.now())
    link.save(update_fields=["kind", "evidence"])
    touch(plan)


@transaction.atomic
def drop_link(plan: Plan, number: int) -> None:
    """Take a link out, kept in a revision first; where it is gone already nothing changes."""
    lock(plan)
    links = plan.links.filter(number=number)
    if links.exists():
        revisions.keep(plan, Revision.Reason.TAKEN_OUT, timezone.now())
        links.delete()
        touch(plan)


def _kind(kind: str) -> str:
    if kind not in LINK_KINDS:
        raise ValidationError("Choose how the one factor bears on the other.")
    return kind
