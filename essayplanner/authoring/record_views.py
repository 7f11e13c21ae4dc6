"""The forms of the records of a draft."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import RestrictedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from essayplanner.authoring import actions
from essayplanner.authoring.access import latest_bank, own_topic
from essayplanner.authoring.forms import RecordForm
from essayplanner.authoring.records import KINDS, table_rows
from factors.editing import delete_record, write_record
from factors.loading import bank_tables
from factors.models import Bank, Topic

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
@login_required
def add(request: HttpRequest, topic: str, table: str) -> HttpResponse:
    """Add a record."""
    return _edit_record(request, own_topic(request, topic), table, None)


@GET_OR_POST
@login_required
def edit(request: HttpRequest, topic: str, table: str, record: str) -> HttpResponse:
    """Change a record."""
    return _edit_record(request, own_topic(request, topic), table, record)


@require_POST
@login_required
def delete(request: HttpRequest, topic: str, table: str, record: str) -> HttpResponse:
    """Delete a record that nothing else is built on."""
    draft = actions.draft_of(own_topic(request, topic))
    _row(draft, table, record)
    try:
        delete_record(draft, table, record)
    except RestrictedError as error:
        used = ", ".join(f"“{row}”" for row in sorted(map(str, error.restricted_objects))[:5])
        messages.error(request, f"Not deleted: it is used by {used}. Change these first.")
    else:
        messages.success(request, "Deleted from the draft.")
    return redirect("authoring:topic", topic)


def _edit_record(request: HttpRequest, topic: Topic, table: str, slug: str | None) -> HttpResponse:
    bank = actions.draft_of(topic) if request.method == "POST" else latest_bank(topic)
    row = _row(bank, table, slug)
    form = RecordForm(request.POST or None, draft=bank, table=table, row=row)
    if request.method == "POST" and form.is_valid():
        write_record(bank, table, form.cleaned_data["row"])
        messages.success(request, "Saved in the draft.")
        again = {"authoring:add": [topic.slug, table], "authoring:topic": [topic.slug]}
        to = "authoring:add" if "another" in request.POST else "authoring:topic"
        return redirect(to, *again[to])
    context = {
        "topic": topic,
        "form": form,
        "heading": f"{'Change' if row else 'Add'} {KINDS[table].a_one}",
        "table": table,
        "record": slug,
    }
    return render(request, "authoring/form.html", context, status=422 if form.errors else 200)


def _row(bank: Bank, table: str, slug: str | None) -> dict[str, Any] | None:
    """Return a record of a bank, or ``None`` for a new one. Raises ``Http404`` for no such."""
    if table not in KINDS:
        raise Http404
    if slug is None:
        return None
    for row in table_rows(bank_tables(bank), table):
        if row["slug"] == slug:
            return row
    raise Http404
