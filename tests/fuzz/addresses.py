"""Every address of the site, and what it takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.exceptions import Resolver404

# What takes long to draw is asked for less often.
HEAVY = {
    *("exports:paper", "exports:preview", "reviews:feedback_paper"),
    *("reviews:plans_zip", "reviews:plans_pdf", "reviews:blanks_pdf", "reviews:archive"),
    *("reviews:seating", "reviews:feedback_sheet"),
    *("privacy:data_pdf", "privacy:dpia_docx"),
}


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: its full name, its whole route, the names that it takes."""

    name: str
    route: str
    takes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name} ({', '.join(self.takes)})" if self.takes else self.name

    @property
    def heavy(self) -> bool:
        """Whether it takes long to draw."""
        return self.name in HEAVY

    def path(self, values: dict[str, Any]) -> str:
        """Return a path to it, with these values in it."""
        return reverse(self.name, kwargs={name: values[name] for name in self.takes})


def addresses() -> list[Address]:
    """Return every address of the site."""
    return list(_addresses(get_resolver().url_patterns))


def _addresses(
    patterns: list[Any], prefix: str = "", route: str = "", takes: tuple[str, ...] = ()
) -> Iterator[Address]:
    for pattern in patterns:
        whole = f"{route}{str(pattern.pattern).lstrip('^')}"
        all_taken = (*takes, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _addresses(pattern.url_patterns, inner, whole, all_taken)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{prefix}{pattern.name}", whole, all_taken)


def address_at(path: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the name of the address that a path leads to and what it takes; None for others."""
    try:
        match = resolve(path.partition("?")[0].partition("#")[0])
    except Resolver404:
        return None
    # Whether it is a draft is said by the pattern, and not by the path.
    return match.view_name, tuple(sorted(match.kwargs.keys() - {"draft"}))
