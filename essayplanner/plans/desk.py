"""What the desk shows of a plan: its parts in order, its findings, and the library beside it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from essayplanner.argument.balance import Weight, weigh
from essayplanner.argument.findings import Finding, find
from essayplanner.argument.outline import Evidence, Factor, Outline, Paragraph, Quotation
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Paragraph as Row
from essayplanner.plans.models import Plan
from factors.library import Item, shelf

FINDINGS_SHOWN = 3

# What the desk shows of a plan's surroundings, to fetch with it.
RELATED = ("topic", "owner", "assignment__classroom")

VERBS = ("save", "check", "open_library", "choose", "take_out", "move", "keep_ranking")

# Stands for the address of one plan's “choose” in markup that is drawn for all plans.
CHOOSE_URL = "#choose-url"

# What a student reads above and inside each box, and how many lines it opens with.
WORDING: Mapping[str, tuple[str, str, int]] = {
    "argument": ("Line of argument", "Which side do you take, and why? One sentence.", 2),
    "point": ("Point", "A claim about this factor that answers the question.", 2),
    "explanation": ("Explanation", "How does this evidence prove the point?", 3),
    "counter_argument": ("Counter-argument", "The strongest objection to this point.", 2),
    "reply": ("Reply", "What is left of your point, and why.", 2),
    "link": ("Link", "How does this lead on to another factor, or back to the question?", 2),
    "criterion": ("Criterion", "By what measure does one factor outweigh the others?", 2),
    "judgement": ("Judgement", "Your answer to the question, by that measure.", 3),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a text is not saved: it was ``refused``, or something else is ``stored`` by now."""

    value: str
    refused: str = ""
    stored: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A text box of the desk. ``was`` is the value that the writer starts from.

    ``about`` is the factor that it is about, for those who hear labels one at a time.
    """

    place: str
    label: str
    about: str
    hint: str
    rows: int
    value: str
    was: str
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A paragraph of the desk: its factor, its boxes by field, and what was chosen for it."""

    factor: Factor
    rank: int
    boxes: dict[str, Box]
    evidence: tuple[Evidence, ...]
    quotations: tuple[Quotation, ...]
    weight: Weight


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the desk's page shows."""

    plan: Plan
    outline: Outline
    argument: Box
    cards: tuple[Card, ...]
    criterion: Box
    judgement: Box
    findings: tuple[Finding, ...]
    more_findings: tuple[Finding, ...]
    library: tuple[Item, ...]
    used_in: Mapping[tuple[str, str], tuple[Factor, ...]]
    urls: Mapping[str, str]
    troubles: Mapping[str, Trouble]

    def library_markup(self) -> str:
        """Return the items of the library as this plan uses them."""
        return mark_safe("".join(map(self.item_markup, self.library)))  # noqa: S308 (from a template)

    def item_markup(self, item: Item) -> str:
        """Return one item of the library as this plan uses it."""
        drawn = _draw(item, self.used_in.get((item.kind, item.key), ()))
        return mark_safe(drawn.replace(CHOOSE_URL, self.urls["choose"]))  # noqa: S308


def lay_desk(plan: Plan, troubles: Mapping[str, Trouble] | None = None) -> Desk:
    """Return the desk of a plan, as stored now. ``troubles`` are texts sent and not saved."""
    prefetch_related_objects([plan], "paragraphs__choices")
    outline = build_outline(plan)
    troubles = troubles or {}
    findings = find(outline)
    return Desk(
        plan=plan,
        outline=outline,
        argument=_box("argument", "argument", outline, troubles),
        cards=tuple(
            _card(rank, paragraph, weight, troubles)
            for rank, (paragraph, weight) in enumerate(
                zip(outline.paragraphs, weigh(outline), strict=True), 1
            )
        ),
        criterion=_box("criterion", "criterion", outline, troubles),
        judgement=_box("judgement", "judgement", outline, troubles),
        findings=findings[:FINDINGS_SHOWN],
        more_findings=findings[FINDINGS_SHOWN:],
        library=shelf(plan.topic).items if plan.topic else (),
        used_in=_used_in(outline.paragraphs),
        urls={verb: reverse(f"plans:{verb}", args=[plan.pk]) for verb in VERBS},
        troubles=troubles,
    )


def _card(rank: int, paragraph: Paragraph, weight: Weight, troubles: Mapping[str, Trouble]) -> Card:
    return Card(
        factor=paragraph.factor,
        rank=rank,
        boxes={
            field: _box(f"{paragraph.factor.key}-{field}", field, paragraph, troubles)
            for field in Row.TEXTS
        },
        evidence=paragraph.evidence,
        quotations=paragraph.quotations,
        weight=weight,
    )


def _box(
    place: str, field: str, values: Outline | Paragraph, troubles: Mapping[str, Trouble]
) -> Box:
    label, hint, rows = WORDING[field]
    about = values.factor.name if isinstance(values, Paragraph) else ""
    stored = getattr(values, field)
    trouble = troubles.get(place)
    value = trouble.value if trouble else stored
    return Box(place, label, about, hint, rows, value, stored, trouble)


def _used_in(paragraphs: Iterable[Paragraph]) -> dict[tuple[str, str], tuple[Factor, ...]]:
    used = defaultdict(list)
    for paragraph in paragraphs:
        for kind, items in (("evidence", paragraph.evidence), ("quotation", paragraph.quotations)):
            for item in items:
                used[kind, item.key].append(paragraph.factor)
    return {name: tuple(factors) for name, factors in used.items()}


@lru_cache(maxsize=2000)
def _draw(item: Item, used_in: tuple[Factor, ...]) -> str:
    """Draw an item for every plan that uses it alike: most of the desk's time went here."""
    context = {"item": item, "used_in": used_in, "choose_url": CHOOSE_URL}
    return render_to_string("plans/library_item.html", context)
