"""Rehearsals: a plan written from memory against the clock, and what of the plan was in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from essayplanner.argument.outline import Outline
from essayplanner.argument.recall import Recall, recall
from essayplanner.plans.models import Plan, Rehearsal
from essayplanner.plans.saving import GONE, Saved, Text, write_text
from essayplanner.plans.writing import lock

LEAST, USUAL, MOST = 4, 6, 10  # minutes
# The newest are enough to see how it goes.
SHOWN = 50
# Whoever finishes later than this has left the page open, and nothing is said of their speed.
LEFT_OPEN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Told:
    """A rehearsal and what was remembered in it. ``recall`` is missing while it runs."""

    rehearsal: Rehearsal
    recall: Recall | None

    @property
    def taken(self) -> str:
        """How long it took."""
        return how_long(self.rehearsal)

    @property
    def left_open(self) -> bool:
        """Whether the page was left open, so that how long it took says nothing."""
        return left_open(self.rehearsal)


@transaction.atomic
def start(plan: Plan, minutes: int, now: datetime) -> Rehearsal:
    """Start a rehearsal of a plan, or return the one that is not finished yet."""
    lock(plan)
    running = running_rehearsal(plan)
    return running or Rehearsal.objects.create(plan=plan, minutes=minutes, started_at=now)


def running_rehearsal(plan: Plan) -> Rehearsal | None:
    """Return the rehearsal that is not finished yet, if there is one."""
    return Rehearsal.objects.filter(plan=plan, finished_at=None).first()


def save_texts(rehearsal: Rehearsal, texts: Iterable[Text]) -> dict[str, Saved]:
    """Write each text of a rehearsal that still is what its writer started from.

    Returns what became of it, by place. A finished rehearsal takes words, too: they were on their
    way, or the writer went back to end a sentence.
    """
    rows = Rehearsal.objects.filter(pk=rehearsal.pk)
    return {
        place: write_text(rows, place, was, value) if place in Rehearsal.TEXTS else GONE
        for place, was, value in texts
    }


def finish(rehearsal: Rehearsal, now: datetime) -> None:
    """Finish a rehearsal; one that is finished stays as it is."""
    Rehearsal.objects.filter(pk=rehearsal.pk, finished_at=None).update(finished_at=now)


def seconds_left(rehearsal: Rehearsal, now: datetime) -> int:
    """Return how many seconds are left of a rehearsal, 0 where its time is over."""
    return max(0, round((ends_at(rehearsal) - now).total_seconds()))


def ends_at(rehearsal: Rehearsal) -> datetime:
    """Return when the time of a rehearsal is over."""
    return rehearsal.started_at + timedelta(minutes=rehearsal.minutes)


def look_back(outline: Outline, rehearsals: Iterable[Rehearsal]) -> list[Told]:
    """Lay each rehearsal beside the plan as it is now."""
    return [Told(row, beside(outline, row) if row.finished_at else None) for row in rehearsals]


def beside(outline: Outline, rehearsal: Rehearsal) -> Recall:
    """Say what of a plan a rehearsal holds."""
    texts = (rehearsal.argument, rehearsal.paragraphs, rehearsal.judgement)
    return recall(outline, "\n".join(texts))


def trend(told: Sequence[Told]) -> str:
    """Say in words how the two newest finished rehearsals compare, the newest first."""
    counts = [row.recall.total for row in told if row.recall]
    if not counts:
        return ""
    newest = counts[0]
    said = f"Last time you remembered {newest.remembered} of {newest.total}"
    if len(counts) == 1:
        return f"{said}."
    more = newest.remembered - counts[1].remembered
    if more > 0:
        return f"{said}, {more} more than the time before."
    if more < 0:
        return f"{said}, {-more} fewer than the time before. That happens; try again tomorrow."
    return f"{said}, as many as the time before."


def how_long(rehearsal: Rehearsal) -> str:
    """Say how long a finished rehearsal took, such as “5 min 20 s”; empty while it runs."""
    if not rehearsal.finished_at:
        return ""
    return _minutes(rehearsal.finished_at - rehearsal.started_at)


def left_open(rehearsal: Rehearsal) -> bool:
    """Say whether the page of a finished rehearsal was left open long after its time."""
    ended = rehearsal.finished_at
    return bool(ended and ended - rehearsal.started_at > LEFT_OPEN)


def over(rehearsal: Rehearsal) -> str:
    """Say how far a finished rehearsal went over its time; empty where it did not."""
    if not rehearsal.finished_at or left_open(rehearsal):
        return ""
    # Ending one's sentence is no running over.
    beyond = rehearsal.finished_at - ends_at(rehearsal)
    return _minutes(beyond) if beyond > timedelta(seconds=15) else ""


def _minutes(span: timedelta) -> str:
    minutes, seconds = divmod(max(0, round(span.total_seconds())), 60)
    said = [f"{minutes} min"] if minutes else []
    return " ".join([*said, f"{seconds} s"] if seconds or not minutes else said)
