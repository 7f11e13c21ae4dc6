"""What the templates of a review need."""

from collections.abc import Mapping

from django import template

from essayplanner.plans.boxes import Trouble

register = template.Library()


@register.filter
def of(troubles: Mapping[str, Trouble], place: str) -> Trouble | None:
    """Return what is wrong with the text at a place, if anything."""
    return troubles.get(place)


@register.filter
def lowerfirst(text: str) -> str:
    """Return a label as it stands within a sentence."""
    return text[:1].lower() + text[1:]
