"""How the weight of a plan lies between its factors, and the picture of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.balance import (
    CLASS,
    DESK,
    Bar,
    Picture,
    Size,
    Weight,
    lay_picture,
    weigh,
)
from essayplanner.argument.outline import (
    Evidence,
    Factor,
    Outline,
    Paragraph,
    Question,
    Quotation,
    Source,
)
from tests.argument.strategies import outlines

SKILL = Factor(key="skill", name="Political skill", short_name="Skill", mark=1)
RIVALS = Factor(key="rivals", name="Weak rivals", short_name="Rivals", mark=2)
STRUCTURE = Factor(key="structure", name="The party", short_name="Structure", mark=3)
FACT = Evidence(
    key="f", date="1924", date_text="1924", title="A fact", text="Five words that don’t count"
)
WORDS = Quotation(
    key="q", historian="A", text="Nor do these", source=Source(key="s", type="book", title="T")
)
PLAN = Outline(
    question=Question(text="Not counted"),
    argument="Not counted either",
    paragraphs=(
        Paragraph(
            factor=RIVALS,
            rank=2,
            point="One two",
            evidence=(FACT, FACT),
            quotations=(WORDS,),
            explanation="three\nfour  five",
            counter_argument="six",
            reply="seven-and-more",
            link=" eight ",
        ),
        Paragraph(factor=SKILL, rank=1, quotations=(WORDS,), explanation="only"),
    ),
    judgement="Nor this",
)
SIZES = st.sampled_from([DESK, CLASS])


def test_each_factor_is_weighed_in_the_order_of_the_plan() -> None:
    assert weigh(PLAN) == (
        Weight(
            factor=RIVALS,
            evidence=2,
            quotations=1,
            words=8,
            explained=3,
            stands=(0.25, 0.375, 0.125),
        ),
        Weight(factor=SKILL, quotations=1, words=1, explained=1, stands=(0, 0.125, 0.125)),
    )


def test_a_ranking_claims_most_for_the_first_and_evenly_less_for_each_after_it() -> None:
    rows = (
        Paragraph(factor=RIVALS, rank=3),
        Paragraph(factor=SKILL, rank=1),
        Paragraph(factor=STRUCTURE, rank=2),
    )
    ranked = replace(PLAN, ranked=True, paragraphs=rows)
    assert weigh(ranked) == (
        Weight(factor=RIVALS, rank=3, claimed=1 / 6),
        Weight(factor=SKILL, rank=1, claimed=3 / 6),
        Weight(factor=STRUCTURE, rank=2, claimed=2 / 6),
    )


@pytest.mark.parametrize(
    ("rows", "stands"),
    [
        ((Paragraph(factor=SKILL, evidence=(FACT,)),), (1, 0, 0)),
        ((Paragraph(factor=SKILL, explanation="So it was."),), (0, 1, 0)),
        ((Paragraph(factor=SKILL, quotations=(WORDS,)),), (0, 0, 1)),
        ((Paragraph(factor=SKILL, point="A point", reply="A reply"),), (0, 0, 0)),
    ],
    ids=["evidence alone", "explanation alone", "quotations alone", "other words alone"],
)
def test_where_there_are_no_pieces_or_no_words_the_other_is_all(
    rows: tuple[Paragraph, ...], stands: tuple[float, float, float]
) -> None:
    assert weigh(replace(PLAN, paragraphs=rows))[0].stands == stands


def test_a_plan_without_paragraphs_weighs_nothing() -> None:
    nothing = Outline(question=Question(text="Why?"))
    assert weigh(nothing) == ()
    assert lay_picture((), CLASS) == Picture(size=CLASS, height=0, bars=())


def test_the_picture_lays_what_stands_in_a_slot_as_long_as_what_is_claimed() -> None:
    ranked = replace(PLAN, ranked=True)
    size = Size(start=100, room=160, row=20, thick=8, letter=12, named=True)
    rivals, skill = lay_picture(weigh(ranked), size).bars
    # The ranking claims a third for rivals, and 75% stands there, which fills the picture.
    assert rivals == Bar(
        factor=RIVALS,
        name="Rivals",
        says=(
            "Rivals: ranked 2 of 2, which claims 33% of the plan. It holds 75%: "
            "2 pieces of evidence, 3 words of explanation, 1 quotation."
        ),
        middle=10,
        foot=14,
        slot=171,
        ends=(153, 233, 260),
    )
    assert skill == Bar(
        factor=SKILL,
        name="Skill",
        says=(
            "Skill: ranked 1 of 2, which claims 67% of the plan. It holds 25%: "
            "no pieces of evidence, 1 word of explanation, 1 quotation."
        ),
        middle=30,
        foot=34,
        slot=242,
        ends=(100, 127, 153),
    )


def test_an_unranked_empty_plan_is_an_empty_picture_that_says_so() -> None:
    empty = replace(PLAN, paragraphs=(Paragraph(factor=SKILL),))
    (bar,) = lay_picture(weigh(empty), CLASS).bars
    assert (bar.slot, bar.ends) == (CLASS.start, (CLASS.start,) * 3)
    assert bar.says == "Skill: not ranked yet. It holds nothing yet."


def test_the_same_plan_looks_the_same_at_every_size_so_that_thirty_can_be_compared() -> None:
    half = [Weight(factor=SKILL, stands=(0.3, 0, 0)), Weight(factor=RIVALS, stands=(0.2, 0.1, 0))]
    for size in (DESK, CLASS):
        first = lay_picture(half, size).bars[0]
        assert first.ends[0] - size.start == round(size.room * 0.3 / (2 / 3))


@given(outlines)
def test_any_plan_is_weighed_factor_by_factor(outline: Outline) -> None:
    assert [weight.factor for weight in weigh(outline)] == [
        row.factor for row in outline.paragraphs
    ]


@given(outlines)
def test_shares_sum_to_one_or_are_all_zero(outline: Outline) -> None:
    weights = weigh(outline)
    claimed = sum(row.claimed for row in weights)
    assert claimed == pytest.approx(1 if outline.ranked and weights else 0)
    stands = sum(sum(row.stands) for row in weights)
    there = any(row.evidence or row.quotations or row.explained for row in weights)
    assert stands == pytest.approx(1 if there else 0)


@given(outlines, SIZES)
def test_nothing_leaves_the_picture_and_no_bar_runs_backwards(outline: Outline, size: Size) -> None:
    picture = lay_picture(weigh(outline), size)
    for bar in picture.bars:
        places = [size.start, *bar.ends]
        assert places == sorted(places)
        assert size.start <= bar.slot <= size.width - 2
        assert bar.ends[-1] <= size.width
        high = max(size.slot, size.letter) / 2
        assert high <= bar.middle <= picture.height - high


def test_a_long_name_is_cut_where_the_bar_begins() -> None:
    long = replace(SKILL, short_name="W" * 30)
    (bar,) = lay_picture([Weight(factor=long)], DESK).bars
    assert bar.name == "WWWWWW…"
    assert bar.says.startswith("W" * 30)
