"""The one view that hands a plan out in any format."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from essayplanner.argument.outline import Outline
from essayplanner.exports.formats import FORMATS
from essayplanner.plans.access import is_own, readable_plan
from essayplanner.plans.build import build_outline


@require_safe
def export(request: HttpRequest, pk: uuid.UUID, slug: str) -> HttpResponse:
    """Return the plan in one of ``FORMATS``, to its writer and to those who may read it."""
    plan = readable_plan(request, pk, "owner")
    if slug not in FORMATS:
        raise Http404
    chosen = FORMATS[slug]
    outline = build_outline(plan)
    back = reverse("plans:desk", args=[pk]) if is_own(request, plan) else ""
    told = (outline, back) if chosen.links_back else (outline,)
    response = HttpResponse(chosen.render(*told), content_type=chosen.content_type)
    if chosen.suffix:
        name = _file_name(outline) + chosen.suffix
        header = content_disposition_header(as_attachment=True, filename=name)
        response["Content-Disposition"] = header or "attachment"
    return response


def _file_name(outline: Outline) -> str:
    """Name a file by who wrote it and what it answers, so that thirty can lie in one folder."""
    words = slugify(f"{outline.author} {outline.question.text}").split("-")
    return "-".join(words[:12]) or "plan"
