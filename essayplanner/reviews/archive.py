"""Everything of a class in one archive, made on its way: no more of it is held than a few plans."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format

from essayplanner.accounts.models import User
from essayplanner.argument import plan_file
from essayplanner.argument.outline import Outline
from essayplanner.argument.places import name_place
from essayplanner.classes.models import Assignment, Classroom, Membership
from essayplanner.exports import full
from essayplanner.exports.naming import join_name
from essayplanner.exports.text import cleaned
from essayplanner.exports.told import Told
from essayplanner.exports.zipping import zip_stream
from essayplanner.plans.known import bank_of
from essayplanner.plans.models import Plan
from essayplanner.reviews.actions import read
from essayplanner.reviews.marks import marks
from essayplanner.reviews.models import Comment, Review, Submission
from essayplanner.reviews.overview import Written, names_of, started, writers_of
from essayplanner.reviews.packs import BATCH, read_written
from essayplanner.reviews.rubric import marks_of, said_mark
from essayplanner.reviews.tables import Value, write_csv

_log = logging.getLogger(__name__)

_SAID = (
    *("Student", "User name", "Round", "Comment", "By", "At", "Place", "About the words"),
    *("Text", "Code", "Released", "Resolved"),
)
_README = """\
{name}
Everything of this class in Essay Planner, made on {made}.

WHAT IS IN IT

roster.csv
    The students of the class: name, user name, when they joined.
A folder for each question that the class was set, in the order of their due times:
    marks.csv
        A row for each student: state, when it was handed in, levels, mark.
    comments.csv
        Every comment and reply, with the plan and the place that it stands at.
    A folder for each student who has started:
        plan.pdf
            The whole plan, to read and to print.
        plan.plan.json
            The same as a plan file. “Open a plan from a file” on the start page opens it again.
        submission 1.plan.json, submission 2.plan.json, …
            The plan as it was each time it was handed in.
        feedback.txt
            What the teachers said of it, with the replies. What was not released to the student
            yet, or has changed since, says so.

The .csv files open in Excel, LibreOffice and Google Sheets.

{students} and {assignments} are in it.
It has the work of those who are students of the class now. Whoever left or was removed took their
work with them: it is not in this archive, and their teachers here cannot read it.
It holds the names and the work of young people: keep it where your school keeps such things.
{failed}"""


@dataclass
class _Made:
    """What an archive is made of besides its files: when, for whom, and what is missing."""

    at: datetime
    reader: int | None
    failed: list[str] = field(default_factory=list)

    def fail(self, what: str) -> None:
        """Note in words what is missing, and in the log why."""
        _log.exception("Not in the archive of a class: %s", what)
        self.failed.append(what)


def archive(classroom: Classroom, now: datetime, reader: int | None) -> Iterator[bytes]:
    """Yield the archive of a class while it is made. One bad plan stops nothing and is named.

    The ``reader``, a teacher by key, leaves a look at every plan.
    """
    return zip_stream(_files(classroom, _Made(now, reader)), timezone.localtime(now))


def _files(classroom: Classroom, made: _Made) -> Iterator[tuple[str, bytes]]:
    members = Membership.objects.students().filter(classroom=classroom)
    rows = members.order_by("user__name", "user__username").values_list(
        "user__name", "user__username", "joined_at"
    )
    yield "roster.csv", write_csv([("Name", "User name", "Joined"), *rows])
    taken: set[str] = set()
    assignments = list(classroom.assignments.select_related("classroom", "bank__topic"))
    for number, assignment in enumerate(assignments, start=1):
        folder = join_name((f"{number:02} {assignment.question[:40]}",), "", taken)
        for name, content in _of_assignment(assignment, made):
            yield f"{folder}/{name}", content
    yield "README.txt", _readme(classroom, len(rows), len(assignments), made)


def _of_assignment(assignment: Assignment, made: _Made) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an assignment: in a few queries for all, and as many for each batch."""
    students = writers_of(assignment)
    names = names_of(students)
    taken: set[str] = set()
    said: list[list[Value]] = []
    for first in range(0, len(students), BATCH):
        batch = students[first : first + BATCH]
        written = read_written(assignment, batch, made.reader)
        plans = Plan.objects.filter(pk__in=started(assignment).filter(owner__in=batch).values("pk"))
        reviews, submissions = _reviews(plans), _submissions(plans)
        outof = marks_of(
            (row.plan.owner_id or 0, row.exam_format) for of in reviews.values() for row in of
        )
        for student in batch:
            of = written.get(student.pk)
            if of is None:
                continue
            folder = join_name((names[student.pk],), "", taken)
            if isinstance(of, str):
                made.failed.append(f"the plan of {names[student.pk]} on {_quoted(assignment)}")
                continue
            handed_in = submissions.get(of.plan.pk, [])
            for name, content in _of_student(assignment, names[student.pk], of, handed_in, made):
                yield f"{folder}/{name}", content
            rounds = reviews.get(of.plan.pk, [])
            if rounds:
                yield f"{folder}/feedback.txt", _feedback(names[student.pk], of, rounds, outof)
                said += _rows(student, of.outline, rounds)
    yield "comments.csv", write_csv([_SAID, *said])
    try:
        yield "marks.csv", write_csv(marks(assignment))
    except Exception:  # a plan that cannot be read must not take the others along
        made.fail(f"the marks on {_quoted(assignment)}")


def _of_student(
    assignment: Assignment, name: str, of: Written, handed_in: Iterable[Submission], made: _Made
) -> Iterator[tuple[str, bytes]]:
    told = Told(made=timezone.localtime(made.at).date(), bank=bank_of(of.plan), exam=of.exam)
    about = f"{name} on {_quoted(assignment)}"
    try:
        yield "plan.plan.json", plan_file.write(of.outline)
    except Exception:
        made.fail(f"the plan file of {about}")
    try:
        yield "plan.pdf", full.SHEET.pdf(of.outline, told)
    except Exception:
        made.fail(f"the PDF of {about}")
    for submission in handed_in:
        try:
            content = plan_file.write(read(submission))
        except Exception:
            made.fail(f"submission {submission.number} of {about}")
            continue
        yield f"submission {submission.number}.plan.json", content


def _submissions(plans: Iterable[Plan]) -> dict[UUID, list[Submission]]:
    """Return what was handed in, packed as it is stored, in the order in which it was."""
    found: dict[UUID, list[Submission]] = {}
    for row in Submission.objects.filter(plan__in=plans).order_by("number"):
        found.setdefault(row.plan_id, []).append(row)
    return found


def _reviews(plans: Iterable[Plan]) -> dict[object, list[Review]]:
    """Return what was said of plans, round by round, with comments and replies."""
    comments = (
        Comment.objects.exclude(text="")
        .select_related("author", "saved")
        .prefetch_related("replies__author")
    )
    rows = Review.objects.filter(plan__in=plans).select_related("plan").order_by("plan", "round")
    found: dict[object, list[Review]] = {}
    for row in rows.prefetch_related("levels", "releases", Prefetch("comments", comments)):
        marked = row.mark is not None or any(level.level for level in row.levels.all())
        if marked or row.summary.strip() or row.comments.all():
            found.setdefault(row.plan_id, []).append(row)
    return found


def _rows(student: User, outline: Outline, reviews: Iterable[Review]) -> Iterator[list[Value]]:
    """Yield a row for each comment, and after it for each reply."""
    for review in reviews:
        for row in review.comments.all():
            start: list[Value] = [str(student), student.username, review.round, row.pk]
            yield [
                *start,
                str(row.author or ""),
                row.made_at,
                name_place(outline, row.place),
                row.quote,
                row.text,
                row.saved.code if row.saved else "",
                row.released_at,
                row.resolved_at,
            ]
            for reply in row.replies.all():
                by = str(reply.author or "")
                yield [*start, by, reply.made_at, "reply", "", reply.text, "", None, None]


def _feedback(
    name: str,
    of: Written,
    reviews: Iterable[Review],
    outof: Mapping[tuple[int | None, str], int],
) -> bytes:
    """Write what was said of a plan as plain text, round by round; a mark is ``outof`` so many."""
    blocks = [name, of.outline.question.text]
    for review in reviews:
        blocks.append(_title(review))
        blocks.append(review.summary)
        blocks += [f"{row.strand}: {row.level}" for row in review.levels.all() if row.level]
        mark = said_mark(review.mark, outof.get((of.plan.owner_id, review.exam_format)))
        blocks.append(f"Mark: {mark}" if mark else "")
        for row in review.comments.all():
            head = name_place(of.outline, row.place) + (f" [{row.saved.code}]" if row.saved else "")
            about = f"about “{row.quote}”\n" if row.quote else ""
            held = "" if row.released_at else " (not released)"
            blocks.append(f"* {head}{held}\n{about}{row.text}")
            blocks += [
                f"    {reply.author or 'Somebody'}, {_when(reply.made_at)}: {reply.text}"
                for reply in row.replies.all()
            ]
    return cleaned("\n\n".join(filter(str.strip, blocks)) + "\n").encode()


def _title(review: Review) -> str:
    what = f"SUBMISSION {review.round}" if review.round else "THE DRAFT"
    if not review.released_at:
        return f"{what} (not released to the student)"
    changed = " and changed since" if review.changed else ""
    return f"{what}, released {_when(review.released_at)}{changed}"


def _when(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")


def _quoted(assignment: Assignment) -> str:
    return f"“{assignment.question}”"


def _readme(classroom: Classroom, students: int, assignments: int, made: _Made) -> bytes:
    failed = "\n".join(
        ["\nCOULD NOT BE PUT INTO IT", "", *(f"- {what}" for what in made.failed)]
        if made.failed
        else []
    )
    said = _README.format(
        name=classroom.name,
        made=_when(made.at),
        students=f"{students} student{'' if students == 1 else 's'}",
        assignments=f"{assignments} question{'' if assignments == 1 else 's'}",
        failed=failed,
    )
    # Notepad on old machines knows no other line ends, and UTF-8 by its mark alone.
    return cleaned(said).replace("\n", "\r\n").encode("utf-8-sig")
