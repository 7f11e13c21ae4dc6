"""The teacher's pages."""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
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
from essayplanner.reviews.glance import lay_board, lay_class, lay_overview
from essayplanner.reviews.overview import Look, look, started, students_of
from essayplanner.reviews.packs import copies


@require_safe
def classroom(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a class: what it is set, and how far the work on each has come."""
    room = taught_classroom(request, pk)
    context = {"classroom": room, **lay_class(room), "now": timezone.now()}
    return render(request, "reviews/classroom.html", context)


@require_safe
def overview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show every student's work on what the class is set: who needs help, and what recurs."""
    assignment = taught_assignment(request, pk)
    sort = request.GET.get("sort", "")
    lay = partial(lay_overview, reader=request.user.pk, sort=sort)
    return _live(request, assignment, "reviews/overview.html", lay)


@require_safe
def board(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show how far a class is, to be projected: without a name, and nothing that gives one away."""
    return _live(request, taught_assignment(request, pk), "reviews/board.html", lay_board)


def _live(
    request: HttpRequest,
    assignment: Assignment,
    template: str,
    lay: Callable[[Look, datetime], dict[str, Any]],
) -> HttpResponse:
    """Answer with a page, or with the part that changes to the script that asks for it again.

    To the script that has it already as it is: 304.
    """
    seen, now = look(assignment), timezone.now()
    tag, asked = seen.tag(now), "X-Parts" in request.headers
    if asked and (same := get_conditional_response(request, etag=tag)):
        return same
    context = {"assignment": assignment, "now": now, "tag": tag, **lay(seen, now)}
    if not asked:
        context |= _to_print()
    response = render(request, f"{template}#live" if asked else template, context)
    response["ETag"] = tag
    return response


def _to_print() -> dict[str, Any]:
    """Return what the form for printing the set offers."""
    return {
        "papers": CLASS_PAPERS,
        "word": {key: paper for key, paper in CLASS_PAPERS.items() if "docx" in paper.forms},
        "banks": BANKS,
        "sizes": SIZES,
    }


@require_safe
def plans_zip(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Return every plan for an assignment as a file of its own, in a zip that is made on its way.

    The files are PDFs of a ``paper``, or those of a ``word`` paper.
    """
    assignment = taught_assignment(request, pk)
    pack = _pack(request, assignment, "docx" if "word" in request.GET else "pdf")
    stream = zipped(pack, copies(assignment, pack.told, request.user.pk, pack.paper))
    response = StreamingHttpResponse(stream, content_type="application/zip")
    return as_file(response, pack.name(CLASS_PAPERS[pack.paper].name, ".zip"))


@require_safe
def plans_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Return every plan for an assignment in one PDF."""
    assignment = taught_assignment(request, pk)
    pack = _pack(request, assignment)
    content = bound(pack, copies(assignment, pack.told, request.user.pk, pack.paper))
    response = HttpResponse(content, content_type="application/pdf")
    return as_file(response, pack.name(CLASS_PAPERS[pack.paper].name, ".pdf"))


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
