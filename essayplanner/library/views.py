"""The pages of the library. What is the same for everybody is drawn once for each edition."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from essayplanner.library import pages
from essayplanner.library.access import open_bank, open_banks
from essayplanner.library.columns import drawn_columns
from essayplanner.library.counting import with_counts
from essayplanner.library.frame import frame
from factors.citations import STYLES, Work
from factors.citations.bibliographies import BIBLIOGRAPHIES
from factors.models import Bank


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Show every topic that somebody may read, with how much it holds."""
    return render(request, "library/topics.html", {"banks": with_counts(open_banks(request))})


@require_safe
def topic(request: HttpRequest, slug: str, *, draft: bool = False) -> HttpResponse:
    """Show a topic as columns of factors, with its questions."""
    bank = open_bank(request, slug, draft=draft)
    return _page(request, bank, "topic", drawn_columns(bank), questions=bank.question_set.all())


@require_safe
def timeline(request: HttpRequest, slug: str, *, draft: bool = False) -> HttpResponse:
    """Show events and evidence by date, of one ``person`` or on one ``factor`` if asked."""
    bank = open_bank(request, slug, draft=draft)
    asked = request.GET.get("person", ""), request.GET.get("factor", "")
    shown = pages.timeline(bank).select(*asked)
    return _page(request, bank, "timeline", pages.alliances(bank), shown=shown)


@require_safe
def people(request: HttpRequest, slug: str, *, draft: bool = False) -> HttpResponse:
    """Show who was who."""
    bank = open_bank(request, slug, draft=draft)
    return _page(request, bank, "people", pages.people(bank))


@require_safe
def historians(request: HttpRequest, slug: str, *, draft: bool = False) -> HttpResponse:
    """Show the historians of a topic with their quotations."""
    bank = open_bank(request, slug, draft=draft)
    return _page(request, bank, "historians", pages.historians(bank))


@require_safe
def glossary(request: HttpRequest, slug: str, *, draft: bool = False) -> HttpResponse:
    """Show the terms of a topic."""
    bank = open_bank(request, slug, draft=draft)
    return _page(request, bank, "glossary", pages.glossary(bank))


@require_safe
def reference(request: HttpRequest, slug: str, *, draft: bool = False) -> HttpResponse:
    """Show the reference tables and the documents of a topic."""
    bank = open_bank(request, slug, draft=draft)
    return _page(request, bank, "reference", pages.reference(bank))


@require_safe
def notes(request: HttpRequest, slug: str, *, draft: bool = False) -> HttpResponse:
    """Show the notes for teachers: common errors, what was left out, what is to be checked."""
    bank = open_bank(request, slug, draft=draft)
    return _page(request, bank, "notes", pages.notes(bank))


@require_safe
def sources(request: HttpRequest, slug: str, *, draft: bool = False) -> HttpResponse:
    """Show the bibliography of a topic, with what rests on each source."""
    bank = open_bank(request, slug, draft=draft)
    style = request.GET.get("style", settings.CITATION_STYLE)
    if style not in STYLES:
        raise Http404
    body = pages.sources(bank, style)
    return _page(request, bank, "sources", body, style=style, styles=STYLES, forms=BIBLIOGRAPHIES)


@require_safe
def bibliography(
    request: HttpRequest, slug: str, form: str, *, draft: bool = False
) -> HttpResponse:
    """Send the sources of a topic to a reference manager."""
    bank = open_bank(request, slug, draft=draft)
    if form not in BIBLIOGRAPHIES:
        raise Http404
    way = BIBLIOGRAPHIES[form]
    content = way.write([Work.of(source) for source in bank.source_set.all()])
    headers = {"Content-Disposition": f'attachment; filename="{slug}.{way.extension}"'}
    return HttpResponse(content, content_type=way.content_type, headers=headers)


def _page(
    request: HttpRequest, bank: Bank, name: str, body: SafeString, **more: Any
) -> HttpResponse:
    context = {"bank": bank, "frame": frame(bank), "page": name, "body": body, **more}
    return render(request, f"library/{name}.html", context)
