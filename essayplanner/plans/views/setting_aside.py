"""“I mean it”, and looking at it again."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from essayplanner.plans import setting_aside
from essayplanner.plans.access import own_plan
from essayplanner.plans.views.answers import answer, parts, refuse, save_texts

UNSETTLED = "Your reason is not saved yet. Settle that first, then look at it again."


@require_POST
def set_aside(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Leave a ``finding`` (``rule/place/about``) as it is; its reason comes next."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    rule, place, about = (*request.POST.get("finding", "").split("/", 2), "", "", "")[:3]
    try:
        row = setting_aside.set_aside(plan, (rule, place, about))
    except ValidationError as error:
        return refuse(request, plan, troubles, error)
    return answer(request, plan, troubles, f"aside-{row.pk}")


@require_POST
def look_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Set a finding (``aside``, the key of its row) aside no more, once its reason is saved."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    [key] = parts(request, "aside", 1)
    if not key.isdecimal() or len(key) > 9:
        raise Http404
    if f"aside-{key}" in troubles and plan.set_aside.filter(pk=key).exists():
        return refuse(request, plan, troubles, ValidationError(UNSETTLED))
    setting_aside.look_again(plan, int(key))
    return answer(request, plan, troubles, "check")
