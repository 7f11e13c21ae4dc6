"""The blank scaffold: a plan to write by hand, and the evidence bank on its back."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from essayplanner.argument.outline import Evidence, Factor, Outline, Quotation
from essayplanner.exports.sheet import sheet
from essayplanner.exports.text import printable
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet

_Item: TypeAlias = Evidence | Quotation


def _lay(outline: Outline, told: Told) -> dict[str, Any]:
    """Lay out the factors to write about, and the bank, which holds each item once.

    An item that serves several factors stands under the one that has the fewest yet, so that no
    part of the bank is bare, with the signs of the others.
    """
    serves: dict[tuple[type[_Item], str], list[Factor]] = defaultdict(list)
    for row in outline.paragraphs:
        items: tuple[_Item, ...] = (*row.evidence, *row.quotations)
        for each in items:
            serves[type(each), each.key].append(row.factor)
    homes: dict[tuple[type[_Item], str], Factor] = {}
    held: Counter[str] = Counter()
    for item, factors in sorted(serves.items(), key=lambda pair: len(pair[1])):
        homes[item] = min(factors, key=lambda factor: held[factor.key])
        held[homes[item].key] += 1

    def here(items: Sequence[Any], factor: Factor) -> tuple[Any, ...]:
        return tuple(item for item in items if homes[type(item), item.key] == factor)

    def with_others(
        items: Sequence[_Item], laid: Sequence[dict[str, Any]], home: Factor
    ) -> list[dict[str, Any]]:
        others = (
            [signs[factor.key] for factor in serves[type(item), item.key] if factor != home]
            for item in items
        )
        return [{**each, "also": also} for each, also in zip(laid, others, strict=True)]

    once = [
        replace(
            row,
            evidence=here(row.evidence, row.factor),
            quotations=here(row.quotations, row.factor),
        )
        for row in outline.paragraphs
    ]
    values: dict[str, Any] = sheet(replace(outline, paragraphs=tuple(once)))
    signs = {
        row.factor.key: {
            "mark": laid["mark"],
            "name": " ".join(printable(row.factor.short_name).split()) or laid["name"],
        }
        for row, laid in zip(once, values["paragraphs"], strict=True)
    }
    for row, laid in zip(once, values["paragraphs"], strict=True):
        laid["evidence"] = with_others(row.evidence, laid["evidence"], row.factor)
        laid["quotations"] = with_others(row.quotations, laid["quotations"], row.factor)
    return values


SHEET = Sheet("scaffold", _lay)
