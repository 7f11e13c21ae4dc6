"""Turning plans' rows into Outlines."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast

from essayplanner.argument import outline as values
from essayplanner.argument.outline import Factor, LinkKind, Outline, Question
from essayplanner.plans.copying import cite
from essayplanner.plans.models import Choice, Link, Paragraph, Plan, SetAside
from factors.dates import HistoricalDate

# The items of a paragraph (its key) of one kind, each as its JSON.
_Choices = defaultdict[tuple[int, str], list[str]]
# Each item as the text that it is stored as, so that it is read once for all.
_CHOSEN = Choice.objects.values_list("paragraph", "kind", Cast("item", TextField()))


def build_outline(
    plan: Plan, links: Iterable[Link] | None = None, aside: Iterable[SetAside] | None = None
) -> Outline:
    """Return a plan as an Outline, in four queries where its ``owner`` was fetched with it.

    ``links`` are its links, and ``aside`` its findings set aside, where they were fetched before.
    """
    return build_outlines([plan], links, aside)[0]


def build_outlines(
    plans: Sequence[Plan],
    known: Iterable[Link] | None = None,
    meant: Iterable[SetAside] | None = None,
) -> list[Outline]:
    """Return plans as Outlines, in four queries however many they are.

    ``known`` are their links, and ``meant`` their findings set aside, where they were fetched
    before.
    """
    choices: _Choices = defaultdict(list)
    for row, kind, text in _CHOSEN.filter(paragraph__plan__in=plans):
        choices[row, kind].append(text)
    paragraphs = defaultdict(list)
    for row in Paragraph.objects.filter(plan__in=plans):
        paragraphs[row.plan_id].append(row)
    links = defaultdict(list)
    for link in Link.objects.filter(plan__in=plans) if known is None else known:
        links[link.plan_id].append(link)
    aside = defaultdict(list)
    for finding in SetAside.objects.filter(plan__in=plans) if meant is None else meant:
        aside[finding.plan_id].append(finding)
    return [
        _outline(
            plan,
            tuple(_paragraph(plan, row, choices) for row in paragraphs[plan.pk]),
            tuple(map(_link, links[plan.pk])),
            tuple(map(_set_aside, aside[plan.pk])),
        )
        for plan in plans
    ]


def _outline(
    plan: Plan,
    paragraphs: tuple[values.Paragraph, ...],
    links: tuple[values.Link, ...],
    set_aside: tuple[values.SetAside, ...],
) -> Outline:
    return Outline(
        question=Question(
            text=plan.question,
            topic=plan.topic_title,
            topic_slug=plan.topic_slug,
            edition=plan.edition,
            named_factor=plan.named_factor,
            starts=plan.starts,
            ends=plan.ends,
        ),
        exam_format=plan.exam_format,
        author=str(plan.owner or ""),
        argument=plan.argument,
        ranked=plan.ranked,
        ordered=plan.ordered,
        paragraphs=paragraphs,
        links=links,
        criteria=(plan.criterion_1, plan.criterion_2, plan.criterion_3),
        judgement=plan.judgement,
        set_aside=set_aside,
    )


def _set_aside(row: SetAside) -> values.SetAside:
    return values.SetAside(rule=row.rule, place=row.place, about=row.about, reason=row.reason)


def _link(row: Link) -> values.Link:
    return values.Link(
        cause=row.cause,
        effect=row.effect,
        kind=cast(LinkKind, row.kind),
        sentence=row.sentence,
        evidence=row.evidence,
    )


def _paragraph(plan: Plan, row: Paragraph, choices: _Choices) -> values.Paragraph:
    style = settings.CITATION_STYLE
    evidence = (_evidence(text, style) for text in choices[row.pk, Choice.Kind.EVIDENCE])
    quotations = (_quotation(text, style) for text in choices[row.pk, Choice.Kind.QUOTATION])
    return values.Paragraph(
        factor=Factor(key=row.factor, name=row.name, short_name=row.short_name, mark=row.mark),
        rank=row.rank if plan.ranked else 0,
        evidence=tuple(sorted(evidence, key=lambda item: _first_day(item.date))),
        quotations=tuple(quotations),
        point=row.point,
        explanation=row.explanation,
        counter_argument=row.counter_argument,
        reply=row.reply,
        link=row.link,
        weighed=(row.weighed_1, row.weighed_2, row.weighed_3),
        without=row.without,
    )


@lru_cache(maxsize=5000)
def _evidence(text: str, style: str) -> values.Evidence:
    evidence = values.evidence_from_plain(json.loads(text))
    return replace(evidence, source=evidence.source and cite(evidence.source, style))


@lru_cache(maxsize=5000)
def _quotation(text: str, style: str) -> values.Quotation:
    quotation = values.quotation_from_plain(json.loads(text))
    return replace(quotation, source=cite(quotation.source, style))


@lru_cache(maxsize=2000)
def _first_day(date: str) -> datetime.date:
    return HistoricalDate.parse(date).starts if date else datetime.date.max
