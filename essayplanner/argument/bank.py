"""What a rule may know beyond the plan: the library, and what the essay is marked on.

Both are handed in as plain values, so that a rule is called with literals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from essayplanner.argument.outline import Factor, Quotation


@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """An edition of a topic's bank, equal to itself alone, so that what is read of it can be kept.

    ``factors`` are all that the topic weighs. ``asked`` has, by the text of a question of the bank,
    the keys of the factors that answering it needs. ``quotations`` are all that there are.
    ``supports`` and ``against`` say, by the key of a piece of evidence or a quotation, which
    factors (keys) it bears on and how, in a sentence. ``people`` are the names of the people of the
    time, each with the other spellings after it.
    """

    factors: tuple[Factor, ...] = ()
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    quotations: tuple[Quotation, ...] = ()
    supports: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    against: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    people: tuple[tuple[str, ...], ...] = ()


# For a plan whose topic is in no library.
NO_BANK = Bank()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """One thing that an essay is marked on, by its ``name``, and what it ``asks`` of a plan."""

    name: str
    asks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamFormat:
    """What an essay is marked on. In ``coursework`` a teacher may ask, and not suggest.

    It is ``checked`` once a person has held it against the board's own document.
    """

    key: str
    name: str
    strands: tuple[Strand, ...] = ()
    historians_required: bool = False
    coursework: bool = False
    checked: bool = False
