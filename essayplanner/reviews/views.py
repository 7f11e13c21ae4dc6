"""The teacher's pages."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from essayplanner.classes.access import taught_classroom
from essayplanner.reviews.overview import overview


@require_safe
def class_overview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show every student's plan for each thing that the class is set."""
    classroom = taught_classroom(request, pk)
    assignments = [
        (assignment, list(overview(assignment)))
        for assignment in classroom.assignments.select_related("question")
    ]
    context = {"classroom": classroom, "assignments": assignments}
    return render(request, "reviews/overview.html", context)
