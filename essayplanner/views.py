"""The start page."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from essayplanner.accounts.people import Person
from essayplanner.classes.models import Assignment, Classroom
from essayplanner.plans.forms import OwnQuestionForm
from essayplanner.plans.models import Plan
from factors.models import Topic


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what can be planned, and to somebody known here what is theirs."""
    person = Person.of(request)
    topics = Topic.objects.prefetch_related("factor_set", "question_set")
    context = {
        "plans": Plan.objects.owned_by(person),
        "assignments": Assignment.objects.none(),
        "classrooms": Classroom.objects.none(),
        "topics": [(topic, OwnQuestionForm(topic=topic)) for topic in topics],
    }
    if person.user:
        started = Q(plans__owner=person.user)
        context["assignments"] = Assignment.objects.set_for(person.user).exclude(started)
        context["classrooms"] = Classroom.objects.taught_by(person.user)
    return render(request, "home.html", context)
