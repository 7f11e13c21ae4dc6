"""How a plan stands: kept when the check has looked at it, for who looks at a whole class."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from essayplanner.argument.balance import CLASS, lay_picture, weigh
from essayplanner.argument.findings import Check
from essayplanner.argument.outline import Outline
from essayplanner.argument.stages import survey
from essayplanner.plans.models import Plan, Standing
from essayplanner.plans.picture import draw_picture
from essayplanner.plans.revisions import count_words


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted over a class, as JSON's own types.

    ``findings`` are the rules that found something with its place; ``left``, how much is left to
    do, by stage; ``ranking``, the keys of the factors with the weightiest first, empty as long as
    the plan is not ranked; ``factors``, their short names. ``evidence`` has the keys of what was
    chosen, ``historians`` the names quoted, and ``unmet`` the keys of the factors to which no
    objection is both stated and answered.
    """

    findings: list[tuple[str, str]]
    left: dict[str, int]
    ranking: list[str]
    factors: dict[str, str]
    evidence: list[str]
    historians: list[str]
    unmet: list[str]


def store(plan: Plan, outline: Outline, checked: Check) -> Standing:
    """Keep how a plan stands, given what it says and what the check found. In one query."""
    weights = sorted(weigh(outline), key=lambda weight: weight.factor.mark)
    standing = Standing(
        plan=plan,
        as_of=plan.modified_at,
        words=count_words(outline),
        gaps=len(checked.findings),
        set_aside=len(checked.set_aside),
        says=checked.findings[0].what if checked.findings else "",
        picture=draw_picture(lay_picture(tuple(weights), CLASS), linked=False),
        facts=asdict(_facts(outline, checked)),
    )
    store_all([standing])
    return standing


def store_all(standings: Iterable[Standing]) -> None:
    """Keep how plans stand, each instead of what was kept of it."""
    fields = [field.name for field in Standing._meta.fields if not field.primary_key]
    Standing.objects.bulk_create(
        standings, update_conflicts=True, unique_fields=["plan"], update_fields=fields
    )


def _facts(outline: Outline, checked: Check) -> Facts:
    rows = outline.paragraphs
    met = {row.factor.key for row in rows if row.counter_argument.strip() and row.reply.strip()}
    return Facts(
        findings=[(row.rule, row.place) for row in checked.findings],
        left={stage.name: stage.left for stage in survey(outline, checked)},
        ranking=[row.factor.key for row in outline.ranking] if outline.ranked else [],
        factors={row.factor.key: row.factor.short_name for row in rows},
        evidence=sorted({item.key for row in rows for item in row.evidence}),
        historians=sorted({item.historian for row in rows for item in row.quotations}),
        unmet=[row.factor.key for row in rows if row.factor.key not in met],
    )
