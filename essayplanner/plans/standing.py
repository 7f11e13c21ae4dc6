"""How a plan stands: kept when the check has looked at it, for who looks at a whole class."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from essayplanner import argument
from essayplanner.argument.balance import CLASS, lay_picture, weigh
from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import Check, check
from essayplanner.argument.outline import Outline
from essayplanner.argument.stages import reached, survey
from essayplanner.plans.build import build_outlines
from essayplanner.plans.known import bank_of, exams_of
from essayplanner.plans.models import Plan, Standing
from essayplanner.plans.picture import draw_picture
from essayplanner.plans.revisions import count_words

_log = logging.getLogger(__name__)

# Characters of a reason that are kept: the whole of it stands in the plan.
MOST_REASON = 500


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted over a class, as JSON's own types.

    ``findings`` are the rules that found something with its place, and ``aside`` what was left on
    purpose, with the reason; ``left``, how much is left to do, by stage, and ``stage`` the furthest
    one in which something was done; ``ranking``, the keys of the factors with the weightiest first,
    empty as long as the plan is not ranked; ``factors``, their short names. ``evidence`` has the
    keys of what was chosen, ``historians`` the names quoted, and ``unmet`` the keys of the factors
    to which no objection is both stated and answered. ``basis`` is what all this was reckoned with.
    """

    basis: str
    findings: list[tuple[str, str]]
    aside: list[tuple[str, str]]
    left: dict[str, int]
    stage: str
    ranking: list[str]
    factors: dict[str, str]
    evidence: list[str]
    historians: list[str]
    unmet: list[str]


def basis_of(bank_id: int | None, exam_format: str) -> str:
    """Return what a plan is reckoned with now: this program, an edition of the library, a format.

    A plan is not worked on when any of these changes. What is kept begins with it; what the format
    said follows there.
    """
    return f"{program()}/{bank_id or ''}/{exam_format}/"


def holds(
    worked_at: datetime,
    bank_id: int | None,
    exam_format: str,
    stood_at: datetime | None,
    stands_on: str | None,
) -> bool:
    """Say whether what is kept of a plan, fetched ``with_standing``, holds for it as it is now."""
    basis = basis_of(bank_id, exam_format)
    return stood_at is not None and stood_at >= worked_at and (stands_on or "").startswith(basis)


@lru_cache(maxsize=256)
def _said(exam: ExamFormat | None) -> str:
    return hashlib.sha256(repr(exam).encode()).hexdigest()[:12]


@cache
def program() -> str:
    """Return a digest of all that decides what is found, and how it is kept and drawn."""
    digest = hashlib.sha256()
    rules = Path(argument.__file__).parent.rglob("*.py")
    pictures = (settings.BASE_DIR / "templates" / "plans").glob("balance_*.html")
    for path in sorted([*rules, *pictures, Path(__file__)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def keep(plan: Plan, outline: Outline, exam: ExamFormat | None, checked: Check) -> None:
    """Keep how a plan, fetched ``with_standing``, stands: what it says and what the check found.

    In one query, and in none where that is kept already.
    """
    basis = basis_of(plan.bank_id, plan.exam_format) + _said(exam)
    if (plan.stood_at, plan.stands_on) != (plan.modified_at, basis):
        store_all([_standing(plan, outline, exam, checked)])


def store_all(standings: Iterable[Standing]) -> None:
    """Keep how plans stand, each instead of what was kept of it."""
    fields = [field.name for field in Standing._meta.fields if not field.primary_key]
    Standing.objects.bulk_create(
        standings, update_conflicts=True, unique_fields=["plan"], update_fields=fields
    )


def refresh(plans: Sequence[Plan]) -> set[UUID]:
    """Check plans, fetched ``with_library`` and their owners, and keep how they stand.

    In five queries however many they are, and as many as ``exams_of`` takes. One that cannot be
    reckoned stops none of the others: returned are the keys of those that are kept.
    """
    standings = _reckon(plans)
    store_all(standings)
    return {row.plan_id for row in standings}


def _reckon(plans: Sequence[Plan]) -> list[Standing]:
    exams = exams_of(plans)
    try:
        return [
            _standing(plan, outline, exam, check(outline, bank_of(plan), exam))
            for plan, outline in zip(plans, build_outlines(plans), strict=True)
            for exam in [exams.get(plan.pk)]
        ]
    except Exception:  # one plan must not hide the others
        if len(plans) == 1:
            _log.exception("How plan %s stands could not be reckoned.", plans[0].pk)
            return []
    return [standing for plan in plans for standing in _reckon([plan])]


def _standing(plan: Plan, outline: Outline, exam: ExamFormat | None, checked: Check) -> Standing:
    weights = sorted(weigh(outline), key=lambda weight: weight.factor.mark)
    return Standing(
        plan=plan,
        as_of=plan.modified_at,
        words=count_words(outline),
        gaps=len(checked.findings),
        set_aside=len(checked.set_aside),
        says=checked.findings[0].what if checked.findings else "",
        picture=draw_picture(lay_picture(tuple(weights), CLASS), linked=False),
        facts=asdict(
            _facts(basis_of(plan.bank_id, plan.exam_format) + _said(exam), outline, checked)
        ),
    )


def _facts(basis: str, outline: Outline, checked: Check) -> Facts:
    rows = outline.paragraphs
    met = {row.factor.key for row in rows if row.counter_argument.strip() and row.reply.strip()}
    return Facts(
        basis=basis,
        findings=[(row.rule, row.place) for row in checked.findings],
        aside=[(row.what, _shortened(why.reason.strip())) for row, why in checked.set_aside],
        left={stage.name: stage.left for stage in survey(outline, checked)},
        stage=reached(outline),
        ranking=[row.factor.key for row in outline.ranking] if outline.ranked else [],
        factors={row.factor.key: row.factor.short_name for row in rows},
        evidence=sorted({item.key for row in rows for item in row.evidence}),
        historians=sorted({item.historian for row in rows for item in row.quotations}),
        unmet=[row.factor.key for row in rows if row.factor.key not in met],
    )


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_REASON else f"{text[: MOST_REASON - 1].rstrip()}…"
