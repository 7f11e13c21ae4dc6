"""The pages and verbs of exam formats."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.access import user_of
from essayplanner.accounts.people import Person
from essayplanner.classes.access import readable_formats
from essayplanner.library.access import own_format, readable_format
from essayplanner.library.format_forms import FormatEditor
from factors.exam_formats import copy_format


@require_safe
def formats(request: HttpRequest) -> HttpResponse:
    """List the exam formats that somebody may read: their own, their teachers', the built-in."""
    person = Person.of(request)
    rows = readable_formats(person).select_related("author").defer("strands", "note", "wording")
    written = [row for row in rows if row.author_id is not None]
    context = {
        "own": [row for row in written if row.author_id == person.user_id],
        "shared": [row for row in written if row.author_id != person.user_id],
        "built_in": [row for row in rows if row.author_id is None],
    }
    return render(request, "library/formats.html", context)


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one exam format."""
    exam_format = readable_format(request, slug)
    own = exam_format.author is not None and exam_format.author == request.user
    return render(request, "library/formats_show.html", {"format": exam_format, "own": own})


@require_POST
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a copy that belongs to whoever asks for it."""
    made = copy_format(readable_format(request, slug), user_of(request).pk)
    messages.success(request, "This copy is yours. Change what you like in it.")
    return redirect("library:edit_format", made.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change an exam format of one's own."""
    exam_format = own_format(request, slug)
    editor = FormatEditor(exam_format, request.POST if request.method == "POST" else None)
    if request.method == "POST" and editor.save():
        messages.success(request, "Saved.")
        return redirect("library:format", exam_format.slug)
    context = {"format": exam_format, "editor": editor}
    status = 422 if request.method == "POST" else 200
    return render(request, "library/formats_edit.html", context, status=status)


@require_POST
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete an exam format of one's own."""
    exam_format = own_format(request, slug)
    exam_format.delete()
    messages.success(request, f"Deleted: {exam_format}.")
    return redirect("library:formats")
