"""A topic as columns of factors: in each, what supports that factor."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Prefetch, QuerySet
from django.utils.safestring import SafeString

from essayplanner.library.drawing import draw
from essayplanner.library.editions import once_per_edition
from factors.dates import HistoricalDate
from factors.models import Bank, Bearing, Dated, Evidence, Factor, Quotation

DatedT = TypeVar("DatedT", bound=Dated)

IN_PACK_ORDER = Prefetch("bearings", Bearing.objects.order_by("pk").select_related("factor"))


@dataclass(slots=True)
class Column:
    """A factor with what supports it, each item in full or as a link to where it is in full."""

    factor: Factor
    evidence: list["Place"] = field(default_factory=list)
    quotations: list["Place"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """An item in a column: in full under the factor that it supports first."""

    item: Evidence | Quotation
    home: Factor
    in_full: bool
    label: str


@once_per_edition
def drawn_columns(bank: Bank) -> SafeString:
    """Return the columns of a topic as markup."""
    return draw(bank, "topic", {"columns": lay_columns(bank)})


def lay_columns(bank: Bank) -> list[Column]:
    """Return a column for each factor: the evidence by date, the quotations in the pack's order."""
    columns = {factor.pk: Column(factor) for factor in bank.factor_set.all()}
    for row in by_date(evidence_of(bank)):
        for factor_id, place in _places(row):
            columns[factor_id].evidence.append(place)
    for quotation in quotations_of(bank):
        for factor_id, place in _places(quotation):
            columns[factor_id].quotations.append(place)
    return list(columns.values())


def evidence_of(bank: Bank) -> QuerySet[Evidence]:
    """Return the evidence of a bank with all that is shown of it."""
    return bank.evidence_set.select_related("source").prefetch_related("people", IN_PACK_ORDER)


def quotations_of(bank: Bank) -> QuerySet[Quotation]:
    """Return the quotations of a bank with all that is shown of them."""
    rows = bank.quotation_set.select_related("historian", "source")
    return rows.prefetch_related("tested_by", IN_PACK_ORDER)


def by_date(rows: Iterable[DatedT]) -> list[DatedT]:
    """Return records in order of date, in their own order where dates begin together."""
    return sorted(rows, key=lambda row: HistoricalDate.parse(row.date).starts)


def _places(item: Evidence | Quotation) -> Iterable[tuple[int, Place]]:
    bearings = [row for row in item.bearings.all() if row.direction == Bearing.Direction.SUPPORTS]
    label = item.source.label
    for row in bearings:
        home = bearings[0].factor
        yield row.factor_id, Place(item, home, row.factor_id == home.pk, label)
