"""The precision of a paragraph, to be seen at a glance: a tick for each date, name and number."""

from dataclasses import dataclass
from functools import lru_cache

from essayplanner.argument.texts import Precision

TICK, STEP = 3, 5  # pixels: how wide one is, and from one to the next
MOST = 12  # beyond these nobody counts ticks, and the number stands beside them


@dataclass(frozen=True, slots=True)
class Ticks:
    """How many there are of a kind, in words, and how wide their ticks are, 0 for none."""

    says: str
    width: int


@lru_cache(maxsize=1000)
def lay_ticks(exact: Precision) -> tuple[Ticks, ...]:
    """Return the ticks for dates, names and numbers, or nothing where there is none of all."""
    if not any(exact):
        return ()
    return tuple(
        Ticks(
            says=f"{count or 'no'} {kind[:-1] if count == 1 else kind}",
            width=max(STEP * min(count, MOST) - (STEP - TICK), 0),
        )
        for count, kind in zip(exact, Precision._fields, strict=True)
    )


def in_words(exact: Precision) -> str:
    """Return the same as one line of words."""
    return " · ".join(row.says for row in lay_ticks(exact)) or "none"
