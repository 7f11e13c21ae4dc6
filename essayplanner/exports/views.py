"""Handing a plan out on any paper, in any form."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from essayplanner.argument.outline import Outline
from essayplanner.exports.naming import file_name
from essayplanner.exports.papers import FORMS, PAPERS
from essayplanner.exports.told import SIZES, Told
from essayplanner.plans.access import is_own, readable_plan
from essayplanner.plans.blank import blank_plan
from essayplanner.plans.build import build_outline
from essayplanner.plans.known import bank_of, exam_of
from essayplanner.plans.models import Plan


@require_safe
def papers(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show the papers that a plan can be handed out on."""
    plan = readable_plan(request, pk)
    return render(request, "exports/papers.html", {"plan": plan, "papers": PAPERS, "forms": FORMS})


@require_safe
def paper(request: HttpRequest, pk: uuid.UUID, slug: str, form: str) -> HttpResponse:
    """Return a plan on one of ``PAPERS``, in one of its forms."""
    plan = readable_plan(request, pk, "owner")
    if slug not in PAPERS or form not in PAPERS[slug].forms:
        raise Http404
    told, outline = _told(request, plan), _outline(plan, slug)
    content = PAPERS[slug].forms[form](outline, told)
    response = HttpResponse(content, content_type=FORMS[form].content_type)
    if FORMS[form].suffix:
        name = file_name(outline, slug, form, told.made)
        header = content_disposition_header(as_attachment=True, filename=name)
        response["Content-Disposition"] = header or "attachment"
    return response


@require_safe
def preview(request: HttpRequest, pk: uuid.UUID, slug: str, number: int) -> HttpResponse:
    """Return a page of a paper as a picture. There is none after the last one."""
    plan = readable_plan(request, pk, "owner")
    sheet = PAPERS[slug].sheet if slug in PAPERS else None
    if sheet is None:
        raise Http404
    pages = sheet.pictures(_outline(plan, slug), _told(request, plan))
    if not 1 <= number <= len(pages):
        raise Http404
    return HttpResponse(pages[number - 1], content_type="image/png")


def _outline(plan: Plan, slug: str) -> Outline:
    return blank_plan(plan) if PAPERS[slug].blank else build_outline(plan)


def _told(request: HttpRequest, plan: Plan) -> Told:
    size = request.GET.get("size", "a4")
    return Told(
        made=timezone.localdate(),
        size=size if size in SIZES else "a4",
        bank=bank_of(plan),
        exam=exam_of(plan),
        back=reverse("plans:desk", args=[plan.pk]) if is_own(request, plan) else "",
    )
