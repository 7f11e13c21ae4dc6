"""What is made once for each edition of a bank: a published bank never changes."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

from factors.models import Bank

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def once_per_edition(make: Callable[[Bank, *Ts], T]) -> Callable[[Bank, *Ts], T]:
    """Let a function of a bank remember what it returned for a published edition.

    What else it takes must be hashable. A draft may change at any time, so that for a draft it is
    always made anew. What is remembered must name records by their slugs alone.
    """

    @lru_cache(maxsize=32)
    def remembered(bank: Bank, version: str, *more: *Ts) -> T:
        return make(bank, *more)

    @wraps(make)
    def made(bank: Bank, *more: *Ts) -> T:
        return remembered(bank, bank.version, *more) if bank.published_at else make(bank, *more)

    return made
