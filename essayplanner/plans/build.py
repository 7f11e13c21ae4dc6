"""Turning plans' rows into Outlines."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from essayplanner.argument import outline as values
from essayplanner.argument.outline import Factor, Outline, Question
from essayplanner.plans.models import Choice, Paragraph, Plan
from factors.dates import HistoricalDate


def build_outline(plan: Plan) -> Outline:
    """Return a plan as an Outline, in two queries where its ``owner`` was fetched with it."""
    return build_outlines([plan])[0]


def build_outlines(plans: Sequence[Plan]) -> list[Outline]:
    """Return plans as Outlines, in two queries however many they are."""
    choices = defaultdict(list)
    for choice in Choice.objects.filter(paragraph__plan__in=plans):
        choices[choice.paragraph_id].append(choice)
    paragraphs = defaultdict(list)
    for row in Paragraph.objects.filter(plan__in=plans):
        paragraphs[row.plan_id].append(_paragraph(row, choices[row.pk]))
    return [_outline(plan, paragraphs[plan.pk]) for plan in plans]


def _outline(plan: Plan, paragraphs: Iterable[values.Paragraph]) -> Outline:
    return Outline(
        question=Question(
            text=plan.question,
            topic=plan.topic_title,
            named_factor=plan.named_factor,
            starts=plan.starts,
            ends=plan.ends,
        ),
        author=str(plan.owner or ""),
        argument=plan.argument,
        ranked=plan.ranked,
        paragraphs=tuple(paragraphs),
        criterion=plan.criterion,
        judgement=plan.judgement,
    )


def _paragraph(row: Paragraph, choices: Iterable[Choice]) -> values.Paragraph:
    items = defaultdict(list)
    for choice in choices:
        items[choice.kind].append(choice.item)
    evidence = map(values.evidence_from_plain, items[Choice.Kind.EVIDENCE])
    return values.Paragraph(
        factor=Factor(key=row.factor, name=row.name, short_name=row.short_name, mark=row.mark),
        evidence=tuple(sorted(evidence, key=lambda item: _first_day(item.date))),
        quotations=tuple(map(values.quotation_from_plain, items[Choice.Kind.QUOTATION])),
        **{field: getattr(row, field) for field in Paragraph.TEXTS},
    )


@lru_cache(maxsize=2000)
def _first_day(date: str) -> datetime.date:
    return HistoricalDate.parse(date).starts
