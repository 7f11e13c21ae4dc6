"""What the check may know beyond a plan: its edition of the library, and its exam format."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from uuid import UUID

from essayplanner.argument.bank import NO_BANK, Bank, ExamFormat, Strand
from essayplanner.argument.outline import Outline
from essayplanner.classes.access import formats_of_each
from essayplanner.classes.assigned import factor_value
from essayplanner.plans.copying import copy_quotation
from essayplanner.plans.models import Plan
from factors import models

# Of a plan that does not say what it is marked on: there is nothing to name, and no strand.
_UNSAID = ExamFormat(key="", name="")


def bank_of(plan: Plan) -> Bank:
    """Return the edition of the library that a plan, fetched ``with_library``, is built on."""
    return NO_BANK if plan.bank_id is None else _bank(plan.bank_id, plan.library_version)


def lay_back(plan: Plan, outline: Outline) -> None:
    """Let a plan, fetched ``with_library``, stand where it stood when it said this.

    That is on the edition of its topic that ``outline`` names, and marked on the format that it
    names. Where there is no such edition any more, it stays on its own. Saves nothing.
    """
    plan.exam_format = outline.exam_format
    asked = outline.question
    if (asked.topic_slug, asked.edition) == (plan.topic_slug, plan.edition):
        return
    # Of its own topic only: a slug may have come in a file, from somebody else's school.
    editions = models.Bank.objects.filter(
        topic__banks=plan.bank_id, topic__slug=asked.topic_slug, number=asked.edition
    )
    if (bank := editions.exclude(published_at=None).first()) is not None:
        plan.bank, plan.library_version = bank, bank.version


@lru_cache(maxsize=64)
def _bank(bank_id: int, version: str) -> Bank:
    """Read a bank, known by key and version, once: a published bank never changes."""
    factors = models.Factor.objects.filter(bank=bank_id)
    questions = models.Question.objects.filter(bank=bank_id).prefetch_related("factors")
    quotations = models.Quotation.objects.filter(bank=bank_id)
    sides: dict[str, dict[str, dict[str, str]]] = {
        direction: defaultdict(dict) for direction in models.Bearing.Direction
    }
    rows = models.Bearing.objects.filter(factor__bank=bank_id)
    for direction, evidence, quotation, factor, how in rows.values_list(
        "direction", "evidence__slug", "quotation__slug", "factor__slug", "how"
    ):
        sides[direction][evidence or quotation][factor] = how
    people = models.Person.objects.filter(bank=bank_id).values_list("name", "also")
    return Bank(
        factors=tuple(map(factor_value, factors)),
        asked={row.text: tuple(f.slug for f in row.factors.all()) for row in questions},
        quotations=tuple(map(copy_quotation, quotations.select_related("source", "historian"))),
        supports=sides[models.Bearing.Direction.SUPPORTS],
        against=sides[models.Bearing.Direction.TURNS_AGAINST],
        people=tuple((name, *also) for name, also in people),
    )


def exam_of(plan: Plan) -> ExamFormat | None:
    """Return what a plan's essay is marked on, as ``exams_of`` does."""
    return exams_of([plan]).get(plan.pk)


def exams_of(plans: Iterable[Plan]) -> dict[UUID, ExamFormat]:
    """Return what plans are marked on, by their keys, in as many queries as ``formats_of_each``.

    They are fetched ``with_library``. A format that the plan's owner may not read is none: it may
    have come in a file, or the owner has left the class of whoever wrote it. What a class was set
    may be coursework, or ask for historians, whatever the format says and where there is none.
    """
    plans = list(plans)
    said = {plan.pk: (plan.owner_id, plan.exam_format) for plan in plans if plan.exam_format}
    rows = formats_of_each(set(said.values()))
    values = {wanted: exam_value(row) for wanted, row in rows.items()}
    exams = {pk: values[wanted] for pk, wanted in said.items() if wanted in values}
    exams |= {plan.pk: as_set(plan, exams.get(plan.pk)) for plan in plans if _asks(plan)}
    return exams


def as_set(plan: Plan, exam: ExamFormat | None) -> ExamFormat:
    """Return what a plan, fetched ``with_library``, is marked on, with what its class was told."""
    exam = exam or _UNSAID
    if not _asks(plan):
        return exam
    return replace(
        exam,
        coursework=exam.coursework or bool(plan.set_coursework),
        historians_required=exam.historians_required or bool(plan.set_historians),
    )


def _asks(plan: Plan) -> bool:
    return bool(plan.set_coursework or plan.set_historians)


def exam_value(row: models.ExamFormat) -> ExamFormat:
    """Return an exam format as the argument knows it."""
    return ExamFormat(
        key=row.slug,
        name=str(row),
        strands=tuple(Strand(name=each["name"], asks=each["asks"]) for each in row.strands),
        historians_required=row.historians_required,
        coursework=row.coursework,
        checked=row.checked_on is not None,
    )
