"""The pages and verbs of a writer of topics. All of them work on a draft until it is published."""

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.access import signed_in, user_of
from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.authoring import actions
from essayplanner.authoring.access import latest_bank, own_topic, readable_bank
from essayplanner.authoring.advice import bare_factors, new_changes
from essayplanner.authoring.faults import tell
from essayplanner.authoring.forms import (
    AboutForm,
    NewTopicForm,
    NotesForm,
    PublishForm,
    UploadForm,
    posted,
)
from essayplanner.authoring.records import KINDS, table_rows
from essayplanner.classes.access import open_topic, open_topics
from essayplanner.classes.models import Classroom
from factors.archive import write_zip
from factors.checking import PackError, check
from factors.loading import bank_pack, bank_tables
from factors.models import Bank, Topic
from factors.records import Pack
from factors.uploads import read_upload
from factors.workbook import write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"xlsx": (write_workbook, XLSX), "zip": (write_zip, "application/zip")}

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in
def topics(request: HttpRequest) -> HttpResponse:
    """List one's own topics, and the ways to start another."""
    return _topics(request)


@require_POST
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Start a topic from its title and its factors."""
    form = NewTopicForm(request.POST)
    if not form.is_valid():
        return _topics(request, new_form=form)
    return redirect(
        "authoring:topic", actions.start_topic(_user(request), **form.cleaned_data).slug
    )


@require_POST
@signed_in
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
@signed_in
def copy(request: HttpRequest, topic: str) -> HttpResponse:
    """Copy a topic that one may read into one of one's own, to adapt."""
    bank = Bank.objects.select_related("topic").get(current_of=open_topic(request, topic))
    return redirect("authoring:topic", actions.take_pack(_user(request), bank_pack(bank)).slug)


@require_safe
@signed_in
def topic_page(request: HttpRequest, topic: str) -> HttpResponse:
    """Show what a topic holds, what stands between it and its publication, and who sees it."""
    return _topic_page(request, own_topic(request, topic))


@GET_OR_POST
@signed_in
def about(request: HttpRequest, topic: str) -> HttpResponse:
    """Change what a topic is about."""
    return _edit_bank(request, own_topic(request, topic), AboutForm, "About the topic")


@GET_OR_POST
@signed_in
def notes(request: HttpRequest, topic: str) -> HttpResponse:
    """Change the notes for teachers."""
    return _edit_bank(request, own_topic(request, topic), NotesForm, "Notes for teachers")


@require_POST
@signed_in
def publish(request: HttpRequest, topic: str) -> HttpResponse:
    """Publish the draft to the classes chosen, if it is sound."""
    row = own_topic(request, topic)
    form = PublishForm(request.POST, taught=_taught(request))
    if not form.is_valid():
        return _topic_page(request, row, publish_form=form, status=422)
    try:
        actions.publish_draft(row, form.cleaned_data["classes"])
    except PackError:
        messages.error(request, "Not published: first mend what is listed here.")
        return _topic_page(request, row, publish_form=form, status=422)
    messages.success(request, "Published. Plans that were begun before stay as they are.")
    return redirect("authoring:topic", topic)


@require_POST
@signed_in
def discard(request: HttpRequest, topic: str) -> HttpResponse:
    """Throw the draft away; what is published stays."""
    actions.discard_draft(own_topic(request, topic))
    messages.success(request, "Thrown away. It is listed under “Thrown away” and can be put back.")
    return redirect("authoring:topic", topic)


@require_POST
@signed_in
def restore(request: HttpRequest, topic: str, number: int) -> HttpResponse:
    """Put back a draft that was thrown away."""
    actions.restore_draft(own_topic(request, topic), number)
    messages.success(request, "Put back.")
    return redirect("authoring:topic", topic)


@require_POST
@signed_in
def replace(request: HttpRequest, topic: str) -> HttpResponse:
    """Put an uploaded file in the place of the draft, if nothing is wrong with it."""
    row = own_topic(request, topic)
    form = UploadForm(request.POST, request.FILES)
    pack, faults = _read(form, latest_bank(row))
    if pack is None:
        return _topic_page(request, row, upload_form=form, faults=faults, status=422)
    actions.replace_draft(row, pack)
    said = f"The draft now says what the file says: “{pack.topic.title}”."
    messages.success(request, f"{said} What it said before is under “Thrown away”.")
    return redirect("authoring:topic", topic)


@require_safe
def download(request: HttpRequest, topic: str, form: str) -> HttpResponse:
    """Send a topic as a workbook or a pack: one's own as it is drafted, another as published."""
    if form not in FORMS:
        raise Http404
    bank = readable_bank(request, topic)
    write, content_type = FORMS[form]
    try:
        return _file(write(bank_pack(bank)), content_type, f"{bank.topic.slug}.{form}")
    except PackError:
        messages.error(request, "Not downloaded: first mend what is listed here.")
        return redirect("authoring:topic", topic)


def _user(request: HttpRequest) -> User:
    return user_of(request)  # the views above ask for a sign-in


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
        .order_by("topic", F("discarded_at").asc(nulls_first=True), "-number"),
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
    publish_form: PublishForm | None = None,
    upload_form: UploadForm | None = None,
    faults: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    bank = latest_bank(topic)
    tables = bank_tables(bank)
    shown_to = list(topic.classrooms.all())
    context = {
        "topic": topic,
        "bank": bank,
        "shown_to": shown_to,
        "thrown_away": topic.banks.exclude(discarded_at=None),
        "bare": bare_factors(tables),
        "changes": new_changes(topic, bank),
        "kinds": [
            (table, kind, [(row["slug"], row[kind.title]) for row in table_rows(tables, table)])
            for table, kind in KINDS.items()
        ],
        "told": list(tell(_faults(tables), tables)),
        "publish_form": publish_form
        or PublishForm(None, taught=_taught(request), initial={"classes": shown_to}),
        "upload_form": upload_form or UploadForm(),
        "faults": faults,
    }
    return render(request, "authoring/topic.html", context, status=status)


def _edit_bank(
    request: HttpRequest, topic: Topic, form_class: type[AboutForm | NotesForm], heading: str
) -> HttpResponse:
    bank = latest_bank(topic)
    names = [name for name in form_class.base_fields if name != "state"]
    stored = {name: getattr(bank, name) for name in names}
    form = form_class(posted(request), started_from=stored, initial=stored)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in names}
        other = actions.save_about(topic, values, form.was())
        if other is None:
            return redirect("authoring:topic", topic.slug)
        form.show_stored(other, other)
    context = {"topic": topic, "form": form, "heading": heading}
    return render(request, "authoring/form.html", context, status=form.status())


def _faults(tables: dict[str, Any]) -> tuple[Any, ...]:
    try:
        check(tables)
    except PackError as error:
        return error.faults
    return ()


def _read(form: UploadForm, base: Bank | None = None) -> tuple[Pack | None, tuple[str, ...]]:
    """Return the pack of an uploaded file, or every fault of it as sentences.

    One sheet as CSV takes the place of that sheet of ``base``.
    """
    if not form.is_valid():
        return None, ()
    file = form.cleaned_data["file"]
    one_sheet = file.name.lower().endswith(".csv")
    try:
        whole = bank_pack(base) if base and one_sheet else None
    except PackError:
        return None, (
            "One sheet can replace its own only in a topic with which nothing is wrong: first mend "
            "what is listed below, or send the whole workbook.",
        )
    try:
        return read_upload(file.name, file.read(), whole), ()
    except PackError as error:
        return None, tuple(map(str, error.faults))


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
