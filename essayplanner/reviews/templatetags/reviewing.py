"""What the templates of a review need."""

from collections.abc import Mapping

from django import template

from essayplanner.argument.outline import Evidence
from essayplanner.plans.boxes import Trouble
from essayplanner.reviews.reading import Part, Section

register = template.Library()


@register.filter
def of(troubles: Mapping[str, Trouble], place: str) -> Trouble | None:
    """Return what is wrong with the text at a place, if anything."""
    return troubles.get(place)


@register.simple_tag(takes_context=True)
def part_name(context: template.Context) -> str:
    """Return what a part is called in a sentence: its ``label`` with its factor, or its item."""
    part, section = context.get("part"), context.get("section")
    label = str(context["label"])
    said = f"{label[:1].lower()}{label[1:]}"
    if isinstance(part, Part) and part.item:
        item = part.item
        return f"{said}: {item.title if isinstance(item, Evidence) else item.historian}"
    within = section.factor if isinstance(section, Section) else None
    return f"{within.short_name}: {said}" if within else said
