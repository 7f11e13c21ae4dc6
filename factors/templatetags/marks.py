"""The sign of a factor in a template: ``{% load marks %}{% mark factor.order %}``."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def mark(number: int, times: int = 1) -> SafeString:
    """Return the sign of a factor (1 to 8), for eyes only: its name stands beside it.

    The style sheet gives it its shape and colour; ``times`` repeats it, for a bar.
    """
    sign = f'<span class="mark mark-{int(number)}" aria-hidden="true"></span>'
    return mark_safe(sign * int(times))  # noqa: S308 (two whole numbers)
