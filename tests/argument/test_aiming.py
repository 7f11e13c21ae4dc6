"""Aiming a plan at another question: nothing is lost, and what changes is said."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.aiming import Changes, Move, aim, what_changes
from essayplanner.argument.outline import (
    MOST_FACTORS,
    Evidence,
    Factor,
    Link,
    Outline,
    Paragraph,
    Question,
    Quotation,
    SetAside,
    Source,
)
from tests.argument import strategies

SKILL = Factor(key="skill", name="Political skill", short_name="Skill", mark=1)
RIVALS = Factor(key="rivals", name="Weak rivals", short_name="Rivals", mark=2)
STRUCTURE = Factor(key="structure", name="The party", short_name="Structure", mark=3)
ECONOMY = Factor(key="economy", name="Economic crisis", short_name="Economy", mark=6)


def fact(key: str, date: str) -> Evidence:
    return Evidence(key=key, date=date, date_text=date, title=key, text=key)


OLD = Outline(
    question=Question(text="Skill?", topic="T", named_factor="skill", starts=1922, ends=1929),
    argument="Skill.",
    ranked=True,
    paragraphs=(
        Paragraph(factor=SKILL, rank=1, point="He waited.", evidence=(fact("late", "1929"),)),
        Paragraph(
            factor=RIVALS,
            rank=2,
            point="They fell out.",
            evidence=(fact("early", "1921-03"), fact("span", "1922/1924"), fact("undated", "")),
        ),
    ),
    links=(Link(cause="rivals", effect="skill", kind="opportunity", sentence="Gaps."),),
    criteria=("what set him apart", "", ""),
    judgement="Skill, then.",
)
NEW = Question(text="Rivals?", topic="T", named_factor="rivals", starts=1923, ends=1927)


def order(outline: Outline) -> list[str]:
    return [row.factor.key for row in outline.paragraphs]


def test_what_the_new_question_names_comes_first_and_its_rank_stays() -> None:
    assert aim(OLD, NEW, [RIVALS, SKILL]) == replace(
        OLD, question=NEW, ordered=True, paragraphs=(OLD.paragraphs[1], OLD.paragraphs[0])
    )


def test_before_there_is_a_ranking_the_order_is_nobodys_yet() -> None:
    unranked = replace(
        OLD, ranked=False, paragraphs=tuple(replace(row, rank=0) for row in OLD.paragraphs)
    )
    aimed = aim(unranked, NEW, [])
    assert (order(aimed), aimed.ordered) == (["rivals", "skill"], False)


def test_an_order_of_the_students_own_stays() -> None:
    aimed = aim(replace(OLD, ordered=True), NEW, [STRUCTURE])
    assert order(aimed) == ["skill", "rivals", "structure"]


def test_a_new_factor_has_an_empty_paragraph_and_ranks_last() -> None:
    question = replace(NEW, named_factor="economy")
    aimed = aim(OLD, question, [STRUCTURE, ECONOMY, RIVALS])
    assert aimed.paragraphs == (
        Paragraph(factor=ECONOMY, rank=3),
        *OLD.paragraphs,
        Paragraph(factor=STRUCTURE, rank=4),
    )


def test_a_sign_that_is_taken_is_not_given_twice() -> None:
    other = replace(ECONOMY, mark=1)
    assert [row.factor.mark for row in aim(OLD, NEW, [other]).ranking] == [1, 2, 3]


def test_a_plan_holds_eight_factors_and_the_named_one_is_among_them() -> None:
    many = [Factor(key=f"f{n}", name=f"F{n}", short_name=f"F{n}", mark=n) for n in range(1, 9)]
    aimed = aim(OLD, replace(NEW, named_factor="f8"), many)
    assert order(aimed) == ["f8", "skill", "rivals", "f1", "f2", "f3", "f4", "f5"]
    assert what_changes(OLD, aimed, many).no_room == (many[5], many[6])


def test_what_changes_is_said_in_full() -> None:
    asked = [RIVALS, STRUCTURE]
    said = what_changes(OLD, aim(OLD, NEW, asked), asked)
    assert said == Changes(
        named=RIVALS,
        order=(RIVALS, SKILL, STRUCTURE),
        moves=(Move(factor=RIVALS, was=2, now=1), Move(factor=SKILL, was=1, now=2)),
        brings=(STRUCTURE,),
        no_room=(),
        silent=(SKILL,),
        outside=(
            (RIVALS, (OLD.paragraphs[1].evidence[0],)),
            (SKILL, OLD.paragraphs[0].evidence),
        ),
        missing=said.missing,
    )
    assert [(row.rule, row.place) for row in said.missing] == [
        ("factor_without_paragraph", "structure-point"),
        ("named_factor_not_weighed", "rivals-explanation"),
        ("evidence_not_explained", "skill-explanation"),
        ("evidence_outside_the_dates", "skill-evidence"),
    ]


def test_dates_that_stay_or_are_not_given_put_nothing_outside() -> None:
    same = replace(NEW, starts=1922, ends=1929)
    for question in (same, replace(NEW, starts=None, ends=None)):
        assert what_changes(OLD, aim(OLD, question, []), []).outside == ()


@given(strategies.outlines, st.data())
def test_aiming_at_the_plans_own_question_changes_nothing(
    outline: Outline, data: st.DataObject
) -> None:
    own = [row.factor for row in outline.paragraphs]
    asked = data.draw(st.lists(st.sampled_from(own)) if own else st.just([]))
    aimed = aim(outline, outline.question, asked)
    assert aimed == outline
    changes = what_changes(outline, aimed, own)
    assert (changes.named, changes.brings, changes.silent, changes.outside) == (None, (), (), ())


@given(strategies.outlines, strategies.questions, st.lists(strategies.factors, max_size=9))
def test_every_word_choice_and_link_is_kept(
    outline: Outline, question: Question, factors: list[Factor]
) -> None:
    aimed = aim(outline, question, factors)
    assert aimed.question == question
    assert not Counter(map(repr, outline.paragraphs)) - Counter(map(repr, aimed.paragraphs))
    added = Counter(map(repr, aimed.paragraphs)) - Counter(map(repr, outline.paragraphs))
    assert len(aimed.paragraphs) <= MOST_FACTORS
    assert added.total() == len(aimed.paragraphs) - len(outline.paragraphs)
    kept = ("author", "argument", "ranked", "links", "criteria", "judgement")
    assert [getattr(aimed, name) for name in kept] == [getattr(outline, name) for name in kept]
    assert aimed.ordered or not outline.ordered
    what_changes(outline, aimed, factors)


@given(strategies.outlines, strategies.questions, st.lists(strategies.factors, max_size=9))
def test_aiming_twice_at_one_question_is_aiming_once(
    outline: Outline, question: Question, factors: list[Factor]
) -> None:
    once = aim(outline, question, factors)
    assert aim(once, question, factors) == once


def test_what_was_meant_for_one_question_is_not_meant_for_another() -> None:
    of_it, of_the_plan = (
        SetAside(rule=rule, place="ranking", reason="Why.")
        for rule in ("named_factor_missing", "not_ranked")
    )
    old = replace(OLD, set_aside=(of_it, of_the_plan))
    aimed = aim(old, NEW, [])
    assert aimed.set_aside == (of_the_plan,)
    assert what_changes(old, aimed, []).again == 1
    assert aim(old, old.question, []) == old


def test_what_is_chosen_is_never_changed() -> None:
    words = Quotation(
        key="q", historian="A", text="B", source=Source(key="s", type="book", title="T")
    )
    full = replace(OLD.paragraphs[0], quotations=(words,), weighed=("most", "", ""))
    old = replace(OLD, paragraphs=(full, OLD.paragraphs[1]))
    assert full in aim(old, NEW, [STRUCTURE]).paragraphs
