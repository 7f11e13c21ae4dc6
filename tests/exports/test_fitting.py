"""Reckoning lines: never too few, and no letter of a text lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.exports.fitting import (
    WIDEST_WORD,
    balanced,
    breakable,
    cut,
    line_ends,
    shortened,
    width,
    words,
)
from essayplanner.exports.text import printable
from tests.exports.reading import squeezed

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300).map(printable)


@given(ANY_TEXT)
def test_a_breakable_text_has_the_same_letters_and_no_word_that_is_too_wide(text: str) -> None:
    broken = breakable(text)
    assert squeezed(broken) == squeezed(text)
    assert all(
        width(word) <= WIDEST_WORD for word in words(broken) if max(word, default="") < "\u2e80"
    )


@given(ANY_TEXT, st.floats(min_value=16, max_value=60))
def test_no_line_is_wider_than_its_room(text: str, room: float) -> None:
    text = breakable(text)
    ends = line_ends(text, room)
    assert (ends, ends[-1]) == (sorted(ends), len(text))
    assert all(width(text[a:b].rstrip(" ")) <= room for a, b in pairwise([0, *ends]))


@given(ANY_TEXT, st.floats(min_value=16, max_value=60), st.integers(min_value=1, max_value=9))
def test_the_first_lines_of_a_text_are_reckoned_alone(text: str, room: float, most: int) -> None:
    text = breakable(text)
    assert line_ends(text, room, most=most) == line_ends(text, room)[:most]


@given(ANY_TEXT, st.floats(min_value=16, max_value=60))
def test_a_balanced_text_takes_no_more_lines(text: str, room: float) -> None:
    text = breakable(text)
    narrow = balanced(text, room)
    assert narrow <= room
    assert len(line_ends(text, narrow)) == len(line_ends(text, room))


def test_the_lines_of_a_balanced_text_are_about_alike() -> None:
    text = "Stalin resists calls to expel Trotsky"
    ends = [0, *line_ends(text, balanced(text, 14))]
    assert [text[a:b].strip() for a, b in pairwise(ends)] == [
        "Stalin resists calls",
        "to expel Trotsky",
    ]


@given(ANY_TEXT, st.integers(min_value=1, max_value=300))
def test_what_is_cut_in_two_is_whole(text: str, end: int) -> None:
    here, there = cut(text, end)
    assert squeezed(here + there) == squeezed(text)
    assert len(here) <= end


@given(ANY_TEXT, st.floats(min_value=2, max_value=40))
def test_what_is_shortened_stands_on_its_line(text: str, room: float) -> None:
    short = shortened(text, room)
    assert width(short) <= room
    assert short == " ".join(text.split()) or short.endswith("…")


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 20, 1),
        ("one line", 20, 1),
        ("one\ntwo\nthree", 20, 3),
        ("four words on it " * 4, 20, 2),
        ("字" * 15, 20, 1),
        ("字" * 30, 20, 3),
    ],
)
def test_lines_are_counted_with_the_breaks_that_are_typed(
    text: str, room: float, lines: int
) -> None:
    assert len(line_ends(breakable(text), room)) == lines


def test_a_sentence_stays_whole_where_a_text_is_cut() -> None:
    text = "The first sentence is here. The second goes on for longer."
    assert cut(text, 40) == (text[:27], text[28:])
    assert cut("One long sentence that does not end", 17) == (
        "One long sentence",
        "that does not end",
    )


def test_a_text_is_shortened_behind_a_word() -> None:
    assert shortened("How far was Stalin’s own skill responsible?", 12) == "How far was Stalin’s…"
