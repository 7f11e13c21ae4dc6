"""The page of saved comments, and what is done there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.access import signed_in, user_of
from essayplanner.accounts.models import User
from essayplanner.authoring.actions import digest
from essayplanner.authoring.forms import posted
from essayplanner.exports.sending import as_file
from essayplanner.reviews import saved, saved_files
from essayplanner.reviews.models import SavedComment
from essayplanner.reviews.saved_forms import FileForm, SavedForm, sound_rows

# More than anybody looks through; searching finds the others.
MOST_SHOWN = 300


@require_safe
@signed_in
def comments(request: HttpRequest) -> HttpResponse:
    """List the saved comments that one can use, those used most often first."""
    return _page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Write a saved comment."""
    row = SavedComment(owner=_teacher(request), made_at=timezone.now())
    return _edit(request, row)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a saved comment of one's own."""
    return _edit(request, _own(request, pk))


@require_POST
@signed_in
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a saved comment of one's own; what was said with it stays said."""
    row = _own(request, pk)
    row.delete()
    messages.success(
        request, f"Deleted: {row.code}. Feedback that was written with it keeps its words."
    )
    return redirect("reviews:saved")


@require_POST
@signed_in
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a colleague's saved comment one's own, to change."""
    teacher = _teacher(request)
    row = get_object_or_404(saved.usable(teacher), pk=pk)
    made = saved.copy(row, teacher, timezone.now())
    messages.success(request, f"“{made.code}” is among your own. Change what you like in it.")
    return redirect("reviews:saved")


@require_POST
@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """Give a teacher who has none twelve comments to begin with."""
    if saved.start(_teacher(request), timezone.now()):
        messages.success(request, "There are twelve. Change them, or delete what you do not need.")
    return redirect("reviews:saved")


@require_safe
@signed_in
def download(request: HttpRequest) -> HttpResponse:
    """Send one's own saved comments as CSV."""
    rows = SavedComment.objects.filter(owner=user_of(request))
    response = HttpResponse(saved_files.write(rows), content_type="text/csv; charset=utf-8")
    return as_file(response, "saved-comments.csv")


@require_POST
@signed_in
def upload(request: HttpRequest) -> HttpResponse:
    """Take the sound rows of a CSV, and say what is wrong with each of the others."""
    teacher = _teacher(request)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form=form)
    file = form.cleaned_data["file"]
    try:
        rows, faults = saved_files.read(file.name, file.read())
    except saved_files.FileError as error:
        form.add_error("file", str(error))
        return _page(request, form=form)
    sound, unsound = sound_rows(rows)
    taken = saved.take(teacher, sound, timezone.now(), update=form.cleaned_data["update"])
    return _page(request, form=form, taken=taken, faults=[*faults, *unsound])


def _edit(request: HttpRequest, row: SavedComment) -> HttpResponse:
    """Show the form of a comment, or write what it sent."""
    stored = {name: getattr(row, name) for name in saved.Saved.__annotations__}
    questions = sorted({*saved.set_questions(row.owner), *filter(None, [row.question])})
    form = SavedForm(posted(request), questions=questions, started_from=stored, initial=stored)
    if form.is_valid():
        if form.was() != digest(stored):
            form.show_stored(stored, stored)
        elif saved.write(row, form.saved()):
            messages.success(request, f"Saved: {row.code}.")
            return redirect("reviews:saved")
        else:
            form.refuse_code()
    context = {"form": form, "row": row}
    return render(request, "reviews/saved_form.html", context, status=form.status())


def _page(request: HttpRequest, **beside: Any) -> HttpResponse:
    """Show the page with what else it says; 422 where a file has a fault."""
    user, asked = user_of(request), request.GET
    rows = saved.searched(saved.usable(user), asked.get("q", ""))
    if asked.get("whose") == "mine":
        rows = rows.filter(owner=user)
    elif asked.get("whose") == "department":
        rows = rows.filter(shared=True)
    if question := asked.get("question", "").replace("\0", ""):
        rows = rows.filter(question=question)
    found = list(rows[: MOST_SHOWN + 1])
    context = {
        "rows": found[:MOST_SHOWN],
        "more": len(found) > MOST_SHOWN,
        "asked": asked,
        "has_own": SavedComment.objects.filter(owner=user).exists(),
        "teaches": saved.teaches(user),
        "questions": saved.set_questions(user),
        "form": FileForm(),
        **beside,
    }
    refused = beside and (beside.get("faults") or beside["form"].errors)
    return render(request, "reviews/saved.html", context, status=422 if refused else 200)


def _teacher(request: HttpRequest) -> User:
    """Return who asks. Raises ``PermissionDenied`` where they teach no class."""
    user = user_of(request)
    if not saved.teaches(user):
        raise PermissionDenied
    return user


def _own(request: HttpRequest, pk: int) -> SavedComment:
    """Return a saved comment of one's own.

    Raises ``PermissionDenied`` for who may use it, ``Http404`` for others.
    """
    row = get_object_or_404(saved.usable(user_of(request)), pk=pk)
    if row.owner != request.user:
        raise PermissionDenied
    return row
