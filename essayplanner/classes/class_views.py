"""A teacher's classes, and the pages and verbs of one of them."""

import uuid
from collections.abc import Iterable
from typing import Any

import segno
from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.access import signed_in, user_of
from essayplanner.accounts.people import Person
from essayplanner.classes import keeping
from essayplanner.classes.access import own_place, taught_classroom
from essayplanner.classes.class_forms import NameForm
from essayplanner.classes.inviting import open_invitations
from essayplanner.classes.members import in_order, is_gone, number_former, with_waiting
from essayplanner.classes.models import Classroom, Membership
from essayplanner.classes.second_step import second_step_of

TEACHER, STUDENT = Membership.Role.TEACHER, Membership.Role.STUDENT


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def classes(request: HttpRequest) -> HttpResponse:
    """List the classes that one teaches and is a student of; make one of a name."""
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = keeping.make_class(form.cleaned_data["name"], user_of(request))
        return redirect("classes:people", made.pk)
    person = Person.of(request)
    taught = Classroom.objects.filter(pk__in=Classroom.objects.taught_by(person))
    rows = with_waiting(taught).annotate(
        students=Count("memberships", filter=Q(memberships__in=Membership.objects.students())),
        second_step=second_step_of(request.user),
    )
    teachers = Membership.objects.filter(role=TEACHER).select_related("user")
    places = Membership.objects.filter(user=person.user_id, role=STUDENT)
    context = {
        "taught": sorted(rows, key=lambda row: row.archived_at is not None),
        "places": places.select_related("classroom")
        .order_by("classroom__name")
        .prefetch_related(Prefetch("classroom__memberships", teachers, to_attr="teachers")),
        "form": form,
    }
    return render(request, "classes/classes.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def let_reset(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let the teachers of a class give one a new password, or let them no more."""
    place = own_place(request, pk, STUDENT)
    place.may_reset = request.POST.get("may") == "on"
    place.save(update_fields=["may_reset"])
    return redirect("classes:classes")


@require_safe
def people(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show who is in a class, and what can be done with it."""
    return show_people(request, taught_classroom(request, pk))


def show_people(
    request: HttpRequest, classroom: Classroom, form: NameForm | None = None
) -> HttpResponse:
    """Return the page of a class, with a form for its name that may hold faults."""
    members = in_order(classroom.memberships.select_related("user"))
    (mine,) = (row.joined_at for row in members if row.user_id == user_of(request).pk)
    accepted = classroom.invitations.exclude(used_at=None).select_related("made_by")
    used = {row.used_at: row.made_by for row in accepted}
    context = {
        "classroom": classroom,
        "students": [row for row in members if row.role == STUDENT and not is_gone(row.user)],
        "former": _former(members),
        "teachers": [
            (row, used.get(row.joined_at), row.joined_at > mine)
            for row in members
            if row.role == TEACHER
        ],
        "invitations": open_invitations(timezone.now()).filter(classroom=classroom),
        "form": form or NameForm(initial={"name": classroom.name}),
        "address": _address(request, reverse("classes:join")),
    }
    return render(request, "classes/people.html", context, status=422 if form else 200)


def _former(members: Iterable[Membership]) -> list[Membership]:
    """Return the places that keep plans of those who deleted their accounts, in a fixed order."""
    rows = {row.user: row for row in members if row.role == STUDENT and is_gone(row.user)}
    return [rows[user] for user in number_former(rows)]


@require_POST
def rename(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give a class another name."""
    classroom = taught_classroom(request, pk)
    form = NameForm(request.POST)
    if not form.is_valid():
        return show_people(request, classroom, form)
    classroom.name = form.cleaned_data["name"]
    classroom.save(update_fields=["name"])
    return redirect("classes:people", pk)


@require_POST
def open_code(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make a new join code; one that was there works no more."""
    classroom = taught_classroom(request, pk)
    try:
        keeping.open_code(classroom)
    except keeping.RefusedError as refused:
        messages.warning(request, str(refused))
    return redirect("classes:people", pk)


@require_POST
def close_code(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let nobody join any more."""
    keeping.close_code(taught_classroom(request, pk))
    return redirect("classes:people", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what archiving a class does, and do it."""
    classroom = taught_classroom(request, pk)
    if request.method != "POST":
        return render(request, "classes/archive.html", {"classroom": classroom})
    keeping.archive(classroom, timezone.now())
    messages.success(request, f"{classroom} is archived.")
    return redirect("classes:classes")


@require_POST
def reopen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Bring an archived class back."""
    keeping.reopen(taught_classroom(request, pk))
    return redirect("classes:people", pk)


@require_POST
def leave(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Stop being a teacher or a student of a class."""
    place = own_place(request, pk, TEACHER, STUDENT)
    try:
        keeping.leave(place)
    except keeping.RefusedError as refused:
        messages.warning(request, str(refused))
        return redirect("classes:people", pk)
    left = "do not teach" if place.role == TEACHER else "are not in"
    messages.success(request, f"You {left} {place.classroom} any more.")
    return redirect("classes:classes")


@require_safe
def poster(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one sheet that says how to join, for the wall or the projector."""
    classroom = taught_classroom(request, pk)
    address = _address(request, reverse("classes:join"))
    context: dict[str, Any] = {"classroom": classroom, "address": address}
    if code := classroom.join_code:
        link = request.build_absolute_uri(reverse("classes:join_by_link", args=[code]))
        qr = segno.make_qr(link).svg_inline(omitsize=True, lineclass=None, light="#fff")
        context |= {"link": link, "qr": qr}
    return render(request, "classes/poster.html", context)


def _address(request: HttpRequest, path: str) -> str:
    """Return an address as it is read out and typed: without what a browser adds by itself."""
    return request.build_absolute_uri(path).partition("://")[2].rstrip("/")
