"""Arbitrary plans: every text, every number, every shape that an Outline can have.

And likely ones (``cases``): what a student may well have, out of a sound plan and the ladder, put
together at random and spoilt here and there, so that every rule finds something in some of them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import strategies as st

from essayplanner.argument.bank import NO_BANK, ExamFormat
from essayplanner.argument.outline import (
    LINK_KINDS,
    Evidence,
    Factor,
    Link,
    Name,
    Outline,
    Paragraph,
    Question,
    Quotation,
    Segment,
    SetAside,
    Source,
    View,
)
from essayplanner.argument.rule import Case
from essayplanner.argument.rules import sound
from essayplanner.argument.rules.sound import SOUND
from tests.argument.ladder import TEXTS, rungs

# Short, and often empty or blank, since most of a plan is.
WORDS = st.one_of(st.just(""), st.just(" \n"), st.text(max_size=12), st.just("Because of this."))
KEYS = st.sampled_from(["skill", "rivals", "structure"]) | st.text(max_size=4)
YEARS = st.none() | st.integers()


T = TypeVar("T")


def tuples(items: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(items, max_size=most).map(tuple)


names = st.builds(Name, family=WORDS, given=WORDS)
segments = st.builds(Segment, text=WORDS, italic=st.booleans())
sources = st.builds(
    Source,
    key=KEYS,
    type=WORDS,
    title=WORDS,
    authors=tuples(names),
    editors=tuples(names),
    container_title=WORDS,
    publisher=WORDS,
    place=WORDS,
    edition=WORDS,
    volume=WORDS,
    issued=YEARS,
    original=YEARS,
    label=WORDS,
    reference=tuples(segments),
)
views = st.builds(View, holders=WORDS, claim=WORDS)
evidence = st.builds(
    Evidence,
    key=KEYS,
    date=WORDS,
    date_text=WORDS,
    title=WORDS,
    text=WORDS,
    locator=WORDS,
    source=st.none() | sources,
    views=tuples(views),
)
quotations = st.builds(
    Quotation,
    key=KEYS,
    historian=WORDS,
    text=WORDS,
    source=sources,
    page=WORDS,
    checked=st.booleans(),
    wording=WORDS,
    notes=tuples(WORDS),
)
factors = st.builds(
    Factor, key=KEYS, name=WORDS, short_name=WORDS, mark=st.integers(min_value=1, max_value=6)
)
paragraphs = st.builds(
    Paragraph,
    factor=factors,
    point=WORDS,
    evidence=tuples(evidence, 2),
    quotations=tuples(quotations, 2),
    explanation=WORDS,
    counter_argument=WORDS,
    reply=WORDS,
    link=WORDS,
    rank=st.integers(0, 9),
    weighed=st.tuples(WORDS, WORDS, WORDS),
    without=WORDS,
)
links = st.builds(
    Link,
    cause=KEYS,
    effect=KEYS,
    kind=st.sampled_from(list(LINK_KINDS)),
    sentence=WORDS,
    evidence=KEYS,
)
questions = st.builds(
    Question, text=WORDS, topic=WORDS, named_factor=KEYS, starts=YEARS, ends=YEARS
)
set_aside = st.builds(SetAside, rule=WORDS, place=WORDS, about=WORDS, reason=WORDS)
outlines = st.builds(
    Outline,
    question=questions,
    exam_format=WORDS,
    argument=WORDS,
    ranked=st.booleans(),
    ordered=st.booleans(),
    paragraphs=tuples(paragraphs),
    links=tuples(links),
    criteria=st.tuples(WORDS, WORDS, WORDS),
    judgement=WORDS,
    set_aside=tuples(set_aside),
)


# ---- Likely plans.

PLANS = (SOUND.outline, *(rung.outline for rung in rungs()))
QUESTIONS = (
    "Why did Stalin rise to power in the years 1922–29?",
    "How significant were the consequences of Stalin’s rise to power?",
)
FACTORS = (sound.SKILL, sound.STRUCTURE, sound.RIVALS, sound.LUCK)
# What no plan above has: told and not explained, settled with no reason, copied wrongly.
SPOILT = (
    "In May 1924 he was ill. Then in June he spoke in Moscow. In 1925 he went to the congress.",
    "However, this is not true at all.",
    "In 1936 the constitution was adopted.",
    "The key to Stalin’s growing power was control of the party machine in the provinces.",
    "As Deutscher says, “his control of the party apparatus in the provinces” had changed that.",
)
TOPICS = ("The structure of the party", "Weak rivals", "His skill")
ANSWERS = (
    "It was a mix of all three, and skill, structure and rivals each played a part.",
    "His skill was the most important factor, and in 1931 Molotov saw it.",
    "The weakness of his rivals was the decisive factor.",
)
# Whom a text names, where nobody is heard in a plan, or Figes alone.
NAMED = {
    "nobody": re.compile(r"Figes|Deutscher|[Hh]istor|[A-Z]\w+ (?:argues|writes)"),
    "one": re.compile("Deutscher"),
    "several": re.compile(r"(?!)"),
}
MORE_OF_FIGES = [replace(sound.FIGES, key=f"figes-{number}") for number in (1, 2)]
QUOTED = {
    "nobody": st.just(()),
    "one": tuples(st.sampled_from([sound.FIGES, *MORE_OF_FIGES])),
    "several": tuples(st.sampled_from([sound.FIGES, *MORE_OF_FIGES, sound.DEUTSCHER])),
}
BANK = replace(
    SOUND.bank,
    supports={
        **SOUND.bank.supports,
        **{item.key: {"structure": "By posts."} for item in MORE_OF_FIGES},
    },
)


def written(field: str) -> Iterator[str]:
    """Yield what stands in such a field of the plans above."""
    for plan in PLANS:
        for part in (plan, *plan.paragraphs):
            if hasattr(part, field):
                yield getattr(part, field)


def likely(field: str, heard: str, spoilt: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Texts as they stand in such a field, or spoilt ones, that name whoever is ``heard``."""
    texts, worse = (
        sorted(text for text in among if not NAMED[heard].search(text))
        for among in ({*written(field)}, spoilt)
    )
    return st.just("") | st.sampled_from(texts) | st.sampled_from(worse)


@st.composite
def some(draw: st.DrawFn, *names: str, one_in: int = 3) -> set[str]:
    """A third of some names or so, or one in so many."""
    return {name for name in names if draw(st.integers(1, one_in)) == one_in}


@st.composite
def likely_evidence(draw: st.DrawFn) -> Evidence:
    known = (sound.OATH, sound.TURN, sound.POST, sound.FACTIONS, sound.SILENCE, sound.LESSONS)
    item = draw(st.sampled_from((*known, sound.CONSTITUTION)))
    views = (View(holders="Volkogonov", claim="Staged."), View(holders="Tucker", claim="Sincere."))
    return replace(
        item,
        date=draw(st.sampled_from([item.date, item.date, item.date, ""])),
        views=draw(st.sampled_from([(), (), views])),
    )


@st.composite
def likely_paragraphs(draw: st.DrawFn, row: Paragraph, heard: str) -> Paragraph:
    """A paragraph of the sound plan with some things of it changed."""
    changed = draw(some(*TEXTS, "evidence", "quotations", "weighed"))
    changed |= {field for field in TEXTS if NAMED[heard].search(getattr(row, field))}
    values: dict[str, Any] = {
        field: draw(likely(field, heard, TOPICS if field == "point" else SPOILT))
        for field in TEXTS
        if field in changed
    }
    if "quotations" in changed or heard != "several":
        values["quotations"] = draw(QUOTED[heard])
    if "evidence" in changed:
        values["evidence"] = draw(tuples(likely_evidence()))
    if "weighed" in changed:
        cells = st.sampled_from(["", *row.weighed])
        values["weighed"] = draw(st.tuples(cells, cells, cells))
    return replace(row, **values)


@st.composite
def likely_outlines(draw: st.DrawFn) -> Outline:
    """The sound plan, changed in some ways."""
    heard = draw(st.sampled_from([*NAMED]))
    plan = SOUND.outline
    rows = [draw(likely_paragraphs(row, heard)) for row in plan.paragraphs]
    changed = draw(
        some("argument", "judgement", "criteria", "links", "question", "order", one_in=2)
    )
    values: dict[str, Any] = {
        field: draw(likely(field, heard, ANSWERS))
        for field in ("argument", "judgement")
        if field in changed
    }
    if "order" in changed:
        rows = draw(st.permutations(rows))[: draw(st.integers(1, 3))]
        values["ranked"] = draw(st.booleans())
    if "criteria" in changed:
        criterion = st.sampled_from(["", plan.criteria[0]])
        values["criteria"] = draw(st.tuples(criterion, criterion, criterion))
    if "links" in changed:
        keys = st.sampled_from([row.factor.key for row in plan.paragraphs])
        sentences = st.sampled_from(["", *(link.sentence for link in plan.links)])
        kinds = st.sampled_from(list(LINK_KINDS))
        one = st.builds(Link, cause=keys, effect=keys, kind=kinds, sentence=sentences)
        values["links"] = draw(tuples(one, 6))
    if "question" in changed:
        asked = draw(st.sampled_from([plan.question.text, *QUESTIONS]))
        named = draw(st.sampled_from(["", *(factor.key for factor in FACTORS)]))
        values["question"] = replace(plan.question, text=asked, named_factor=named)
    return replace(plan, paragraphs=tuple(rows), **values)


exams = st.builds(
    ExamFormat,
    key=st.just("any"),
    name=st.just("Any"),
    historians_required=st.booleans(),
    coursework=st.booleans(),
)
cases = st.builds(
    Case,
    outlines | likely_outlines(),
    st.sampled_from([SOUND.bank, BANK, NO_BANK]),
    st.none() | exams,
)
likely_cases = st.builds(Case, likely_outlines(), st.sampled_from([BANK, NO_BANK]), exams)
