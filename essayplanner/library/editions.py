"""What is made once for each edition of a bank: a published bank never changes."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from factors.models import Bank

T = TypeVar("T")


def once_per_edition(make: Callable[[Bank], T]) -> Callable[[Bank], T]:
    """Let a function of a bank remember what it returned for a published edition.

    A draft may change at any time, so that for a draft it is always made anew. What is remembered
    must name records by their slugs alone.
    """

    @lru_cache(maxsize=32)
    def remembered(bank: Bank, version: str) -> T:
        return make(bank)

    @wraps(make)
    def made(bank: Bank) -> T:
        return remembered(bank, bank.version) if bank.published_at else make(bank)

    return made
