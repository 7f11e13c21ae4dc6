"""The start page."""

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
    plans = Plan.objects.owned_by(person)
    topics = Topic.objects.prefetch_related("factor_set", "question_set")
    context = {
        "plans": plans,
        "assignments": Assignment.objects.set_for(person)
        .exclude(pk__in=plans.exclude(assignment=None).values("assignment"))
        .select_related("question", "classroom"),
        "classrooms": Classroom.objects.taught_by(person),
        "topics": [(topic, OwnQuestionForm(topic=topic)) for topic in topics],
    }
    return render(request, "home.html", context)
