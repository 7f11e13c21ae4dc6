"""What leaves a class: the landscape and its slips, the feedback sheet, marks and the archive."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from essayplanner.classes.access import taught_assignment, taught_classroom
from essayplanner.classes.assigned import is_coursework, question_of
from essayplanner.classes.models import Assignment
from essayplanner.exports.choice import size_of
from essayplanner.exports.naming import join_name
from essayplanner.exports.sending import as_file
from essayplanner.exports.told import Told
from essayplanner.plans import looks
from essayplanner.reviews import feedback_sheet, tables
from essayplanner.reviews.archive import archive
from essayplanner.reviews.landscape import survey
from essayplanner.reviews.marks import marks
from essayplanner.reviews.pairing import MOST_AGAIN
from essayplanner.reviews.seating import seating as seating_pdf


@require_safe
def landscape(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show which factor a class ranks first, and pairs who disagree; of coursework nothing."""
    assignment = taught_assignment(request, pk)
    again, context = _again(request), dict[str, object](assignment=assignment)
    if not is_coursework(assignment):
        found = survey(assignment)
        seats = found.seats(again)
        more = {"landscape": found, "seats": seats, "alone": found.alone(seats)}
        context |= {**more, "again": again, "next": (again + 1) % MOST_AGAIN}
    return render(request, "reviews/landscape.html", context)


@require_safe
def seating(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Return who talks to whom as a PDF: a list for the class, and a slip for each pair."""
    assignment = taught_assignment(request, pk)
    if is_coursework(assignment):
        raise Http404
    found, told = survey(assignment), _told(request)
    question, seats = question_of(assignment), found.seats(_again(request))
    content = seating_pdf(str(assignment.classroom), question, found, seats, told)
    return _file(content, "application/pdf", assignment, "Who talks to whom", ".pdf")


@require_safe
def sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Return the feedback sheet of a class as a PDF, with a slip for each student.

    It has what was released, and with ``drafts`` also what was not. With ``board`` it is the sheet
    alone, without a name.
    """
    assignment = taught_assignment(request, pk)
    drafts, board = "drafts" in request.GET, "board" in request.GET
    coursework = is_coursework(assignment)
    found = feedback_sheet.gather(assignment, drafts=drafts, coursework=coursework)
    head = feedback_sheet.Head(
        classroom=str(assignment.classroom),
        question=question_of(assignment),
        drafts=drafts,
        board=board,
    )
    if not board:
        quoted = [row.plan for row in found.slips if any(one.quote for one in row.comments)]
        looks.leave(request.user.pk, quoted, looks.How.TOOK)
    content = feedback_sheet.render(found, head, _told(request))
    return _file(content, "application/pdf", assignment, "Feedback", ".pdf")


@require_safe
def marks_file(request: HttpRequest, pk: uuid.UUID, form: str) -> HttpResponse:
    """Return marks and states as a table for spreadsheets, in one of ``tables.FORMS``."""
    assignment = taught_assignment(request, pk)
    if form not in tables.FORMS:
        raise Http404
    write, kind = tables.FORMS[form]
    return _file(write(marks(assignment)), kind, assignment, "Marks", f".{form}")


@require_safe
def archive_zip(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Return everything of a class in one zip, which is made on its way."""
    classroom, now = taught_classroom(request, pk), timezone.now()
    response = StreamingHttpResponse(
        archive(classroom, now, request.user.pk), content_type="application/zip"
    )
    day = timezone.localtime(now).date().isoformat()
    return as_file(response, join_name((str(classroom), "Everything", day), ".zip"))


def _again(request: HttpRequest) -> int:
    """Return which of the allotments is asked for: the first where that is no number."""
    asked = request.GET.get("again", "")
    return int(asked) % MOST_AGAIN if asked.isdecimal() and len(asked) < 4 else 0


def _told(request: HttpRequest) -> Told:
    return Told(made=timezone.localdate(), size=size_of(request))


def _file(
    content: bytes, kind: str, assignment: Assignment, what: str, suffix: str
) -> HttpResponse:
    day = timezone.localdate().isoformat()
    parts = (str(assignment.classroom), what, assignment.question, day)
    return as_file(HttpResponse(content, content_type=kind), join_name(parts, suffix))
