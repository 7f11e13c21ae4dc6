"""Where a comment on some words of a text stands, also after the text has changed. Plain values."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise

# (start, end) in characters.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text, and what it is about it that is said there: the keys of its comments."""

    text: str
    keys: tuple[Hashable, ...] = ()


def find(text: str, quote: str, start: int) -> Span | None:
    """Return where a ``quote`` that began at ``start`` stands in a text now.

    Of several places, that is the one nearest to where it was. Returns None where the words are no
    longer there.
    """
    if not quote:
        return None
    # Where none begins at or after ``start``, the last one before it; else the nearer of the two.
    after = text.find(quote, start)
    before = text.rfind(quote, 0, max(start, 0) + len(quote) - 1) if start else -1
    found = [at for at in (before, after) if at >= 0]
    if not found:
        return None
    at = min(found, key=lambda at: abs(at - start))
    return at, at + len(quote)


def runs(text: str, spans: Iterable[tuple[Hashable, Span]]) -> tuple[Run, ...]:
    """Cut a text where comments begin and end; put together, the runs are the text."""
    spans = [(key, span) for key, span in spans if span[0] < span[1]]
    edges = sorted({0, len(text), *(edge for _, span in spans for edge in span)})
    return tuple(
        Run(
            text[first:last],
            tuple(key for key, span in spans if span[0] <= first and last <= span[1]),
        )
        for first, last in pairwise(edges)
    )
