"""What was counted in the plans of an assignment: kept of each, or reckoned where that is old."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from essayplanner.accounts.models import User
from essayplanner.classes.models import Assignment
from essayplanner.plans.models import Standing
from essayplanner.plans.revisions import count_words
from essayplanner.reviews.overview import Written, started
from essayplanner.reviews.packs import read_written

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Counts:
    """The words and the gaps of a plan, and the keys of the rules that found something."""

    words: int
    gaps: int
    rules: frozenset[str]


def counts(assignment: Assignment) -> dict[int, Counts]:
    """Return what is counted in each plan, by the key of its student.

    In two queries; where something was written since it was last counted, in some eight. A plan
    that cannot be read is left out.
    """
    plans = started(assignment)
    kept = Standing.objects.filter(plan__in=plans, as_of__gte=F("plan__modified_at"))
    found = {
        owner: Counts(words, gaps, _rules(facts["findings"]))
        for owner, words, gaps, facts in kept.values_list("plan__owner", "words", "gaps", "facts")
    }
    old = list(User.objects.filter(plans__in=plans).exclude(pk__in=found))
    for owner, written in read_written(assignment, old).items() if old else ():
        try:
            if not isinstance(written, str):
                found[owner] = _count(written)
        except Exception:  # one plan must not stop the others
            _log.exception("What user %s wrote for %s is not counted.", owner, assignment.pk)
    return found


def _count(written: Written) -> Counts:
    findings = written.check().findings
    rules = _rules((row.rule, row.place) for row in findings)
    return Counts(count_words(written.outline), len(findings), rules)


def _rules(findings: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(rule for rule, *_ in findings)
