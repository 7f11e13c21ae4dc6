"""Writing an Outline into a plan's rows: how a plan is restored, copied and brought in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from essayplanner.argument import outline as values
from essayplanner.argument.outline import Outline, Source
from essayplanner.plans.models import Choice, Link, Paragraph, Plan, SetAside


def lock(plan: Plan) -> None:
    """Keep everybody else from writing a plan until the transaction ends.

    Whoever writes any part of a plan takes the plan's own row first, by this or by an UPDATE of it,
    so that they take turns and none waits for another in a circle. SQLite has locked the whole
    database already, when the transaction began.
    """
    list(Plan.objects.filter(pk=plan.pk).select_for_update().values_list("pk"))


def locked_plan(plan: Plan) -> Plan:
    """Lock a plan, and return it as it is now, with what its check needs to know of it."""
    lock(plan)
    return Plan.objects.with_library().select_related("owner").get(pk=plan.pk)


def locked_paragraph(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph as it is now, in a plan that is locked.

    It may have been written anew since it was fetched. Raises ``ObjectDoesNotExist`` where the
    plan has it no more.
    """
    lock(paragraph.plan)
    return paragraph.plan.paragraphs.get(factor=paragraph.factor)


def touch(plan: Plan, **columns: object) -> None:
    """Note that a plan was worked on just now, and write ``columns`` of its row with that."""
    plan.modified_at = timezone.now()
    Plan.objects.filter(pk=plan.pk).update(modified_at=plan.modified_at, **columns)


def number_links(plan: Plan, count: int) -> Iterable[int]:
    """Return the numbers of so many new links of a plan. No number is given twice, so that a box
    that is still open in another tab saves into its own link or into none.
    """
    Plan.objects.filter(pk=plan.pk).update(links_made=F("links_made") + count)
    plan.refresh_from_db(fields=["links_made"])
    return range(plan.links_made - count + 1, plan.links_made + 1)


def write_outline(plan: Plan, outline: Outline) -> None:
    """Make a stored plan hold what an Outline says, and nothing else; its owner stays.

    For a plan that may be open somewhere, to be called with the plan locked.
    """
    _set_columns(plan, outline)
    # What else the row holds may have changed since it was fetched.
    plan.save(update_fields=None if plan._state.adding else _COLUMNS)
    numbers = number_links(plan, len(outline.links))
    Link.objects.filter(plan=plan).delete()
    Paragraph.objects.filter(plan=plan).delete()
    ranks = {row.factor.key: rank for rank, row in enumerate(outline.ranking, 1)}
    rows = Paragraph.objects.bulk_create(
        _row(plan, paragraph, ranks[paragraph.factor.key], position)
        for position, paragraph in enumerate(outline.paragraphs, 1)
    )
    Choice.objects.bulk_create(
        choice
        for row, paragraph in zip(rows, outline.paragraphs, strict=True)
        for choice in _choices(row, paragraph)
    )
    Link.objects.bulk_create(
        Link(
            plan=plan,
            number=number,
            cause=link.cause,
            effect=link.effect,
            kind=link.kind,
            sentence=link.sentence,
            evidence=link.evidence,
        )
        for number, link in zip(numbers, outline.links, strict=True)
    )
    _set_aside(plan, outline)


def _set_aside(plan: Plan, outline: Outline) -> None:
    """A finding set aside before and after keeps its row: the box of its reason may be open."""
    names = {(row.rule, row.place, row.about) for row in outline.set_aside}
    stored = SetAside.objects.filter(plan=plan)
    gone = [row.pk for row in stored if (row.rule, row.place, row.about) not in names]
    stored.filter(pk__in=gone).delete()
    SetAside.objects.bulk_create(
        (
            SetAside(plan=plan, rule=row.rule, place=row.place, about=row.about, reason=row.reason)
            for row in outline.set_aside
        ),
        update_conflicts=True,
        unique_fields=["plan", "rule", "place", "about"],
        update_fields=["reason"],
    )


@transaction.atomic
def new_like(plan: Plan, outline: Outline, now: datetime) -> Plan:
    """Make a new plan that holds an Outline, of the same writer and on the same library as another.

    It is written for nobody's class: a student has one plan for what a class was set.
    """
    new = Plan(
        owner_id=plan.owner_id,
        guest_key=plan.guest_key,
        bank_id=plan.bank_id,
        edition=plan.edition,
        scaffold=plan.scaffold,
        view=plan.view,
        modified_at=now,
        copied_at=now,
    )
    write_outline(new, outline)
    return new


_COLUMNS = (
    *("question", "topic_title", "topic_slug", "named_factor", "starts", "ends", "exam_format"),
    *("ranked", "ordered", *Plan.TEXTS, "modified_at"),
)


def _set_columns(plan: Plan, outline: Outline) -> None:
    question = outline.question
    plan.question = question.text
    plan.topic_title = question.topic
    plan.topic_slug = question.topic_slug
    plan.named_factor = question.named_factor
    plan.starts, plan.ends = question.starts, question.ends
    plan.exam_format = outline.exam_format
    plan.argument = outline.argument
    plan.ranked, plan.ordered = outline.ranked, outline.ordered
    plan.criterion_1, plan.criterion_2, plan.criterion_3 = outline.criteria
    plan.judgement = outline.judgement


def _row(plan: Plan, paragraph: values.Paragraph, rank: int, position: int) -> Paragraph:
    factor = paragraph.factor
    return Paragraph(
        plan=plan,
        factor=factor.key,
        name=factor.name,
        short_name=factor.short_name,
        mark=factor.mark,
        rank=rank,
        position=position,
        point=paragraph.point,
        explanation=paragraph.explanation,
        counter_argument=paragraph.counter_argument,
        reply=paragraph.reply,
        link=paragraph.link,
        without=paragraph.without,
        **dict(zip(Paragraph.WEIGHED, paragraph.weighed, strict=True)),
    )


def _choices(row: Paragraph, paragraph: values.Paragraph) -> Iterable[Choice]:
    for evidence in paragraph.evidence:
        plain = replace(evidence, source=evidence.source and _uncited(evidence.source))
        yield Choice(
            paragraph=row,
            kind=Choice.Kind.EVIDENCE,
            key=evidence.key,
            item=values.evidence_to_plain(plain),
        )
    for quotation in paragraph.quotations:
        yield Choice(
            paragraph=row,
            kind=Choice.Kind.QUOTATION,
            key=quotation.key,
            item=values.quotation_to_plain(replace(quotation, source=_uncited(quotation.source))),
        )


def _uncited(source: Source) -> Source:
    """A source is stored as its fields alone; it is cited when the Outline is built."""
    return replace(source, label="", reference=())
