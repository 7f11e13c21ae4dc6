"""What a class wrote for an assignment: who its students are, and how each plan stands.

A page that shows a whole class reads what was kept of each plan (``plans.standing``); no plan is
checked for it but the few whose keeping is out of date.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from essayplanner.accounts.models import User
from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import Check, check
from essayplanner.argument.outline import Outline
from essayplanner.classes.due import longer
from essayplanner.classes.members import by_surname, is_gone, number_former
from essayplanner.classes.models import Assignment, Membership
from essayplanner.plans import looks
from essayplanner.plans.build import build_outlines
from essayplanner.plans.known import bank_of, exams_of
from essayplanner.plans.models import Plan, Standing
from essayplanner.plans.querysets import PlanQuerySet
from essayplanner.plans.standing import Facts, holds, program, refresh
from essayplanner.plans.states import State, state_of

# How many plans whose keeping is out of date a view checks; the next view goes on.
MOST_REFRESHED = 30
# Seconds after which what a page says of the time (“5 minutes ago”) is said anew.
SAID_ANEW = 300


@dataclass(frozen=True, slots=True)
class Written:
    """A plan, what it says, and what it is marked on."""

    plan: Plan
    outline: Outline
    exam: ExamFormat | None

    def check(self) -> Check:
        """Return what the check finds in it."""
        return check(self.outline, bank_of(self.plan), self.exam)


@dataclass(frozen=True, slots=True)
class Stands:
    """What was kept of a plan (``plans.models.Standing``)."""

    words: int
    gaps: int
    set_aside: int
    says: str
    picture: str
    facts: Facts

    @property
    def reasons(self) -> list[str]:
        """What the student says of what is left on purpose."""
        return [reason for _, reason in self.facts.aside if reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One student of a class and the work on an assignment: without a ``plan`` it is not begun.

    ``name`` has the user name beside it where two share it. ``due_at`` is the student's own where
    it is ``extended``. ``stands`` is what was kept of the plan, if anything that can be read, and
    ``fresh`` whether that holds for the plan as it is now. ``former`` is one who deleted the
    account: the plan stays, and there is nobody.
    """

    student: int
    name: str
    due_at: datetime | None = None
    extended: bool = False
    plan: UUID | None = None
    state: State = State.NOT_STARTED
    worked_at: datetime | None = None
    handed_in_at: datetime | None = None
    stands: Stands | None = None
    fresh: bool = True
    former: bool = False


# What is read of each plan at every look.
_COLUMNS = (
    *("pk", "owner_id", "modified_at", "handed_in_at", "returned_at", "bank_id", "exam_format"),
    *("stood_at", "stands_on"),
)
_KEPT = ("plan_id", "words", "gaps", "set_aside", "says", "picture", "facts")


@dataclass(frozen=True)
class Look:
    """A first look at an assignment: three short queries, enough to say whether anything changed.

    ``students`` are keys, names and user names, by surname, and ``former`` those who deleted the
    account and left a plan; ``plans``, the ``_COLUMNS`` of what
    they wrote; ``extensions``, the due times of those who have longer.
    """

    assignment: Assignment
    students: Sequence[tuple[int, str, str]]
    former: Sequence[tuple[int, str, str]]
    plans: Sequence[tuple[Any, ...]]
    extensions: Mapping[int, datetime]

    def tag(self, now: datetime) -> str:
        """Return an ETag that stays the same as long as a page made of this would."""
        row = self.assignment
        what = (row.question, row.due_at, row.coursework, row.factors, row.bank_id)
        when = now.timestamp() // SAID_ANEW
        told = (program(), when, *what, self.students, self.former, self.plans, self.extensions)
        return f'W/"{hashlib.sha256(repr(told).encode()).hexdigest()[:20]}"'


def look(assignment: Assignment) -> Look:
    """Take a first look at an assignment."""
    rows = list(_users(assignment).values_list("pk", "name", "username", "is_active"))
    there = [row[:3] for row in rows if row[3]]
    gone = number_former(User(pk=row[0], name=row[1]) for row in rows if not row[3])
    return Look(
        assignment,
        sorted(there, key=lambda row: (by_surname(row[1] or row[2]), row[2])),
        [(row.pk, row.name, row.name) for row in gone],
        list(started(assignment).with_standing().order_by("pk").values_list(*_COLUMNS)),
        longer(assignment),
    )


def works(seen: Look) -> list[Work]:
    """Return the work of each student, by surname; last, what those left who are gone.

    In one query; where what was kept is out of date, up to ``MOST_REFRESHED`` plans are checked
    before it, in as many as ``plans.standing.refresh`` takes and one.
    """
    stale = [row[0] for row in seen.plans if not holds(*row[2:3], *row[5:])]
    old = set(stale)
    if stale:
        rows = Plan.objects.filter(pk__in=stale[:MOST_REFRESHED])
        old -= refresh(list(rows.with_library().select_related("owner")))
    kept = {
        row[0]: row
        for row in Standing.objects.filter(
            plan__assignment=seen.assignment, plan__deleted_at=None
        ).values_list(*_KEPT)
    }
    begun = {row[1]: row for row in seen.plans}
    names = Counter(name for _, name, _ in seen.students)
    there = [
        _work(
            pk,
            f"{name} ({username})" if name and names[name] > 1 else name or username,
            seen,
            begun.get(pk),
            kept,
            old,
        )
        for pk, name, username in seen.students
    ]
    gone = (
        _work(pk, name, seen, begun[pk], kept, old) for pk, name, _ in seen.former if pk in begun
    )
    return [*there, *(replace(work, former=True) for work in gone)]


def _work(
    student: int,
    name: str,
    seen: Look,
    plan: tuple[Any, ...] | None,
    kept: Mapping[UUID, tuple[Any, ...]],
    old: Container[UUID],
) -> Work:
    own = seen.extensions.get(student)
    due = own or seen.assignment.due_at
    if plan is None:
        return Work(student=student, name=name, due_at=due, extended=own is not None)
    pk, _, worked, handed_in, returned, *_ = plan
    _, *figures, facts = kept.get(pk, (pk, {}))
    # What another release of the program kept is not read: it may mean something else.
    readable = facts.get("basis", "").startswith(program())
    return Work(
        student=student,
        name=name,
        due_at=due,
        extended=own is not None,
        plan=pk,
        state=state_of(handed_in, returned),
        worked_at=worked,
        handed_in_at=handed_in,
        stands=_stands(figures, facts) if readable else None,
        fresh=pk not in old,
    )


def _stands(figures: Sequence[Any], facts: Mapping[str, Any]) -> Stands:
    words, gaps, set_aside, says, picture = figures
    return Stands(words, gaps, set_aside, says, picture, Facts(**facts))


def students_of(assignment: Assignment) -> list[User]:
    """Return the students of a class by surname, which is taken for the last word of a name."""
    return _writers(assignment)[0]


def writers_of(assignment: Assignment) -> list[User]:
    """Return the students of a class by surname, and after them those who left plans with it.

    These deleted their accounts, and each is called by another number. In one query.
    """
    students, former = _writers(assignment)
    return [*students, *former]


def names_of(students: Sequence[User]) -> dict[int, str]:
    """Return what each student is called in a list: with the user name where two share a name."""
    many = Counter(map(str, students))
    return {
        row.pk: str(row) if many[str(row)] == 1 else f"{row} ({row.username})" for row in students
    }


def _users(assignment: Assignment) -> QuerySet[User]:
    return User.objects.filter(
        memberships__classroom=assignment.classroom_id,
        memberships__role=Membership.Role.STUDENT,
    )


def _writers(assignment: Assignment) -> tuple[list[User], list[User]]:
    rows = list(_users(assignment))
    there = [row for row in rows if not is_gone(row)]
    there.sort(key=lambda user: (by_surname(str(user)), user.username))
    return there, number_former(row for row in rows if is_gone(row))


def started(assignment: Assignment) -> PlanQuerySet:
    """Return what was written for an assignment by those who are students of its class now.

    What somebody left with the class who deleted the account is among it.
    """
    return Plan.objects.filter(
        assignment=assignment,
        deleted_at=None,
        owner__memberships__classroom=assignment.classroom_id,
        owner__memberships__role=Membership.Role.STUDENT,
    )


def written_by(
    assignment: Assignment, students: Collection[User], reader: int | None
) -> dict[int, Written]:
    """Return what some students of the class have begun, by their keys, in seven queries or so.

    The ``reader``, a teacher by key, takes it with them, and leaves a look at each.
    """
    rows = started(assignment).filter(owner__in=students)
    plans = list(rows.with_library().select_related("owner"))
    exams = exams_of(plans)
    outlines = build_outlines(plans) if plans else []
    looks.leave(reader, [plan.pk for plan in plans], looks.How.TOOK)
    return {
        plan.owner_id: Written(plan, outline, exams.get(plan.pk))
        for plan, outline in zip(plans, outlines, strict=True)
        if plan.owner_id is not None
    }
