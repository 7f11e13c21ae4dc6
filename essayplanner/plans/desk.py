"""What the desk shows of a plan: its parts in order, its findings, and the library beside it."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, linebreaks
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from essayplanner.argument.balance import DESK, Weight, lay_picture, weigh
from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import check
from essayplanner.argument.map import Arrow, Map, Spot, lay_map
from essayplanner.argument.outline import Evidence, Factor, Paragraph, Quotation
from essayplanner.argument.question import Reading, read_question
from essayplanner.argument.stages import Stage, survey
from essayplanner.argument.texts import Precision, paragraph_precision, people_of
from essayplanner.argument.ticks import in_words, lay_ticks
from essayplanner.classes.assigned import listed
from essayplanner.classes.due import said
from essayplanner.plans.boxes import Box, Trouble, lay_box
from essayplanner.plans.build import build_outline
from essayplanner.plans.checked import Checked, lay_check
from essayplanner.plans.device import masked_key, stamp
from essayplanner.plans.drawer import Drawer, Filter, lay_drawer
from essayplanner.plans.drawing import fill
from essayplanner.plans.known import bank_of, exam_of
from essayplanner.plans.linked import Linked, Links, lay_links
from essayplanner.plans.models import Paragraph as Row
from essayplanner.plans.models import Plan
from essayplanner.plans.picture import draw_picture
from essayplanner.plans.standing import keep
from essayplanner.plans.states import State, state_of

NOTHING_ASKED = Filter()
LONGEST_HEAD = 120  # characters of a criterion over its column

VERBS = (
    "desk",
    "save",
    "library_changes",
    "check",
    "open_library",
    "shelf",
    "choose",
    "take_out",
    "write_own",
    "move",
    "arrange",
    "keep_ranking",
    "duplicate",
    "delete",
    "history",
    "aim",
    "rehearsals",
    "rank",
    "reorder",
    "order_as_ranked",
    "add_link",
    "change_link",
    "drop_link",
    "set_aside",
    "look_again",
    "mend_quotation",
    "factors",
    "strands",
    "spine",
    "removals",
)


@dataclass(frozen=True, slots=True)
class Card:
    """A paragraph of the desk: its factor, its boxes by field, and the items chosen for it."""

    factor: Factor
    rank: int
    boxes: dict[str, Box]
    evidence: str
    quotations: str
    weight: Weight
    exact: Precision


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the desk's page shows.

    ``exam`` is what the essay is marked on, where the plan says it.
    ``left`` says what is left in each stage, by its name in lower case.
    """

    plan: Plan
    exam: ExamFormat | None
    reading: Reading
    stages: tuple[Stage, ...]
    left: Mapping[str, str]
    argument: Box
    cards: tuple[Card, ...]
    criteria: tuple[Box, ...]
    judgement: Box
    links: Links
    map: Map | None
    checked: Checked
    drawer: Drawer
    urls: Mapping[str, str]
    troubles: Mapping[str, Trouble]

    def set_markup(self) -> str:
        """Return what the class was told: until when, by whom it is read, the instructions."""
        plan = self.plan
        if plan.assignment_id is None:
            return ""
        usual, own = plan.class_due_at, plan.own_due_at
        due = max(usual, own) if usual and own else usual
        teachers = listed(sorted((plan.teachers or "").splitlines()))
        told = linebreaks(escape(plan.instructions)) if plan.instructions else ""
        return fill(
            "plans/desk/set.html",
            *(plan.class_name or "", *([said(due, timezone.now())] if due else [])),
            *filter(None, (teachers, mark_safe(told))),  # noqa: S308 (escaped)
            due=bool(due),
            own=due != usual,
            read=bool(teachers),
            told=bool(told),
        )

    @property
    def key(self) -> str:
        """What the browser keeps unsaved words of this plan under (``plans/device.py``)."""
        return masked_key(self.plan.pk)

    @property
    def stamp(self) -> str:
        """When the plan was last worked on: what a browser keeps unsaved words with."""
        return stamp(self.plan)

    @property
    def state(self) -> State:
        """How far the work has come, where a class was set it."""
        return state_of(self.plan.handed_in_at, self.plan.returned_at)

    @property
    def homeless(self) -> list[tuple[str, Trouble]]:
        """The texts that could not be saved and have no box here, as their place is gone."""
        if not self.troubles:
            return []
        boxes = {*Plan.TEXTS, *(f"link-{row.number}" for row in self.links.rows)}
        boxes |= {row.box.frame.place for row in self.checked.aside}
        boxes |= {f"{card.factor.key}-{field}" for card in self.cards for field in card.boxes}
        return [row for row in self.troubles.items() if row[0] not in boxes]

    @property
    def ranking(self) -> list[Card]:
        """The paragraphs with the weightiest factor first."""
        return sorted(self.cards, key=lambda card: card.rank)

    def ranking_markup(self) -> str:
        """Return the rows of the ranking."""
        address, places = self.urls["move"], range(1, len(self.cards) + 1)
        drawn = (
            fill(
                "plans/ranking_row.html",
                *(address, address),
                factor=card.factor,
                place=card.rank,
                places=places,
            )
            for card in self.ranking
        )
        return mark_safe("".join(drawn))  # noqa: S308 (all drawn)

    @property
    def named_later(self) -> Factor | None:
        """The factor that the question names, where its paragraph is not the first."""
        later = (card.factor for card in self.cards[1:])
        return next((row for row in later if row.key == self.plan.named_factor), None)

    @property
    def library_changed(self) -> bool:
        """Say whether the library has a newer edition than the plan is built on."""
        return self.plan.bank_id != self.plan.newest_bank

    def reading_markup(self) -> str:
        """Return the question with its parts picked out, and what it asks."""
        factors = (card.factor for card in self.cards)
        named = next((row for row in factors if row.key == self.plan.named_factor), None)
        return fill("plans/desk/reading.html", reading=self.reading, named=named)

    def spots(self) -> list[tuple[Spot, list[tuple[Arrow, Linked]]]]:
        """Return the factors on the map, each with the links into it."""
        return [
            (spot, [(arrow, self.links.rows[arrow.index]) for arrow in spot.arrows])
            for spot in (self.map.spots if self.map else ())
        ]

    def stages_markup(self) -> str:
        """Return the stages with how much is left in each."""
        return _joined(
            fill("plans/desk/stage.html", place=row.place, name=row.name, left=row.left)
            for row in self.stages
        )

    def scaffolds_markup(self) -> str:
        """Return the buttons that set the scaffold."""
        return self._switch("scaffold", self.plan.scaffold)

    def views_markup(self) -> str:
        """Return the buttons that set the view."""
        return self._switch("view", self.plan.view)

    def _switch(self, kind: str, now: str) -> str:
        return fill("plans/desk/switches.html", *[self.urls["arrange"]] * 3, kind=kind, now=now)

    def paragraphs_markup(self) -> str:
        """Return the paragraphs, a card each."""
        count, moves = len(self.cards), [self.urls["reorder"]] * 2
        library = self.urls["open_library"] if self.drawer.stocked else ""

        def draw(place: int, card: Card) -> str:
            point, explanation, against, reply, link = (
                card.boxes[field].markup for field in Row.BODY
            )
            exact = fill(
                "plans/desk/precision.html",
                ticks=lay_ticks(card.exact),
                coursework=self.exam is not None and self.exam.coursework,
            )
            chosen = filter(None, (card.evidence, library, exact, card.quotations, library))
            return fill(
                "plans/desk/card.html",
                *(*moves, point, *chosen, explanation, against, reply, link),
                factor=card.factor,
                rank=card.rank if self.plan.ranked else 0,
                count=count,
                first=place == 1,
                last=place == count,
                evidence=bool(card.evidence),
                quotations=bool(card.quotations),
                library=bool(library),
            )

        return _joined(draw(place, card) for place, card in enumerate(self.cards, 1))

    def items_markup(self) -> str:
        """Return what of the library is shown."""
        return self.drawer.markup(self.urls["open_library"])

    def library_markup(self) -> str:
        """Return the library beside the text."""
        drawer, urls = self.drawer, self.urls
        shown = [drawer.asked.q, urls["open_library"], self.items_markup()] * drawer.stocked
        return fill(
            "plans/desk/library.html",
            *(urls["shelf"], *shown, urls["write_own"], urls["write_own"]),
            asked=replace(drawer.asked, q=""),
            factors=drawer.factors,
            stocked=drawer.stocked,
        )

    def picture_markup(self) -> str:
        """Return the picture of the balance, the weightiest factor first."""
        picture = lay_picture([card.weight for card in self.ranking], DESK)
        return draw_picture(picture, linked=True)

    def balance_markup(self) -> str:
        """Return the same in words, a row each."""
        return _joined(
            fill(
                "plans/desk/balance_row.html",
                *(card.weight.claims, card.weight.holds, *card.weight.counts),
                in_words(card.exact),
                factor=card.factor,
            )
            for card in self.ranking
        )

    def challenge_markup(self) -> str:
        """Return whether each counter-argument is stated and replied to, an item each."""
        return _joined(
            fill(
                "plans/desk/objection.html",
                *[self.urls["open_library"]] * self.drawer.stocked,
                factor=card.factor,
                stated=bool(card.boxes["counter_argument"].was.strip()),
                answered=bool(card.boxes["reply"].was.strip()),
                library=self.drawer.stocked,
            )
            for card in self.cards
        )

    def matrix_markup(self) -> str:
        """Return the table of what each factor weighs by each criterion."""
        criteria = [box.was for box in self.criteria]
        stated = tuple(bool(text.strip()) for text in criteria)
        rows = _joined(
            fill(
                "plans/desk/matrix_row.html",
                *(card.boxes[field].markup for field in Row.WEIGHED),
                factor=card.factor,
            )
            for card in self.cards
        )
        heads = (_shortened(text) for text, there in zip(criteria, stated, strict=True) if there)
        return fill("plans/desk/matrix.html", *heads, rows, stated=stated)


def _shortened(text: str) -> str:
    # Most are short, and to count their letters takes long.
    return Truncator(text).chars(LONGEST_HEAD) if len(text) > LONGEST_HEAD else text


def lay_desk(
    plan: Plan, troubles: Mapping[str, Trouble] | None = None, asked: Filter = NOTHING_ASKED
) -> Desk:
    """Return the desk of a plan fetched ``for_desk``, as stored now.

    ``troubles`` are texts that were sent and not saved, by place; ``asked`` is what of the library
    is to be shown. How a plan for a class stands is kept for its teachers.
    """
    numbered = list(plan.links.all())
    aside = list(plan.set_aside.all())
    outline = build_outline(plan, numbered, aside)
    troubles = troubles or {}
    bank, exam = bank_of(plan), exam_of(plan)
    found = check(outline, bank, exam)
    stages = survey(outline, found)
    if plan.assignment_id:
        keep(plan, outline, exam, found)
    urls = _urls(plan.pk)
    reason = "reason" if plan.assignment_id else "own_reason"
    people = people_of(bank)
    # Words to begin with are a suggestion, too.
    lay = partial(lay_box, suggests=exam is None or not exam.coursework)
    places = {row.factor.key: place for place, row in enumerate(outline.ranking, 1)}
    return Desk(
        plan=plan,
        exam=exam,
        reading=read_question(outline.question),
        stages=stages,
        left={
            stage.name.lower(): fill("plans/desk/left.html", stage.says, place=stage.place)
            for stage in stages
        },
        argument=lay("argument", "argument", outline.argument, troubles),
        cards=tuple(
            _card(lay, places[paragraph.factor.key], paragraph, weight, people, troubles, urls)
            for paragraph, weight in zip(outline.paragraphs, weigh(outline), strict=True)
        ),
        criteria=tuple(
            lay(place, place, value, troubles)
            for place, value in zip(Plan.CRITERIA, outline.criteria, strict=True)
        ),
        judgement=lay("judgement", "judgement", outline.judgement, troubles),
        links=lay_links(outline, [row.number for row in numbered], troubles, urls),
        map=lay_map(outline) if plan.view == Plan.View.MAP else None,
        checked=lay_check(outline, found, aside, reason, troubles, urls),
        drawer=lay_drawer(plan, outline, asked, urls["choose"]),
        urls=urls,
        troubles=troubles,
    )


@lru_cache(maxsize=1000)
def _urls(pk: uuid.UUID) -> Mapping[str, str]:
    addresses = {verb: reverse(f"plans:{verb}", args=[pk]) for verb in VERBS}
    addresses |= {name: reverse(name) for name in ("rules", "account_login", "account_signup")}
    addresses |= {
        verb: reverse(f"reviews:{verb}", args=[pk])
        for verb in ("hand_in", "feedback", "beside", "compare")
    }
    addresses["papers"] = reverse("exports:papers", args=[pk])
    addresses["pdf"] = reverse("exports:paper", args=[pk, "one-side", "pdf"])
    return {name: mark_safe(address) for name, address in addresses.items()}  # noqa: S308


def _card(
    lay: Callable[..., Box],
    rank: int,
    paragraph: Paragraph,
    weight: Weight,
    people: frozenset[str],
    troubles: Mapping[str, Trouble],
    urls: Mapping[str, str],
) -> Card:
    factor = paragraph.factor
    return Card(
        factor=factor,
        rank=rank,
        boxes={
            field: lay(f"{factor.key}-{field}", field, stored, troubles, factor)
            for field, stored in _texts(paragraph)
        },
        evidence=_chosen("evidence", factor, paragraph.evidence, urls),
        quotations=_chosen("quotation", factor, paragraph.quotations, urls),
        weight=weight,
        exact=paragraph_precision(paragraph, people),
    )


def _texts(paragraph: Paragraph) -> Iterable[tuple[str, str]]:
    """Return each text of a paragraph with the name of its field."""
    for field in Row.BODY:
        yield field, getattr(paragraph, field)
    yield from zip(Row.WEIGHED, paragraph.weighed, strict=True)


def _chosen(
    kind: str, factor: Factor, items: Sequence[Evidence | Quotation], urls: Mapping[str, str]
) -> str:
    template = f"plans/chosen_{kind}.html"
    return _joined(
        fill(
            template,
            *([urls["write_own"]] if item.own else []),
            urls["take_out"],
            factor=factor.key,
            item=item,
        )
        for item in items
    )


def _joined(drawn: Iterable[str]) -> str:
    return mark_safe("".join(drawn))  # noqa: S308 (all drawn)
