"""What a student is told when the library of a plan's topic has a newer edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from essayplanner.plans.models import Choice, Plan
from factors.changes import Change, changes
from factors.models import Bank

_TABLES = {Choice.Kind.EVIDENCE: "evidence", Choice.Kind.QUOTATION: "quotations"}

# Only what stands beside the desk; the other tables are for browsing.
_SHOWN = ("factors", "questions", "evidence", "quotations")


@dataclass(frozen=True, slots=True)
class Seen:
    """A change, and whether it is of something that the plan has ``chosen``."""

    change: Change
    chosen: bool


def see_changes(plan: Plan, bank: Bank) -> list[tuple[str, list[Seen]]]:
    """Return what changed in the library since the plan's own edition, by table.

    The list is empty where the plan is on the newest edition, or on none.
    """
    if plan.bank is None:
        return []
    chosen = {
        (_TABLES[Choice.Kind(kind)], key)
        for kind, key in Choice.objects.filter(paragraph__plan=plan).values_list("kind", "key")
    }
    seen: Iterable[Seen] = (
        Seen(change, (change.table, change.slug) in chosen)
        for change in changes(plan.bank, bank)
        if change.table in _SHOWN
    )
    return [(table, list(rows)) for table, rows in groupby(seen, lambda row: row.change.table)]
