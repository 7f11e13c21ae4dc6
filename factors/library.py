"""The library as the desk shows it: a bank, drawn once for each edition."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch
from django.template.loader import render_to_string

from factors.models import Bearing, Evidence, Quotation


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A piece of evidence or a quotation, ready to show; one item is the same as itself alone.

    ``marks`` lists the marks (1 to 8) of the factors that it bears on, such as ``1 3``;
    ``body`` is its markup, the same in every plan.
    """

    kind: str
    key: str
    title: str
    marks: str
    body: str


@lru_cache(maxsize=64)
def shelf(bank_id: int, version: str, factors: frozenset[str]) -> tuple[Item, ...]:
    """Return what a bank, known by key and version, holds on some factors, in the pack's order.

    It is drawn once for each edition and set of factors (their slugs): a published bank never
    changes.
    """
    on_these = Bearing.objects.filter(factor__slug__in=factors).select_related("factor")
    bearings = Prefetch("bearings", on_these)
    evidence = Evidence.objects.filter(bank=bank_id)
    quotations = Quotation.objects.filter(bank=bank_id).select_related("historian")
    quotations = quotations.prefetch_related("tested_by")
    return tuple(
        _item(kind, row)
        for kind, rows in (("evidence", evidence), ("quotation", quotations))
        for row in rows.select_related("source").prefetch_related(bearings)
        if row.bearings.all()
    )


def _item(kind: str, row: Evidence | Quotation) -> Item:
    bearings = list(row.bearings.all())
    tests = row.tested_by.all() if isinstance(row, Quotation) else ()
    return Item(
        kind=kind,
        key=row.slug,
        title=row.title if isinstance(row, Evidence) else _opening(row),
        marks=" ".join(map(str, sorted({bearing.factor.order for bearing in bearings}))),
        body=render_to_string(
            f"factors/{kind}.html",
            {kind: row, "bearings": bearings, "label": row.source.label, "tests": tests},
        ),
    )


def _opening(quotation: Quotation) -> str:
    """Name a quotation by who said it and how it begins: a historian may be quoted twice."""
    return f"{quotation.historian}, “{' '.join(quotation.text.split()[:5])} …”"
