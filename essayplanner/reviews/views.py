"""The teacher's pages."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from essayplanner.classes.access import taught_assignment, taught_classroom
from essayplanner.classes.models import Assignment
from essayplanner.exports.choice import size_of
from essayplanner.exports.pack import CLASS_PAPERS, Pack, blanks, bound, zipped
from essayplanner.exports.papers import PAPERS
from essayplanner.exports.sending import as_file
from essayplanner.exports.told import SIZES, Told
from essayplanner.plans.blank import blank_question
from essayplanner.reviews.overview import overview, students_of
from essayplanner.reviews.packs import asked, copies


@require_safe
def class_overview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show every student's plan for each thing that the class is set."""
    classroom = taught_classroom(request, pk)
    assignments = [
        (assignment, list(overview(assignment)))
        for assignment in classroom.assignments.select_related("question")
    ]
    context = {
        "classroom": classroom,
        "assignments": assignments,
        "papers": CLASS_PAPERS,
        "sizes": SIZES,
    }
    return render(request, "reviews/overview.html", context)


@require_safe
def plans_zip(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Return every plan for an assignment as a PDF of its own, in a zip that is made on its way."""
    assignment = taught_assignment(request, pk)
    pack = _pack(request, assignment)
    stream = zipped(pack, copies(assignment, pack.told))
    response = StreamingHttpResponse(stream, content_type="application/zip")
    return as_file(response, pack.name(PAPERS[pack.paper].name, ".zip"))


@require_safe
def plans_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Return every plan for an assignment in one PDF."""
    assignment = taught_assignment(request, pk)
    pack = _pack(request, assignment)
    content = bound(pack, copies(assignment, pack.told))
    response = HttpResponse(content, content_type="application/pdf")
    return as_file(response, pack.name(PAPERS[pack.paper].name, ".pdf"))


@require_safe
def blanks_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Return a blank scaffold for each student of a class, in one PDF."""
    assignment = taught_assignment(request, pk)
    pack = _pack(request, assignment)
    names = list(map(str, students_of(assignment)))
    content = blanks(pack, names, blank_question(assignment.question))
    response = HttpResponse(content, content_type="application/pdf")
    return as_file(response, pack.name(PAPERS["scaffold"].name, ".pdf"))


def _pack(request: HttpRequest, assignment: Assignment) -> Pack:
    """Return what is asked for. Raises ``Http404`` where there is no such paper or size."""
    paper = request.GET.get("paper", "one-side")
    if paper not in CLASS_PAPERS:
        raise Http404
    now = timezone.localtime()
    return Pack(
        classroom=str(assignment.classroom),
        question=asked(assignment),
        paper=paper,
        told=Told(made=now.date(), size=size_of(request)),
        made=now,
    )
