"""Turning plans' rows into Outlines."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.conf import settings

from essayplanner.argument import outline as values
from essayplanner.argument.outline import Factor, Outline, Question
from essayplanner.plans.copying import cite
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
    evidence = map(_evidence, items[Choice.Kind.EVIDENCE])
    return values.Paragraph(
        factor=Factor(key=row.factor, name=row.name, short_name=row.short_name, mark=row.mark),
        evidence=tuple(sorted(evidence, key=lambda item: _first_day(item.date))),
        quotations=tuple(map(_quotation, items[Choice.Kind.QUOTATION])),
        **{field: getattr(row, field) for field in Paragraph.TEXTS},
    )


def _evidence(item: Any) -> values.Evidence:
    evidence = values.evidence_from_plain(item)
    source = evidence.source and cite(evidence.source, settings.CITATION_STYLE)
    return replace(evidence, source=source)


def _quotation(item: Any) -> values.Quotation:
    quotation = values.quotation_from_plain(item)
    return replace(quotation, source=cite(quotation.source, settings.CITATION_STYLE))


@lru_cache(maxsize=2000)
def _first_day(date: str) -> datetime.date:
    return HistoricalDate.parse(date).starts
