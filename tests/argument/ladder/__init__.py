"""The ladder: whole plans for three questions, from bare narrative to the top, each with a note.

Each file holds the plans for one question, in words that students write and with the evidence of
a topic pack. They are what the check is held to: where it misjudges one, the check is wrong.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from essayplanner.argument.bank import Bank
from essayplanner.argument.outline import (
    Evidence,
    Factor,
    Link,
    Name,
    Outline,
    Paragraph,
    Question,
    Quotation,
    Source,
    View,
)
from factors.dates import HistoricalDate
from factors.pack import PACKS_DIR, read_pack
from factors.records import ItemRecord, Pack, PersonName

TEXTS = ("point", "explanation", "counter_argument", "reply", "link", "without")
CRITERIA = ("criterion_1", "criterion_2", "criterion_3")
WEIGHED = ("weighed_1", "weighed_2", "weighed_3")


@dataclass(frozen=True, slots=True, eq=False)
class Rung:
    """A plan on the ladder: its ``level`` from 1, the top being 4, and why it stands there.

    ``main_fault`` is the key of the rule whose finding has to come first; empty at the top.
    """

    question: str
    level: int
    note: str
    main_fault: str
    outline: Outline
    bank: Bank

    def __str__(self) -> str:
        return f"{self.question}-{self.level}"


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """A topic pack as the values that a plan is made of, by their slugs, and as a bank."""

    title: str
    questions: Mapping[str, Question]
    factors: Mapping[str, Factor]
    evidence: Mapping[str, Evidence]
    quotations: Mapping[str, Quotation]
    bank: Bank


def rungs() -> list[Rung]:
    """Return every plan, question by question, the lowest first."""
    found = []
    for file in sorted(Path(__file__).parent.glob("*.toml")):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        library = read_library(table["pack"])
        for plan in table["plans"]:
            found.append(
                Rung(
                    table["question"],
                    plan["level"],
                    plan["note"],
                    plan["main_fault"],
                    _outline(plan, library, table["question"]),
                    library.bank,
                )
            )
    return found


@cache
def read_library(slug: str) -> Library:
    """Read a built-in pack, as the desk would copy from it."""
    pack = read_pack(PACKS_DIR / slug)
    topic = pack.topic
    factors = {
        row.slug: Factor(key=row.slug, name=row.name, short_name=row.short_name, mark=mark)
        for mark, row in enumerate(topic.factors, start=1)
    }
    evidence, quotations = _items(pack)
    items: tuple[ItemRecord, ...] = (*pack.evidence, *pack.quotations)
    return Library(
        title=topic.title,
        questions={
            row.slug: Question(
                text=row.text,
                topic=topic.title,
                topic_slug=topic.slug,
                named_factor=row.named_factor or "",
                starts=row.starts,
                ends=row.ends,
            )
            for row in topic.questions
        },
        factors=factors,
        evidence=evidence,
        quotations=quotations,
        bank=Bank(
            factors=tuple(factors.values()),
            asked={row.text: tuple(row.factors) for row in topic.questions},
            quotations=tuple(quotations.values()),
            supports={row.slug: row.supports for row in items},
            against={row.slug: row.turns_against for row in items},
            people=tuple((row.name, *row.also) for row in pack.people),
        ),
    )


def _items(pack: Pack) -> tuple[dict[str, Evidence], dict[str, Quotation]]:
    sources = {
        row.slug: Source(
            key=row.slug,
            type=row.type,
            title=row.title,
            authors=_names(row.authors),
            editors=_names(row.editors),
            issued=row.issued,
            original=row.original,
            date=row.date,
        )
        for row in pack.sources
    }
    historians = {row.slug: f"{row.given} {row.family}".strip() for row in pack.historians}
    evidence = {
        row.slug: Evidence(
            key=row.slug,
            date=row.date,
            date_text=str(HistoricalDate.parse(row.date)),
            title=row.title,
            text=row.text,
            locator=row.locator,
            source=sources[row.source],
            views=tuple(View(holders=view.holders, claim=view.claim) for view in row.views),
        )
        for row in pack.evidence
    }
    quotations = {
        row.slug: Quotation(
            key=row.slug,
            historian=historians[row.historian],
            text=row.text,
            source=sources[row.source],
            short=row.short,
            page=row.page,
            checked=bool(row.checked),
            wording=row.wording,
            notes=tuple(row.notes),
        )
        for row in pack.quotations
    }
    return evidence, quotations


def _names(people: list[PersonName]) -> tuple[Name, ...]:
    return tuple(
        Name(family=person.literal or person.family, given=person.given) for person in people
    )


def _outline(plan: dict[str, Any], library: Library, question: str) -> Outline:
    ranking = plan.get("ranking", [])
    order = plan.get("order", [])
    rows = plan["paragraphs"]
    return Outline(
        question=library.questions[question],
        argument=plan.get("argument", ""),
        ranked=bool(ranking),
        ordered=bool(order),
        paragraphs=tuple(
            _paragraph(rows[key], library, key, ranking.index(key) + 1 if ranking else 0)
            for key in order or ranking or rows
        ),
        links=tuple(Link(**link) for link in plan.get("links", [])),
        criteria=_three(plan, CRITERIA),
        judgement=plan.get("judgement", ""),
    )


def _paragraph(row: dict[str, Any], library: Library, key: str, rank: int) -> Paragraph:
    return Paragraph(
        factor=library.factors[key],
        rank=rank,
        evidence=tuple(library.evidence[slug] for slug in row.get("evidence", [])),
        quotations=tuple(library.quotations[slug] for slug in row.get("quotations", [])),
        weighed=_three(row, WEIGHED),
        **{name: row[name] for name in TEXTS if name in row},
    )


def _three(row: dict[str, Any], names: tuple[str, str, str]) -> tuple[str, str, str]:
    first, second, third = (row.get(name, "") for name in names)
    return first, second, third
