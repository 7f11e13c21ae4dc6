"""The blank scaffold: a plan to write by hand, and after it the evidence to choose from, in short.

Of the bank it has what is chosen by: of evidence the date, the headline and the source, of a
quotation the form for an essay. The full plan and the desk have the rest.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias

from essayplanner.argument.outline import Evidence, Factor, Outline, Paragraph, Quotation
from essayplanner.exports.sheet import attribution, line, lines, name_of, sign
from essayplanner.exports.text import printable_all
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet

Plain: TypeAlias = "str | int | Sequence[Plain] | Mapping[str, Plain]"
_Item: TypeAlias = Evidence | Quotation
_Key: TypeAlias = tuple[type[_Item], str]


def _lay(outline: Outline, told: Told) -> dict[str, Plain]:
    """Lay out the factors to write about, and the bank, which holds each item once."""
    plan = printable_all(outline)
    serves = _serves(plan.paragraphs)
    homes = _homes(serves)
    return {
        "title": line(plan.question.text) or "Essay plan",
        "author": line(plan.author),
        "paragraphs": [_factor(row, serves, homes) for row in plan.paragraphs],
    }


def _serves(paragraphs: Sequence[Paragraph]) -> dict[_Key, list[Factor]]:
    """Return the factors that each item stands for."""
    serves: dict[_Key, list[Factor]] = defaultdict(list)
    for row in paragraphs:
        items: tuple[_Item, ...] = (*row.evidence, *row.quotations)
        for item in items:
            serves[type(item), item.key].append(row.factor)
    return serves


def _homes(serves: Mapping[_Key, Sequence[Factor]]) -> dict[_Key, Factor]:
    """Return the factor under which each item stands.

    Of several it is the one that has the fewest yet, so that no part of the bank is bare.
    """
    homes: dict[_Key, Factor] = {}
    held: Counter[str] = Counter()
    for key, factors in sorted(serves.items(), key=lambda pair: len(pair[1])):
        homes[key] = min(factors, key=lambda factor: held[factor.key])
        held[homes[key].key] += 1
    return homes


def _factor(
    row: Paragraph, serves: Mapping[_Key, Sequence[Factor]], homes: Mapping[_Key, Factor]
) -> dict[str, Plain]:
    def is_here(item: _Item) -> bool:
        return homes[type(item), item.key] == row.factor

    def also(item: _Item) -> list[Plain]:
        others = (one for one in serves[type(item), item.key] if one != row.factor)
        return [asdict(sign(one)) for one in others]

    return {
        "mark": sign(row.factor).mark,
        "name": name_of(row.factor),
        "evidence": [
            {**_evidence(item), "also": also(item)} for item in row.evidence if is_here(item)
        ],
        "quotations": [
            {**_quotation(item), "also": also(item)} for item in row.quotations if is_here(item)
        ],
    }


def _evidence(item: Evidence) -> dict[str, Plain]:
    return {
        "date": line(item.date_text),
        "title": line(item.title) or lines(item.text),
        "source": line(item.source.label) if item.source else "",
        "disputed": bool(item.views),
        "own": item.own,
    }


def _quotation(item: Quotation) -> dict[str, Plain]:
    return {
        "text": lines(item.short or item.text),
        "attribution": attribution(line(item.historian), item.source),
        "checked": item.checked,
        "own": item.own,
    }


SHEET = Sheet("scaffold", _lay)
