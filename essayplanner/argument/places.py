"""The places of a plan in words: where a finding leads."""

from collections.abc import Mapping

from essayplanner.argument.labels import LABELS
from essayplanner.argument.outline import Outline

_OF_THE_PLAN: Mapping[str, str] = {
    **LABELS,
    "": "The whole plan",
    "ranking": "Ranking of the factors",
    "links": "Links between factors",
}
_OF_A_PARAGRAPH: Mapping[str, str] = {
    **LABELS,
    "evidence": "Evidence",
    "quotation": "Historian",
    **{f"weighed_{number}": LABELS[f"criterion_{number}"] for number in (1, 2, 3)},
}


def name_place(outline: Outline, place: str, between: str = ": ") -> str:
    """Return what a place of a plan (``rule.Gap``) is called, such as “Skill: counter-argument”.

    ``between`` stands between the factor and the part. A place that the plan has no more, such as
    one of a factor that was taken out, is called by what is known of it.
    """
    place = place.partition("/")[0]  # what follows is the key of an item there
    if place in _OF_THE_PLAN:
        return _OF_THE_PLAN[place]
    key, _, field = place.rpartition("-")
    factors = {row.factor.key: row.factor.short_name for row in outline.paragraphs}
    factor, part = factors.get(key, key), _OF_A_PARAGRAPH.get(field, field)
    return f"{factor}{between}{part.lower()}" if factor else part


def may_be(place: str) -> bool:
    """Say whether there are plans with such a place, whatever their factors are called."""
    place = place.partition("/")[0]
    factor, _, field = place.rpartition("-")
    return place in _OF_THE_PLAN or bool(factor and field in _OF_A_PARAGRAPH)
