"""The sentences of a text, and whether two texts share a word that says something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.prose import sentences, shares


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
        (
            "In Dec. 1924 and c. 1925 he won; so did I",
            ["In Dec. 1924 and c. 1925 he won; so did I"],
        ),
        ("In 1924. then", ["In 1924. then"]),
        ("a line\n\nanother", ["a line\n\n", "another"]),
        ("Wait … Éamon came.", ["Wait … ", "Éamon came."]),
        ("", []),
    ],
)
def test_a_text_is_split_into_sentences(text: str, split: list[str]) -> None:
    assert sentences(text) == split


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("In Dec. 1924 he won; so did I.", ["In Dec. 1924 he won; ", "so did I."]),
        ("in 1924. then no! never", ["in 1924. ", "then no! ", "never"]),
        ("E. H. Carr said so. But then\rno", ["E. H. Carr said so. ", "But then\r", "no"]),
    ],
)
def test_notes_are_split_more_often(text: str, split: list[str]) -> None:
    assert sentences(text, notes=True) == split


@given(st.text() | st.text(".;!? \nA1a”c"), st.booleans())
def test_the_sentences_of_a_text_are_the_text(text: str, notes: bool) -> None:
    assert "".join(sentences(text, notes=notes)) == text
