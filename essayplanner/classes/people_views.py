"""What a teacher does for one student of a class, and how colleagues come to teach it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.access import signed_in, user_of
from essayplanner.accounts.people import Person
from essayplanner.classes import inviting, keeping
from essayplanner.classes.access import taught_classroom, taught_colleague, taught_student
from essayplanner.classes.class_forms import MoveForm
from essayplanner.classes.members import is_gone, why_no_reset
from essayplanner.classes.models import Classroom, Membership


@require_safe
def student(request: HttpRequest, pk: uuid.UUID, member: int) -> HttpResponse:
    """Say what can be done for a student, and what each of it would do."""
    place = taught_student(request, pk, member)
    return _student(request, place, _move_form(request, place))


@require_POST
def move(request: HttpRequest, pk: uuid.UUID, member: int) -> HttpResponse:
    """Move a student to another class that one teaches."""
    place = taught_student(request, pk, member)
    form = _move_form(request, place)
    if not form.is_valid():
        return _student(request, place, form)
    to = form.cleaned_data["to"]
    try:
        plans = keeping.move_student(place, to, timezone.now())
    except keeping.RefusedError as refused:
        form.add_error("to", str(refused))
        return _student(request, place, form)
    along = {0: "No plan went along.", 1: "One plan went along."}
    went = along.get(plans, f"{plans} plans went along.")
    messages.success(request, f"{place.user} is in {to} now. {went}")
    return redirect("classes:people", pk)


@require_POST
def remove(request: HttpRequest, pk: uuid.UUID, member: int) -> HttpResponse:
    """Take a student out of a class, or what one who deleted the account left with it."""
    place = taught_student(request, pk, member)
    told = f"{place.user} is not in {place.classroom} any more."
    if is_gone(place.user):
        told = "What was kept of a student who deleted their account is erased."
    keeping.remove_student(place)
    messages.success(request, told)
    return redirect("classes:people", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_teacher(request: HttpRequest, pk: uuid.UUID, member: int) -> HttpResponse:
    """Say what it does to put another teacher out of a class, and do it."""
    place = taught_colleague(request, pk, member)
    if request.method != "POST":
        return render(request, "classes/remove_teacher.html", {"place": place})
    try:
        keeping.leave(place)
    except keeping.RefusedError:  # who asks has left meanwhile, and the other is the only one now
        raise Http404 from None
    messages.success(request, f"{place.user} does not teach {place.classroom} any more.")
    return redirect("classes:people", pk)


@require_POST
@sensitive_variables("password")
def reset_password(request: HttpRequest, pk: uuid.UUID, member: int) -> HttpResponse:
    """Give a student a new password, which is shown this once."""
    place = taught_student(request, pk, member)
    try:
        password = keeping.reset_password(place)
    except keeping.RefusedError:
        return redirect("classes:student", pk, member)  # where it says why
    context = {"place": place, "password": password, "address": request.get_host()}
    return render(request, "classes/reset.html", context)


@require_POST
def invite(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make a link by which a colleague becomes a teacher of a class; it is shown this once."""
    classroom = taught_classroom(request, pk)
    if classroom.archived_at:
        return redirect("classes:people", pk)
    token = inviting.invite(classroom, user_of(request), timezone.now())
    link = request.build_absolute_uri(reverse("classes:invited", args=[token]))
    return render(request, "classes/invitation.html", {"classroom": classroom, "link": link})


@require_POST
def withdraw(request: HttpRequest, pk: uuid.UUID, invitation: int) -> HttpResponse:
    """Take an invitation back, whoever of the class's teachers made it."""
    classroom = taught_classroom(request, pk)
    get_object_or_404(classroom.invitations.filter(used_at=None), pk=invitation).delete()
    return redirect("classes:people", pk)


@require_safe
@signed_in
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Say who invites to teach which class."""
    invitation = inviting.find_invitation(token, timezone.now())
    if invitation is None:
        return render(request, "classes/invited.html", status=404)
    person = Person.of(request)
    place = Membership.objects.filter(classroom=invitation.classroom, user=person.user_id)
    context = {"invitation": invitation, "place": place.first(), "token": token}
    return render(request, "classes/invited.html", context)


@require_POST
@signed_in
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Become a teacher of the class that one is invited to."""
    now = timezone.now()
    invitation = inviting.find_invitation(token, now)
    if invitation:
        place = inviting.accept(invitation, user_of(request), now)
        if place and place.role == Membership.Role.TEACHER:
            return redirect("classes:people", place.classroom_id)
    return redirect("classes:invited", token)  # where it says why


def _move_form(request: HttpRequest, place: Membership) -> MoveForm:
    taught = Classroom.objects.taught_by(Person.of(request)).open()
    data = request.POST if request.method == "POST" else None
    return MoveForm(data, classes=taught.exclude(pk=place.classroom_id))


def _student(request: HttpRequest, place: Membership, form: MoveForm) -> HttpResponse:
    if is_gone(place.user):
        plans = place.user.plans.filter(assignment__classroom=place.classroom_id)
        return render(request, "classes/former.html", {"place": place, "plans": plans})
    context = {"place": place, "form": form, "why_no_reset": why_no_reset(place)}
    return render(request, "classes/student.html", context, status=422 if form.errors else 200)
