"""The program's addresses beside the two bare ones that it is measured against."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import include, path

from essayplanner.plans.models import Plan

PAGE = engines["django"].from_string(
    "<!doctype html><title>Floor</title><p>Signed in as {{ request.user.username }}.</p>"
)


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Show the lightest page that knows who asks: session, user, template."""
    return HttpResponse(PAGE.render({}, request))


@login_required
def save(request: HttpRequest) -> HttpResponse:
    """Write one column of one row of somebody who is signed in."""
    Plan.objects.filter(owner=request.user.pk).update(judgement=request.POST["judgement"])
    return JsonResponse({"saved": True})


urlpatterns = [
    path("floor/page/", page),
    path("floor/save/", save),
    path("", include("essayplanner.urls")),
]
