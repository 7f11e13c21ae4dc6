"""The factors that a plan weighs."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from essayplanner.plans.access import own_plan
from essayplanner.plans.choosing_factors import candidates, choose_factors


@require_http_methods(["GET", "HEAD", "POST"])
def factors(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show which factors a plan weighs, and change it.

    A form says which were in the plan when it was ``shown``: what came in since is not taken out.
    """
    plan = own_plan(request, pk)
    ticked, shown = (
        list(filter(slug_re.fullmatch, request.POST.getlist(name))) for name in ("factors", "shown")
    )
    problem = ""
    if request.method == "POST":
        try:
            gone = choose_factors(plan, {*ticked} - {*shown}, {*shown} - {*ticked})
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            for what in gone:
                messages.success(request, f"Taken out: {what}. To get it back, open History.")
            return redirect("plans:desk", plan.pk)
    rows = candidates(plan)
    ticks = ticked if problem else [row.key for row in rows if row.inside]
    context = {"plan": plan, "rows": rows, "ticked": ticks, "problem": problem}
    return render(request, "plans/factors.html", context, status=422 if problem else 200)
