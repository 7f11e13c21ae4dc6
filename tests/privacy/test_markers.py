"""Every text that somebody can leave here is handed out to them, and goes when they go.

A marker of its own is left in every column that holds text, by what its user does on the pages or,
where that takes a form of many rows, in the row itself (``_fill``). What the pages fill is found by
looking, not by what is meant to be there: a new column fails here until it is filled, or named.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import zstandard
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from essayplanner.accounts.models import User
from essayplanner.authoring.actions import digest
from essayplanner.classes.models import Membership
from essayplanner.plans.models import Paragraph, Plan, Rehearsal
from essayplanner.privacy import leaving
from essayplanner.privacy.held import GOES, HELD
from essayplanner.reviews.models import Comment
from factors.exam_formats import load_formats, read_formats
from factors.models import Bank, Entry, Evidence, ExamFormat, Factor, Quotation, Source
from tests.access.passkeys import make_credential
from tests.conftest import PASSWORD, Cast
from tests.library.test_formats import as_posted
from tests.privacy.test_data import confirmed, file_of, paper_of

_MARKER = re.compile(r"zq[a-z]+\d+zq")
_TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField)

# Columns of text that nobody can leave words in, each with the reason.
_CHOICE = "one of a few words of ours"
_HASH = "a hash, a random key, or a digest"
_OURS = "the school’s own, or Django’s"
_OFF = "switched off"
_HASHED = "a wrong password is counted under keyed hashes, and nothing of it is kept"
_SEALED = "keys and times, and a sentence until the next page has shown it"
_NAMED = "one of the names of browsers that are known here"
NOT_FILLED = {
    **dict.fromkeys(
        (
            *("classes.Membership.role", "classes.Assignment.scaffold", "plans.Plan.scaffold"),
            *("plans.Plan.view", "plans.Choice.kind", "plans.Link.kind", "plans.Revision.reason"),
            *("plans.Look.how", "factors.Source.type", "factors.Bearing.direction"),
            *("factors.Entry.kind", "factors.Entry.rank", "mfa.Authenticator.type"),
        ),
        _CHOICE,
    ),
    **dict.fromkeys(
        (
            *("accounts.User.password", "classes.Classroom.join_code", "classes.Invitation.digest"),
            *("classes.Attempt.who", "plans.Plan.guest_key", "factors.Bank.version"),
            *("sessions.Session.session_key", "usersessions.UserSession.session_key"),
            "account.EmailConfirmation.key",
            # That of a built-in format, and a random one after it.
            *(
                "factors.ExamFormat.slug",
                "reviews.Review.exam_format",
                "reviews.Release.exam_format",
            ),
        ),
        _HASH,
    ),
    **dict.fromkeys(
        (
            *("auth.Permission.name", "auth.Permission.codename", "auth.Group.name"),
            *("contenttypes.ContentType.app_label", "contenttypes.ContentType.model"),
            *(f"socialaccount.SocialApp.{name}" for name in ("provider", "provider_id", "name")),
            *(f"socialaccount.SocialApp.{name}" for name in ("client_id", "secret", "key")),
            "socialaccount.SocialApp.settings",
        ),
        _OURS,
    ),
    **dict.fromkeys(
        (
            *(f"axes.AccessFailureLog.{name}" for name in ("user_agent", "username")),
            *(f"axes.AccessFailureLog.{name}" for name in ("http_accept", "path_info")),
            *(f"axes.AccessLog.{name}" for name in ("user_agent", "username", "http_accept")),
            *("axes.AccessLog.path_info", "axes.AccessLog.session_hash"),
            *("socialaccount.SocialToken.token", "socialaccount.SocialToken.token_secret"),
        ),
        _OFF,
    ),
    **{
        f"axes.AccessAttempt.{name}": _HASHED
        for name in (
            *("user_agent", "username", "http_accept", "path_info", "get_data", "post_data"),
        )
    },
    "sessions.Session.session_data": _SEALED,
    "usersessions.UserSession.user_agent": _NAMED,
}


def columns() -> Iterator[tuple[str, type[models.Model], str]]:
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.concrete_fields:
            if isinstance(column, _TEXT):
                yield f"{model._meta.label}.{column.name}", model, column.name


def found() -> dict[str, set[str]]:
    """All markers in the database, by the column that they stand in."""
    there: dict[str, set[str]] = {}
    for label, model, name in columns():
        for value in model._default_manager.values_list(name, flat=True):
            if markers := _markers(label, value):
                there.setdefault(label, set()).update(markers)
    return there


def _markers(label: str, value: Any) -> set[str]:
    if label == "sessions.Session.session_data":
        from django.contrib.sessions.backends.db import SessionStore

        value = json.dumps(SessionStore().decode(value), default=str)
    if isinstance(value, bytes | memoryview):
        value = zstandard.decompress(bytes(value)).decode()
    return set(_MARKER.findall(value if isinstance(value, str) else json.dumps(value)))


class Marks:
    """Markers of one person's, each another."""

    def __init__(self, who: str) -> None:
        self.who, self.given = who, 0

    def __call__(self) -> str:
        self.given += 1
        return f"zq{self.who}{self.given}zq"


def _does(client: Client, address: str, sent: dict[str, Any]) -> Any:
    answer = client.post(address, sent, follow=True)  # to the page that says what was done
    assert answer.status_code in (200, 302), (address, answer.status_code, answer.content.decode())
    return answer


def _fill(row: models.Model, mark: Marks) -> None:
    """Leave a marker in each column of text of a row that is not a choice or filled already."""
    for column in row._meta.concrete_fields:
        name = f"{row._meta.label}.{column.name}"
        if not isinstance(column, _TEXT) or name in NOT_FILLED:
            continue
        value = getattr(row, column.name)
        if not _markers("", value):
            setattr(row, column.name, [mark()] if isinstance(value, list) else mark())
    row.save()


def student_of(cast: Cast, mark: Marks) -> Client:
    """Let somebody sign up with a marker for a name, and join the class."""
    client = Client(HTTP_USER_AGENT=f"Browser {mark()}")
    name = mark()
    _does(client, "/accounts/sign-up/", {"username": name, "name": mark(), "password1": PASSWORD})
    user = User.objects.get(username=name)
    _does(cast.teacher, reverse("classes:open_code", args=[cast.classroom.pk]), {})
    cast.classroom.refresh_from_db()
    _does(client, reverse("classes:enter"), {"code": cast.classroom.join_code})
    assert Membership.objects.get(user=user).classroom == cast.classroom
    _of_allauth(client, user, mark)
    return client


def _of_allauth(client: Client, user: Any, mark: Marks) -> None:
    """What the pages of second steps and of other accounts write."""
    user.email = f"{mark()}@school.example"
    user.save()
    user.emailaddress_set.create(email=f"{mark()}@school.example")
    data = {"name": "Phone", "credential": make_credential()}
    passkey = user.authenticator_set.create(type="webauthn", data=data)
    _does(confirmed(client), reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": mark()})
    user.socialaccount_set.create(provider=mark(), uid=mark(), extra_data={"name": mark()})
    user.usersession_set.update(data={"note": mark()})


def plans_of(client: Client, cast: Cast, mark: Marks) -> tuple[Plan, Plan]:
    """A plan for the class with a word in every box, and one opened from a file full of them."""
    _does(client, reverse("plans:start_assignment", args=[cast.assignment.pk]), {})
    plan = Plan.objects.get(assignment=cast.assignment, owner__username__startswith="zq")

    def at(verb: str, *more: Any) -> str:
        return reverse(f"plans:{verb}", args=[plan.pk, *more])

    _does(client, at("set_aside"), {"finding": "no_line_of_argument/argument/"})
    _does(
        client, at("add_link"), {"cause": "rivals", "effect": "skill", "link-kind": "opportunity"}
    )
    aside, link = plan.set_aside.get(), plan.links.get()
    boxes = [*Plan.TEXTS, *(f"skill-{name}" for name in Paragraph.TEXTS), f"aside-{aside.pk}"]
    for box in [*boxes, f"link-{link.number}"]:
        _does(client, at("save"), {box: mark(), f"{box}.was": ""})
    found_it = {"what": mark(), "details": mark(), "author": mark(), "title": mark()}
    _does(client, at("own_evidence", "skill"), {"date": "1922", "year": "1958", **found_it})
    said = {"historian": mark(), "words": mark(), "title": mark(), "year": "1982", "pages": "p. 9"}
    _does(client, at("own_quotation", "skill"), said)
    _does(client, at("start_rehearsal"), {"minutes": "6"})
    rehearsal = Rehearsal.objects.get(plan=plan)
    for box in Rehearsal.TEXTS:
        words = {box: mark(), f"{box}.was": ""}
        _does(client, at("save_rehearsal", rehearsal.pk), words)
    _does(client, reverse("reviews:hand_in", args=[plan.pk]), {})
    plan.refresh_from_db()
    later = {"argument": mark(), "argument.was": plan.argument}
    _does(client, at("save"), later)
    Plan.objects.filter(pk=plan.pk).update(kept_at=None)  # three minutes later
    _does(client, at("save"), {"judgement": mark(), "judgement.was": plan.judgement})
    Plan.objects.filter(pk=plan.pk).update(kept_at=None)
    _does(
        client,
        at("save"),
        {"judgement": "", "judgement.was": Plan.objects.get(pk=plan.pk).judgement},
    )
    opened = Plan.objects.create(
        owner=plan.owner, bank=plan.bank, modified_at=plan.modified_at, question=mark()
    )
    _fill(opened, mark)
    row = Paragraph.objects.create(plan=opened, mark=1, rank=1, position=1)
    _fill(row, mark)
    _fill(row.choices.create(kind="evidence", item=[]), mark)
    _fill(opened.links.create(number=1, kind="opportunity"), mark)
    _fill(opened.set_aside.create(), mark)
    from essayplanner.plans.models import Standing

    _fill(
        Standing(plan=opened, as_of=opened.modified_at, words=1, gaps=1, set_aside=1, facts=[]),
        mark,
    )
    return plan, opened


def format_of(client: Client, mark: Marks) -> ExamFormat:
    """Let a teacher copy an exam format, and write a marker into each box of it."""
    load_formats(read_formats())
    _does(client, reverse("library:copy_format", args=["aqa-7042-essay"]), {})
    ours = ExamFormat.objects.get(author__username="teacher")
    boxes = ("board", "specification", "paper", "kind", "note", "wording", "document")
    strand = {f"strands-0-{name}": mark() for name in ("name", "asks", "low", "middle", "top")}
    bands = {"bands": f"{mark()}: 1-10\n{mark()}: 11-25"}
    sent = as_posted(ours, {**{name: mark() for name in boxes}, **strand, **bands})
    _does(client, reverse("library:edit_format", args=[ours.slug]), sent)
    ours.refresh_from_db()
    return ours


def teachers_words(cast: Cast, plan: Plan, mark: Marks) -> None:
    """All that a teacher writes: class, work, feedback, saved comments, topics, formats."""
    client, teacher = cast.teacher, User.objects.get(username="teacher")
    _of_allauth(client, teacher, mark)
    _does(client, reverse("classes:rename", args=[cast.classroom.pk]), {"name": mark()})
    own = {"text": f"Was it luck {mark()}?", "factors": ["luck", "skill"], "scaffold": "full"}
    _does(
        client,
        reverse("classes:set_own", args=[cast.classroom.pk, "stalin-rise"]),
        {**own, "instructions": mark()},
    )
    assignment = cast.classroom.assignments.exclude(pk=cast.assignment.pk).get()
    change = {**own, "instructions": mark(), "line": mark(), "known": "0"}
    _does(client, reverse("classes:change", args=[assignment.pk]), change)
    assignment.refresh_from_db()
    _fill(assignment, mark)
    ours = format_of(client, mark)

    def at(verb: str) -> str:
        return reverse(f"reviews:{verb}", args=[plan.pk])

    _does(client, at("mark_on"), {"exam_format": ours.slug})
    plan.refresh_from_db()
    _does(client, at("say"), {"at": "argument", "quote": plan.argument, "start": "0"})
    row = Comment.objects.get()
    level = f"level-{ours.strands[0]['name']}"
    words = {f"comment-{row.pk}": mark(), "summary": mark(), "mark": "3"}
    words[level] = ours.bands[0]["name"]
    _does(client, at("save_review"), words | {f"{box}.was": "" for box in words})
    newest = plan.submissions.get()
    _does(client, at("release"), {"read": str(newest.pk)})
    _fill(Comment.objects.get(), mark)  # its place, as of a factor of a topic of somebody's own
    empty = digest({"code": "", "text": "", "shared": False, "question": ""})
    saved = {"code": mark(), "text": mark(), "question": assignment.question, "state": empty}
    _does(client, reverse("reviews:saved_new"), saved)
    new = {"title": mark(), "summary": mark(), "starts": "1529", "ends": "1540"}
    factors = {"factors-0-text": mark(), "factors-1-text": mark()}
    _does(client, "/library/write/new/", {**new, **factors})
    bank = Bank.objects.get(topic__author=teacher)
    _fill(bank, mark)
    _fill(bank.topic, mark)
    for factor in Factor.objects.filter(bank=bank):
        _fill(factor, mark)
    source = Source(bank=bank, order=1)
    _fill(source, mark)
    for name in ("Question", "Camp", "Historian", "Term", "Table"):
        values = {"starts": 1, "ends": 2} if name == "Question" else {}
        _fill(apps.get_model("factors", name)(bank=bank, order=1, **values), mark)
    for name in ("Person", "Event", "Document", "Evidence"):
        _fill(apps.get_model("factors", name)(bank=bank, order=1, source=source), mark)
    historian = apps.get_model("factors", "Historian")._default_manager.get(bank=bank)
    quotation = Quotation(bank=bank, order=1, source=source, historian=historian)
    _fill(quotation, mark)
    evidence = Evidence.objects.get(bank=bank)
    _fill(factor.bearings.create(evidence=evidence, direction="supports"), mark)
    _fill(Entry(bank=bank), mark)


def everything(cast: Cast) -> tuple[Client, dict[str, set[str]]]:
    """Leave a marker everywhere; return the student's browser, and where they all are."""
    student, teacher = Marks("s"), Marks("t")
    client = student_of(cast, student)
    plan, _ = plans_of(client, cast, student)
    teachers_words(cast, plan, teacher)
    comment = Comment.objects.get()
    _does(client, reverse("reviews:reply", args=[comment.pk]), {"text": student()})
    return client, found()


def of(who: str, there: dict[str, set[str]], but: str = "") -> dict[str, set[str]]:
    """The markers of one person's among them that do not stand in a text."""
    mine = {name: {m for m in marks if m.startswith(f"zq{who}")} for name, marks in there.items()}
    left = {name: {m for m in marks if m not in but} for name, marks in mine.items()}
    return {name: marks for name, marks in left.items() if marks}


def test_every_column_of_text_is_filled_or_named_with_the_reason(cast: Cast) -> None:
    _, there = everything(cast)
    assert {label for label, *_ in columns()} - {*there} == {*NOT_FILLED}
    assert all(NOT_FILLED.values())


def test_a_student_is_handed_every_word(cast: Cast) -> None:
    client, there = everything(cast)
    told = json.dumps(file_of(confirmed(client)))
    assert {*of("s", there, told)} == LEFT_OUT_OF_STUDENTS
    paper = paper_of(client)
    earlier = {"plans.Revision.content", "reviews.Submission.content"}
    earlier |= {"plans.Plan.topic_slug", "plans.Plan.view", "plans.Paragraph.factor"}
    earlier |= {"usersessions.UserSession.data"}
    assert {*of("s", there, paper)} - earlier == LEFT_OUT_OF_STUDENTS


def test_a_teacher_is_handed_every_word(cast: Cast) -> None:
    _, there = everything(cast)
    told = json.dumps(file_of(confirmed(cast.teacher)))
    assert {*of("t", there, told)} == LEFT_OUT_OF_TEACHERS
    assert not set(_MARKER.findall(told)) & set().union(*of("s", there).values())
    assert {*of("t", there, paper_of(cast.teacher))} - {
        "usersessions.UserSession.data"
    } == LEFT_OUT_OF_TEACHERS


def test_a_student_who_leaves_leaves_nothing(cast: Cast, settings: Settings) -> None:
    settings.KEEP_HANDED_IN = False
    client, _ = everything(cast)
    _does(confirmed(client), "/privacy/leave/", {"sure": "on"})
    assert of("s", found()) == {}


def test_what_was_handed_in_stays_and_nothing_else(cast: Cast) -> None:
    client, before = everything(cast)
    plan = Plan.objects.get(assignment=cast.assignment, owner__username__startswith="zq")
    handed_in = _markers("", plan.submissions.get().content)
    _does(confirmed(client), "/privacy/leave/", {"sure": "on"})
    left = of("s", found())
    assert {*left} == {
        *(f"plans.Plan.{name}" for name in Plan.TEXTS),
        *(f"plans.Paragraph.{name}" for name in Paragraph.TEXTS),
        *("plans.Choice.item", "plans.Link.sentence"),
        *("reviews.Submission.content", "reviews.Reply.text"),
    }
    said = left.pop("reviews.Reply.text")
    assert set().union(*left.values()) <= handed_in
    assert not set().union(*left.values()) & before["accounts.User.name"]
    assert len(said) == 1
    assert set(STAYS) >= {name.rpartition(".")[0] for name in left}


def test_a_teacher_who_leaves_leaves_what_was_said_and_set(cast: Cast) -> None:
    everything(cast)
    _does(confirmed(cast.teacher), "/privacy/leave/", {"sure": "on"})
    assert {name.rpartition(".")[0] for name in of("t", found())} == {
        *("classes.Classroom", "classes.Assignment", "classes.Change"),
        *("reviews.Review", "reviews.Level", "reviews.Release", "reviews.Comment"),
    }
    cast.classroom.delete()
    leaving.sweep()
    assert {name.rpartition(".")[0] for name in of("t", found())} == {
        *("reviews.Review", "reviews.Level", "reviews.Release", "reviews.Comment"),
    }


# Tables of a plan of which ``held.py`` says that some stays with the class.
STAYS = {held.model for held in HELD if held.leaving != GOES}
LEFT_OUT_OF_STUDENTS = {"plans.Choice.key", "plans.Standing.picture", "plans.Standing.facts"}
LEFT_OUT_OF_TEACHERS = {
    # What the search makes of the records, which are handed out.
    *(f"factors.Entry.{name}" for name in ("slug", "heading", "folded", "title", "date", "text")),
}
