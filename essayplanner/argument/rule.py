"""What a rule is: a function that looks at a plan and yields its gaps, with what students are told.

A rule belongs to a family, a module of ``argument/rules/``, and is put in its place among the
others in ``findings.py``. It looks at one case alone and knows nothing of the other rules.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from essayplanner.argument.bank import NO_BANK, Bank, ExamFormat
from essayplanner.argument.difference import Change
from essayplanner.argument.outline import Factor, Outline, Paragraph
from essayplanner.argument.question import Reading, read_question

# What examiners mark, in the words of the built-in exam formats.
Strand = Literal[
    "Analysis", "Knowledge", "Judgement", "Argument and organisation", "Interpretations"
]


@dataclass(frozen=True)
class Case:
    """A plan to be looked at, with what its rules may know beyond it."""

    outline: Outline
    bank: Bank = NO_BANK
    exam: ExamFormat | None = None

    @cached_property
    def reading(self) -> Reading:
        """The question as read."""
        return read_question(self.outline.question)

    @cached_property
    def by_key(self) -> dict[str, Paragraph]:
        """The paragraphs by the keys of their factors."""
        return {row.factor.key: row for row in self.outline.paragraphs}

    @property
    def named(self) -> Paragraph | None:
        """The paragraph of the factor that the question names, where there are both."""
        return self.by_key.get(self.outline.question.named_factor)

    @cached_property
    def asked(self) -> tuple[Factor, ...]:
        """The factors that answering the question needs, as far as the bank says."""
        keys = self.bank.asked.get(self.outline.question.text, ())
        return tuple(factor for factor in self.bank.factors if factor.key in keys)


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a rule found something: ``what``, in one plain sentence, at which ``place``.

    A place is the name of a part of the plan: ``argument``, ``ranking``, ``links``,
    ``criterion_1`` to ``criterion_3``, ``judgement``, or a factor's key with ``-point``,
    ``-evidence``, ``-quotation``, ``-explanation``, ``-counter_argument``, ``-reply``, ``-link``,
    ``-weighed_1`` to ``-weighed_3`` or ``-without``. ``about`` tells two gaps of one rule at one
    place apart: the key of a piece of evidence, a year.
    ``change`` is how words that were copied differ from what they were copied from.
    """

    what: str
    place: str
    about: str = ""
    change: Change | None = None


Look = Callable[[Case], Iterator[Gap]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its ``key``: what it ``looks`` for, and what is said of every gap that it finds.

    ``says`` is what it looks for, in a sentence. ``why`` is what an examiner cares about, and
    ``asks`` puts the same as a question that suggests nothing, for coursework. ``example`` makes a
    plan that has the gap, and ``shows`` says in a sentence what is the matter with that plan.
    """

    key: str
    says: str
    strand: Strand
    why: str
    asks: str
    shows: str
    example: Callable[[], Case]
    look: Look

    @property
    def brief(self) -> str:
        """The first sentence of what it looks for, without its full stop."""
        return self.says.partition(". ")[0].rstrip(".")


def rule(
    *, strand: Strand, why: str, asks: str, shows: str, example: Callable[[], Case]
) -> Callable[[Look], Rule]:
    """Make a rule of a function: its name is the key, its docstring says what it looks for."""

    def made(look: Look) -> Rule:
        says = " ".join((look.__doc__ or "").split())
        return Rule(look.__name__, says, strand, why, asks, shows, example, look)

    return made
