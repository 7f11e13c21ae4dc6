"""What falls with a factor, and what stands without it."""

from dataclasses import replace

import pytest
from hypothesis import assume, given

from essayplanner.argument.outline import Outline
from essayplanner.argument.removal import Cut, Item, Move, Passage, Run, remove
from essayplanner.argument.rules.sound import (
    DEUTSCHER,
    LESSONS,
    OATH,
    RIVALS,
    SILENCE,
    SKILL,
    SOUND,
    STRUCTURE,
    change,
    change_paragraph,
)
from tests.argument import strategies

PLAN = SOUND.outline


def test_its_paragraph_its_weighing_and_its_links_fall_whole() -> None:
    removal = remove(PLAN, "rivals")
    row = removal.paragraph
    assert removal.texts == (
        ("Point", row.point),
        ("Explanation", row.explanation),
        ("Counter-argument", row.counter_argument),
        ("Reply", row.reply),
        ("Link", row.link),
    )
    assert removal.weighed == (
        (PLAN.criteria[0], row.weighed[0]),
        (PLAN.criteria[1], row.weighed[1]),
    )
    assert removal.cuts == (
        Cut(RIVALS, "only mattered because of", STRUCTURE, PLAN.links[1].sentence),
    )


def test_what_only_it_has_falls_and_what_others_use_stands() -> None:
    assert remove(PLAN, "rivals").falling == (
        Item(SILENCE, ()),
        Item(LESSONS, ()),
        Item(DEUTSCHER, ()),
    )
    shared = change_paragraph("structure", evidence=(OATH,), quotations=(DEUTSCHER,)).outline
    assert remove(shared, "skill").standing == (Item(OATH, (STRUCTURE,)),)
    assert remove(shared, "rivals").standing == (Item(DEUTSCHER, (STRUCTURE,)),)


def test_whole_sentences_that_name_it_fall_and_the_others_stand() -> None:
    judgement = "Structure decided. His rivals only hurried it on. So the party it was, not rivals."
    plan = change(judgement=judgement).outline
    assert remove(plan, "rivals").passages[-1] == Passage(
        "Judgement",
        (
            Run("Structure decided. ", False),
            Run("His rivals only hurried it on. So the party it was, not rivals.", True),
        ),
    )


def test_sentences_of_other_paragraphs_fall_but_none_of_its_own_twice() -> None:
    passages = remove(PLAN, "skill").passages
    assert [(passage.label, passage.factor) for passage in passages] == [
        ("Line of argument", None),
        ("Link", RIVALS),
        ("By criterion 1", STRUCTURE),
        ("Judgement", None),
    ]


@pytest.mark.parametrize(
    ("key", "moves"),
    [
        ("structure", (Move(SKILL, 2, 1), Move(RIVALS, 3, 2))),
        ("skill", (Move(RIVALS, 3, 2),)),
        ("rivals", ()),
    ],
)
def test_who_is_ranked_below_it_moves_up(key: str, moves: tuple[Move, ...]) -> None:
    assert remove(PLAN, key).moves == moves
    unranked = tuple(replace(row, rank=0) for row in PLAN.paragraphs)
    assert remove(replace(PLAN, ranked=False, paragraphs=unranked), key).moves == ()


def test_nothing_falls_with_a_factor_of_which_nothing_is_said() -> None:
    plan = Outline(question=PLAN.question, paragraphs=(replace(PLAN.paragraphs[0], **EMPTY),))  # type: ignore[arg-type]
    assert remove(plan, "skill").nothing
    assert not remove(replace(plan, judgement="Skill."), "skill").nothing


EMPTY = {
    **dict.fromkeys(("point", "explanation", "counter_argument", "reply", "link"), " "),
    **{"evidence": (), "quotations": (), "weighed": ("", "", "")},
}


def test_no_other_factor_can_be_removed() -> None:
    with pytest.raises(KeyError):
        remove(PLAN, "luck")


@given(strategies.outlines)
def test_no_word_of_a_passage_is_lost(outline: Outline) -> None:
    assume(outline.paragraphs)
    removal = remove(outline, outline.paragraphs[0].factor.key)
    texts = {
        *(outline.argument, outline.judgement, *outline.criteria),
        *(text for row in outline.paragraphs for text in row.texts),
        *(link.sentence for link in outline.links),
    }
    for passage in removal.passages:
        assert "".join(run.text for run in passage.runs) in texts
        assert any(run.falls for run in passage.runs)
