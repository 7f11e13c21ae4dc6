"""How the weight of a plan lies between its factors."""

from hypothesis import given

from essayplanner.argument.balance import Weight, weigh
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
FACT = Evidence(
    key="f", date="1924", date_text="1924", title="A fact", text="Five words that don’t count"
)
WORDS = Quotation(
    key="q", historian="A", text="Nor do these", source=Source(key="s", type="book", title="T")
)


def test_each_factor_is_weighed_in_the_order_of_the_plan() -> None:
    outline = Outline(
        question=Question(text="Not counted"),
        argument="Not counted either",
        paragraphs=(
            Paragraph(
                factor=RIVALS,
                point="One two",
                evidence=(FACT, FACT),
                quotations=(WORDS,),
                explanation="three\nfour  five",
                counter_argument="six",
                reply="seven-and-more",
                link=" eight ",
            ),
            Paragraph(factor=SKILL, quotations=(WORDS, WORDS, WORDS)),
        ),
        judgement="Nor this",
    )
    assert weigh(outline) == (
        Weight(factor=RIVALS, evidence=2, quotations=1, words=8),
        Weight(factor=SKILL, evidence=0, quotations=3, words=0),
    )


def test_a_plan_without_paragraphs_weighs_nothing() -> None:
    assert weigh(Outline(question=Question(text="Why?"))) == ()


@given(outlines)
def test_any_plan_is_weighed_factor_by_factor(outline: Outline) -> None:
    assert [weight.factor for weight in weigh(outline)] == [
        row.factor for row in outline.paragraphs
    ]
