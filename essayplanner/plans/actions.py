"""What can be done to a plan, as verbs that views, commands and tests share."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.validators import slug_re
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from essayplanner.accounts.people import Person
from essayplanner.argument.outline import evidence_to_plain, quotation_to_plain
from essayplanner.classes.assigned import factors_of
from essayplanner.classes.models import Assignment
from essayplanner.plans import revisions
from essayplanner.plans.build import build_outline
from essayplanner.plans.copying import copy_evidence, copy_quotation
from essayplanner.plans.models import Choice, Link, Paragraph, Plan, Revision, SetAside
from essayplanner.plans.saving import GONE, Saved, Text, write_text
from essayplanner.plans.writing import lock, locked_paragraph, touch, write_outline
from factors.models import Bank, Evidence, Factor, Question, Quotation


def start_plan(person: Person, question: Question) -> Plan:
    """Start a plan on a question of the library, with a paragraph for each of its factors."""
    plan = _new_plan(
        person,
        bank=question.bank,
        question=question.text,
        named_factor=question.named_factor.slug if question.named_factor else "",
        starts=question.starts,
        ends=question.ends,
    )
    # The factor that a question names is weighed first.
    factors = sorted(question.factors.all(), key=lambda row: row.pk != question.named_factor_id)
    return _with_paragraphs(plan, factors)


def start_assignment(person: Person, assignment: Assignment) -> Plan:
    """Start a plan on what a class was set, or return the one that this person has begun.

    However often and fast it is asked for, there is one: the database keeps them apart.
    """
    begun = Plan.objects.filter(owner=person.user_id, assignment=assignment, deleted_at=None)
    try:
        return begun.first() or _start_set(person, assignment)
    except IntegrityError:
        return begun.get()


def _start_set(person: Person, assignment: Assignment) -> Plan:
    plan = _new_plan(
        person,
        bank=assignment.bank,
        question=assignment.question,
        named_factor=assignment.named_factor,
        starts=assignment.starts,
        ends=assignment.ends,
        exam_format=assignment.exam_format,
        scaffold=assignment.scaffold,
        assignment=assignment,
    )
    return _with_paragraphs(plan, factors_of(assignment))


def start_own_plan(
    person: Person,
    bank: Bank,
    question: str,
    named_factor: str,
    factors: Iterable[str],
    years: tuple[int | None, int | None] = (None, None),
) -> Plan:
    """Start a plan on a question of the student's own, across some factors (their slugs)."""
    plan = _new_plan(
        person,
        bank=bank,
        question=question,
        named_factor=named_factor,
        starts=years[0],
        ends=years[1],
    )
    rows = Factor.objects.filter(bank=bank, slug__in=factors)
    return _with_paragraphs(plan, sorted(rows, key=lambda row: row.slug != named_factor))


def _new_plan(person: Person, bank: Bank, **values: Any) -> Plan:
    return Plan(
        owner_id=person.user_id,
        guest_key=person.guest_key,
        bank=bank,
        topic_title=bank.title,
        topic_slug=bank.topic.slug,
        edition=bank.number,
        modified_at=timezone.now(),
        **values,
    )


@transaction.atomic
def _with_paragraphs(plan: Plan, factors: Iterable[Factor]) -> Plan:
    plan.save(force_insert=True)
    Paragraph.objects.bulk_create(
        Paragraph(
            plan=plan,
            factor=factor.slug,
            name=factor.name,
            short_name=factor.short_name,
            mark=factor.order,
            rank=rank,
            position=rank,
        )
        for rank, factor in enumerate(factors, 1)
    )
    return plan


def save_text(plan: Plan, place: str, was: str, value: str) -> Saved:
    """Write one text where it still is what the writer started from."""
    return save_texts(plan, [(place, was, value)])[place]


@transaction.atomic
def save_texts(plan: Plan, texts: Sequence[Text]) -> dict[str, Saved]:
    """Write each text that still is what its writer started from, whatever becomes of the others.

    The place of a text is ``argument``; a factor's key and a field of its paragraph, such as
    ``skill-point``; or ``link-`` and the number of a link, ``aside-`` and the key of a finding that
    is set aside. Returns what became of it, by place.
    """
    # The plan's row first, as ``lock`` does: who holds it writes alone.
    touch(plan)
    places = [(_text_at(plan, place), was, value) for place, was, value in texts]
    now = timezone.now()
    if revisions.is_due(plan, now) and any(
        at and at[0].filter(**{at[1]: was}).exists() for at, was, _ in places
    ):
        revisions.keep_while_working(plan, now)
    saved = [write_text(*at, was, value) if at else GONE for at, was, value in places]
    if not any(row.wrote for row in saved):
        transaction.set_rollback(True)  # nothing was worked on
    return dict(zip((place for place, _, _ in texts), saved, strict=True))


def _text_at(plan: Plan, place: str) -> tuple["models.QuerySet[Any]", str] | None:
    """Return the row and the field of a text, or None where no plan has such a place."""
    name, _, field = place.rpartition("-")
    if place in Plan.TEXTS:
        return Plan.objects.filter(pk=plan.pk), place
    if not slug_re.fullmatch(place):
        return None
    if field in Paragraph.TEXTS:
        return Paragraph.objects.filter(plan=plan, factor=name), field
    if name == "link" and field.isdecimal() and len(field) < 10:
        return Link.objects.filter(plan=plan, number=field), "sentence"
    if name == "aside" and field.isdecimal() and len(field) < 10:
        return SetAside.objects.filter(plan=plan, pk=field), "reason"
    return None


@transaction.atomic
def choose(paragraph: Paragraph, kind: str, key: str) -> Choice:
    """Copy an item of the topic's library into a paragraph; choosing it again changes nothing.

    Raises ``ObjectDoesNotExist`` where the library of the plan's topic has no such item.
    """
    paragraph = locked_paragraph(paragraph)
    revisions.keep_while_working(paragraph.plan, timezone.now())
    choice, created = Choice.objects.get_or_create(
        paragraph=paragraph,
        kind=kind,
        key=key,
        defaults={"item": lambda: _copied(paragraph.plan.bank, kind, key)},
    )
    if created:
        touch(paragraph.plan)
    return choice


def _copied(bank: Bank | None, kind: str, key: str) -> Any:
    if kind == Choice.Kind.EVIDENCE:
        row = Evidence.objects.select_related("source").get(bank=bank, slug=key)
        return evidence_to_plain(copy_evidence(row))
    if kind == Choice.Kind.QUOTATION:
        words = Quotation.objects.select_related("source", "historian").get(bank=bank, slug=key)
        return quotation_to_plain(copy_quotation(words))
    raise ObjectDoesNotExist(f"The library holds no {kind}.")


@transaction.atomic
def take_out(paragraph: Paragraph, kind: str, key: str) -> None:
    """Take a chosen item out of a paragraph again; where it is gone already nothing changes.

    What the student brought can be had again from the plan's history alone, so that it is kept
    there each time; what is in the library, once in a while. Raises ``ObjectDoesNotExist`` where
    the plan has the paragraph no more.
    """
    paragraph = locked_paragraph(paragraph)
    plan, now = paragraph.plan, timezone.now()
    for choice in Choice.objects.filter(paragraph=paragraph, kind=kind, key=key):
        if choice.item.get("own"):
            revisions.keep(plan, Revision.Reason.TAKEN_OUT, now)
        else:
            revisions.keep_while_working(plan, now, Revision.Reason.TAKEN_OUT)
        choice.delete()
        touch(plan)


@transaction.atomic
def renew_library(plan: Plan, bank: Bank) -> None:
    """Pin a plan to a newer edition of its library.

    Nothing that was written or chosen changes; a factor that the edition still has takes its mark
    from there, so that the plan and the library beside it show the same sign, and one that it has
    no more takes a sign that no other of the plan's has.
    """
    lock(plan)
    revisions.keep(plan, Revision.Reason.WORK, timezone.now())
    Plan.objects.filter(pk=plan.pk).update(bank=bank, edition=bank.number)
    _take_signs(plan, bank)


@transaction.atomic
def restore(plan: Plan, revision: Revision, now: datetime) -> None:
    """Put a plan back to one of its revisions. What it is now is kept, so that this can be undone.

    Where the plan is like that already nothing changes. A page on which it is open meanwhile still
    starts from the texts before: what is typed there is asked about, not lost. Raises
    ``UnreadableError``.
    """
    lock(plan)
    plan.refresh_from_db()
    outline = revisions.read(revision)
    stored = build_outline(plan)
    question = replace(outline.question, edition=stored.question.edition)
    if replace(outline, author=stored.author, question=question) == stored:
        return
    revisions.keep(plan, Revision.Reason.RESTORED, now)
    plan.modified_at = plan.kept_at = now
    write_outline(plan, outline)
    if plan.bank:
        _take_signs(plan, plan.bank)


def _take_signs(plan: Plan, bank: Bank) -> None:
    """Give each factor of a plan the sign that it has in an edition of the library."""
    marks = dict(Factor.objects.filter(bank=bank).values_list("slug", "order"))
    paragraphs = list(Paragraph.objects.filter(plan=plan))
    taken = {marks[row.factor] for row in paragraphs if row.factor in marks}
    for paragraph in paragraphs:
        free = next(sign for sign in range(1, 99) if sign not in taken)
        paragraph.mark = marks.get(paragraph.factor, free)
        taken.add(paragraph.mark)
    Paragraph.objects.bulk_update(paragraphs, ["mark"])


def claim_guest_plans(guest_key: str, user_id: int) -> int:
    """Give a guest's plans to the account that the guest has signed in to, or up for.

    They are for no assignment: a guest is in no class, and the account may have a plan for it.
    Returns how many there were, without deleted ones.
    """
    plans = Plan.objects.filter(guest_key=guest_key)
    there = plans.filter(deleted_at=None).count()
    plans.update(owner=user_id, guest_key="", assignment=None)
    return there
