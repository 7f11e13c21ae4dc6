"""Who may do what on every address. An address without a row here fails the build."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.argument.outline import Evidence, Quotation
from essayplanner.classes.inviting import invite
from essayplanner.exports.papers import ALL
from essayplanner.plans import actions, linking, own_items, ranking, revisions
from essayplanner.plans.models import Choice, Link, Paragraph, Plan, Rehearsal, Revision, SetAside
from essayplanner.reviews.models import Review, SavedComment
from factors.checking import check
from factors.loading import write_draft
from factors.models import ExamFormat, Topic
from tests.conftest import Cast
from tests.factors.packs import sound
from tests.reviews import said

EVERYBODY = ("student", "classmate", "teacher", "other_teacher", "stranger", "guest", "other_guest")
GUESTS = {"guest", "other_guest"}

# For each address: the method, what is sent, and the answer to each of the cast. A dictionary names
# those who get another answer than the rest.
Row = tuple[str, dict[str, Any], int, dict[str, int]]
FORM_PAGES = {
    *("account_login", "account_signup", "account_logout", "account_change_password"),
    *("library:edit_format", "reviews:hand_in"),
    *("classes:classes", "classes:archive", "classes:join", "classes:remove_teacher"),
    *("plans:start_own", "plans:open_file", "plans:aim", "plans:factors"),
    *("plans:strands", "plans:without"),
    *("plans:own_evidence", "plans:own_evidence (key)"),
    *("plans:own_quotation", "plans:own_quotation (key)"),
    *(f"classes:{name}" for name in ("set", "set_own", "change", "remove_work", "extensions")),
    *("reviews:saved_new", "reviews:saved_change"),
    "reviews:release_all",
    *(f"authoring:{name}" for name in ("about", "notes", "add", "edit")),
}
OWN_PLAN = {"student": 200, "teacher": 403}
OWN_WRITE = {"student": 302, "teacher": 403}
# A format that the teacher of 12B wrote: the class reads and copies it.
CLASS = ("teacher", "student", "classmate")
TEACHERS = {"student": 403, "classmate": 403}

# Who is not signed in is asked to.
SIGN_IN = dict.fromkeys(GUESTS, 302)
# … and is given back what they sent.
GIVE_BACK = dict.fromkeys(GUESTS, 403)
LIBRARY_PAGES = ("timeline", "people", "historians", "glossary", "reference", "notes", "sources")
NEW_TOPIC = {
    **{"title": "A topic", "summary": "About it.", "starts": "1900", "ends": "1910"},
    **{"factors-0-text": "One", "factors-1-text": "Another"},
}

TABLE: dict[str, Row] = {
    "home": ("get", {}, 200, {}),
    "rules": ("get", {}, 200, {}),
    "account_login": ("get", {}, 302, dict.fromkeys(GUESTS, 200)),
    "account_signup": ("get", {}, 302, dict.fromkeys(GUESTS, 200)),
    "account_logout": ("post", {}, 302, {}),
    "account_change_password": ("get", {}, 200, dict.fromkeys(GUESTS, 302)),
    "account_inactive": ("get", {}, 200, {}),
    "library:formats": ("get", {}, 200, {}),
    "library:format": ("get", {}, 404, dict.fromkeys(CLASS, 200)),
    "library:copy_format": ("post", {}, 404, dict.fromkeys(CLASS, 302)),
    "library:edit_format": ("get", {}, 404, {"teacher": 200, **TEACHERS}),
    "library:delete_format": ("post", {}, 404, {"teacher": 302, **TEACHERS}),
    **{
        f"library:{name}": ("get", {}, 200, {})
        for name in ("topics", "topic", *LIBRARY_PAGES, "bibliography")
    },
    **{
        f"library:draft_{name}": ("get", {}, 404, {"teacher": 200})
        for name in ("topic", *LIBRARY_PAGES, "bibliography")
    },
    "authoring:topics": ("get", {}, 200, SIGN_IN),
    "authoring:new": ("post", NEW_TOPIC, 302, GIVE_BACK),
    "authoring:upload": ("post", {}, 422, GIVE_BACK),
    "authoring:template": ("get", {}, 200, {}),
    "authoring:copy": ("post", {}, 302, GIVE_BACK),
    "authoring:topic": ("get", {}, 404, {"teacher": 200, **SIGN_IN}),
    "authoring:about": ("get", {}, 404, {"teacher": 200, **SIGN_IN}),
    "authoring:notes": ("get", {}, 404, {"teacher": 200, **SIGN_IN}),
    "authoring:publish": ("post", {}, 404, {"teacher": 302, **GIVE_BACK}),
    "authoring:discard": ("post", {}, 404, {"teacher": 302, **GIVE_BACK}),
    "authoring:restore": ("post", {}, 404, {"teacher": 302, **GIVE_BACK}),
    "authoring:replace": ("post", {}, 404, {"teacher": 422, **GIVE_BACK}),
    "authoring:download": ("get", {}, 404, {"teacher": 200}),
    "authoring:add": ("get", {}, 404, {"teacher": 200, **SIGN_IN}),
    "authoring:edit": ("get", {}, 404, {"teacher": 200, **SIGN_IN}),
    "authoring:delete": ("post", {}, 404, {"teacher": 302, **GIVE_BACK}),
    "plans:start": ("post", {}, 302, {}),
    "plans:start_own": ("post", {"text": "Why him?", "factors": ["skill", "luck"]}, 302, {}),
    "plans:start_assignment": ("post", {}, 404, {"student": 302, "classmate": 302}),
    "plans:desk": ("get", {}, 404, OWN_PLAN),
    "plans:check": ("get", {}, 404, OWN_PLAN),
    "plans:save": ("post", {"argument.was": "", "argument": "It was skill."}, 404, OWN_WRITE),
    "plans:open_library": ("post", {"open": "rivals/evidence"}, 404, OWN_WRITE),
    "plans:choose": ("post", {"to": "skill", "item": "evidence/oath-speech"}, 404, OWN_WRITE),
    "plans:shelf": ("get", {}, 404, OWN_PLAN),
    "plans:write_own": ("post", {"to": "skill", "own": "evidence"}, 404, OWN_WRITE),
    "plans:own_evidence": ("get", {}, 404, OWN_PLAN),
    "plans:own_evidence (key)": ("get", {}, 404, OWN_PLAN),
    "plans:own_quotation": ("get", {}, 404, OWN_PLAN),
    "plans:own_quotation (key)": ("get", {}, 404, OWN_PLAN),
    "plans:take_out": ("post", {"chosen": "skill/evidence/oath-speech"}, 404, OWN_WRITE),
    "plans:move": ("post", {"move": "rivals/up"}, 404, OWN_WRITE),
    "plans:arrange": ("post", {"view": "paragraphs"}, 404, OWN_WRITE),
    "plans:rehearsals": ("get", {}, 404, OWN_PLAN),
    "plans:start_rehearsal": ("post", {"minutes": "6"}, 404, OWN_WRITE),
    "plans:rehearse": ("get", {}, 404, OWN_PLAN),
    "plans:save_rehearsal": ("post", {"argument.was": "", "argument": "A"}, 404, OWN_WRITE),
    "plans:finish_rehearsal": ("post", {}, 404, OWN_WRITE),
    "plans:rank": ("post", {"place-rivals": "1"}, 404, OWN_WRITE),
    "plans:reorder": ("post", {"reorder": "rivals/earlier"}, 404, OWN_WRITE),
    "plans:order_as_ranked": ("post", {}, 404, OWN_WRITE),
    "plans:add_link": ("post", {"cause": "rivals", "effect": "skill"}, 404, OWN_WRITE),
    "plans:change_link": ("post", {"link": "1"}, 404, OWN_WRITE),
    "plans:drop_link": ("post", {"link": "1"}, 404, OWN_WRITE),
    "plans:set_aside": ("post", {"finding": "no_line_of_argument/argument/"}, 404, OWN_WRITE),
    "plans:look_again": ("post", {"aside": "999"}, 404, OWN_WRITE),
    "plans:mend_quotation": ("post", {"mend": "judgement/figes-party-apparatus"}, 404, OWN_WRITE),
    "plans:factors": ("get", {}, 404, OWN_PLAN),
    "plans:strands": ("get", {}, 404, OWN_PLAN),
    "plans:spine": ("get", {}, 404, {"student": 200, "teacher": 200}),
    "plans:removals": ("get", {}, 404, OWN_PLAN),
    "plans:without": ("get", {}, 404, OWN_PLAN),
    "plans:library_changes": ("get", {}, 404, OWN_PLAN),
    "plans:renew_library": ("post", {}, 404, OWN_WRITE),
    "plans:keep_ranking": ("post", {}, 404, OWN_WRITE),
    "plans:deleted": ("get", {}, 200, {}),
    "plans:open_file": ("get", {}, 200, {}),
    "plans:delete": ("post", {}, 404, {"student": 302}),  # then it is there for nobody
    "plans:bring_back": ("post", {}, 404, {"student": 302}),
    "plans:duplicate": ("post", {}, 404, OWN_WRITE),
    "plans:history": ("get", {}, 404, OWN_PLAN),
    "plans:revision": ("get", {}, 404, OWN_PLAN),
    "plans:restore": ("post", {}, 404, OWN_WRITE),
    "plans:aim": ("post", {"question": "why-stalin"}, 404, OWN_WRITE),
    "plans:aim_here": ("post", {}, 404, {"student": 403, "teacher": 403}),
    **{
        f"exports:{name}": ("get", {}, 404, {"student": 200, "teacher": 200})
        for name in ("papers", "paper", "preview")
    },
    **{
        f"exports:{name} (version)": ("get", {}, 404, OWN_PLAN)
        for name in ("papers", "paper", "preview")
    },
    **{
        f"reviews:{name}": ("get", {}, 404, {"teacher": 200})
        for name in (
            *("classroom", "overview", "board", "said", "said_csv"),
            *("plans_zip", "plans_pdf", "blanks_pdf"),
        )
    },
    **{
        f"classes:{name}": ("get", {}, 404, {"teacher": 200})
        for name in ("set", "set_own", "change", "remove_work", "extensions")
    },
    "classes:end_extension": ("post", {}, 404, {"teacher": 302}),
    "reviews:hand_in": ("get", {}, 404, OWN_PLAN),
    "reviews:take_back": ("post", {}, 404, OWN_WRITE),
    "reviews:feedback": ("get", {}, 404, OWN_PLAN),
    "reviews:beside": ("get", {}, 404, OWN_PLAN),
    "reviews:compare": ("get", {}, 404, {"student": 200, "teacher": 200}),
    "reviews:reply": ("post", {"text": "Why?"}, 404, {"student": 302, "teacher": 302}),
    "reviews:resolve": ("post", {}, 404, {"student": 302, "teacher": 302}),
    "reviews:inbox": ("get", {}, 200, SIGN_IN),
    "reviews:mark_read": ("post", {}, 302, GIVE_BACK),
    **{f"reviews:{name}": ("get", {}, 200, SIGN_IN) for name in ("saved", "saved_csv")},
    "reviews:feedback_paper": ("get", {}, 404, {"student": 200, "teacher": 200}),
    "reviews:saved_new": ("get", {}, 403, {"teacher": 200, "other_teacher": 200, **SIGN_IN}),
    "reviews:saved_start": ("post", {}, 403, {"teacher": 302, "other_teacher": 302}),
    "reviews:saved_upload": ("post", {}, 403, {"teacher": 422, "other_teacher": 422}),
    "reviews:saved_change": ("get", {}, 404, {"teacher": 200, **SIGN_IN}),
    "reviews:saved_delete": ("post", {}, 404, {"teacher": 302, **GIVE_BACK}),
    "reviews:saved_copy": (
        "post",
        {},
        404,
        {"teacher": 302, "student": 403, "classmate": 403, "stranger": 403, **GIVE_BACK},
    ),
    "classes:roster": ("get", {}, 404, {"teacher": 200}),
    "classes:roster_check": ("post", {"text": "Ada Example"}, 404, {"teacher": 200}),
    "classes:roster_make": ("post", {}, 404, {"teacher": 409}),
    "classes:roster_slips": ("post", {}, 404, {"teacher": 200}),
    "classes:classes": ("get", {}, 200, SIGN_IN),
    **{
        f"classes:{name}": ("get", {}, 404, {"teacher": 200})
        for name in ("people", "student", "archive", "poster")
    },
    **{
        f"classes:{name}": ("post", {"name": "12B"}, 404, {"teacher": 302})
        for name in ("rename", "open_code", "close_code", "reopen")
    },
    "classes:leave": ("post", {}, 404, {"teacher": 302, "student": 302, "classmate": 302}),
    "classes:remove_teacher": ("get", {}, 404, {"teacher": 200}),
    **{
        f"classes:{name}": ("post", {}, 404, {"teacher": 302})
        for name in ("remove", "reset_password", "withdraw")
    },
    "classes:move": ("post", {}, 404, {"teacher": 422}),
    "classes:invite": ("post", {}, 404, {"teacher": 200}),
    "classes:invited": ("get", {}, 200, SIGN_IN),
    "classes:accept": ("post", {}, 302, GIVE_BACK),
    "classes:let_reset": ("post", {}, 404, {"student": 302, "classmate": 302, **GIVE_BACK}),
    "classes:join": ("get", {}, 200, {}),
    "classes:join_by_link": ("get", {}, 200, {}),
    "classes:enter": ("post", {"code": "KWT4-M7PX"}, 422, GIVE_BACK),
    "reviews:review": ("get", {}, 404, {"teacher": 200}),
    "reviews:release_all": ("get", {}, 404, {"teacher": 200}),
    "reviews:save_review": ("post", {"summary.was": "", "summary": "A"}, 404, {"teacher": 302}),
    "reviews:say": ("post", {"at": "skill-point"}, 404, {"teacher": 302}),
    "reviews:mark_on": ("post", {"exam_format": "twelve-b"}, 404, {"teacher": 302}),
    "reviews:release": ("post", {"read": "0"}, 404, {"teacher": 302}),
    "reviews:unsay": ("post", {"comment": "1"}, 404, {"teacher": 302}),
    "reviews:use_saved": ("post", {"into": "1", "use": "1"}, 404, {"teacher": 302}),
    "reviews:keep_comment": ("post", {"comment": "1", "code-1": "ev"}, 404, {"teacher": 302}),
    **{
        f"reviews:{name}": ("get", {}, 404, {"teacher": 200})
        for name in ("landscape", "seating", "feedback_sheet", "marks", "archive")
    },
    "library:search": ("get", {"q": "Bukharin 1928"}, 200, {}),
}


def _addresses(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    """Yield the name of every address; of a second one of a name, with what it takes besides."""
    known: dict[str, set[str]] = {}
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            name, takes = f"{prefix}{pattern.name}", {*pattern.pattern.converters}
            more = sorted(takes - known.setdefault(name, takes))
            yield f"{name} ({', '.join(more)})" if takes != known[name] else name


def _path(row: str, cast: Cast) -> str:
    name, _, key = row.partition(" ")
    arguments: dict[str, list[Any]] = {
        "library:topics": [],
        "plans:start": ["stalin-rise", "how-far-skill"],
        "plans:start_own": ["stalin-rise"],
        "plans:start_assignment": [cast.assignment.pk],
        "exports:papers": [cast.plan.pk],
        "exports:paper": [cast.plan.pk, "one-side", "pdf"],
        "exports:preview": [cast.plan.pk, "one-side", 1],
        "exports:papers (version)": _revision(cast),
        "exports:paper (version)": [*_revision(cast), "one-side", "pdf"],
        "exports:preview (version)": [*_revision(cast), "one-side", 1],
        **{f"plans:{name}": _revision(cast) for name in ("revision", "restore")},
        "reviews:classroom": [cast.classroom.pk],
        "reviews:feedback_paper": [cast.plan.pk, "teacher", "pdf"],
        **{
            f"reviews:{name}": [cast.assignment.pk]
            for name in (
                *("overview", "board", "said", "said_csv"),
                *("plans_zip", "plans_pdf", "blanks_pdf"),
            )
        },
        **{
            f"reviews:{name}": [cast.assignment.pk]
            for name in ("landscape", "seating", "feedback_sheet")
        },
        "reviews:marks": [cast.assignment.pk, "csv"],
        "reviews:archive": [cast.classroom.pk],
        "authoring:copy": ["stalin-rise"],
        **_of_classes(cast, name),
        "classes:join_by_link": ["KWT4M7PX"],
        "classes:set": [cast.classroom.pk],
        "classes:set_own": [cast.classroom.pk, "stalin-rise"],
        **{
            f"classes:{name}": [cast.assignment.pk]
            for name in ("change", "remove_work", "extensions")
        },
        "classes:end_extension": [cast.assignment.pk, 1],
        **{f"reviews:{verb}": [cast.plan.pk] for verb in STUDENTS_SIDE},
        "reviews:review": [cast.plan.pk],
        "reviews:release_all": [cast.assignment.pk],
    }
    if name in SAVED:
        return reverse(name, args=[_teachers_comment().pk])
    if name in ("reviews:reply", "reviews:resolve"):
        return reverse(name, args=[_released_comment(cast)])
    if name in ONE_REVIEW:
        return reverse(name, args=[_review(cast).plan_id])
    if row in arguments:
        return reverse(name, args=arguments[row])
    if name in ABOUT_NOTHING:
        return reverse(name)
    rest = [*LAST.get(name.replace("draft_", ""), []), *([_own(cast, name)] if key else [])]
    return reverse(name, args=[*_owner(name, cast), *rest])


def _released_comment(cast: Cast) -> int:
    """Return the key of a comment on the student's plan that was released."""
    comment = said.say(cast.plan, "Which posts?")
    said.give_back(cast.plan)
    return comment.pk


def _of_classes(cast: Cast, name: str) -> dict[str, list[Any]]:
    """What the addresses of 12B take: a student who is in it, an invitation that is open."""
    of, verb = cast.classroom, name.removeprefix("classes:")
    if verb in ("student", "move", "remove", "reset_password"):
        user = User.objects.get(username="classmate")
        place, _ = of.memberships.get_or_create(user=user, defaults={"role": "student"})
        return {name: [of.pk, place.pk]}
    if verb == "remove_teacher":
        colleague, _ = User.objects.get_or_create(username="colleague")
        place, _ = of.memberships.get_or_create(user=colleague, defaults={"role": "teacher"})
        return {name: [of.pk, place.pk]}
    if verb in ("invited", "accept", "withdraw"):
        token = invite(of, User.objects.get(username="teacher"), timezone.now())
        made = of.invitations.latest("pk").pk
        return {name: [of.pk, made] if verb == "withdraw" else [token]}
    return {} if name in ABOUT_NOTHING or verb == name else {name: [of.pk]}


def _review(cast: Cast) -> Review:
    """Return the review of the plan, where the teacher has a draft comment and a saved one."""
    teacher, now = User.objects.get(username="teacher"), timezone.now()
    _teachers_format()
    SavedComment.objects.get_or_create(
        pk=1, defaults={"owner": teacher, "code": "why", "text": "Why?", "made_at": now}
    )
    review, _ = Review.objects.get_or_create(plan=cast.plan)
    review.comments.get_or_create(
        pk=1, defaults={"author": teacher, "text": "Say why.", "made_at": now}
    )
    return review


def _own(cast: Cast, name: str) -> str:
    """Return the key of an item of the student's own, which is there."""
    item: Evidence | Quotation = Evidence(
        key="own-0123456789abcdef", date="", date_text="", title="Mine", text="", own=True
    )
    if name.endswith("quotation"):
        work = own_items.make_source("Carr", "A History", 1958)
        item = Quotation(key=item.key, historian="Carr", text="No.", source=work, own=True)
    own_items.write_own(cast.plan.paragraphs.get(factor="skill"), item)
    return item.key


def _revision(cast: Cast) -> list[Any]:
    return [cast.plan.pk, revisions.keep(cast.plan, Revision.Reason.WORK, timezone.now()).pk]


def _owner(name: str, cast: Cast) -> list[Any]:
    """What an address is about: a plan, a topic that is built in, or something of the teacher's."""
    if name in ONE_REHEARSAL:
        rows = cast.plan.rehearsals
        return [
            cast.plan.pk,
            (rows.first() or rows.create(minutes=6, started_at=timezone.now())).pk,
        ]
    if name.startswith("plans:"):
        return [cast.plan.pk]
    if name.startswith("classes:"):
        return [cast.classroom.pk]
    if name.startswith("library:") and name.endswith("format"):
        return [_teachers_format().slug]
    if name.startswith(("authoring:", "library:draft_")):
        return [_teachers_topic().slug]
    return ["stalin-rise"] if name.startswith("library:") else []


STUDENTS_SIDE = ("hand_in", "take_back", "feedback", "beside", "compare")
ABOUT_NOTHING = {
    *("plans:deleted", "plans:open_file", "reviews:inbox", "reviews:mark_read"),
    *(f"reviews:saved{name}" for name in ("", "_csv", "_new", "_start", "_upload")),
    *("classes:classes", "classes:join", "classes:enter"),
    *("home", "rules", "library:topics", "library:formats", "library:search"),
    *("authoring:topics", "authoring:new", "authoring:upload", "authoring:template"),
}
ONE_REVIEW = {
    f"reviews:{name}"
    for name in (
        *("save_review", "say", "unsay", "use_saved"),
        *("keep_comment", "mark_on", "release"),
    )
}
ONE_REHEARSAL = {f"plans:{name}" for name in ("rehearse", "save_rehearsal", "finish_rehearsal")}
# What follows in an address.
LAST: dict[str, list[Any]] = {
    "library:bibliography": ["ris"],
    "authoring:download": ["zip"],
    "authoring:restore": [1],
    "authoring:add": ["terms"],
    "authoring:edit": ["terms", "prior"],
    "authoring:delete": ["terms", "prior"],
    "plans:own_evidence": ["skill"],
    "plans:own_quotation": ["skill"],
    "plans:without": ["skill"],
}


def _teachers_topic() -> Topic:
    """The draft of the teacher of 12B; it is there again where somebody discarded it."""
    topic, _ = Topic.objects.get_or_create(
        slug="mine", defaults={"author": User.objects.get(username="teacher")}
    )
    if not topic.banks.drafts().exists():
        write_draft(topic, check(sound()))
        write_draft(topic, check(sound()))  # so that there is one that was put away, too
    return topic


SAVED = {f"reviews:saved_{name}" for name in ("change", "delete", "copy")}


def _teachers_comment() -> SavedComment:
    """A saved comment of the teacher of 12B; it is there again where somebody deleted it."""
    row, _ = SavedComment.objects.get_or_create(
        code="date",
        owner=User.objects.get(username="teacher"),
        defaults={"text": "When?", "made_at": timezone.now()},
    )
    return row


def _teachers_format() -> ExamFormat:
    """The format that the teacher of 12B wrote; it is there again where somebody deleted it."""
    row, _ = ExamFormat.objects.get_or_create(
        slug="twelve-b",
        defaults={
            "author": User.objects.get(username="teacher"),
            **{"board": "Ours", "paper": "Mock", "marks": 20, "minutes": 45, "year": 2026},
        },
    )
    return row


def test_every_address_has_a_row() -> None:
    assert set(_addresses(get_resolver().url_patterns)) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_everybody_gets_the_answer_of_the_table(name: str, cast: Cast) -> None:
    method, data, rest, others = TABLE[name]
    clients = cast.clients()
    got = {
        who: getattr(clients[who], method)(_path(name, cast), data).status_code for who in EVERYBODY
    }
    assert got == {who: others.get(who, rest) for who in EVERYBODY}


# A page with a form of its own takes both verbs: the form posts to where it is shown.
@pytest.mark.parametrize("name", sorted(TABLE.keys() - FORM_PAGES))
def test_no_address_answers_a_verb_that_is_not_its_own(name: str, cast: Cast) -> None:
    wrong = {"get": ("post", "put", "delete"), "post": ("get", "put", "delete")}[TABLE[name][0]]
    got = {verb: getattr(cast.student, verb)(_path(name, cast)).status_code for verb in wrong}
    assert got == dict.fromkeys(wrong, 405)


@pytest.mark.parametrize(("paper", "form"), ALL)
def test_a_guest_may_take_every_paper_of_their_own_plan(paper: str, form: str, cast: Cast) -> None:
    path = reverse("exports:paper", args=[cast.guest_plan.pk, paper, form])
    assert cast.guest.get(path).status_code == 200
    assert cast.other_guest.get(path).status_code == 404


def test_a_plan_that_is_not_written_for_a_class_is_seen_by_nobody_else(cast: Cast) -> None:
    cast.plan.assignment = None
    cast.plan.save()
    path = reverse("exports:paper", args=[cast.plan.pk, "one-side", "pdf"])
    assert cast.student.get(path).status_code == 200
    assert cast.teacher.get(path).status_code == 404


# What is sent to those verbs of a plan that TABLE has as pages, or sends what would change nothing.
SENT: dict[str, dict[str, Any]] = {
    "plans:own_evidence": {"what": "Theirs"},
    "plans:own_evidence (key)": {"what": "Theirs"},
    "plans:own_quotation": {"historian": "Carr", "words": "Theirs", "title": "A History"},
    "plans:own_quotation (key)": {"historian": "Carr", "words": "Theirs", "title": "A History"},
    "plans:strands": {"exam_format": "twelve-b"},
    "plans:factors": {"factors": ["skill", "luck"], "shown": ["skill", "rivals", "structure"]},
    "plans:without": {"skill-without.was": "", "skill-without": "Later."},
    "plans:choose": {"to": "rivals", "item": "evidence/lessons-of-october"},
    "plans:add_link": {"cause": "skill", "effect": "structure", "link-kind": "limited"},
    "plans:change_link": {"link": "1", "link-kind-1": "limited"},
    "plans:aim_here": {"question": "why-stalin"},
    "plans:mend_quotation": {
        "mend": "judgement/figes-underestimating-stalin",
        "judgement.was": "Skill.",
        "judgement": "“All the leaders made the same mistake of underestimating him.”",
    },
}
# These lead to a page, or there is nothing to do for the writer either.
CHANGES_NOTHING = {
    *("plans:open_library", "plans:write_own"),
    *("plans:aim_here", "plans:renew_library", "plans:bring_back"),
}
OF_A_PLAN = [
    name
    for name, (method, *_) in TABLE.items()
    if (method == "post" or name in SENT) and name.startswith("plans:") and "start" not in name
]


def _everything() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Plan, Paragraph, Choice, Link, SetAside, Revision, Rehearsal)
    ]


@pytest.mark.parametrize("name", [*OF_A_PLAN, "plans:start_rehearsal"])
def test_a_teacher_who_reads_a_plan_changes_nothing_in_it(name: str, cast: Cast) -> None:
    actions.choose(cast.plan.paragraphs.get(factor="skill"), "evidence", "oath-speech")
    linking.add_link(cast.plan, "rivals", "skill", "opportunity")
    ranking.reorder(cast.plan, "structure", "earlier")
    _teachers_format()
    SetAside.objects.create(pk=999, plan=cast.plan, rule="not_ranked", place="ranking")
    path, data = _path(name, cast), SENT.get(name, TABLE[name][1])
    actions.save_text(cast.plan, "judgement", "", "Skill.")
    before = _everything()
    assert cast.teacher.post(path, data).status_code in (403, 404)
    assert _everything() == before
    cast.student.post(path, data)
    if name == "plans:look_again":  # which answers the same for a row that never was
        assert not SetAside.objects.filter(pk=999).exists()
    # Else this test could not fail.
    assert (_everything() == before) == (name in CHANGES_NOTHING)
