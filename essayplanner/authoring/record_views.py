"""The forms of the records of a draft."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from essayplanner.accounts.access import signed_in
from essayplanner.authoring import actions
from essayplanner.authoring.access import latest_bank, own_topic
from essayplanner.authoring.forms import RecordForm, posted
from essayplanner.authoring.records import KINDS
from factors.models import Bank, Topic

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
@signed_in
def add(request: HttpRequest, topic: str, table: str) -> HttpResponse:
    """Add a record."""
    return _edit_record(request, own_topic(request, topic), table, None)


@GET_OR_POST
@signed_in
def edit(request: HttpRequest, topic: str, table: str, record: str) -> HttpResponse:
    """Change a record."""
    return _edit_record(request, own_topic(request, topic), table, record)


@require_POST
@signed_in
def delete(request: HttpRequest, topic: str, table: str, record: str) -> HttpResponse:
    """Delete a record that no other names."""
    row = own_topic(request, topic)
    _row(latest_bank(row), table, record)
    names = actions.remove_record(row, table, record)
    if names:
        used = ", ".join(f"“{name}”" for name in names[:5])
        more = f" and {len(names) - 5} more" if len(names) > 5 else ""
        messages.error(request, f"Not deleted: it is used by {used}{more}. Change these first.")
    else:
        messages.success(request, "Deleted from the draft.")
    return redirect("authoring:topic", topic)


def _edit_record(request: HttpRequest, topic: Topic, table: str, slug: str | None) -> HttpResponse:
    bank = latest_bank(topic)
    row = _row(bank, table, slug)
    form = RecordForm(posted(request), bank=bank, table=table, row=row)
    if request.method == "POST" and form.is_valid():
        stored = _save(topic, table, form)
        if stored is None:
            messages.success(request, "Saved in the draft.")
            return _next_page(request, topic, table)
        form.show_stored(stored, stored or None)
    heading = f"{'Change' if row else 'Add'} {KINDS[table].a_one}"
    context = {"topic": topic, "form": form, "heading": heading, "table": table, "record": slug}
    return render(request, "authoring/form.html", context, status=form.status())


def _save(topic: Topic, table: str, form: RecordForm) -> actions.Row | None:
    """Save a record; return what is stored where that is not what the form started from."""
    if form.row is None:
        actions.add_record(topic, table, form.row_to_save, form.name)
        return None
    return actions.save_record(topic, table, form.row_to_save, form.was())


def _next_page(request: HttpRequest, topic: Topic, table: str) -> HttpResponse:
    """Go on to an empty form where the writer asked for another, else back to the topic."""
    if "another" in request.POST:
        return redirect("authoring:add", topic.slug, table)
    return redirect("authoring:topic", topic.slug)


def _row(bank: Bank, table: str, slug: str | None) -> actions.Row | None:
    """Return a record of a bank, or ``None`` for a new one. Raises ``Http404`` for no such."""
    if table not in KINDS:
        raise Http404
    row = actions.find_row(bank, table, slug) if slug else None
    if slug and row is None:
        raise Http404
    return row
