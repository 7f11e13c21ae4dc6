"""What the pages for signing in are drawn with."""

from django import template

from essayplanner.accounts.confirming import Before, before
from essayplanner.accounts.providers import configured

register = template.Library()


@register.simple_tag
def providers() -> dict[str, str]:
    """Return the names of those whom one can sign in with, by key."""
    return configured()


@register.simple_tag
def before_confirming(onward: str | None) -> Before:
    """Return what is said where somebody is asked who they are, before they go on."""
    return before(onward or "")


@register.filter
def provider_name(key: str) -> str:
    """Return the name of a provider, or its key where this site has no keys for it any more."""
    return configured().get(key, key)


@register.filter
def in_fours(secret: str) -> str:
    """Return a secret as one types it over: in groups of four letters."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
