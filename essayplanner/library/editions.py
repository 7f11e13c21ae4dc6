"""What is made once for each edition of a bank: a published bank never changes."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from factors.models import Bank

T = TypeVar("T")
P = ParamSpec("P")


def once_per_edition(
    make: Callable[Concatenate[Bank, P], T],
) -> Callable[Concatenate[Bank, P], T]:
    """Let a function of a bank remember what it returned for a published edition.

    A draft may change at any time, so that for a draft it is always made anew. What is remembered
    must name records by their slugs alone.
    """

    @lru_cache(maxsize=32)
    def remembered(version: str, bank: Bank, *args: P.args, **kwargs: P.kwargs) -> T:
        return make(bank, *args, **kwargs)

    @wraps(make)
    def made(bank: Bank, *args: P.args, **kwargs: P.kwargs) -> T:
        if bank.published_at:
            return remembered(bank.version, bank, *args, **kwargs)
        return make(bank, *args, **kwargs)

    return made
