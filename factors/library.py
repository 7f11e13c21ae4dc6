"""The library as the desk shows it: the bank of a topic, drawn once for each version."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch
from django.template.loader import render_to_string

from factors import citations
from factors.models import Bearing, Evidence, Quotation, Topic


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A piece of evidence or a quotation, ready to show; one item is the same as itself alone.

    ``marks`` lists the marks (1 to 6) of the factors that it bears on, such as ``1 3``;
    ``body`` is its markup, the same in every plan.
    """

    kind: str
    key: str
    title: str
    marks: str
    body: str


def shelf(topic: Topic) -> tuple[Item, ...]:
    """Return everything in a topic's bank, in the pack's order, drawn once for each version."""
    return _shelf(topic.pk, topic.version)


@lru_cache(maxsize=32)
def _shelf(topic_id: int, version: str) -> tuple[Item, ...]:
    bearings = Prefetch("bearings", Bearing.objects.select_related("factor"))
    evidence = Evidence.objects.filter(topic=topic_id)
    quotations = Quotation.objects.filter(topic=topic_id).select_related("historian")
    return tuple(
        _item(kind, row)
        for kind, rows in (("evidence", evidence), ("quotation", quotations))
        for row in rows.select_related("source").prefetch_related(bearings)
    )


def _item(kind: str, row: Evidence | Quotation) -> Item:
    bearings = list(row.bearings.all())
    return Item(
        kind=kind,
        key=row.slug,
        title=row.title if isinstance(row, Evidence) else _opening(row),
        marks=" ".join(map(str, sorted({bearing.factor.order for bearing in bearings}))),
        body=render_to_string(
            f"factors/{kind}.html",
            {kind: row, "bearings": bearings, "label": citations.label(row.source)},
        ),
    )


def _opening(quotation: Quotation) -> str:
    """Name a quotation by who said it and how it begins: a historian may be quoted twice."""
    return f"{quotation.historian}, “{' '.join(quotation.text.split()[:5])} …”"
