"""Joining a class: a code, then what the class is and what its teachers will see, then in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.access import signed_in, user_of
from essayplanner.classes import keeping
from essayplanner.classes.attempts import LockedError, find_class, who_tries
from essayplanner.classes.class_forms import CodeForm, JoinForm
from essayplanner.classes.codes import read_code, show_code
from essayplanner.classes.members import in_order
from essayplanner.classes.models import Classroom, Membership

NO_CLASS = (
    "No class can be joined with this code. Look at it again, or ask your teacher: it may have "
    "been changed or closed."
)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask for a join code; show the class of one that is typed."""
    return _look(request) if request.method == "POST" else _ask(request, CodeForm())


@require_safe
def join_by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a join code with that of a link in its place, whether there is such a one or not."""
    known = read_code(code)
    return _ask(request, CodeForm(initial={"code": show_code(known) if known else code[:20]}))


@require_POST
@signed_in
def enter(request: HttpRequest) -> HttpResponse:
    """Make who asks a student of the class of a code."""
    user = user_of(request)
    classroom = _find(request)
    if isinstance(classroom, HttpResponse):
        return classroom
    form = JoinForm(request.POST, named=bool(user.name))
    if not form.is_valid():
        return _show(request, classroom, form)
    said = {key: value for key, value in form.cleaned_data.items() if key != "code"}
    keeping.join_class(classroom, user, **said)
    messages.success(request, f"You are in {classroom} now. What it is set comes up on this page.")
    return redirect("home")


@signed_in
def _look(request: HttpRequest) -> HttpResponse:
    classroom = _find(request)
    if isinstance(classroom, HttpResponse):
        return classroom
    named = bool(user_of(request).name)
    form = JoinForm(initial={"code": classroom.join_code}, named=named)
    return _show(request, classroom, form)


def _find(request: HttpRequest) -> Classroom | HttpResponse:
    """Return the class of the code that was sent, to who is not in it, or the answer to others."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, 422)
    try:
        classroom = find_class(form.cleaned_data["code"], who_tries(request), timezone.now())
    except LockedError as locked:
        until = timezone.localtime(locked.until)
        form.add_error("code", f"Too many codes were wrong. Try again after {until:%H:%M}.")
        return _ask(request, form, 429)
    if classroom is None:
        form.add_error("code", NO_CLASS)
        return _ask(request, form, 422)
    place = Membership.objects.filter(classroom=classroom, user=user_of(request)).first()
    if place:
        return render(request, "classes/in_already.html", {"place": place})
    return classroom


def _ask(request: HttpRequest, form: CodeForm, status: int = 200) -> HttpResponse:
    return render(request, "classes/join.html", {"form": form}, status=status)


def _show(request: HttpRequest, classroom: Classroom, form: JoinForm) -> HttpResponse:
    teachers = classroom.memberships.filter(role=Membership.Role.TEACHER).select_related("user")
    context = {"classroom": classroom, "teachers": in_order(teachers), "form": form}
    status = 422 if form.errors else 200
    return render(request, "classes/join_class.html", context, status=status)
