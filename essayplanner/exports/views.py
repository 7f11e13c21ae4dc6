"""The one view that hands a plan out in any format."""

import uuid

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from essayplanner.exports.formats import FORMATS
from essayplanner.plans.access import readable_plan
from essayplanner.plans.build import build_outline


@require_safe
def export(request: HttpRequest, pk: uuid.UUID, slug: str) -> HttpResponse:
    """Return the plan in one of ``FORMATS``, to its writer and to those who may read it."""
    plan = readable_plan(request, pk)
    if slug not in FORMATS:
        raise Http404
    chosen = FORMATS[slug]
    prefetch_related_objects([plan], "paragraphs__choices")
    outline = build_outline(plan)
    response = HttpResponse(chosen.render(outline), content_type=chosen.content_type)
    if chosen.suffix:
        name = (slugify(plan.question)[:60].strip("-") or "plan") + chosen.suffix
        header = content_disposition_header(as_attachment=True, filename=name)
        response["Content-Disposition"] = header or "attachment"
    return response
