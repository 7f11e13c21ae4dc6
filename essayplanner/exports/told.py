"""What a renderer is told beside the Outline."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from essayplanner.argument.bank import NO_BANK, Bank, ExamFormat

Size = Literal["a4", "letter"]
SIZES: dict[Size, str] = {"a4": "A4", "letter": "US Letter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a renderer is told beside the Outline.

    ``made`` is the day that its words are of: today, or that of an old version; and ``size`` that
    of the paper. ``bank`` and ``exam`` are what the check may know of
    (``argument.findings.check``). ``back`` is the address of the plan itself, for a page that its
    writer looks at; empty otherwise.
    """

    made: date
    size: Size = "a4"
    bank: Bank = NO_BANK
    exam: ExamFormat | None = None
    back: str = ""
