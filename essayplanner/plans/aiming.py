"""Aiming a stored plan at another question: a copy of it, or the plan itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from essayplanner.argument import outline as values
from essayplanner.argument.aiming import aim
from essayplanner.argument.outline import Outline
from essayplanner.classes.assigned import factor_value
from essayplanner.plans import revisions
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan, Revision
from essayplanner.plans.writing import lock, new_like, write_outline
from factors.models import Factor, Question


@dataclass(frozen=True, slots=True)
class Target:
    """A question to aim a plan at, and the factors that it asks about."""

    question: values.Question
    factors: tuple[values.Factor, ...]

    def aimed(self, outline: Outline) -> Outline:
        """Return a plan as it is when it is aimed here."""
        return aim(outline, self.question, self.factors)


def library_questions(plan: Plan) -> "QuerySet[Question]":
    """Return the questions of the edition of the library that a plan is built on."""
    return Question.objects.filter(bank=plan.bank_id).select_related("named_factor")


def library_target(plan: Plan, slug: str) -> Target:
    """Aim at a question of the plan's library. Raises ``Question.DoesNotExist``."""
    row = library_questions(plan).get(slug=slug)
    question = values.Question(
        text=row.text,
        topic=plan.topic_title,
        topic_slug=plan.topic_slug,
        edition=plan.edition,
        named_factor=row.named_factor.slug if row.named_factor else "",
        starts=row.starts,
        ends=row.ends,
    )
    return Target(question, tuple(map(factor_value, row.factors.all())))


def own_target(plan: Plan, outline: Outline, typed: dict[str, Any]) -> Target:
    """Aim at a question that was ``typed``, as a ``QuestionForm`` read it.

    It asks about the plan's own factors, and about the one that it names.
    """
    question = values.Question(
        text=typed["text"],
        topic=plan.topic_title,
        topic_slug=plan.topic_slug,
        edition=plan.edition,
        named_factor=typed["named_factor"],
        starts=typed["starts"],
        ends=typed["ends"],
    )
    own = tuple(row.factor for row in outline.paragraphs)
    others = Factor.objects.filter(bank=plan.bank_id, slug=question.named_factor)
    others = others.exclude(slug__in=[row.key for row in own])
    return Target(question, (*own, *map(factor_value, others)))


@transaction.atomic
def aim_copy(plan: Plan, target: Target) -> Plan:
    """Make a copy of a plan that is aimed elsewhere; the plan stays as it is."""
    lock(plan)
    plan.refresh_from_db()
    return new_like(plan, target.aimed(build_outline(plan)), timezone.now())


@transaction.atomic
def aim_here(plan: Plan, target: Target, now: datetime) -> None:
    """Aim the plan itself elsewhere. How it was is kept, so that its writer can go back.

    Where it is aimed there already nothing changes.
    """
    lock(plan)
    plan.refresh_from_db()
    stored = build_outline(plan)
    aimed = target.aimed(stored)
    if aimed == stored:
        return
    revisions.keep(plan, Revision.Reason.QUESTION, now)
    plan.modified_at = now
    write_outline(plan, aimed)
