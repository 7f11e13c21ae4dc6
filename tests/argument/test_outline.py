"""The Outline, its JSON, and what it can say of itself."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.outline import (
    Evidence,
    Factor,
    Name,
    Outline,
    Paragraph,
    Question,
    Quotation,
    Segment,
    Source,
    View,
    evidence_from_plain,
    evidence_to_plain,
    from_json,
    quotation_from_plain,
    quotation_to_plain,
    to_json,
)
from tests.argument import strategies

FACTOR = Factor(key="skill", name="Political skill", short_name="Skill", mark=1)


def source(key: str, *reference: str) -> Source:
    return Source(
        key=key, type="book", title=key, reference=tuple(Segment(text=run) for run in reference)
    )


def evidence(key: str, cited: Source | None = None) -> Evidence:
    return Evidence(key=key, date="1924", date_text="1924", title=key, text=key, source=cited)


def quotation(key: str, cited: Source) -> Quotation:
    return Quotation(key=key, historian="A. Historian", text=key, source=cited)


CARR = Source(
    key="carr",
    type="book",
    title="Socialism in One Country",
    authors=(Name(family="Carr", given="E. H."),),
    issued=1958,
    label="Carr, 1958",
    reference=(Segment(text="Carr, E.H. (1958) "), Segment(text="Socialism", italic=True)),
)
PLAN = Outline(
    question=Question(
        text="How far was skill responsible?",
        topic="stalin-rise",
        named_factor="skill",
        starts=1922,
        ends=1929,
    ),
    argument="Structure decided, “skill” finished.\n\U0001f9ed",
    ranked=True,
    paragraphs=(
        Paragraph(
            factor=FACTOR,
            point="He used his posts.",
            evidence=(
                Evidence(
                    key="funeral",
                    date="1924-01-27",
                    date_text="27 Jan 1924",
                    title="Absent",
                    text="Trotsky stayed away.",
                    source=CARR,
                    views=(View(holders="Eastman", claim="He could have come."),),
                ),
                evidence("own"),
            ),
            quotations=(
                Quotation(
                    key="equals",
                    historian="E. H. Carr",
                    text="But he had no talent for leadership among equals.",
                    source=CARR,
                    page="166",
                    notes=("As quoted.",),
                ),
            ),
        ),
    ),
    judgement="Structure.",
)


def test_a_plan_is_the_same_after_a_journey_as_json() -> None:
    assert from_json(to_json(PLAN)) == PLAN


@given(strategies.outlines)
def test_any_plan_is_the_same_after_a_journey_as_json(outline: Outline) -> None:
    assert from_json(to_json(outline)) == outline


@given(strategies.outlines)
def test_json_of_a_plan_can_be_read_by_anybody(outline: Outline) -> None:
    plain = json.loads(to_json(outline))
    assert list(plain) == [
        "question",
        "exam_format",
        "author",
        "argument",
        "ranked",
        "ordered",
        "paragraphs",
        "links",
        "criteria",
        "judgement",
        "set_aside",
    ]
    assert [row["point"] for row in plain["paragraphs"]] == [
        row.point for row in outline.paragraphs
    ]


@given(strategies.evidence)
def test_evidence_is_the_same_after_a_stay_in_a_json_column(item: Evidence) -> None:
    stored = json.loads(json.dumps(evidence_to_plain(item)))
    assert evidence_from_plain(stored) == item


@given(strategies.quotations)
def test_a_quotation_is_the_same_after_a_stay_in_a_json_column(item: Quotation) -> None:
    stored = json.loads(json.dumps(quotation_to_plain(item)))
    assert quotation_from_plain(stored) == item


QUESTION = '{"text": "Why?"}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "null",
        "[]",
        "{}",
        '"Why?"',
        '{"question": "Why?"}',
        '{"question": {}}',
        f'{{"question": {QUESTION}',
        f'{{"question": {QUESTION}, "argument": null}}',
        f'{{"question": {QUESTION}, "argument": 3}}',
        f'{{"question": {QUESTION}, "ranked": "perhaps"}}',
        f'{{"question": {QUESTION}, "paragraphs": {{}}}}',
        f'{{"question": {QUESTION}, "paragraphs": [{{}}]}}',
        f'{{"question": {QUESTION}, "paragraphs": [{{"factor": {{"key": "skill"}}}}]}}',
        f'{{"question": {QUESTION}, "argument": "\\ud800"}}',
        f'{{"question": {QUESTION}, "paragraphs": {"[" * 100_000}',
    ],
)
def test_what_is_not_a_plan_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        from_json(text)


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        from_json(text)


PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(PLAIN)
def test_plain_values_that_are_no_evidence_and_no_quotation_are_refused(plain: Any) -> None:
    with pytest.raises(ValueError, match="validation error"):
        evidence_from_plain(plain)
    with pytest.raises(ValueError, match="validation error"):
        quotation_from_plain(plain)


def test_a_plan_of_the_least_json_has_nothing_in_it() -> None:
    assert from_json(f'{{"question": {QUESTION}}}') == Outline(question=Question(text="Why?"))


def test_sources_stand_once_each_in_the_order_of_their_references() -> None:
    zinoviev = source("a", "Zinoviev, G. (1924) ", "Works")
    carr = source("z", "carr, E.H. (1958) ", "Socialism")
    kotkin = source("m", "Kotkin, S. (2014) ", "Stalin")
    later_carr = source("b", "Carr, E.H. (1979) ", "Revolution")
    outline = Outline(
        question=Question(text="Why?"),
        paragraphs=(
            Paragraph(
                factor=FACTOR,
                evidence=(evidence("1", zinoviev), evidence("2"), evidence("3", kotkin)),
                quotations=(quotation("4", later_carr), quotation("5", kotkin)),
            ),
            Paragraph(factor=FACTOR, evidence=(evidence("6", carr), evidence("7", zinoviev))),
        ),
    )
    assert outline.sources == (carr, later_carr, kotkin, zinoviev)


def test_a_plan_that_cites_nothing_has_no_sources() -> None:
    paragraph = Paragraph(factor=FACTOR, point="A point.", evidence=(evidence("own"),))
    assert Outline(question=Question(text="Why?"), paragraphs=(paragraph,)).sources == ()


@given(strategies.outlines)
def test_every_source_that_is_cited_is_listed_once(outline: Outline) -> None:
    cited = {
        item.source.key
        for row in outline.paragraphs
        for items in (row.evidence, row.quotations)
        for item in items
        if item.source
    }
    listed = [row.key for row in outline.sources]
    assert sorted(listed) == sorted(cited)
