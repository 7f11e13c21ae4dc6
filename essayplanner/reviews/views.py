"""The teacher's pages."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from essayplanner.classes.access import taught_assignment, taught_classroom
from essayplanner.classes.assigned import question_of
from essayplanner.classes.models import Assignment
from essayplanner.exports.choice import size_of
from essayplanner.exports.pack import BANKS, CLASS_PAPERS, Bank, Pack, blanks, bound, zipped
from essayplanner.exports.papers import PAPERS
from essayplanner.exports.sending import as_file
from essayplanner.exports.told import SIZES, Told
from essayplanner.plans.blank import blank_assignment
from essayplanner.reviews.overview import overview, started, students_of
from essayplanner.reviews.packs import copies


@require_safe
def class_overview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show every student's plan for each thing that the class is set."""
    classroom = taught_classroom(request, pk)
    assignments = [
        (assignment, list(overview(assignment))) for assignment in classroom.assignments.all()
    ]
    context = {
        "classroom": classroom,
        "assignments": assignments,
        "papers": CLASS_PAPERS,
        "word": {key: paper for key, paper in CLASS_PAPERS.items() if "docx" in paper.forms},
        "banks": BANKS,
        "sizes": SIZES,
    }
    return render(request, "reviews/overview.html", context)


@require_safe
def plans_zip(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Return every plan for an assignment as a file of its own, in a zip that is made on its way.

    The files are PDFs of a ``paper``, or those of a ``word`` paper.
    """
    assignment = taught_assignment(request, pk)
    pack = _pack(request, assignment, "docx" if "word" in request.GET else "pdf")
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
    """Return a blank scaffold for each student of a class, or for who has none, in one PDF."""
    assignment = taught_assignment(request, pk)
    pack, bank, students = _pack(request, assignment), _bank(request), students_of(assignment)
    if request.GET.get("who") == "unstarted":
        begun = set(started(assignment).values_list("owner", flat=True))
        students = [student for student in students if student.pk not in begun]
    outline = blank_assignment(assignment)
    content = blanks(pack, list(map(str, students)), outline, bank)
    response = HttpResponse(content, content_type="application/pdf")
    return as_file(response, pack.name(PAPERS["scaffold"].name, ".pdf"))


def _pack(request: HttpRequest, assignment: Assignment, form: str = "pdf") -> Pack:
    """Return what is asked for. Raises ``Http404`` where there is no such paper, form or size."""
    paper = request.GET.get("word" if form == "docx" else "paper", "one-side")
    if paper not in CLASS_PAPERS or form not in CLASS_PAPERS[paper].forms:
        raise Http404
    now, due = timezone.localtime(), assignment.due_at
    return Pack(
        classroom=str(assignment.classroom),
        question=question_of(assignment),
        paper=paper,
        told=Told(made=now.date(), size=size_of(request)),
        made=now,
        form=form,
        due=date_format(timezone.localtime(due), "j F Y") if due else "",
        both_sides="both_sides" in request.GET,
    )


def _bank(request: HttpRequest) -> Bank:
    """Return where the evidence of blanks is asked for. Raises ``Http404``."""
    wanted = request.GET.get("bank", "once")
    for bank in BANKS:
        if bank == wanted:
            return bank
    raise Http404
