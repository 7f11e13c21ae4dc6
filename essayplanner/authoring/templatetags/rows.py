"""Reading a row of boxes in a template: ``{{ row|value_of:column.key }}``."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def value_of(row: Mapping[str, Any], key: str) -> Any:
    """Return what stands in a row under a key that only the template knows, or nothing."""
    return row.get(key) or ""
