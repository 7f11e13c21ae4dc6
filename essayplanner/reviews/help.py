"""Who of a class needs help, and why: pure functions of what is known of the students' work.

What was handed in waits for the teacher, and is not in this list. Nobody is compared by how good a
plan is: the reasons are a time that passes, and gaps without which there is no argument.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from essayplanner.argument.findings import RULES_BY_WEIGHT
from essayplanner.plans.states import State
from essayplanner.reviews.overview import Work
from essayplanner.reviews.saying import ago, counted, due

# Gaps without which there is no argument.
WEIGHTY = frozenset(rule.key for weight, rules in RULES_BY_WEIGHT if weight == 3 for rule in rules)
# So many of them at once, and one does not know where to begin.
MANY = 4
SOON = timedelta(days=2)
# A lesson comes round once a week: nobody is asked about a plan that rests for less.
RESTS = timedelta(days=7)
# A question that was set just now is begun by nobody yet.
JUST_SET = timedelta(days=3)

# In the order of who is to be asked first.
Why = Literal["overdue", "late", "blank", "rests", "gaps", "slow"]
_ORDER: tuple[Why, ...] = ("overdue", "late", "blank", "rests", "gaps", "slow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Somebody who needs help, and why.

    Nothing is written, though it was due (``overdue``), will be soon (``blank``) or was set a while
    ago (``slow``); a draft was due (``late``); it ``rests``; or of its ``gaps`` so many are
    ``weighty``.
    """

    work: Work
    why: Why
    weighty: int = 0

    def says(self, now: datetime) -> str:
        """Return the reason in words, after a name."""
        work = self.work
        nothing = "opened, nothing written yet" if work.plan else "not started"
        when = f", {due(work.due_at, now)}" if work.due_at else ""
        if self.why in ("overdue", "blank", "slow"):
            return f"{nothing}{when}"
        if self.why == "late":
            return f"still drafting{when}"
        if self.why == "rests" and work.worked_at:
            return f"last worked {ago(work.worked_at, now)}{when}"
        return f"{counted(self.weighty, 'weighty gap')}{when}"

    @property
    def first(self) -> str:
        """What the student is told first, if anything is found and something is written."""
        stands = self.work.stands
        return stands.says if stands and stands.words else ""


def who_needs_help(
    works: Iterable[Work], set_at: datetime, now: datetime, *, compared: bool
) -> list[Need]:
    """Return who needs help, the most urgent first, in the order of the class where two are alike.

    Where students are not to be ``compared``, gaps are no reason.
    """
    needs = [need for work in works if (need := _need(work, set_at, now, compared))]
    return sorted(needs, key=_urgency)


def _urgency(need: Need) -> tuple[int, float]:
    """Return what to sort by: the reason, then the longest time or the most gaps."""
    work = need.work
    when = work.worked_at if need.why == "rests" else work.due_at
    measure = -need.weighty if need.why in ("gaps", "late") else when.timestamp() if when else 0
    return _ORDER.index(need.why), measure


def _need(work: Work, set_at: datetime, now: datetime, compared: bool) -> Need | None:
    if work.state not in (State.NOT_STARTED, State.DRAFTING):
        return None
    late = work.due_at is not None and work.due_at <= now
    soon = work.due_at is not None and work.due_at <= now + SOON
    if work.plan is None or (work.stands and not work.stands.words):
        if late:
            return Need(work=work, why="overdue")
        if soon:
            return Need(work=work, why="blank")
        return Need(work=work, why="slow") if now - set_at >= JUST_SET else None
    found = work.stands.facts.findings if work.stands and compared else []
    weighty = sum(rule in WEIGHTY for rule, _ in found)
    if late:
        return Need(work=work, why="late", weighty=weighty)
    if work.worked_at and now - work.worked_at >= RESTS:
        return Need(work=work, why="rests")
    return Need(work=work, why="gaps", weighty=weighty) if weighty >= MANY else None
