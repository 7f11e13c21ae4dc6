"""The pages and verbs of a writer of topics. All of them work on a draft until it is published."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.authoring import actions
from essayplanner.authoring.access import latest_bank, own_topic
from essayplanner.authoring.faults import tell
from essayplanner.authoring.forms import (
    AboutForm,
    NewTopicForm,
    NotesForm,
    PublishForm,
    UploadForm,
)
from essayplanner.authoring.records import KINDS, table_rows
from essayplanner.classes.access import open_topic, open_topics
from essayplanner.classes.models import Classroom
from factors.archive import write_zip
from factors.checking import PackError, check
from factors.loading import bank_pack, bank_tables, write_draft
from factors.models import Bank, Topic
from factors.records import Pack
from factors.uploads import read_upload
from factors.workbook import write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"xlsx": (write_workbook, XLSX), "zip": (write_zip, "application/zip")}

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def topics(request: HttpRequest) -> HttpResponse:
    """List one's own topics, and the ways to start another."""
    return _topics(request)


@require_POST
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Start a topic from its title and its factors."""
    form = NewTopicForm(request.POST)
    if not form.is_valid():
        return _topics(request, new_form=form)
    return redirect(
        "authoring:topic", actions.start_topic(_user(request), **form.cleaned_data).slug
    )


@require_POST
@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Make a topic of an uploaded file, or say everything that is wrong with it."""
    form = UploadForm(request.POST, request.FILES)
    pack, faults = _read(form)
    if pack is None:
        return _topics(request, upload_form=form, faults=faults)
    return redirect("authoring:topic", actions.take_pack(_user(request), pack).slug)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Send the empty workbook."""
    return _file(write_workbook(None), XLSX, "topic-template.xlsx")


@require_POST
@login_required
def copy(request: HttpRequest, topic: str) -> HttpResponse:
    """Copy a topic that one may read into one of one's own, to adapt."""
    bank = Bank.objects.select_related("topic").get(current_of=open_topic(request, topic))
    return redirect("authoring:topic", actions.take_pack(_user(request), bank_pack(bank)).slug)


@require_safe
@login_required
def topic_page(request: HttpRequest, topic: str) -> HttpResponse:
    """Show what a topic holds, what stands between it and its publication, and who sees it."""
    return _topic_page(request, own_topic(request, topic))


@GET_OR_POST
@login_required
def about(request: HttpRequest, topic: str) -> HttpResponse:
    """Change what a topic is about."""
    return _edit_bank(request, own_topic(request, topic), AboutForm, "About the topic")


@GET_OR_POST
@login_required
def notes(request: HttpRequest, topic: str) -> HttpResponse:
    """Change the notes for teachers."""
    return _edit_bank(request, own_topic(request, topic), NotesForm, "Notes for teachers")


@require_POST
@login_required
def publish(request: HttpRequest, topic: str) -> HttpResponse:
    """Publish the draft to the classes chosen, if it is sound."""
    row = own_topic(request, topic)
    form = PublishForm(request.POST, taught=_taught(request))
    if not form.is_valid():
        raise Http404
    try:
        actions.publish_draft(row, form.taught, form.cleaned_data["classes"])
    except PackError:
        messages.error(request, "Not published: first mend what is listed here.")
        return _topic_page(request, row, status=422)
    messages.success(request, "Published. Plans that were begun before stay as they are.")
    return redirect("authoring:topic", topic)


@require_POST
@login_required
def discard(request: HttpRequest, topic: str) -> HttpResponse:
    """Throw the draft away; what is published stays."""
    row = own_topic(request, topic)
    actions.discard_draft(row)
    return redirect("authoring:topic", topic) if row.current_id else redirect("authoring:topics")


@require_POST
@login_required
def replace(request: HttpRequest, topic: str) -> HttpResponse:
    """Put an uploaded file in the place of the draft, if nothing is wrong with it."""
    row = own_topic(request, topic)
    form = UploadForm(request.POST, request.FILES)
    pack, faults = _read(form, latest_bank(row))
    if pack is None:
        return _topic_page(request, row, upload_form=form, faults=faults, status=422)
    write_draft(row, pack)
    messages.success(request, "The draft now says what the file says.")
    return redirect("authoring:topic", topic)


@require_safe
def download(request: HttpRequest, topic: str, form: str) -> HttpResponse:
    """Send a topic as a workbook or a pack: one's own as it is drafted, another as published."""
    if form not in FORMS:
        raise Http404
    bank = _downloadable(request, topic)
    write, content_type = FORMS[form]
    try:
        return _file(write(bank_pack(bank)), content_type, f"{bank.topic.slug}.{form}")
    except PackError:
        messages.error(request, "Not downloaded: first mend what is listed here.")
        return _topic_page(request, bank.topic, status=422)


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)  # the views above ask for a sign-in


def _taught(request: HttpRequest) -> Any:
    return Classroom.objects.taught_by(Person.of(request))


def _topics(
    request: HttpRequest,
    new_form: NewTopicForm | None = None,
    upload_form: UploadForm | None = None,
    faults: tuple[str, ...] = (),
) -> HttpResponse:
    person = Person.of(request)
    context = {
        "topics": Bank.objects.filter(topic__author=person.user_id)
        .select_related("topic")
        .order_by("topic", "-number"),
        "others": open_topics(person).exclude(author=person.user_id),
        "new_form": new_form or NewTopicForm(),
        "upload_form": upload_form or UploadForm(),
        "faults": faults,
    }
    status = 422 if new_form or upload_form else 200
    return render(request, "authoring/topics.html", context, status=status)


def _topic_page(
    request: HttpRequest,
    topic: Topic,
    upload_form: UploadForm | None = None,
    faults: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    bank = latest_bank(topic)
    tables = bank_tables(bank)
    taught = _taught(request)
    shown = topic.classrooms.filter(pk__in=taught)
    context = {
        "topic": topic,
        "bank": bank,
        "kinds": [
            (table, kind, [(row["slug"], row[kind.title]) for row in table_rows(tables, table)])
            for table, kind in KINDS.items()
        ],
        "told": list(tell(_faults(tables), tables)),
        "publish_form": PublishForm(None, taught=taught, initial={"classes": shown}),
        "upload_form": upload_form or UploadForm(),
        "faults": faults,
    }
    return render(request, "authoring/topic.html", context, status=status)


def _edit_bank(
    request: HttpRequest, topic: Topic, form_class: type[AboutForm | NotesForm], heading: str
) -> HttpResponse:
    form = form_class(request.POST or None, instance=latest_bank(topic))
    if request.method == "POST" and form.is_valid():
        # The form has filled what it was given, which may be published: only a draft is written.
        draft = actions.draft_of(topic)
        for name, value in form.cleaned_data.items():
            setattr(draft, name, value)
        draft.save(update_fields=form.cleaned_data)
        return redirect("authoring:topic", topic.slug)
    context = {"topic": topic, "form": form, "heading": heading}
    return render(request, "authoring/form.html", context, status=422 if form.errors else 200)


def _faults(tables: dict[str, Any]) -> tuple[Any, ...]:
    try:
        check(tables)
    except PackError as error:
        return error.faults
    return ()


def _read(form: UploadForm, base: Bank | None = None) -> tuple[Pack | None, tuple[str, ...]]:
    """Return the pack of an uploaded file, or every fault of it as sentences."""
    if not form.is_valid():
        return None, ()
    file = form.cleaned_data["file"]
    try:
        return read_upload(file.name, file.read(), bank_pack(base) if base else None), ()
    except PackError as error:
        return None, tuple(map(str, error.faults))


def _downloadable(request: HttpRequest, topic: str) -> Bank:
    try:
        return latest_bank(own_topic(request, topic))
    except Http404:
        return Bank.objects.select_related("topic").get(current_of=open_topic(request, topic))


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
