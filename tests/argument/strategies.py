"""Arbitrary plans: every text, every number, every shape that an Outline can have."""

from typing import TypeVar

from hypothesis import strategies as st

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
