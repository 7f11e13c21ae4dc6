"""What was counted in the plans of an assignment: kept of each, and kept anew where that is old."""

from dataclasses import dataclass

from essayplanner.classes.models import Assignment
from essayplanner.plans.models import Plan, Standing
from essayplanner.plans.standing import holds, refresh
from essayplanner.reviews.overview import started


@dataclass(frozen=True, slots=True)
class Counts:
    """The words and the gaps of a plan, and the keys of the rules that found something."""

    words: int
    gaps: int
    rules: frozenset[str]


def counts(assignment: Assignment) -> dict[int, Counts]:
    """Return what is counted in each plan, by the key of its student.

    In two queries; where what was kept of some is out of date, in as many more as
    ``plans.standing.refresh`` takes, and one. A plan that cannot be reckoned is left out.
    """
    columns = ("pk", "modified_at", "bank_id", "exam_format", "stood_at", "stands_on")
    rows = started(assignment).with_standing().values_list(*columns)
    old = {pk for pk, *row in rows if not holds(*row)}
    if old:
        stale = Plan.objects.filter(pk__in=old).with_library().select_related("owner")
        old -= refresh(list(stale))
    kept = Standing.objects.filter(plan__in=started(assignment)).exclude(plan__in=old)
    return {
        owner: Counts(words, gaps, frozenset(rule for rule, *_ in facts["findings"]))
        for owner, words, gaps, facts in kept.values_list("plan__owner", "words", "gaps", "facts")
    }
