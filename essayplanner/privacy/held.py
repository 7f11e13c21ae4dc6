"""What is held on somebody, table by table: one list for the page, the files and the tests.

Every model of every installed app is in it. A ``Held`` says how its rows belong to a person, what
they are called, which columns are handed out and under which names, and what becomes of them when
the account is deleted. The others are in ``NOBODYS`` or ``INSIDE``, each with the reason.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import zstandard
from django.apps import apps
from django.db.models import F, Q

from factors.loading import bank_tables
from factors.models import Bank

RELEASED = Q(released_at__isnull=False)

GOES = "is deleted"
STAYS_WITH_CLASS = "goes, but for plans that were handed in to a class: these stay without the name"
WITHOUT_NAME = "stays where it was said, without the name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Rows of a ``model`` that belong to a person by one ``way``, a lookup that ends in the user.

    Where a table belongs to people in several ways, there is one for each. ``key`` names them in
    the JSON, ``called`` in words. ``shown`` has what is handed out: the name of a column, or
    ``key=lookup``, or ``key=lookup|lookup`` for the first of them that is not empty. ``read`` turns
    a stored value into one for people. ``left_out`` has the reason for every other column.
    ``only`` narrows the rows; ``of`` is the column that leads to the row above them.
    """

    model: str
    key: str
    called: str
    way: str
    shown: str
    leaving: str
    left_out: Mapping[str, str] = field(default_factory=dict)
    only: Q = field(default_factory=Q)
    of: str = ""
    read: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    # In the JSON alone: on paper these are the same words many times over, or say nothing.
    long: frozenset[str] = frozenset()
    # On paper one line each.
    brief: bool = False

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The lookups of each thing that is handed out, by its name."""
        pairs = (word.partition("=") for word in self.shown.split())
        return {name: tuple((path or name).split("|")) for name, _, path in pairs}

    @property
    def above(self) -> str:
        """The model of the row above, or an empty string."""
        if not self.of:
            return ""
        above = apps.get_model(self.model)._meta.get_field(self.of).related_model
        return str(above._meta.label)

    @property
    def guest_way(self) -> str:
        """The way for somebody without an account, or an empty string."""
        if self.model == "plans.Plan" or self.way.endswith("plan__owner"):
            return self.way.removesuffix("owner") + "guest_key"
        return ""


def _packed(content: bytes) -> Any:
    """Return a plan that was kept, as plain values. None where it cannot be read."""
    try:
        return json.loads(zstandard.decompress(bytes(content)))
    except (ValueError, zstandard.ZstdError):
        return None


def _passkey(data: Mapping[str, Any]) -> str:
    return str(data.get("name", ""))


def _bank(pk: int) -> Any:
    return bank_tables(Bank.objects.select_related("topic").get(pk=pk))


_OWN = "it is your own account"
_OUR_NUMBER = "a number of ours that says nothing"
_OF = "said by where the row stands"
_STUDENT = "it is a student’s, and stands in what that student is handed out"
_SECRET = "a secret that whoever has it could sign in with"  # noqa: S105 (is what is said of one)
_CLASS_STAYS = (
    "goes; a class with another teacher stays, one without is archived, and deleted with all in "
    "it when its time is over"
)

HELD = (
    Held(
        model="accounts.User",
        key="account",
        called="your account",
        way="pk",
        long=frozenset({"is_active", "must_change_password"}),
        shown="username name email date_joined last_login must_change_password is_active is_staff "
        "is_superuser",
        left_out={
            "password": "only a hash of it is kept, and that could be used to guess it",
            "groups": "not used",
            "user_permissions": "not used",
        },
        leaving=GOES,
    ),
    Held(
        model="account.EmailAddress",
        key="e_mail_addresses",
        called="e-mail addresses",
        way="user",
        shown="email verified primary",
        left_out={"user": _OWN},
        leaving=GOES,
    ),
    Held(
        model="account.EmailConfirmation",
        key="e_mail_confirmations",
        called="e-mails sent to confirm an address",
        way="email_address__user",
        shown="email=email_address__email created sent",
        left_out={"key": _SECRET},
        leaving=GOES,
    ),
    Held(
        model="mfa.Authenticator",
        key="second_steps",
        called="second steps and passkeys",
        way="user",
        shown="type name=data created_at last_used_at",
        read={"name": _passkey},
        left_out={"user": _OWN, "data": f"but for the name you gave it: {_SECRET}"},
        leaving=GOES,
    ),
    Held(
        model="accounts.CodeTry",
        key="wrong_codes",
        called="wrong codes of a second step",
        way="user",
        shown="at",
        left_out={"user": _OWN},
        leaving=GOES,
    ),
    Held(
        model="socialaccount.SocialAccount",
        key="other_accounts",
        called="accounts elsewhere that you sign in with",
        way="user",
        shown="provider uid extra_data date_joined last_login",
        left_out={"user": _OWN},
        leaving=GOES,
    ),
    Held(
        model="socialaccount.SocialToken",
        key="other_accounts_keys",
        called="keys to accounts elsewhere",
        way="account__user",
        shown="provider=account__provider expires_at",
        left_out={"app": _OUR_NUMBER, "token": _SECRET, "token_secret": _SECRET},
        leaving=GOES,
    ),
    Held(
        model="usersessions.UserSession",
        key="sign_ins",
        called="browsers that you are signed in with",
        way="user",
        long=frozenset({"data"}),
        shown="browser=user_agent created_at last_seen_at data",
        left_out={"user": _OWN, "session_key": _SECRET, "ip": "always empty"},
        leaving=GOES,
    ),
    Held(
        model="classes.Membership",
        key="classes",
        called="classes that you are in",
        way="user",
        long=frozenset({"news_read_at"}),
        shown="class=classroom__name role joined_at teachers_may_reset_password=may_reset "
        "news_read_at=read_at",
        left_out={"user": _OWN},
        leaving="goes; a place without a name stays where a plan stays with the class",
    ),
    Held(
        model="classes.Extension",
        key="longer_times",
        called="longer times that you were given",
        way="student",
        shown="class=assignment__classroom__name question=assignment__question due_at",
        left_out={"student": _OWN},
        leaving=GOES,
    ),
    Held(
        model="classes.Change",
        key="changes_for_you",
        called="changes that concern you alone",
        way="student",
        shown="class=assignment__classroom__name question=assignment__question made_at says",
        left_out={"student": _OWN},
        leaving=GOES,
    ),
    Held(
        model="plans.Plan",
        key="plans",
        called="plans",
        way="owner",
        long=frozenset({"topic_slug", "view", "ranked", "kept_at", "copied_at"}),
        shown="id question topic=topic_title topic_slug topic_edition=edition named_factor starts "
        "ends exam_format argument criterion_1 criterion_2 criterion_3 judgement ranked "
        "own_order=ordered scaffold view class=assignment__classroom__name "
        "instructions=assignment__instructions due_at=assignment__due_at modified_at kept_at "
        "copied_at handed_in_at returned_at deleted_at",
        left_out={
            "owner": _OWN,
            "guest_key": _SECRET,
            "bank": "which edition of the topic it is: said by its slug and its number",
            "links_made": _OUR_NUMBER,
        },
        leaving=STAYS_WITH_CLASS,
    ),
    Held(
        model="plans.Paragraph",
        key="paragraphs",
        called="paragraphs of plans",
        way="plan__owner",
        of="plan",
        long=frozenset({"factor", "position"}),
        shown="id factor name short_name rank position point explanation counter_argument reply "
        "link weighed_1 weighed_2 weighed_3 without",
        left_out={"mark": "the number of its colour"},
        leaving=STAYS_WITH_CLASS,
    ),
    Held(
        model="plans.Choice",
        key="evidence_and_quotations",
        called="evidence and quotations in plans",
        way="paragraph__plan__owner",
        of="paragraph",
        shown="kind item",
        brief=True,
        left_out={"key": "part of the item"},
        leaving=STAYS_WITH_CLASS,
    ),
    Held(
        model="plans.Link",
        key="links",
        called="which causes led to which, in plans",
        way="plan__owner",
        of="plan",
        shown="cause kind effect sentence evidence",
        left_out={"number": _OUR_NUMBER},
        leaving=STAYS_WITH_CLASS,
    ),
    Held(
        model="plans.SetAside",
        key="set_aside",
        called="findings that you left on purpose",
        way="plan__owner",
        of="plan",
        shown="rule place about reason",
        leaving=GOES,
    ),
    Held(
        model="plans.Standing",
        key="standings",
        called="what the check said last of a plan",
        way="plan__owner",
        of="plan",
        shown="as_of words gaps set_aside says",
        left_out={
            "picture": "drawn from the plan, and on its page",
            "facts": "counted in the plan, and on its page",
        },
        leaving=GOES,
    ),
    Held(
        model="plans.Rehearsal",
        key="rehearsals",
        called="rehearsals",
        way="plan__owner",
        of="plan",
        shown="minutes started_at finished_at argument paragraphs judgement",
        leaving=GOES,
    ),
    Held(
        model="plans.Revision",
        key="earlier_versions",
        called="earlier versions of plans",
        way="plan__owner",
        of="plan",
        shown="made_at reason words content",
        read={"content": _packed},
        long=frozenset({"content"}),
        leaving=GOES,
    ),
    Held(
        model="reviews.Submission",
        key="handed_in",
        called="plans as they were handed in",
        way="plan__owner",
        of="plan",
        shown="number made_at words content",
        read={"content": _packed},
        long=frozenset({"content"}),
        leaving="goes, but for the last one of a plan that stays with its class",
    ),
    Held(
        model="plans.Look",
        key="looks",
        called="notes of who looked at your plans",
        way="plan__owner",
        of="plan",
        shown="by=reader__name|reader__username how on at",
        leaving=GOES,
    ),
    Held(
        model="reviews.Review",
        key="reviews",
        called="rounds of feedback on your plans",
        way="plan__owner",
        only=RELEASED,
        of="plan",
        shown="id round exam_format released_at",
        left_out={
            "summary": "the teachers’ draft; what you were told of it is under “releases”",
            "mark": "the teachers’ draft; what you were told of it is under “releases”",
        },
        leaving=STAYS_WITH_CLASS,
    ),
    Held(
        model="reviews.Release",
        key="releases",
        called="summaries, levels and marks that you were given",
        way="review__plan__owner",
        of="review",
        shown="made_at by=by__name|by__username exam_format summary levels mark",
        leaving=STAYS_WITH_CLASS,
    ),
    Held(
        model="reviews.Comment",
        key="comments",
        called="comments on your plans",
        way="review__plan__owner",
        only=RELEASED & Q(review__released_at__isnull=False),
        of="review",
        shown="id by=author__name|author__username place quote start text released_at resolved_at "
        "resolved_by=resolved_by__name|resolved_by__username",
        left_out={
            "saved": "the teacher’s own collection",
            "made_at": "when the teacher began to write it",
        },
        leaving=STAYS_WITH_CLASS,
    ),
    Held(
        model="reviews.Reply",
        key="replies",
        called="replies to comments on your plans",
        way="comment__review__plan__owner",
        only=Q(comment__released_at__isnull=False),
        of="comment",
        shown="by=author__name|author__username text made_at",
        leaving=STAYS_WITH_CLASS,
    ),
    # What a teacher has besides.
    Held(
        model="classes.Classroom",
        key="classes_you_teach",
        called="classes that you teach",
        way="memberships__user",
        only=Q(memberships__role="teacher"),
        shown="id name join_code made_at archived_at",
        left_out={"topics": "said with the topics"},
        leaving=_CLASS_STAYS,
    ),
    Held(
        model="classes.Invitation",
        key="invitations",
        called="links by which you invited colleagues",
        way="made_by",
        shown="class=classroom__name made_at used_at",
        left_out={"digest": _SECRET, "made_by": _OWN},
        leaving=GOES,
    ),
    Held(
        model="classes.Assignment",
        key="assignments",
        called="questions that your classes were set",
        way="classroom__memberships__user",
        only=Q(classroom__memberships__role="teacher"),
        of="classroom",
        shown="id question named_factor factors starts ends exam_format instructions scaffold "
        "historians_required coursework set_at due_at",
        left_out={"bank": "the edition of the topic"},
        leaving=_CLASS_STAYS,
    ),
    Held(
        model="classes.Change",
        key="changes",
        called="changes of what your classes were set",
        way="assignment__classroom__memberships__user",
        only=Q(assignment__classroom__memberships__role="teacher", student=None),
        of="assignment",
        shown="made_at says",
        left_out={"student": _STUDENT},
        leaving=_CLASS_STAYS,
    ),
    Held(
        model="reviews.SavedComment",
        key="saved_comments",
        called="saved comments",
        way="owner",
        shown="code text shared question made_at",
        left_out={"owner": _OWN},
        leaving=GOES,
    ),
    Held(
        model="reviews.Comment",
        key="comments_you_wrote",
        called="comments that you wrote on plans",
        way="author",
        shown="question=review__plan__question place text made_at released_at resolved_at",
        left_out={
            "author": _OWN,
            "quote": _STUDENT,
            "start": _STUDENT,
            "saved": "it stands among your saved comments",
            "review": _STUDENT,
            "resolved_by": _STUDENT,
        },
        leaving=f"{WITHOUT_NAME}; what is not released goes",
    ),
    Held(
        model="reviews.Comment",
        key="comments_you_resolved",
        called="comments that you ticked off on others’ plans",
        way="resolved_by",
        only=Q(review__plan__owner__isnull=False) & ~Q(review__plan__owner=F("resolved_by")),
        shown="question=review__plan__question resolved_at",
        left_out={
            **dict.fromkeys(
                ("author", "text", "place", "quote", "start", "review", "made_at", "released_at"),
                "it was said to somebody else, or stands above",
            ),
            "saved": "another’s collection",
            "resolved_by": _OWN,
        },
        leaving=WITHOUT_NAME,
    ),
    Held(
        model="reviews.Reply",
        key="replies_you_wrote",
        called="replies that you wrote",
        way="author",
        shown="question=comment__review__plan__question text made_at",
        left_out={"author": _OWN, "comment": "it was said to somebody else, or stands above"},
        leaving=WITHOUT_NAME,
    ),
    Held(
        model="reviews.Release",
        key="releases_you_made",
        called="summaries, levels and marks that you released",
        way="by",
        shown="question=review__plan__question made_at exam_format summary",
        left_out={"by": _OWN, "levels": _STUDENT, "mark": _STUDENT, "review": _STUDENT},
        leaving=WITHOUT_NAME,
    ),
    Held(
        model="reviews.Review",
        key="drafts_of_summaries",
        called="summaries that you and your colleagues are writing",
        way="plan__assignment__classroom__memberships__user",
        only=Q(plan__assignment__classroom__memberships__role="teacher") & ~Q(summary=""),
        shown="question=plan__question round summary released_at",
        left_out={"plan": _STUDENT, "mark": _STUDENT, "exam_format": "said with the assignment"},
        leaving="stays with a class that has another teacher; else what is not released goes",
    ),
    Held(
        model="plans.Look",
        key="looks_of_yours",
        called="your looks at students’ plans",
        way="reader",
        shown="how on at",
        left_out={"reader": _OWN, "plan": _STUDENT},
        leaving=WITHOUT_NAME,
    ),
    Held(
        model="factors.ExamFormat",
        key="exam_formats",
        called="exam formats that you wrote",
        way="author",
        shown="slug board specification paper kind marks minutes coursework historians_required "
        "bands strands note wording document year checked_on",
        left_out={"author": _OWN},
        leaving="goes; one that another teacher’s class was set work on passes to that teacher",
    ),
    Held(
        model="factors.Topic",
        key="topics",
        called="topics that you wrote",
        way="author",
        shown="id slug built_in",
        left_out={"author": _OWN, "current": "said by when its editions were published"},
        leaving="goes, drafts too; what is published stays, without the name, for classes with it",
    ),
    Held(
        model="factors.Bank",
        key="editions",
        called="editions and drafts of your topics",
        way="topic__author",
        of="topic",
        shown="number title summary starts ends notes published_at discarded_at records=pk",
        read={"records": _bank},
        left_out={"version": "a digest of what it says"},
        leaving="goes, drafts too; what is published stays, without the name, for classes with it",
    ),
)

_PACK = "part of an edition of a topic, which is handed out whole by whoever wrote it"
_PAIRS = "pairs of rows of two other tables, and said with these"
_UNUSED = "not used: no role stands with an account"

# Tables that belong to somebody by another one alone, and are handed out inside it.
INSIDE = {
    **dict.fromkeys(
        [
            *("factors.Factor", "factors.Question", "factors.Camp", "factors.Source"),
            *("factors.Historian", "factors.Person", "factors.Evidence", "factors.Quotation"),
            *("factors.Bearing", "factors.Event", "factors.Term", "factors.Table"),
            *("factors.Document", "factors.Entry"),
        ],
        _PACK,
    ),
    "reviews.Level": "the teachers’ draft of a level; what a student was told of it stands in the "
    "release, and what is a draft is about that student",
    "sessions.Session": "what a browser is known by, sealed; the browsers of an account are listed "
    "as sign-ins, and it goes with signing out",
}

# Tables that hold nothing of anybody.
NOBODYS = {
    **dict.fromkeys(
        [
            *("classes.Classroom_topics", "factors.Question_factors", "factors.Evidence_people"),
            *("factors.Quotation_tested_by", "factors.Event_people"),
        ],
        _PAIRS,
    ),
    **dict.fromkeys(
        [
            *("accounts.User_groups", "accounts.User_user_permissions", "auth.Permission"),
            *("auth.Group", "auth.Group_permissions"),
        ],
        _UNUSED,
    ),
    "contenttypes.ContentType": "the names of the tables themselves",
    "classes.Attempt": "a wrong join code under a keyed hash, for an hour",
    "socialaccount.SocialApp": "the school’s own registration; it stands in the settings instead",
    "axes.AccessFailureLog": "switched off: nothing is written there",
    "axes.AccessLog": "switched off: nothing is written there",
    "axes.AccessAttempt": "wrong passwords, counted under keyed hashes of the name and of the "
    "address for a day at most, and nothing of what was typed",
    "axes.AccessAttemptExpiration": "until when a wrong password counts, and nothing else",
}
