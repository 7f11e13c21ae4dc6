"""What a page marks: the sign of a factor, and the terms of the glossary in a text."""

from typing import Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class Terms(Protocol):
    """The terms of the glossary as one item uses them."""

    def mark(self, text: str) -> SafeString:
        """Return a text of the item with its terms marked."""


class Words(Protocol):
    """The terms of a bank, as whoever draws a page hands them in."""

    def marker(self, *known: str) -> Terms:
        """Begin an item. ``known`` are the terms that need no explanation in it."""


@register.simple_tag
def mark(number: int) -> SafeString:
    """Return the sign of a factor (1 to 8), for eyes only: its name stands beside it.

    The style sheet gives it its shape and colour.
    """
    sign = f'<span class="mark mark-{int(number)}" aria-hidden="true"></span>'
    return mark_safe(sign)  # noqa: S308 (a whole number)


@register.simple_tag
def marker(words: Words, *known: str) -> Terms:
    """Begin an item: ``{% marker words as terms %}``, and then ``{{ text|explained:terms }}``."""
    return words.marker(*known)


@register.filter
def explained(text: str, terms: Terms) -> SafeString:
    """Mark the terms of a text that no earlier text of its item has marked."""
    return terms.mark(text)
