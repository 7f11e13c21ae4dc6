"""The pages of a roster: what is pasted or sent, what becomes of it, and the slips to print."""

import re
import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from essayplanner.accounts.people import Person
from essayplanner.classes.access import taught_classroom
from essayplanner.classes.keeping import RefusedError
from essayplanner.classes.models import Classroom
from essayplanner.classes.roster_checking import MAX_ENTRIES, Fate, Line, judge
from essayplanner.classes.roster_forms import RosterForm, entries_of, promised_by
from essayplanner.classes.roster_making import Slip, lots, make_accounts, make_slips


@require_safe
def roster(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show the box for names, and offer new slips to who never signed in."""
    return _roster(request, taught_classroom(request, pk), RosterForm())


@require_POST
def check(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what would become of each line of a roster. Nothing is made."""
    classroom = _open_classroom(request, pk)
    form = RosterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _roster(request, classroom, form, status=422)
    entries = form.roster.entries
    lines = judge(entries[:MAX_ENTRIES], classroom, Person.of(request))
    context: dict[str, Any] = {
        "notes": form.roster.notes,
        "beyond": "\n".join(f"{row.name}\t{row.username}".strip() for row in entries[MAX_ENTRIES:]),
    }
    return _preview(request, classroom, lines, **context)


@require_POST
def make(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make the accounts that the preview promised, or show it again where something changed."""
    classroom = _open_classroom(request, pk)
    entries, promised = entries_of(request.POST), promised_by(request.POST)
    person, beyond = Person.of(request), request.POST.get("beyond", "")
    try:
        lines, slips = make_accounts(entries, promised, classroom, person)
    except RefusedError as refused:
        lines = judge(entries, classroom, person)
        notes = [str(refused)]
        return _preview(request, classroom, lines, notes=notes, beyond=beyond, status=429)
    if slips is None:
        return _preview(request, classroom, lines, again=True, beyond=beyond, status=409)
    left = [line for line in lines if line.fate == Fate.OUT]
    added = [line for line in lines if line.fate == Fate.ADD]
    return _slips(request, classroom, slips, left=left, added=added, beyond=beyond)


@require_POST
def slips(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make new slips for a lot of those who never signed in: ``after`` which of them it comes."""
    classroom = _open_classroom(request, pk)
    after = request.POST.get("after", "")
    known = int(after) if re.fullmatch("[0-9]{1,18}", after) else 0
    return _slips(request, classroom, make_slips(classroom, known))


def _open_classroom(request: HttpRequest, pk: uuid.UUID) -> Classroom:
    """Return a class that one teaches. Raises ``PermissionDenied`` for an archived one."""
    classroom = taught_classroom(request, pk)
    if classroom.archived_at:
        raise PermissionDenied
    return classroom


def _roster(
    request: HttpRequest, classroom: Classroom, form: RosterForm, status: int = 200
) -> HttpResponse:
    context = {"classroom": classroom, "form": form, "lots": lots(classroom)}
    return render(request, "classes/roster.html", context, status=status)


def _preview(
    request: HttpRequest,
    classroom: Classroom,
    lines: Sequence[Line],
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    context |= {
        "classroom": classroom,
        "left": [line for line in lines if line.fate == Fate.OUT],
        "taken": [line for line in lines if line.fate != Fate.OUT],
        "made": sum(line.fate == Fate.MAKE for line in lines),
        "added": sum(line.fate == Fate.ADD for line in lines),
    }
    return render(request, "classes/roster_preview.html", context, status=status)


def _slips(
    request: HttpRequest, classroom: Classroom, slips: Sequence[Slip], **context: Any
) -> HttpResponse:
    context |= {
        "classroom": classroom,
        "slips": slips,
        "address": request.build_absolute_uri("/"),
    }
    return render(request, "classes/roster_slips.html", context)
