"""When a class's work is due: for everybody, for one student, and as a wall clock tells it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

from essayplanner.classes.models import Assignment

END_OF_DAY = time(23, 59)


def due_for(assignment: Assignment, student: int) -> datetime | None:
    """Return when a student (a user's key) has to hand in, if at any time.

    In no query where the assignment was fetched with its ``extensions``.
    """
    return longer(assignment).get(student, assignment.due_at)


def longer(assignment: Assignment) -> dict[int, datetime]:
    """Return the due times of those who have longer than their class, by their keys.

    An extension gives time and takes none: where the class has as long by now, it counts no more.
    In no query where the assignment was fetched with its ``extensions``, else in one.
    """
    due = assignment.due_at
    rows = assignment.extensions.all() if due else ()
    return {row.student_id: row.due_at for row in rows if due and row.due_at > due}


def said(due: datetime, now: datetime) -> str:
    """Return a due time as students read it: “5 November, 16:00”, with a year that is not this."""
    due, now = timezone.localtime(due), timezone.localtime(now)
    return date_format(due, "j F, H:i" if due.year == now.year else "j F Y, H:i")


def on_the_clock(day: date, at: time) -> tuple[datetime, str]:
    """Return the moment of a local date and time, and what was taken for it, where that is needed.

    On the night on which the clocks go forward, an hour of times does not exist: the moment is as
    long after midnight as was asked. On the night on which they go back, an hour comes twice: the
    second one is taken. Students have the longer time either way.
    """
    zone = timezone.get_current_timezone()
    asked = datetime.combine(day, at.replace(fold=0))
    first, second = asked.replace(tzinfo=zone), asked.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first, ""
    on = f"{asked:%H:%M}", date_format(day, "j F Y")
    real = timezone.localtime(first.astimezone(ZoneInfo("UTC")))
    if real.replace(tzinfo=None) != asked:
        return real, (
            f"{on[0]} does not exist on {on[1]}, as the clocks go forward: "
            f"it is taken as {real:%H:%M}."
        )
    return second, (
        f"{on[0]} comes twice on {on[1]}, as the clocks go back: the second one is taken."
    )
