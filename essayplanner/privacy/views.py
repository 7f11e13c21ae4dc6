"""What is held on somebody, as a page and as files; and deleting all of it."""

from tempfile import SpooledTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from essayplanner.accounts.guests import forget_guest, guest_key
from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.exports.sending import as_file
from essayplanner.privacy import leaving
from essayplanner.privacy.access import surely_oneself
from essayplanner.privacy.gathering import count, write_json
from essayplanner.privacy.held import GOES, Held
from essayplanner.privacy.paper import render as render_paper

# Bytes of a file that are kept in memory; what is more goes to the disk, and with the answer.
_IN_MEMORY = 5_000_000


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Say how much of what is held on whoever asks."""
    counted = count(Person.of(request), _user(request))
    # One sentence for all that have the same end: those that go are the first.
    ends: dict[str, list[tuple[Held, int]]] = {
        GOES: [],
        **{held.leaving: [] for held, _ in counted},
    }
    for held, number in counted:
        ends[held.leaving].append((held, number))
    context = {"ends": ends, "goes": GOES} if counted else {}
    return render(request, "privacy/data.html", context)


@require_safe
@surely_oneself
@sensitive_variables()
def data_json(request: HttpRequest) -> HttpResponse:
    """Hand out everything for programs."""
    user = _user(request)
    about = {
        "what": "Everything that Essay Planner holds on you",
        "made_at": timezone.now(),
        "school": settings.SCHOOL_NAME,
        "not_in_here": "Comments and marks that a teacher has not released; words and names of "
        "classmates; secrets such as passwords, of which the page says the reason.",
    }
    file: Any = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    write_json(file, about, Person.of(request), user)
    file.seek(0)
    answer: Any = FileResponse(file, content_type="application/json")
    handed: HttpResponse = as_file(answer, _name(user, "json"))
    return handed


@require_safe
@surely_oneself
@sensitive_variables()
def data_pdf(request: HttpRequest) -> HttpResponse:
    """Hand out everything for people."""
    user = _user(request)
    paper = render_paper(Person.of(request), user, timezone.now())
    answer = HttpResponse(paper, content_type="application/pdf")
    return as_file(answer, _name(user, "pdf"))


@require_http_methods(["GET", "HEAD", "POST"])
@surely_oneself
def leave(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays when an account is deleted, and delete it.

    Of a guest it is the plans of this browser.
    """
    user = _user(request)
    if request.method == "POST" and request.POST.get("sure"):
        if user:
            leaving.leave(user, timezone.now())
            logout(request)
        else:
            leaving.leave_as_guest(guest_key(request))
            forget_guest(request)
        return redirect("privacy:left")
    context = {
        "parting": leaving.foresee(user) if user else None,
        "counted": count(Person.of(request), user),
        "years": settings.KEEP_ARCHIVED_CLASSES.days // 365,
        "unsure": request.method == "POST",
    }
    return render(request, "privacy/leave.html", context, status=422 if context["unsure"] else 200)


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """Say goodbye."""
    return render(request, "privacy/left.html")


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _name(user: User | None, ending: str) -> str:
    return f"essay-planner-{user.username if user else 'guest'}.{ending}"
