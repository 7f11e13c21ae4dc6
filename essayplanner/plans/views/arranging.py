"""How the desk is laid out: its scaffold and its view."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from essayplanner.classes.models import Scaffold
from essayplanner.plans.access import own_plan
from essayplanner.plans.models import Plan
from essayplanner.plans.views.answers import answer, save_texts

ARRANGED = {"scaffold": Scaffold, "view": Plan.View}


@require_POST
def arrange(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Set the ``scaffold`` or the ``view`` of the desk. Not a word of the plan changes."""
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    chosen = {name: request.POST[name] for name in ARRANGED if name in request.POST}
    if not chosen or any(value not in ARRANGED[name].values for name, value in chosen.items()):
        raise Http404
    Plan.objects.filter(pk=plan.pk).update(**chosen)
    return answer(request, plan, troubles, "paragraphs-stage" if "view" in chosen else "desk")
