"""What a text is about: sure of a factor that it names, generous with a word that it shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.naming import names, sentences, shares
from essayplanner.argument.outline import Factor

RIVALS = Factor(key="rivals", name="His rivals’ weakness", short_name="Rivals", mark=1)
WAR = Factor(key="war", name="Fear of war", short_name="War", mark=2)
LEGACY = Factor(key="legacy", name="Lenin’s legacy", short_name="Lenin’s legacy", mark=3)


@pytest.mark.parametrize(
    ("text", "factor", "named"),
    [
        ("Above all it was his rivals’ weakness.", RIVALS, True),
        ("ABOVE ALL IT WAS HIS RIVALS' WEAKNESS.", RIVALS, True),
        ("His rival failed him.", RIVALS, True),
        ("“Rivals” come last.", RIVALS, True),
        ("Their rivalry was bitter.", RIVALS, False),
        ("His weakness was vanity.", RIVALS, False),
        ("Arrivals were few.", RIVALS, False),
        ("", RIVALS, False),
        ("The war scare of 1927 helped.", WAR, True),
        ("War was expected.", WAR, True),
        # It is part of a proper name.
        ("The Civil War had ended.", WAR, False),
        ("Fear of War was real.", WAR, True),
        ("Lenin's Legacy was disputed.", LEGACY, True),
        ("Lenin left a legacy.", LEGACY, False),
        ("\u0301" * 10_000, RIVALS, False),
    ],
)
def test_a_factor_is_named_by_its_name_or_its_short_name(
    text: str, factor: Factor, named: bool
) -> None:
    assert names(text, factor) == named


def test_a_factor_without_a_name_is_named_by_nothing() -> None:
    assert not names("", Factor(key="x", name="", short_name=" ", mark=1))
    assert not names("A word.", Factor(key="x", name="…", short_name="", mark=1))


@pytest.mark.parametrize(
    ("text", "other", "shared"),
    [
        ("So the structure decided.", "Structural causes", True),
        ("Politics was all.", "political skill", True),
        ("Trotsky’s silence", "Trotsky was silent", True),
        ("So this is why it was.", "This was the view of it", False),
        ("Wars", "War", True),
        ("", "", False),
    ],
)
def test_two_texts_share_a_word_that_says_something(text: str, other: str, shared: bool) -> None:
    assert shares(text, [other]) == shares(other, [text]) == shared


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("One. Two? “Three.” Four", ["One. ", "Two? ", "“Three.” ", "Four"]),
        ("E. H. Carr said so. He was right.", ["E. H. Carr said so. ", "He was right."]),
        ("It rose by approx. two.", ["It rose by approx. two."]),
        ("a line\n\nanother", ["a line\n\n", "another"]),
        ("Wait … Éamon came.", ["Wait … ", "Éamon came."]),
        ("", []),
    ],
)
def test_a_text_is_split_into_sentences(text: str, split: list[str]) -> None:
    assert sentences(text) == split


@given(st.text())
def test_the_sentences_of_a_text_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text
