"""Papers with what was said of a plan."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from essayplanner.exports.choice import size_of
from essayplanner.exports.naming import join_name
from essayplanner.exports.papers import FEEDBACK_PAPERS, FORMS
from essayplanner.exports.sending import as_file
from essayplanner.exports.told import NO_FEEDBACK, Told
from essayplanner.plans import looks
from essayplanner.plans.access import is_own, readable_plan
from essayplanner.plans.build import build_outline
from essayplanner.plans.known import bank_of, exam_of
from essayplanner.reviews.feedback_papers import feedback_on


@require_safe
def paper(request: HttpRequest, pk: uuid.UUID, slug: str, form: str) -> HttpResponse:
    """Return one of ``FEEDBACK_PAPERS`` to the writer of a plan, or to a teacher of the class.

    Of what was not released, a teacher's copy has something for a teacher alone. There is no
    feedback on paper before any was released.
    """
    plan = readable_plan(request, pk, "owner", "assignment", how=looks.How.TOOK)
    if slug not in FEEDBACK_PAPERS or form not in FEEDBACK_PAPERS[slug].forms:
        raise Http404
    drafts = slug == "teacher" and not is_own(request, plan)
    feedback = feedback_on([plan.pk], drafts=drafts).get(plan.pk, NO_FEEDBACK)
    if slug == "feedback" and feedback == NO_FEEDBACK:
        raise Http404
    outline = build_outline(plan)
    told = Told(
        made=timezone.localdate(),
        size=size_of(request),
        bank=bank_of(plan),
        exam=exam_of(plan),
        feedback=feedback,
    )
    content = FEEDBACK_PAPERS[slug].forms[form](outline, told)
    response = HttpResponse(content, content_type=FORMS[form].content_type)
    parts = (outline.author, FEEDBACK_PAPERS[slug].name, outline.question.text)
    return as_file(response, join_name((*parts, told.made.isoformat()), FORMS[form].suffix))
