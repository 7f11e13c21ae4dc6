"""Handing a plan out on any paper, in any form: as it is, or as one of its versions was."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from essayplanner.argument.outline import Outline
from essayplanner.exports.choice import SIZED, Choice, chosen, remember, size_of
from essayplanner.exports.naming import file_name
from essayplanner.exports.papers import FORMS, PAPERS
from essayplanner.exports.sending import as_file
from essayplanner.exports.text import printable
from essayplanner.exports.told import SIZES, Size, Told
from essayplanner.exports.typeset import origin
from essayplanner.plans import looks, revisions
from essayplanner.plans.access import is_own, own_revision, readable_plan
from essayplanner.plans.blank import blank_plan
from essayplanner.plans.build import build_outline
from essayplanner.plans.known import bank_of, exam_of, lay_back
from essayplanner.plans.models import Plan, Revision


@dataclass(frozen=True, slots=True)
class _Asked:
    """A plan, and what it says: now, or when one of its versions was kept."""

    plan: Plan
    outline: Outline
    own: bool
    version: Revision | None = None

    @property
    def made(self) -> datetime:
        """When its words were so, by the clock on the wall."""
        return timezone.localtime(self.version.made_at if self.version else None)

    def laid(self, paper: str) -> Outline:
        """Return what a paper is given: the plan, or its question and bank for a blank one."""
        return blank_plan(self.plan, self.outline) if PAPERS[paper].blank else self.outline

    def told(self, size: Size) -> Told:
        return Told(
            made=self.made.date(),
            size=size,
            bank=bank_of(self.plan),
            exam=exam_of(self.plan),
            back=reverse("plans:desk", args=[self.plan.pk]) if self.own else "",
        )


def _asked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand a view the plan that an address names, or the version of it, in place of the keys.

    A plan is for its readers; its versions are for its writer alone.
    """

    @wraps(view)
    def answer(
        request: HttpRequest, pk: uuid.UUID, *, version: int | None = None, **rest: str | int
    ) -> HttpResponse:
        if version is None:
            plan = readable_plan(request, pk, "owner", "assignment", how=_how(rest.get("form", "")))
            asked = _Asked(plan, build_outline(plan), is_own(request, plan))
            return view(request, asked, **rest)
        row = own_revision(request, pk, version)
        try:
            outline = revisions.read(row)
        except revisions.UnreadableError as error:
            messages.error(request, str(error))
            return redirect("plans:history", pk)
        lay_back(row.plan, outline)
        return view(request, _Asked(row.plan, outline, own=True, version=row), **rest)

    return answer


def _how(form: object) -> looks.How:
    """Return how somebody looks at a plan who asks for it in one of ``FORMS``, or on a page."""
    return looks.How.TOOK if form in FORMS and FORMS[str(form)].suffix else looks.How.READ


@require_safe
@_asked
def papers(request: HttpRequest, asked: _Asked) -> HttpResponse:
    """Show the papers that a plan can be handed out on, and a picture of the chosen one."""
    choice = chosen(request, "one-side" if asked.own else "teacher")
    paper = PAPERS[choice.paper]
    laid, told = asked.laid(choice.paper), asked.told(choice.size)
    sides = paper.sheet.sides(laid, told) if paper.sheet else []
    number = _page(request, len(sides))
    context = {
        "asked": asked,
        "origin": printable(origin(asked.outline.question)),
        "papers": PAPERS,
        "sizes": SIZES,
        "choice": choice,
        "paper": paper,
        "forms": [
            (form, FORMS[form], SIZES[choice.size] if form in SIZED else "") for form in paper.forms
        ],
        "holds": paper.holds(asked.outline),
        "sides": sides,
        "number": number,
        "side": sides[number - 1] if sides else None,
    }
    return render(request, "exports/papers.html", context)


@require_safe
@_asked
def paper(request: HttpRequest, asked: _Asked, slug: str, form: str) -> HttpResponse:
    """Return a plan on one of ``PAPERS``, in one of its forms.

    What is taken in a size, as the page of papers has it, is there again next time.
    """
    size = size_of(request)
    if slug not in PAPERS or form not in PAPERS[slug].forms:
        raise Http404
    told = asked.told(size)
    content = PAPERS[slug].forms[form](asked.laid(slug), told)
    response = HttpResponse(content, content_type=FORMS[form].content_type)
    if FORMS[form].suffix:
        at = asked.made.time() if asked.version else None
        as_file(response, file_name(asked.outline, slug, form, told.made, at))
    if PAPERS[slug].sheet and "size" in request.GET:
        remember(request, Choice(slug, size))
    return response


@require_safe
@_asked
def preview(request: HttpRequest, asked: _Asked, slug: str, number: int) -> HttpResponse:
    """Return a page of a paper as a picture. There is none after the last one."""
    sheet = PAPERS[slug].sheet if slug in PAPERS else None
    if sheet is None:
        raise Http404
    picture = sheet.picture(asked.laid(slug), asked.told(size_of(request)), number)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png")


def _page(request: HttpRequest, last: int) -> int:
    """Return the page that a request asks for, the first where there is no such page."""
    wanted = request.GET.get("page", "")
    return next((page for page in range(1, last + 1) if str(page) == wanted), 1)
