"""What every verb of the desk shares: reading what was sent, saving its texts, answering."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from essayplanner.plans import actions
from essayplanner.plans.access import desk_plan
from essayplanner.plans.boxes import Trouble
from essayplanner.plans.desk import lay_desk
from essayplanner.plans.drawer import Filter
from essayplanner.plans.forms import posted_texts
from essayplanner.plans.models import Paragraph, Plan
from essayplanner.plans.saving import Saved, Text

Troubles = dict[str, Trouble]

GONE = "This part is not in your plan any more, so this is not saved: copy what you need of it."


def parts(request: HttpRequest, name: str, count: int) -> list[str]:
    """Return the parts of a button's value, each fit to be looked up. Raises ``Http404``."""
    parts = request.POST.get(name, "").split("/")
    if len(parts) != count or not all(map(slug_re.fullmatch, parts)):
        raise Http404
    return parts


def own_paragraph(plan: Plan, factor: str) -> Paragraph:
    """Return the paragraph of a factor. Raises ``Http404`` where the plan has none."""
    for paragraph in plan.paragraphs.all():
        if paragraph.factor == factor:
            return paragraph
    raise Http404


def wants_json(request: HttpRequest) -> bool:
    """Say whether it is the page's script that saves, and not a form."""
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json"


def save_texts(request: HttpRequest, plan: Plan) -> Troubles:
    """Save every text of a plan that came with the request; return those that were not saved."""
    return save_each(request, partial(actions.save_texts, plan))


def save_each(
    request: HttpRequest, save: Callable[[Sequence[Text]], Mapping[str, Saved]]
) -> Troubles:
    """Save every text that came with the request; return those that could not be saved.

    ``save`` takes the texts that can be kept, and says what became of each, by its place.
    """
    texts = posted_texts(request.POST)
    sound = [(text.place, text.was, text.value) for text in texts if not text.refused]
    saved = save(sound) if sound else {}
    troubles: Troubles = {}
    for text in texts:
        if text.refused:
            troubles[text.place] = Trouble(text.value, refused=text.refused)
        elif saved[text.place].state == "gone":
            troubles[text.place] = Trouble(text.value, refused=GONE)
        elif saved[text.place].state == "conflict":
            troubles[text.place] = Trouble(text.value, stored=saved[text.place].stored)
    return troubles


def saved_json(troubles: Troubles, stamp: str = "") -> JsonResponse:
    """Tell the script what became of its texts, by place: 200, 409 or 422.

    ``stamp`` is that of the plan where all were saved.
    """
    refused = {place: row.refused for place, row in troubles.items() if row.refused}
    conflicts = {place: row.stored for place, row in troubles.items() if not row.refused}
    status = 409 if conflicts else 422 if refused else 200
    at = f"{timezone.localtime():%H:%M}"
    gone = [place for place, sentence in refused.items() if sentence == GONE]
    told = {"at": at, "stamp": stamp, "refused": refused, "gone": gone, "conflicts": conflicts}
    return JsonResponse(told, status=status)


def answer(
    request: HttpRequest,
    plan: Plan,
    troubles: Troubles,
    place: str,
    query: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Answer a verb: the parts of the desk to the script, else the desk at a ``place`` of it.

    The library stands as the form asks, but for what ``query`` asks otherwise. What could not be
    saved is given back with its trouble.
    """
    partial = "X-Parts" in request.headers
    asked = Filter.read({**request.POST.dict(), **(query or {})})
    if not troubles and not partial:
        address = reverse("plans:desk", args=[plan.pk], query=asked.query, fragment=place or None)
        return redirect(address)
    laid = lay_desk(desk_plan(request, plan.pk), troubles, asked)
    if partial:
        response = render(request, "plans/desk/parts.html", {"desk": laid})
        response["X-Saved"] = f"{timezone.localtime(laid.plan.modified_at):%H:%M}"
        response["X-Stamp"] = laid.stamp
        return response
    status = 409 if any(not trouble.refused for trouble in troubles.values()) else 422
    return render(request, "plans/desk.html", {"desk": laid}, status=status)


def refuse(
    request: HttpRequest, plan: Plan, troubles: Troubles, error: ValidationError
) -> HttpResponse:
    """Say why a verb was not done: to the script its sentence, else at the top of the desk."""
    sentence = " ".join(error.messages)
    if "X-Parts" in request.headers:
        return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8")
    messages.error(request, sentence)
    return answer(request, plan, troubles, "")
