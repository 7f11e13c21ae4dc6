"""Blank Outlines: no word of an argument, and all that the library holds to make one of."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import TypeVar

from django.conf import settings

from essayplanner.argument.outline import Evidence, Outline, Paragraph, Quotation
from essayplanner.classes.assigned import factor_value, factors_of, question_of
from essayplanner.classes.models import Assignment
from essayplanner.plans.copying import cite, copy_evidence, copy_quotation
from essayplanner.plans.models import Plan
from factors import models
from factors.dates import HistoricalDate

_Item = TypeVar("_Item", bound=Evidence | Quotation)
_Items = dict[str, tuple[tuple[Evidence, ...], tuple[Quotation, ...]]]


def blank_plan(plan: Plan, outline: Outline) -> Outline:
    """Return the question and the factors of a plan, and all that its bank holds for each.

    ``outline`` is what the plan says, now or in an old version. What it chose and the bank does not
    hold, such as the student's own evidence, follows. In three queries.
    """
    items = _items(plan.bank_id, [row.factor.key for row in outline.paragraphs])
    return Outline(
        question=outline.question,
        exam_format=outline.exam_format,
        author=outline.author,
        paragraphs=tuple(
            Paragraph(
                factor=row.factor,
                evidence=_with(items[row.factor.key][0], row.evidence),
                quotations=_with(items[row.factor.key][1], row.quotations),
            )
            for row in outline.paragraphs
        ),
    )


def blank_assignment(assignment: Assignment) -> Outline:
    """Return what a class was set, its factors, and all that its bank holds for each.

    The factor that the question names comes first, as in a plan. In four queries, where the
    assignment was fetched with ``bank__topic``.
    """
    rows = factors_of(assignment)
    items = _items(assignment.bank_id, [row.slug for row in rows])
    return Outline(
        question=question_of(assignment),
        paragraphs=tuple(
            Paragraph(
                factor=factor_value(row),
                evidence=items[row.slug][0],
                quotations=items[row.slug][1],
            )
            for row in rows
        ),
    )


def _with(bank: tuple[_Item, ...], chosen: tuple[_Item, ...]) -> tuple[_Item, ...]:
    held = {item.key for item in bank}
    return (*bank, *(item for item in chosen if item.key not in held))


def _items(bank: int | None, factors: Collection[str]) -> _Items:
    """Return what a bank holds in support of each factor: evidence by date, then quotations."""
    evidence = {
        row.pk: (HistoricalDate.parse(row.date).starts, row.order, copy_evidence(row))
        for row in models.Evidence.objects.filter(bank=bank).select_related("source")
    }
    quotations = {
        row.pk: copy_quotation(row)
        for row in models.Quotation.objects.filter(bank=bank).select_related("source", "historian")
    }
    supports = models.Bearing.objects.filter(
        direction=models.Bearing.Direction.SUPPORTS, factor__bank=bank, factor__slug__in=factors
    )
    dated: dict[str, list[tuple[date, int, Evidence]]] = defaultdict(list)
    said: dict[str, list[Quotation]] = defaultdict(list)
    for factor, one, other in supports.order_by("quotation__order").values_list(
        "factor__slug", "evidence", "quotation"
    ):
        if one is not None:
            dated[factor].append(evidence[one])
        else:
            said[factor].append(quotations[other])
    return {
        factor: (
            tuple(_cited(item) for _, _, item in sorted(dated[factor], key=lambda row: row[:2])),
            tuple(_cited(item) for item in said[factor]),
        )
        for factor in factors
    }


def _cited(item: _Item) -> _Item:
    if item.source is None:
        return item
    return replace(item, source=cite(item.source, settings.CITATION_STYLE))
