"""What everybody may read: the page on privacy, and the starter of a school's assessment."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from essayplanner.accounts.mail import can_send
from essayplanner.exports.papers import FORMS
from essayplanner.exports.sending import as_file
from essayplanner.privacy.assessment import assess
from essayplanner.privacy.assessment_word import write_assessment
from essayplanner.privacy.cookies import cookies
from essayplanner.privacy.retention import periods


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept of people, why, who sees it and until when."""
    context = {
        "school": settings.SCHOOL_NAME,
        "contact": settings.PRIVACY_CONTACT,
        "periods": periods(),
        "cookies": cookies(),
        "keeps_handed_in": settings.KEEP_HANDED_IN,
        "providers": " or ".join(map(str.capitalize, sorted(settings.SOCIALACCOUNT_PROVIDERS))),
        "sends_mail": can_send(),
    }
    return render(request, "privacy/privacy.html", context)


@require_safe
def dpia(request: HttpRequest) -> HttpResponse:
    """Show what a school starts its data protection impact assessment from."""
    return render(request, "privacy/dpia.html", {"steps": assess()})


@require_safe
def dpia_docx(request: HttpRequest) -> HttpResponse:
    """Hand the same out as a Word document, for the school to finish."""
    content = write_assessment(assess(), timezone.localdate())
    response = HttpResponse(content, content_type=FORMS["docx"].content_type)
    return as_file(response, "essay-planner-dpia.docx")
