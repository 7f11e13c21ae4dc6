"""Making the sample school: one teacher, one class, twelve students and their plans.

It is made through the same actions that the pages use, from ``school.toml`` beside this file.
"""

import datetime
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.argument.outline import Link
from essayplanner.classes.actions import set_question
from essayplanner.classes.models import Assignment, Classroom, Membership
from essayplanner.plans import actions, ranking, setting_aside
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Choice, Paragraph, Plan
from essayplanner.plans.standing import refresh
from essayplanner.plans.writing import write_outline
from essayplanner.reviews.actions import hand_in, open_review, release
from essayplanner.reviews.commenting import say
from essayplanner.reviews.models import Comment, Review
from factors.models import Question

PASSWORD = "october-1917"  # noqa: S105 (of the sample accounts, printed with their names)

SCHOOL: dict[str, Any] = tomllib.loads(Path(__file__).with_name("school.toml").read_text("utf-8"))


def accounts() -> list[tuple[str, str]]:
    """Return the user names and names of the sample school, the teacher first."""
    return [
        (person["username"], person["name"]) for person in (SCHOOL["teacher"], *SCHOOL["students"])
    ]


def exists() -> bool:
    """Say whether the sample school is in the database."""
    return Membership.objects.filter(
        user__username=SCHOOL["teacher"]["username"], classroom__name=SCHOOL["class"]["name"]
    ).exists()


@transaction.atomic
def make() -> None:
    """Make the school: its people, its class, what the class is set, and the plans begun."""
    classroom = Classroom.objects.create(name=SCHOOL["class"]["name"])
    _member(classroom, SCHOOL["teacher"], Membership.Role.TEACHER)
    wanted = SCHOOL["assignment"]
    assignment = set_question(
        classroom,
        Question.objects.get(bank__current_of__slug=wanted["topic"], slug=wanted["question"]),
        due_at=timezone.now() + datetime.timedelta(days=wanted["due_in_days"]),
        exam_format=wanted["exam_format"],
    )
    Assignment.objects.filter(pk=assignment.pk).update(set_at=_before(wanted["set_days_ago"]))
    for student in SCHOOL["students"]:
        user = _member(classroom, student, Membership.Role.STUDENT)
        if "plan" in student:
            plan = actions.start_assignment(Person(user_id=user.pk), assignment)
            _write(plan, student["plan"])
            _pass_on(plan, student["plan"])


def _member(classroom: Classroom, person: dict[str, str], role: Membership.Role) -> User:
    user = User.objects.create_user(person["username"], password=PASSWORD, name=person["name"])
    Membership.objects.create(classroom=classroom, user=user, role=role)
    return user


def _pass_on(plan: Plan, text: dict[str, Any]) -> None:
    """Set aside, hand in and give back what was, at the times when that was done."""
    for row in text.get("set_aside", []):
        found = setting_aside.set_aside(plan, (row["rule"], row["place"], row["about"]))
        actions.save_text(plan, f"aside-{found.pk}", "", row["reason"])
    worked = _before(text.get("worked_days_ago", 0))
    Plan.objects.filter(pk=plan.pk).update(modified_at=worked)
    if "handed_in_days_ago" in text:
        hand_in(plan, _before(text["handed_in_days_ago"]))
    if "feedback" in text:
        review = open_review(plan)
        Review.objects.filter(pk=review.pk).update(summary=text["feedback"])
        teacher = User.objects.get(username=SCHOOL["teacher"]["username"])
        for row in text["comments"]:
            said = say(review, teacher, _before(text["returned_days_ago"]), row["place"])
            Comment.objects.filter(pk=said.pk).update(text=row["text"])
        release(review, teacher, _before(text["returned_days_ago"]))
    refresh(list(Plan.objects.with_library().select_related("owner").filter(pk=plan.pk)))


def _before(days: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def _write(plan: Plan, text: dict[str, Any]) -> None:
    for place in Plan.TEXTS:
        actions.save_text(plan, place, "", text.get(place, ""))
    for paragraph in plan.paragraphs.all():
        parts = text.get("paragraphs", {}).get(paragraph.factor, {})
        for field in Paragraph.TEXTS:
            actions.save_text(plan, f"{paragraph.factor}-{field}", "", parts.get(field, ""))
        for kind, keys in (
            (Choice.Kind.EVIDENCE, parts.get("evidence", [])),
            (Choice.Kind.QUOTATION, parts.get("quotations", [])),
        ):
            for key in keys:
                actions.choose(paragraph, kind, key)
    if order := text.get("ranking"):
        for factor in reversed(order):
            for _ in order:
                ranking.move(plan, factor, "up")
    if "links" in text or "order" in text:
        _arrange(plan, text.get("links", []), text.get("order", []))


def _arrange(plan: Plan, links: list[dict[str, Any]], order: list[str]) -> None:
    """Link the factors of a plan, and put its paragraphs in an ``order`` if there is one."""
    plan.refresh_from_db()
    outline = build_outline(plan)
    rows = {row.factor.key: row for row in outline.paragraphs}
    outline = replace(
        outline,
        links=tuple(Link(**link) for link in links),
        paragraphs=tuple(rows[factor] for factor in order or rows),
        ordered=bool(order),
    )
    write_outline(plan, outline)
