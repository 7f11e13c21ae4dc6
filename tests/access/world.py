"""The whole cast with what is theirs, so that every address is about something that is there."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.argument.outline import Evidence, Quotation
from essayplanner.authoring.actions import digest
from essayplanner.classes import changing
from essayplanner.classes.actions import set_question
from essayplanner.classes.inviting import invite
from essayplanner.classes.models import Classroom, Membership
from essayplanner.plans import actions, keeping, linking, own_items, ranking, revisions
from essayplanner.plans.models import Plan, Revision
from essayplanner.reviews import actions as reviewing
from essayplanner.reviews.models import SavedComment
from factors.checking import check
from factors.loading import write_draft
from factors.models import ExamFormat, Question, Topic
from tests.access.passkeys import make_credential
from tests.conftest import PASSWORD
from tests.factors.packs import sound

STUDENT, TEACHER = Membership.Role.STUDENT, Membership.Role.TEACHER
# Who has an account, and what they are in 12B and in 12C ("" where they are not in it). Who left
# was in 12B before; a pupil is in 12C, and none of the cast.
ROLES = {
    "teacher": (TEACHER, ""),
    "colleague": (TEACHER, ""),
    "student": (STUDENT, ""),
    "classmate": (STUDENT, ""),
    "removed": (STUDENT, ""),
    "former": (TEACHER, ""),
    "elsewhere": ("", TEACHER),
    "pupil": ("", STUDENT),
    "admin": ("", ""),
}
OWN = "own-0123456789abcdef"


@dataclass
class World:
    """What the addresses are about, and the cookie of everybody's browser.

    ``values`` says what each part of an address stands for (``table.Address.path``), and ``own``
    what it would stand for of somebody else's: of a guest, who asks for that alone, of the
    classmate, of who was removed, and of the teacher elsewhere.
    """

    question: Question
    users: dict[str, User] = field(default_factory=dict)
    browsers: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    own: dict[str, dict[str, Any]] = field(default_factory=dict)
    now: datetime = field(default_factory=timezone.now)
    client: Client = field(
        default_factory=Client
    )  # one, as putting its middleware together is slow

    def of(self, who: str) -> dict[str, Any]:
        """What the addresses stand for when somebody asks."""
        return self.values | (self.own["guest"] if who == "guest" else {})

    def archive(self) -> None:
        """Archive every class."""
        Classroom.objects.update(archived_at=self.now)

    def give_password(self) -> None:
        """Let the student have a password that somebody else gave them."""
        User.objects.filter(username="student").update(must_change_password=True)


def make_world(question: Question) -> World:
    """Make everybody and everything."""
    world = World(question)
    ours, theirs = (Classroom.objects.create(name=name) for name in ("12B", "12C"))
    for row, (name, roles) in enumerate(ROLES.items()):
        user = User.objects.create(
            username=name,
            password=make_password(PASSWORD),
            name=name.title(),
            is_superuser=name == "admin",
            is_staff=name == "admin",
        )
        for classroom, role in zip((ours, theirs), roles, strict=True):
            if role:
                Membership.objects.create(
                    classroom=classroom,
                    user=user,
                    role=role,
                    joined_at=world.now - timedelta(days=9 - row),
                    may_reset=True,
                    read_at=world.now - timedelta(days=20),
                )
        world.users[name] = user
    world.values = _class(world, ours, "teacher", "colleague", "student", "classmate")
    world.own["elsewhere"] = _class(world, theirs, "elsewhere", "elsewhere", "pupil", "pupil")
    assignment = ours.assignments.get()
    for name in ("classmate", "removed"):
        plan = actions.start_assignment(_person(world, name), assignment)
        world.own[name] = _plan(plan) | {"plans:bring_back/pk": plan.pk}
    Membership.objects.filter(user__username__in=("removed", "former")).delete()
    _teachers_own(world, ours)
    _spares(world, ours)
    _accounts(world)
    _browsers(world)
    return world


def _person(world: World, name: str) -> Person:
    return Person(user_id=world.users[name].pk)


def _class(
    world: World, classroom: Classroom, teacher: str, colleague: str, student: str, member: str
) -> dict[str, Any]:
    """Return a class that was set something, with a plan that was handed in, read and so on."""
    by, now = world.users[teacher], world.now
    classroom.join_code = {"12B": "KWT4M7PX", "12C": "KWT4M7PY"}[classroom.name]
    classroom.save()
    due = now + timedelta(days=30)
    assignment = set_question(classroom, world.question, due_at=due, exam_format="")
    changing.extend(assignment, [world.users[student]], due + timedelta(days=1), now)
    plan = actions.start_assignment(_person(world, student), assignment)
    values = _plan(plan)
    reviewing.hand_in(plan, now - timedelta(days=3))
    review = reviewing.open_review(plan)
    released = review.comments.create(author=by, place="argument", text="Which?", made_at=now)
    reviewing.release(review, by, now - timedelta(days=2))
    plan.refresh_from_db()
    actions.save_text(plan, "criterion_1", "", "More posts.")
    submission = reviewing.hand_in(plan, now - timedelta(days=1))
    review = reviewing.open_review(plan)
    review.summary = "Name the posts."
    review.save()
    draft = review.comments.create(author=by, place="argument", text="Why?", made_at=now)
    actions.save_text(plan, "criterion_2", "", "And more votes.")  # which can be handed in anew
    saved = SavedComment.objects.create(
        owner=by, code="why", text="Why?", shared=True, made_at=world.now
    )
    token = invite(classroom, by, now)
    extension = assignment.extensions.get()
    place = classroom.memberships.get(user=world.users[member])
    return values | {
        "classes/<uuid:pk>": classroom.pk,
        "set/<uuid:pk>": assignment.pk,
        "assignments/<uuid:pk>": assignment.pk,
        "people/<int:member>": place.pk,
        "teachers/<int:member>": classroom.memberships.get(user=world.users[colleague]).pk,
        "invited/<str:token>": token,
        "invite/<int:invitation>": classroom.invitations.get().pk,
        "extensions/<int:number>": extension.pk,
        "join/<str:code>": classroom.join_code,
        "comments/<int:pk>": released.pk,
        "saved-comments/<int:pk>": saved.pk,
        "draft": draft.pk,
        "review": review.pk,
        "submission": submission.pk,
        "student": world.users[student].pk,
    }


def _plan(plan: Plan) -> dict[str, Any]:
    """Fill a plan, and return what its addresses take."""
    skill = plan.paragraphs.get(factor="skill")
    actions.choose(skill, "evidence", "oath-speech")
    own_items.write_own(
        skill, Evidence(key=OWN, date="", date_text="", title="Mine", text="", own=True)
    )
    work = own_items.make_source("Carr", "A History", 1958)
    quotation = Quotation(key=OWN, historian="Carr", text="No.", source=work, own=True)
    own_items.write_own(skill, quotation)
    linking.add_link(plan, "rivals", "skill", "opportunity")
    ranking.reorder(plan, "structure", "earlier")
    actions.save_text(plan, "judgement", "", "Skill.")
    aside = plan.set_aside.create(rule="not_ranked", place="ranking")
    started = timezone.now() - timedelta(minutes=1)
    revision = revisions.keep(plan, Revision.Reason.WORK, timezone.now())
    return {
        "plans/<uuid:pk>": plan.pk,
        "rehearsals/<int:number>": plan.rehearsals.create(minutes=6, started_at=started).pk,
        "history/<int:number>": revision.pk,
        "history/<int:version>": revision.pk,
        "aside": aside.pk,
    }


def _teachers_own(world: World, ours: Classroom) -> None:
    """Give the teacher of 12B a topic that is drafted, an exam format and a passkey."""
    teacher = world.users["teacher"]
    topic = Topic.objects.create(slug="mine", author=teacher)
    first = write_draft(topic, check(sound()))
    bank = write_draft(topic, check(sound()))  # the first one is put away
    for slug, author in {"twelve-b": teacher, "built-in": None}.items():
        ExamFormat.objects.create(
            slug=slug,
            author=author,
            **{"board": "Ours", "paper": "Mock", "marks": 20, "minutes": 45, "year": 2026},
            **{"document": "Ours", "kind": "Essay", "specification": "12"},
            strands=[{"name": "All", "asks": "All.", "low": "a", "middle": "b", "top": "c"}],
        )
    passkey = WebAuthn.add(teacher, "Phone", make_credential()).instance
    row = sound()["terms"][0]
    world.values |= {
        "formats/<slug:slug>": "twelve-b",
        "topics/<slug:slug>": "stalin-rise",
        "drafts/<slug:slug>": "mine",
        "write/<slug:topic>": "mine",
        "copy/<slug:topic>": "stalin-rise",
        "start/<slug:topic>": "stalin-rise",
        "set/<slug:topic>": "stalin-rise",
        "<slug:question>": "how-far-skill",
        "restore/<int:number>": first.number,
        "download/<slug:form>": "zip",
        "sources/<slug:form>": "ris",
        "<slug:table>": "terms",
        "<slug:record>": row["slug"],
        "<slug:factor>": "skill",
        "<slug:key>": OWN,
        "papers/<slug:slug>": "one-side",
        "feedback/papers/<slug:slug>": "teacher",
        "<slug:slug>.<slug:form>": "pdf",
        "papers/<slug:slug>/<int:number>": 1,
        "marks.<slug:form>": "csv",
        "keys/<int:pk>": passkey.pk,
        "about": {name: getattr(bank, name) for name in ("title", "summary", "starts", "ends")},
        "notes": digest({"notes": bank.notes}),
    }


def _spares(world: World, ours: Classroom) -> None:
    """Have something beside it for what can be done once only, or not to what is in use."""
    teachers = [world.users[name] for name in ("teacher", "colleague")]
    second, archived = (Classroom.objects.create(name=name) for name in ("12D", "11A"))
    for classroom in (second, archived):
        for user in teachers:
            Membership.objects.create(classroom=classroom, user=user, role=TEACHER)
    archived.archived_at = world.now
    archived.save()
    spare = set_question(ours, Question.objects.get(bank=world.question.bank, slug="why-stalin"))
    deleted = actions.start_plan(_person(world, "student"), world.question)
    keeping.delete(deleted, world.now)
    world.values |= {
        "classes:reopen/pk": archived.pk,
        "plans:start_assignment/pk": spare.pk,
        "classes:remove_work/pk": spare.pk,
        "plans:bring_back/pk": deleted.pk,
        "second": second.pk,
    }


def _accounts(world: World) -> None:
    """Give the teacher a forgotten password and a second step, the colleague a new e-mail address."""
    teacher, colleague = world.users["teacher"], world.users["colleague"]
    address = EmailAddress.objects.create(user=colleague, email="colleague@example.org")
    TOTP.activate(teacher, generate_totp_secret())
    RecoveryCodes.activate(teacher)
    world.values |= {
        "new/<re:uidb36>": user_pk_to_url_str(teacher),
        "<re:uidb36>-<re:key>": default_token_generator.make_token(teacher),
        "e-mail/<re:key>": EmailConfirmationHMAC(address).key,
        "sign-ins/<int:pk>": _sign_in(teacher),
    }


def _sign_in(user: User) -> int:
    """Return the key of a sign-in of somebody in a browser that is none of those that ask."""
    row = UserSession(user=user, ip="fd00::1", session_key="elsewhere")
    row.save()
    return int(row.pk)


def _browsers(world: World) -> None:
    """Sign everybody in, just now; two guests begin a plan each, and one browser is nobody's."""
    world.browsers["nobody"] = ""
    for name, user in world.users.items():
        client = Client()
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[-1])
        request = HttpRequest()
        request.session = client.session
        record_authentication(request, user, "password", reauthenticated=True)
        request.session.save()
        world.browsers[name] = client.session.session_key or ""
    for name in ("guest", "another guest"):
        client = Client()
        client.post(f"/plans/start/stalin-rise/{world.question.slug}/")
        world.browsers[name] = client.session.session_key or ""
        plan = Plan.objects.filter(owner=None).latest("modified_at")
        made = _plan(plan)
        if name == "guest":
            deleted = actions.start_plan(Person(guest_key=plan.guest_key), world.question)
            keeping.delete(deleted, world.now)
            world.own["guest"] = made | {"plans:bring_back/pk": deleted.pk}
