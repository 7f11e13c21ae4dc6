"""What is sent to each address so that it does what it is for, and what it answers then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from essayplanner.argument.plan_file import write as write_plan
from essayplanner.authoring.actions import digest
from essayplanner.classes import changing
from essayplanner.classes.models import Assignment
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan
from factors.archive import write_zip
from factors.checking import check
from factors.models import ExamFormat
from tests.access.world import World
from tests.conftest import PASSWORD
from tests.factors.packs import sound
from tests.library.test_formats import as_posted

Data = dict[str, Any]
TOPIC = {"title": "A topic", "summary": "About it.", "starts": "1900", "ends": "1910"}
OWN_QUESTION = {"text": "Why him, and not another?", "factors": ["skill", "luck"]}
EVIDENCE = {"what": "Theirs"}
QUOTATION = {"historian": "Carr", "words": "Theirs", "title": "A History"}
SAVED = {"code": "when", "text": "When was that?"}
ARGUMENT = {"argument.was": "", "argument": "It was skill."}
NEW_PASSWORD = {"password1": "a-longer-word-of-mine", "password2": "a-longer-word-of-mine"}


def _file(name: str, content: bytes, **more: str) -> Data:
    return {"file": SimpleUploadedFile(name, content), **more}


@cache
def _pack() -> bytes:
    return write_zip(check(sound()))


def _plan_file(world: World) -> Data:
    plan = Plan.objects.select_related("owner").get(pk=world.values["plans/<uuid:pk>"])
    return _file("plan.json", write_plan(build_outline(plan)))


def _format(_: World) -> Data:
    return dict(as_posted(ExamFormat.objects.get(slug="twelve-b"), {"paper": "Mock 2"}))


def _changed(world: World) -> Data:
    row = Assignment.objects.get(pk=world.values["set/<uuid:pk>"])
    known = str(changing.last_change(row))
    return OWN_QUESTION | {"scaffold": "light", "known": known}


def _extended(world: World) -> Data:
    day = timezone.localdate() + timedelta(days=40)
    return {"students": [world.values["student"]], "due_date": day.isoformat()}


# By address what a POST sends: as it is, or made from the world. Nothing where it is not named.
SENT: dict[str, Data | Callable[[World], Data]] = {
    "account_login": {"login": "classmate", "password": PASSWORD},
    "account_signup": {"username": "new.one", "password1": "a-longer-word-of-mine"},
    "account_reauthenticate": {"password": PASSWORD},
    "account_change_password": {"oldpassword": PASSWORD, **NEW_PASSWORD},
    "account_reset_password": {"email": "teacher@example.org"},
    "account_email": {"action_add": "", "email": "another@example.org"},
    "mfa_edit_webauthn": {"name": "Old phone"},
    "privacy:leave": {"sure": "on"},
    "account_name": {"name": "Another"},
    "library:edit_format": _format,
    "authoring:new": TOPIC | {"factors-0-text": "One", "factors-1-text": "Another"},
    "authoring:upload": lambda _: _file("topic.zip", _pack()),
    "authoring:replace": lambda _: _file("topic.zip", _pack()),
    "authoring:about": lambda world: TOPIC | {"state": digest(world.values["about"])},
    "authoring:notes": lambda world: {"notes": "Mind.", "state": world.values["notes"]},
    "authoring:add": {"term": "abbot", "meaning": "The head of an abbey."},
    "authoring:edit": lambda _: {
        **{"term": "prior", "meaning": "Another.", "state": digest(sound()["terms"][0])},
    },
    "plans:start_own": OWN_QUESTION,
    "plans:open_file": _plan_file,
    "plans:save": ARGUMENT,
    "plans:open_library": {"open": "rivals/evidence"},
    "plans:choose": {"to": "rivals", "item": "evidence/lessons-of-october"},
    "plans:write_own": {"to": "skill", "own": "evidence"},
    "plans:own_evidence": EVIDENCE,
    "plans:own_evidence (key)": EVIDENCE,
    "plans:own_quotation": QUOTATION,
    "plans:own_quotation (key)": QUOTATION,
    "plans:take_out": {"chosen": "skill/evidence/oath-speech"},
    "plans:move": {"move": "rivals/up"},
    "plans:arrange": {"view": "paragraphs"},
    "plans:start_rehearsal": {"minutes": "6"},
    "plans:save_rehearsal": ARGUMENT,
    "plans:rank": {"place-rivals": "1"},
    "plans:reorder": {"reorder": "rivals/earlier"},
    "plans:add_link": {"cause": "skill", "effect": "structure", "link-kind": "limited"},
    "plans:change_link": {"link": "1", "link-kind-1": "limited"},
    "plans:drop_link": {"link": "1"},
    "plans:set_aside": {"finding": "no_line_of_argument/argument/"},
    "plans:look_again": lambda world: {"aside": world.values["aside"]},
    "plans:mend_quotation": {
        "mend": "judgement/figes-underestimating-stalin",
        "judgement.was": "Skill.",
        "judgement": "“All the leaders made the same mistake of underestimating him.”",
    },
    "plans:factors": {"factors": ["skill", "luck"], "shown": ["skill", "rivals", "structure"]},
    "plans:strands": {"exam_format": "built-in"},
    "plans:without": {"skill-without.was": "", "skill-without": "Later."},
    "plans:renew_library": lambda world: {"bank": world.question.bank_id},
    "plans:aim": {"question": "why-stalin"},
    "plans:aim_here": {"question": "why-stalin"},
    "classes:set": lambda world: {"question": world.question.pk, "scaffold": "full", "again": "on"},
    "classes:set_own": OWN_QUESTION | {"scaffold": "full"},
    "classes:change": _changed,
    "classes:extensions": _extended,
    "classes:classes": {"name": "13A"},
    "classes:rename": {"name": "12X"},
    "classes:move": lambda world: {"to": world.values["second"]},
    "classes:let_reset": {},
    "classes:join": {"code": "KWT4-M7PX"},
    "classes:enter": {"code": "KWT4-M7PX"},
    "classes:roster_check": {"text": "Ada Example"},
    "classes:roster_make": {"line": "1", "name": "Ada Example", "username": "ada", "promised": "1"}
    | {"take": "1"},
    "classes:roster_slips": {"after": "0"},
    "reviews:reply": {"text": "Which posts?"},
    "reviews:mark_read": lambda world: {"until": world.now.isoformat()},
    "reviews:saved_new": SAVED
    | {"state": digest({"code": "", "text": "", "shared": False, "question": ""})},
    "reviews:saved_change": lambda _: (
        SAVED | {"state": digest({"code": "why", "text": "Why?", "shared": True, "question": ""})}
    ),
    "reviews:saved_upload": lambda _: _file("mine.csv", b"code,text\nwhen,When?\n"),
    "reviews:save_review": {"summary.was": "Name the posts.", "summary": "A"},
    "reviews:say": {"at": "skill-point"},
    "reviews:mark_on": {"exam_format": "twelve-b"},
    "reviews:release": lambda world: {
        "read": world.values["submission"],
        "also": world.users["teacher"].pk,
    },
    "reviews:unsay": lambda world: {"comment": world.values["draft"]},
    "reviews:use_saved": lambda world: {
        "into": world.values["draft"],
        "use": world.values["saved-comments/<int:pk>"],
    },
    "reviews:keep_comment": lambda world: {
        "comment": world.values["draft"],
        f"code-{world.values['draft']}": "ev",
    },
    "reviews:release_all": lambda world: {"review": world.values["review"]},
    "library:search": {"q": "Bukharin 1928"},
}


def sent(name: str, values: Data, world: World) -> Data:
    """Return what is sent to an address about what ``values`` name."""
    data = SENT.get(name, {})
    return data(replace(world, values=values)) if callable(data) else data


# What “yes” answers where it is not 200 for a page and 302 for a form.
STATUS = {
    "GET account_set_password": {302},  # they have one
    "GET account_logout": {200, 302},  # nothing to ask of who is not signed in
    "POST account_reset_password_from_key": {200, 302},
    "GET account_reset_password_from_key": {200, 302},
    "POST account_email": {200, 302},  # none is added to an account with a second step
    "GET mfa_login_webauthn": {302},
    "GET mfa_reauthenticate": {200, 302},
    "POST mfa_reauthenticate": {200, 302},
    "GET mfa_reauthenticate_webauthn": {200, 302},
    "GET mfa_add_webauthn": {200, 302},
    "GET mfa_generate_recovery_codes": {200, 302},
    "GET mfa_activate_totp": {200, 302},  # who has one is led to where it is taken off
    "POST mfa_activate_totp": {200, 302},  # no app can be asked for its code here
    "POST mfa_add_webauthn": {200, 302},  # nor a device for its answer
    "POST mfa_generate_recovery_codes": {200, 302},  # for who has a second step
    "POST classes:join": {200},
    "POST classes:enter": {200, 302},  # who is in the class is told so
    "POST classes:invite": {200},
    "POST classes:reset_password": {200},
    "POST classes:roster_check": {200},
    "POST classes:roster_make": {200},
    "POST classes:roster_slips": {200},
    "POST reviews:saved_upload": {200},
}
