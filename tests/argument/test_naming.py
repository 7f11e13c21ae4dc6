"""Which factor a typed question names: the right one or none, never a wrong one."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.naming import factor_named
from essayplanner.argument.outline import Factor, Question
from factors.pack import packs
from tests.argument.ladder import read_library
from tests.argument.strategies import factors as any_factors
from tests.argument.test_mentions import OFFICE, OWN, RISE, TERROR


def _library() -> Iterator[tuple[Question, tuple[Factor, ...]]]:
    for folder in packs():
        library = read_library(folder.name)
        for question in library.questions.values():
            yield question, library.bank.factors


def _typed(question: Question, factors: tuple[Factor, ...]) -> str:
    """Read a question of the library as if somebody typed it."""
    return factor_named(Question(text=question.text, topic=question.topic), factors)


def test_a_question_of_the_library_typed_by_hand_names_its_own_factor_or_none() -> None:
    read = [(row.named_factor, _typed(row, factors)) for row, factors in _library()]
    assert [(own, found) for own, found in read if found not in ("", own)] == []
    # The rest names it in words of its own, such as “the party’s machinery”.
    assert sum(bool(found) for _, found in read) == 15
    assert sum(bool(own) for own, _ in read) == 29


@pytest.mark.parametrize(
    ("plan", "text", "key"),
    [
        (RISE, "How important was luck?", "luck"),
        (RISE, "How important was luck in Stalin’s rise to power?", "luck"),
        (RISE, "Assess the role of Lenin's legacy in Stalin's rise to power.", "legacy"),
        (RISE, "how far was structure the reason for stalins rise", "structure"),
        (RISE, "To what extent was skill, rather than luck, the reason for his rise?", "skill"),
        (RISE, "To what extent was Stalin’s rise due to his rivals’ weakness?", "rivals"),
        (RISE, "How far was Stalin's rise the result of luck?", "luck"),
        (RISE, "“Stalin rose because of his skill, not luck.” How far do you agree?", "skill"),
        (RISE, "Luck was the main reason why Stalin won. How far do you agree?", "luck"),
        (RISE, "‘Stalin won because his rivals underestimated him.’ Discuss.", "rivals"),
        (OWN, "How far was the Treaty of Versailles responsible for Hitler’s rise?", "versailles"),
        (OWN, "‘Hitler came to power because of the Depression.’ Discuss.", "depression"),
        # None is named, or two are.
        (RISE, "", ""),
        (RISE, "Luck", ""),
        (RISE, "Was it luck?", ""),
        (RISE, "Why did Stalin win, and was it luck?", ""),
        (RISE, "Which mattered more, luck or skill?", ""),
        (RISE, "Assess the importance of policy and luck in Stalin’s rise.", ""),
        (RISE, "How far was Stalin’s skill more important than luck in his rise?", ""),
        # Somebody beaten is no explanation.
        (RISE, "Assess the view that Stalin had defeated his rivals by 1927.", ""),
        (RISE, "How significant was the defeat of his rivals in Stalin’s rise to power?", ""),
        (RISE, "‘Stalin’s victory over his rivals was complete by 1929.’ Discuss.", ""),
        (TERROR, "‘By 1938 Stalin had destroyed all opposition.’ How far do you agree?", ""),
        # It is about what came of it, or how far it went.
        (RISE, "How successful was Stalin’s policy?", ""),
        (RISE, "How far did Stalin’s policy change in the years 1924–29?", ""),
        (RISE, "Assess the consequences of Lenin’s legacy for the party.", ""),
        # It is another’s, or another thing of that name.
        (RISE, "How far was Trotsky’s skill responsible for the Red victory?", ""),
        (TERROR, "How significant was the Second World War in ending the Terror?", ""),
        (OFFICE, "How far do you agree that the holder was a weak leader?", ""),
        (OWN, "How far do you agree that Hitler was a weak dictator?", ""),
    ],
)
def test_a_typed_question_names_a_factor_only_where_that_is_sure(
    plan: tuple[tuple[Factor, ...], Question], text: str, key: str
) -> None:
    factors, question = plan
    assert factor_named(replace(question, text=text), factors) == key


@given(st.text(), st.lists(any_factors, max_size=4).map(tuple))
def test_any_question_is_read(text: str, factors: tuple[Factor, ...]) -> None:
    named = factor_named(Question(text=f"How important was {text}"), factors)
    assert named in {"", *(factor.key for factor in factors)}


@pytest.mark.parametrize("text", ["luck " * 100, "a" * 500, "“" * 500, "over " * 100, "." * 500])
def test_a_hostile_question_is_read(text: str) -> None:
    for command in (
        "How important was {}?",
        "{} How far do you agree?",
        "How far was {} the cause",
    ):
        question = Question(text=command.format(text))
        assert factor_named(question, RISE[0]) in ("", "luck")
