"""What a renderer is told beside the Outline."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from essayplanner.argument.bank import NO_BANK, Bank, ExamFormat

Size = Literal["a4", "letter"]
SIZES: dict[Size, str] = {"a4": "A4", "letter": "US Letter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody replied to a remark."""

    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was said ``by`` somebody of a ``place`` of a plan (``argument.places``).

    It is about the words of ``quote``, if there are any; of the whole plan where the place is
    empty. Its student has not read it before it is ``released``.
    """

    place: str
    quote: str
    by: str
    text: str
    replies: tuple[Said, ...] = ()
    resolved: bool = False
    released: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What was said of a plan: in all, by pairs of a strand and its level, and part by part.

    ``changed`` says that its student was let read something else in all.
    """

    summary: str = ""
    levels: tuple[tuple[str, str], ...] = ()
    mark: str = ""
    released: bool = True
    changed: bool = False
    remarks: tuple[Remark, ...] = ()


NO_FEEDBACK = Feedback()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a renderer is told beside the Outline.

    ``made`` is the day that its words are of: today, or that of an old version; and ``size`` that
    of the paper. ``bank`` and ``exam`` are what the check may know of
    (``argument.findings.check``). ``back`` is the address of the plan itself, for a page that its
    writer looks at; empty otherwise. ``feedback`` is what was said of it, for papers that show it.
    """

    made: date
    size: Size = "a4"
    bank: Bank = NO_BANK
    exam: ExamFormat | None = None
    back: str = ""
    feedback: Feedback = NO_FEEDBACK
