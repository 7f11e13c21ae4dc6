"""The page on which a teacher reviews a plan, and its verbs."""

import uuid
from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.access import user_of
from essayplanner.accounts.people import Person
from essayplanner.argument.places import may_be
from essayplanner.classes.access import taught_assignment
from essayplanner.classes.members import is_gone
from essayplanner.plans.boxes import Trouble
from essayplanner.plans.models import Plan
from essayplanner.plans.saving import MAX_TEXT
from essayplanner.plans.views.answers import GONE, Troubles, save_each, saved_json, wants_json
from essayplanner.reviews import actions, commenting, releasing
from essayplanner.reviews.access import is_there, reviewed_plan
from essayplanner.reviews.models import MOST_PLACE, Comment, Review, Submission
from essayplanner.reviews.reviewing import (
    in_coursework,
    lay_page,
    look_around,
    mine_to_mark,
    rubric_of,
    waits,
)
from essayplanner.reviews.rubric import Rubric
from essayplanner.reviews.saved import offered

RELEASED = (
    "This comment was released meanwhile, so it stays as it was. Reply to it with these words."
)
NO_MARK = "A mark is a whole number up to {most}, or nothing."
NO_FORMAT = "Choose what this is marked on first: a mark is out of its marks."
NEWER = (
    "{name} has handed in anew, or taken it back, since you opened this page. Read it first; your "
    "words are kept."
)
NOTHING = "There is nothing to release yet: write a comment, or what to do next, or set a level."
NOBODY = "Nothing is released: this account is deleted. What you wrote is kept."
ASK = (
    "In coursework you may ask, and not suggest. End each comment, and what to do next, with a "
    "question mark first."
)


@require_safe
def review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a plan to be reviewed."""
    return _page(request, reviewed_plan(request, pk))


@require_POST
def save(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save the texts, levels and mark that came with the request."""
    plan, row = _found(request, pk)
    troubles = _save(request, row)
    if wants_json(request):
        response = saved_json(troubles)
        response["X-Handed-In"] = str(_newest(plan))
        return response
    return _answer(request, plan, troubles)


@require_POST
def say(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin a comment ``at`` a place, or on words there (``quote``, which begin at ``start``)."""
    plan, row = _found(request, pk)
    is_there(plan)
    troubles = _save(request, row)
    comment = commenting.say(row, user_of(request), timezone.now(), *_anchor(request))
    if wants_json(request):
        return JsonResponse({"key": comment.pk, "handed_in": _newest(plan)})
    return _answer(request, plan, troubles, f"comment-{comment.pk}")


@require_POST
def unsay(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Delete a draft comment (``comment``, its key) of one's own."""
    plan, row = _found(request, pk)
    rows = commenting.drafts_of(row, user_of(request)).filter(pk=_key(request, "comment"))
    place = get_object_or_404(rows).place
    rows.delete()
    troubles = _save(request, row)
    troubles.pop(f"comment-{request.POST['comment']}", None)
    if wants_json(request):
        return saved_json(troubles)
    return _answer(request, plan, troubles, f"at-{place}")


@require_POST
def use(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make a comment (``into``, its key) of a saved one (``use``).

    Without the page's script the words are put into it; with it they are there.
    """
    plan, row = _found(request, pk)
    troubles = _save(request, row)
    comment = _own_draft(request, row, "into")
    wanted = _key(request, "use")
    row_of = offered(user_of(request), plan.question).filter(pk=wanted).first()
    if row_of is None or in_coursework(plan, row):
        raise Http404
    put = commenting.use(comment, row_of, written=wants_json(request))
    if put.state == "gone":
        raise Http404
    if wants_json(request):
        return saved_json({})
    if put.state == "conflict":
        troubles[f"comment-{comment.pk}"] = Trouble(row_of.text, stored=put.stored)
    return _answer(request, plan, troubles, f"comment-{comment.pk}")


@require_POST
def keep(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save a comment (``comment``, its key) of one's own for again, under a code."""
    plan, row = _found(request, pk)
    troubles = _save(request, row)
    rows = Comment.objects.filter(review__plan=plan, author=user_of(request))
    comment = get_object_or_404(rows, pk=_key(request, "comment"))
    code = request.POST.get(f"code-{comment.pk}", "").strip()
    try:
        commenting.keep(comment, user_of(request), code, timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Saved for again: type {code} and a space in a comment.")
    return _answer(request, plan, troubles, f"comment-{comment.pk}")


@require_POST
def mark_on(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose the ``exam_format`` (its slug) that a plan is marked on."""
    plan, row = _found(request, pk)
    troubles = _save(request, row)
    slugs = {"", *(each.slug for each in mine_to_mark(Person.of(request)))}
    if (slug := request.POST.get("exam_format", "")) not in slugs:
        raise Http404
    if slug:
        commenting.mark_on(row, slug)
    return _answer(request, plan, troubles, "rubric")


@require_POST
def release(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let the student read a review. With ``then`` = next, go on to who waits next.

    Not so where there is nobody to read it, or nothing in it, where in coursework it suggests, or
    where something newer was handed in than what the page shows (``read``, the key of that).
    Comments of colleagues go with it where the keys of their authors are chosen (``also``).
    """
    plan, row = _found(request, pk)
    troubles = _save(request, row)
    if troubles:
        return _answer(request, plan, troubles)
    if is_gone(plan.owner):
        messages.warning(request, NOBODY)
        return _answer(request, plan, {})
    if request.POST.get("read") != str(_newest(plan)):
        messages.warning(request, NEWER.format(name=plan.owner))
        return _answer(request, plan, {})
    also = [int(key) for key in request.POST.getlist("also") if commenting.is_key(key)]
    user, now = user_of(request), timezone.now()
    if not releasing.draft(row, user, also).anything:
        messages.warning(request, NOTHING)
        return _answer(request, plan, {})
    draft = actions.release(row, user, now, coursework=in_coursework(plan, row), also=also)
    if draft.unasked:
        messages.warning(request, ASK)
        return _answer(request, plan, {}, draft.unasked[0])
    messages.success(request, f"Released: {plan.owner} can read {draft.what} now.")
    around = look_around(plan)
    onward = around.waiting or around.after
    if request.POST.get("then") == "next" and onward:
        return redirect("reviews:review", onward)
    return _answer(request, plan, {})


@require_http_methods(["GET", "HEAD", "POST"])
def release_all(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what would be released of an assignment, and to whom; by POST, release it."""
    assignment = taught_assignment(request, pk)
    by = user_of(request)
    waiting = releasing.look(assignment, by)
    if request.method != "POST":
        context = {
            "assignment": assignment,
            "ready": [row for row in waiting if row.ready],
            "held": [row for row in waiting if row.why_not],
            "next": next((row.plan for row in waiting if waits(row.plan)), None),
        }
        return render(request, "reviews/review_release_all.html", context)
    wanted = request.POST.getlist("review")
    count = releasing.release_all(waiting, wanted, by, timezone.now())
    students = "1 student" if count == 1 else f"{count} students"
    messages.success(request, f"Released to {students}.")
    return redirect("reviews:release_all", assignment.pk)


def _found(request: HttpRequest, pk: uuid.UUID) -> tuple[Plan, Review]:
    """Return a plan to review with its latest review, also for a page that is older than that."""
    plan = reviewed_plan(request, pk)
    row = actions.open_review(plan)
    row.plan = plan
    return plan, row


def _newest(plan: Plan) -> int:
    return Submission.objects.filter(plan=plan).values_list("pk", flat=True).last() or 0


def _key(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not commenting.is_key(text):
        raise Http404
    return int(text)


def _own_draft(request: HttpRequest, row: Review, name: str) -> Comment:
    return get_object_or_404(commenting.drafts_of(row, user_of(request)), pk=_key(request, name))


def _anchor(request: HttpRequest) -> tuple[str, str, int]:
    """Return where a comment is to stand. Raises ``Http404`` for what stands nowhere."""
    place, quote, start = (request.POST.get(name, "") for name in ("at", "quote", "start"))
    try:
        ProhibitNullCharactersValidator()(place + quote)
    except ValidationError:
        raise Http404 from None
    if len(place) > MOST_PLACE or len(quote) > MAX_TEXT or not (place == "" or may_be(place)):
        raise Http404
    at = int(start) if commenting.is_key(start) else 0
    return place, quote, min(at, MAX_TEXT)


def _save(request: HttpRequest, row: Review) -> Troubles:
    """Save what came with the request, and say kindly what could not be saved."""
    rubric = rubric_of(row, mine_to_mark(Person.of(request)))
    user = user_of(request)
    troubles = save_each(request, partial(commenting.save_texts, row, user, rubric))
    return {
        place: _explained(row, rubric, place, trouble) if trouble.refused == GONE else trouble
        for place, trouble in troubles.items()
    }


def _explained(row: Review, rubric: Rubric | None, place: str, trouble: Trouble) -> Trouble:
    """Return a trouble with why a text has no place, where there is more to say of it."""
    name, _, key = place.partition("-")
    if place == "mark":
        refused = NO_MARK.format(most=rubric.format.marks) if rubric else NO_FORMAT
        return replace(trouble, refused=refused)
    released = Comment.objects.filter(review__plan=row.plan_id, released_at__isnull=False)
    if name == "comment" and commenting.is_key(key) and released.filter(pk=int(key)).exists():
        return replace(trouble, refused=RELEASED)
    return trouble


def _answer(request: HttpRequest, plan: Plan, troubles: Troubles, part: str = "") -> HttpResponse:
    """Lead back to the page, at a part of it; or give back what could not be saved."""
    if troubles:
        return _page(request, plan, troubles)
    return redirect(reverse("reviews:review", args=[plan.pk], fragment=part or None))


def _page(request: HttpRequest, plan: Plan, troubles: Troubles | None = None) -> HttpResponse:
    laid = lay_page(plan, user_of(request), troubles)
    conflict = any(not trouble.refused for trouble in laid.troubles.values())
    status = 409 if conflict else 422 if troubles else 200
    return render(request, "reviews/review.html", {"page": laid}, status=status)
