"""A class with its people, and everything that they may have made: what the inputs are aimed at."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.test import Client
from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.argument.outline import Evidence
from essayplanner.classes import changing, inviting, keeping
from essayplanner.classes.actions import set_question
from essayplanner.classes.models import Assignment, Classroom, Membership
from essayplanner.plans import actions, linking, own_items, ranking, rehearsing, revisions
from essayplanner.plans.keeping import delete as delete_plan
from essayplanner.plans.models import Plan, Revision
from essayplanner.reviews.actions import hand_in
from essayplanner.reviews.models import SavedComment
from factors.checking import check
from factors.loading import write_draft
from factors.models import ExamFormat, Question, Topic
from tests.conftest import PASSWORD
from tests.factors.packs import sound
from tests.reviews import said

TEACHER, STUDENT = Membership.Role.TEACHER, Membership.Role.STUDENT
OWN = "own-0123456789abcdef"


@dataclass(frozen=True)
class School:
    """Who asks, each with a browser, and what stands in an address of theirs."""

    clients: dict[str, Client]
    classroom: Classroom
    assignment: Assignment
    plans: dict[str, Plan]
    values: dict[str, Any]
    reset: dict[str, str]

    def values_for(self, who: str, name: str, route: str) -> dict[str, Any]:
        """Return what an address takes, as it is there for somebody."""
        plan = self.plans["guest" if who in ("guest", "anonymous") else "student"]
        values = {**self.values, "pk": plan.pk, "version": plan.revisions.latest("pk").pk}
        if route.startswith("classes/set/") or "assignments/" in route:
            values["pk"] = self.assignment.pk
        elif route.startswith("classes/"):
            values["pk"] = self.classroom.pk
        elif "<int:pk>" in route:
            values["pk"] = self.values[route.partition("/")[0]]
        if "rehearsals" in route:
            values["number"] = plan.rehearsals.latest("pk").pk
        elif "history" in route:
            values["number"] = values["version"]
        return {**values, **self._named(name, who)}

    def _named(self, name: str, who: str) -> dict[str, Any]:
        if name.startswith("exports:"):
            return {"slug": "full", "form": "docx", "number": 1}
        if name.startswith("library:"):
            mine = "twelve-b" if "format" in name else "stalin-rise"
            return {"slug": "mine" if ":draft" in name else mine, "form": "ris"}
        named: dict[str, dict[str, Any]] = {
            "authoring:copy": {"topic": "stalin-rise"},
            "authoring:download": {"topic": "mine", "form": "zip"},
            "authoring:restore": {"topic": "mine", "number": 1},
            "plans:start": {"topic": "stalin-rise"},
            "plans:start_own": {"topic": "stalin-rise"},
            "plans:bring_back": {"pk": self.plans["deleted"].pk},
            "classes:set_own": {"topic": "stalin-rise"},
            "classes:remove_teacher": {"member": self.values["colleague"]},
            "reviews:feedback_paper": {"slug": "feedback", "form": "pdf"},
            "reviews:marks": {"form": "xlsx"},
            "account_reset_password_from_key": self.reset,
        }
        return named.get(name, {})


def make_school() -> School:
    """Make the class, its people and their work."""
    ours, theirs = (Classroom.objects.create(name=name) for name in ("12B", "12C"))
    users = {}
    for name, role in (
        *(("teacher", TEACHER), ("colleague", TEACHER)),
        *(("student", STUDENT), ("classmate", STUDENT)),
    ):
        users[name] = User.objects.create_user(name, password=PASSWORD, name=name.title())
        Membership.objects.create(classroom=ours, user=users[name], role=role)
    Membership.objects.create(classroom=theirs, user=users["teacher"], role=TEACHER)
    keeping.open_code(ours)
    now = timezone.now()
    exam = ExamFormat.objects.create(
        slug="twelve-b",
        author=users["teacher"],
        **{"board": "Ours", "paper": "Mock", "marks": 20, "minutes": 45, "year": 2026},
    )
    question = Question.objects.get(bank__current_of__slug="stalin-rise", slug="how-far-skill")
    due = now + timedelta(days=3)
    assignment = set_question(ours, question, exam_format=exam.slug, due_at=due)
    changing.extend(assignment, [users["classmate"]], now + timedelta(days=9), now)
    topic = Topic.objects.create(slug="mine", author=users["teacher"])
    write_draft(topic, check(sound()))
    write_draft(topic, check(sound()))
    clients = {"teacher": Client(), "student": Client(), "guest": Client(), "anonymous": Client()}
    for name in ("teacher", "student"):
        clients[name].post("/accounts/sign-in/", {"login": name, "password": PASSWORD})
    clients["guest"].post(f"/plans/start/stalin-rise/{question.slug}/")
    person = Person(user_id=users["student"].pk)
    plans = {
        "student": actions.start_assignment(person, assignment),
        "guest": Plan.objects.get(owner=None),
        "deleted": actions.start_plan(person, question),
    }
    delete_plan(plans["deleted"], now)
    for plan in (plans["student"], plans["guest"]):
        _write(plan)
    plan = plans["student"]
    hand_in(plan, now)
    saved = SavedComment.objects.create(
        owner=users["teacher"], code="why", text="Why?", made_at=now, shared=True
    )
    comment = said.say(plan, "Which posts?")
    said.give_back(plan, now)
    hand_in(plan, now + timedelta(minutes=1))
    said.say(plan, "And when?")
    token = inviting.invite(ours, users["teacher"], now)
    values = {
        **{"topic": "mine", "factor": "skill", "key": OWN, "question": question.slug},
        **{"table": "terms", "record": "prior", "form": "csv", "code": ours.join_code},
        "token": token,
        "invitation": ours.invitations.latest("pk").pk,
        "member": ours.memberships.get(user=users["classmate"]).pk,
        "colleague": ours.memberships.get(user=users["colleague"]).pk,
        "number": assignment.extensions.get().pk,
        "comments": comment.pk,
        "saved-comments": saved.pk,
        "accounts": 1,  # nobody has a passkey yet
    }
    student = users["student"]
    uid, key = user_pk_to_url_str(student), default_token_generator.make_token(student)
    return School(clients, ours, assignment, plans, values, reset={"uidb36": uid, "key": key})


def _write(plan: Plan) -> None:
    """Put something of every kind into a plan."""
    actions.save_text(plan, "argument", "", "It was skill.")
    actions.save_text(plan, "judgement", "", "Skill outweighs luck.")
    skill = plan.paragraphs.get(factor="skill")
    actions.save_text(plan, "skill-point", "", "He held the posts.")
    actions.choose(skill, "evidence", "oath-speech")
    own_items.write_own(
        skill, Evidence(key=OWN, date="", date_text="", title="Mine", text="", own=True)
    )
    linking.add_link(plan, "rivals", "skill", "opportunity")
    ranking.reorder(plan, "structure", "earlier")
    revisions.keep(plan, Revision.Reason.WORK, timezone.now())
    rehearsing.start(plan, 6, timezone.now())
