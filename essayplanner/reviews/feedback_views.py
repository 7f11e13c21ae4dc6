"""The student's pages: handing in, what came back, and what both say to one another."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.access import user_of
from essayplanner.accounts.people import Person
from essayplanner.argument.findings import check
from essayplanner.classes.due import due_for
from essayplanner.classes.models import Assignment
from essayplanner.plans.build import build_outline
from essayplanner.plans.checked import SHOWN, one_of_each_first
from essayplanner.plans.device import masked_key
from essayplanner.plans.known import bank_of, exam_of
from essayplanner.plans.models import Plan
from essayplanner.plans.revisions import count_words
from essayplanner.plans.states import state_of
from essayplanner.reviews import actions, threads
from essayplanner.reviews.access import is_there, released_comment, returned_plan, set_plan
from essayplanner.reviews.feedback import open_comments, rounds_of
from essayplanner.reviews.models import Comment
from essayplanner.reviews.reviewing import in_coursework


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a student what will be handed in, and hand it in."""
    plan = set_plan(request, pk)
    sets = Assignment.objects.set_for(Person.of(request))
    taken = sets.filter(plans=plan).exists()
    if request.method == "POST" and taken:
        before = plan.handed_in_at
        made = actions.hand_in(plan, timezone.now()).made_at
        if made == before and plan.returned_at:
            said = "It is just as your teacher has read it, so there is nothing new to hand in yet."
        elif made == before:
            said = "It was handed in already, just as it is now, so nothing has changed."
        else:
            said = "Handed in. Your teacher can see that it is ready to be read."
        messages.success(request, said)
        return redirect("reviews:hand_in", plan.pk)
    status = 409 if request.method == "POST" else 200
    return render(request, "reviews/hand_in.html", _glance(plan, taken=taken), status=status)


def _glance(plan: Plan, *, taken: bool) -> dict[str, object]:
    """Return what the page shows of a plan; ``taken`` says whether its class takes it in."""
    rows = Plan.objects.with_library().select_related("owner", "assignment__classroom")
    plan = rows.get(pk=plan.pk)
    outline = build_outline(plan)
    found = check(outline, bank_of(plan), exam_of(plan))
    handed_in, last = plan.handed_in_at, plan.submissions.last()
    due = due_for(plan.assignment, plan.owner_id) if plan.assignment and plan.owner_id else None
    return {
        "plan": plan,
        "taken": taken,
        "state": state_of(handed_in, plan.returned_at),
        "waits": state_of(handed_in, plan.returned_at).waits,
        "changed": last is None or handed_in is None or not actions.is_as(last, outline),
        "due": due,
        "late": due is not None and timezone.now() > due,
        "words": count_words(outline),
        "paragraphs": sum(any((*row.texts, row.evidence)) for row in outline.paragraphs),
        "evidence": sum(len(row.evidence) for row in outline.paragraphs),
        "historians": sum(len(row.quotations) for row in outline.paragraphs),
        "findings": one_of_each_first(found.findings)[:SHOWN],
        "more": max(len(found.findings) - SHOWN, 0),
    }


@require_POST
def take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back what was handed in, and say what became of it."""
    plan = set_plan(request, pk)
    if actions.take_back(plan):
        messages.success(
            request,
            "Taken back: your plan is a draft again. How it was when you handed it in is kept in "
            "its history.",
        )
    else:
        messages.info(request, "There is nothing to take back: see below how your plan stands.")
    return redirect("reviews:hand_in", plan.pk)


@require_safe
def feedback(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a student what came back, at its places in the plan as it is now."""
    plan = returned_plan(request, pk)
    rounds = rounds_of(plan, build_outline(plan), Person.of(request))
    context = {
        "plan": plan,
        "newest": rounds[0] if rounds else None,
        "former": rounds[1:],
        "state": state_of(plan.handed_in_at, plan.returned_at),
        "changed": plan.submissions.filter(made_at__lt=plan.modified_at).exists(),
        "key": masked_key(plan.pk),
    }
    return render(request, "reviews/feedback.html", context)


@require_safe
def beside(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Return what is not resolved, for the desk's script to put beside the boxes."""
    plan = returned_plan(request, pk)
    context = {"plan": plan, "comments": open_comments(plan)}
    return render(request, "reviews/beside.html", context)


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a reply to a comment. One that cannot be kept is given back with the reason."""
    comment = released_comment(request, pk)
    is_there(comment.review.plan)
    form = threads.ReplyForm(request.POST, asking=_only_asks(request, comment))
    if not form.is_valid():
        context = {"comment": comment, "form": form, "back": _back(request, comment)}
        return render(request, "reviews/reply.html", context, status=422)
    threads.reply(comment, user_of(request), form.cleaned_data["text"], timezone.now())
    messages.success(request, "Your reply is sent.")
    return redirect(_back(request, comment))


@require_POST
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a comment is dealt with, or, where that is asked for, that it is not."""
    comment = released_comment(request, pk)
    if "again" in request.POST:
        threads.open_again(comment)
    else:
        threads.resolve(comment, user_of(request), timezone.now())
    return redirect(_back(request, comment))


def _only_asks(request: HttpRequest, comment: Comment) -> bool:
    """Say whether it is a teacher who replies, and in coursework."""
    plan = comment.review.plan
    return plan.owner_id != request.user.pk and in_coursework(plan, comment.review)


def _back(request: HttpRequest, comment: Comment) -> str:
    """Return where a comment is read: by the writer of the plan, or by a teacher."""
    plan = comment.review.plan
    if plan.owner_id == request.user.pk:
        return reverse("reviews:feedback", args=[plan.pk], fragment=f"comment-{comment.pk}")
    return reverse("reviews:review", args=[plan.pk], fragment=f"comment-{comment.pk}")
