"""How the check thinks: each rule with what it says of its own example."""

from dataclasses import dataclass
from functools import cache

from essayplanner.argument.findings import RULES_BY_WEIGHT, Weight, check
from essayplanner.argument.places import name_place
from essayplanner.argument.rule import Rule


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule, the sentence that it ``said`` of its example, and the name of the ``place``."""

    rule: Rule
    said: str
    place: str


@cache
def explain() -> tuple[tuple[Weight, tuple[Explained, ...]], ...]:
    """Return every rule in the order of ``RULES_BY_WEIGHT``, each weight that has any."""
    return tuple(
        (weight, tuple(map(_explained, rules))) for weight, rules in RULES_BY_WEIGHT if rules
    )


def _explained(rule: Rule) -> Explained:
    case = rule.example()
    found = check(case.outline, case.bank, case.exam).findings
    finding = next(row for row in found if row.rule == rule.key)
    return Explained(rule, finding.what, name_place(case.outline, finding.place))
