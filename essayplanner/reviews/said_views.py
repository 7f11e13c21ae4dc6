"""The log of what was said, to read and to take away."""

import uuid
from collections import deque

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from essayplanner.accounts.people import Person
from essayplanner.classes.access import taught_assignment
from essayplanner.exports.naming import join_name
from essayplanner.exports.sending import as_file
from essayplanner.plans import looks
from essayplanner.reviews import said
from essayplanner.reviews.overview import writers_of

# What a page shows, the latest; the file has all.
MOST_SHOWN = 500


@require_safe
def log(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what was said of the plans for an assignment, or of one student's."""
    assignment = taught_assignment(request, pk)
    students = writers_of(assignment)
    wanted = request.GET.get("student", "")
    student = next((row.pk for row in students if str(row.pk) == wanted), None)
    person = Person.of(request)
    entries = deque(said.said(assignment, person, student), MOST_SHOWN + 1)
    looks.leave(request.user.pk, said.quoted(assignment, person, student), looks.How.SEEN)
    context = {
        "assignment": assignment,
        "students": students,
        "student": student,
        "entries": list(entries)[-MOST_SHOWN:],
        "more": len(entries) > MOST_SHOWN,
    }
    return render(request, "reviews/log.html", context)


@require_safe
def log_csv(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Send the whole log as CSV, while it is read."""
    assignment = taught_assignment(request, pk)
    person = Person.of(request)
    looks.leave(request.user.pk, said.quoted(assignment, person), looks.How.TOOK)
    entries = said.said(assignment, person)
    response = StreamingHttpResponse(said.write(entries), content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    parts = (str(assignment.classroom), "What was said", assignment.question, day)
    return as_file(response, join_name(parts, ".csv"))
