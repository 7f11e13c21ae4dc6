"""Mending what is quoted otherwise than it was written."""

import uuid

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from essayplanner.plans import mending
from essayplanner.plans.access import own_plan
from essayplanner.plans.views.answers import answer, parts, refuse, save_texts

UNSETTLED = "Nothing was put in: this box is not saved yet. Settle that first."


@require_POST
def mend_quotation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put the exact words in: ``mend`` has a finding's place and what it is about."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    place, about = parts(request, "mend", 2)
    try:
        if any(name == place or (place, name[:5]) == ("links", "link-") for name in troubles):
            raise ValidationError(UNSETTLED)
        box = mending.mend_quotation(plan, place, about, timezone.now())
    except ValidationError as error:
        return refuse(request, plan, troubles, error)
    return answer(request, plan, troubles, box)
