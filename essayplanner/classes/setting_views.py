"""Setting a class a question, changing it, and giving more time."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes import actions, changing
from essayplanner.classes.access import open_topic, settable_assignment, settable_classroom
from essayplanner.classes.due import said
from essayplanner.classes.models import Assignment, Classroom, Membership
from essayplanner.classes.setting_forms import (
    ExtensionForm,
    LibraryQuestionForm,
    LineForm,
    SetQuestionForm,
    SettingForm,
    formats_for,
)
from factors.models import Bank


@require_http_methods(["GET", "HEAD", "POST"])
def set_work(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose a question of the library for a class, say how it is to be answered, and set it."""
    classroom, person = settable_classroom(request, pk), Person.of(request)
    data = request.POST if request.method == "POST" else None
    form, asked = _setting_form(request, classroom), LibraryQuestionForm(data, person=person)
    again = False
    if asked.is_valid() & form.is_valid():
        try:
            row = asked.cleaned_data["question"]
            meant = "again" in request.POST
            actions.set_question(classroom, row, again=meant, **form.values)
            return _set(request, classroom, form)
        except ValidationError:
            again = True
    context = {"classroom": classroom, "form": form, "asked": asked, "again": again}
    status = 422 if form.is_bound else 200
    return render(request, "classes/set.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def set_own(request: HttpRequest, pk: uuid.UUID, topic: str) -> HttpResponse:
    """Type a question on a topic, say how it is to be answered, and set it to a class."""
    classroom = settable_classroom(request, pk)
    bank = get_object_or_404(Bank, current_of=open_topic(request, topic))
    data = request.POST if request.method == "POST" else None
    form, asked = _setting_form(request, classroom), SetQuestionForm(data, bank=bank)
    again = False
    if asked.is_valid() & form.is_valid():
        try:
            values, meant = {**asked.values, **form.values}, "again" in request.POST
            actions.set_own_question(classroom, bank, again=meant, **values)
            return _set(request, classroom, form)
        except ValidationError:
            again = True
    context = {"classroom": classroom, "bank": bank, "form": form, "asked": asked, "again": again}
    status = 422 if form.is_bound else 200
    return render(request, "classes/set_own.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change what a class was set, and tell its students what changed."""
    assignment, now = settable_assignment(request, pk), timezone.now()
    data = request.POST if request.method == "POST" else None
    form = _setting_form(request, assignment.classroom, assignment)
    asked = SetQuestionForm(data, bank=assignment.bank, assignment=assignment)
    line = LineForm(data, initial={"known": changing.last_change(assignment)})
    if asked.is_valid() & form.is_valid() & line.is_valid():
        values, read = {**asked.values, **form.values}, line.cleaned_data
        own = f"{request.user} adds: {read['line']}" if read["line"] else ""
        try:
            told = changing.change_assignment(assignment, values, read["known"] or 0, own, now)
        except ValidationError as error:
            return _changed_meanwhile(request, assignment, form, asked, error)
        _say(request, form, _told(told))
        return redirect(_room(assignment))
    return _change_page(request, assignment, form, asked, line)


def _change_page(
    request: HttpRequest,
    assignment: Assignment,
    form: SettingForm,
    asked: SetQuestionForm,
    line: LineForm,
) -> HttpResponse:
    context = {
        "assignment": assignment,
        "form": form,
        "asked": asked,
        "line": line,
        "begun": assignment.plans.filter(deleted_at=None).count(),
        "room": _room(assignment),
    }
    status = 422 if form.is_bound else 200
    return render(request, "classes/set_change.html", context, status=status)


def _changed_meanwhile(
    request: HttpRequest,
    assignment: Assignment,
    form: SettingForm,
    asked: SetQuestionForm,
    error: ValidationError,
) -> HttpResponse:
    """Show what a colleague changed beside what was typed, which is saved with the next press."""
    known = LineForm(request.POST).data.get("known", "")
    news = assignment.changes.filter(student=None).order_by("pk")
    since = news.filter(pk__gt=known) if known.isdecimal() and len(known) < 18 else news
    form.add_error(None, [*error.messages, *since.values_list("says", flat=True)])
    data = request.POST.copy()
    data["known"] = str(changing.last_change(assignment))
    return _change_page(request, assignment, form, asked, LineForm(data))


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask whether a class is to be set something no more, and do it."""
    assignment = settable_assignment(request, pk)
    if request.method == "POST":
        try:
            changing.remove_assignment(assignment)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("classes:change", assignment.pk)
        messages.success(request, "It is set no more. Plans that were begun are their students’.")
        return redirect(_room(assignment))
    context = {
        "assignment": assignment,
        "begun": assignment.plans.filter(deleted_at=None).count(),
        "may": changing.may_remove(assignment),
    }
    return render(request, "classes/set_remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def extensions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show who has a due time of their own, and give one to one student or several."""
    assignment, now = settable_assignment(request, pk), timezone.now()
    places = Membership.objects.students().filter(classroom=assignment.classroom_id)
    students = User.objects.filter(pk__in=places.values("user")).order_by("name", "username")
    data = request.POST if request.method == "POST" else None
    chosen = request.GET.getlist("student")
    form = ExtensionForm(data, assignment=assignment, students=students, chosen=chosen, now=now)
    if form.is_valid():
        read = form.cleaned_data
        try:
            changing.extend(assignment, read["students"], read["due_at"], now)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            _say(request, form, f"Due on {said(read['due_at'], now)} for whom you chose.")
        return redirect("classes:extensions", assignment.pk)
    context = {
        "assignment": assignment,
        "form": form,
        "given": assignment.extensions.select_related("student").order_by("due_at", "student"),
        "room": _room(assignment),
    }
    status = 422 if form.is_bound else 200
    return render(request, "classes/set_extensions.html", context, status=status)


@require_POST
def end_extension(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Take an extension back; where that is done already nothing changes."""
    assignment = settable_assignment(request, pk)
    for extension in assignment.extensions.filter(pk=number).select_related("student"):
        changing.end_extension(extension, timezone.now())
    return redirect("classes:extensions", assignment.pk)


def _setting_form(
    request: HttpRequest, classroom: Classroom, assignment: Assignment | None = None
) -> SettingForm:
    data = request.POST if request.method == "POST" else None
    formats = formats_for(classroom, Person.of(request))
    return SettingForm(data, formats=formats, now=timezone.now(), assignment=assignment)


def _set(request: HttpRequest, classroom: Classroom, form: SettingForm) -> HttpResponse:
    _say(request, form, f"Set for {classroom}. It stands on your students’ start page now.")
    return redirect(_class_room(classroom))


def _told(told: list[str]) -> str:
    if not told:
        return "Nothing was changed."
    return f"Changed. Your students are told: {' '.join(told)}"


def _say(request: HttpRequest, form: SettingForm | ExtensionForm, sentence: str) -> None:
    messages.success(request, f"{sentence} {form.taken}".strip())


def _room(assignment: Assignment) -> str:
    return _class_room(assignment.classroom)


def _class_room(classroom: Classroom) -> str:
    """Return the address of a class's page."""
    return reverse("reviews:classroom", args=[classroom.pk])
