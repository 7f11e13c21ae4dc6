"""Join codes, as they are made, shown and typed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.classes.codes import ALPHABET, LENGTH, make_code, read_code, show_code

CODES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_no_sign_of_a_code_is_taken_for_another() -> None:
    for alike in ("0OQD", "1ILl", "2Z", "5S", "6G", "8B", "UV"):
        assert sum(sign in ALPHABET for sign in alike) <= 1
    assert not set("AEIOU01") & set(ALPHABET)
    assert {len(make_code()) for _ in range(50)} == {LENGTH}
    assert len({make_code() for _ in range(50)}) == 50


def test_a_code_is_shown_in_two_groups() -> None:
    assert show_code("KWT4M7PX") == "KWT4-M7PX"


@given(CODES, st.data())
def test_a_code_is_read_in_any_case_with_spaces_and_dashes_anywhere(code: str, data: Any) -> None:
    typed = "".join(
        data.draw(st.sampled_from(["", " ", "-", "–", "\u00a0", " - "]))
        + data.draw(st.sampled_from([sign, sign.lower()]))
        for sign in code
    )
    assert read_code(typed) == code
    assert read_code(show_code(code)) == code


@given(st.text(max_size=200))
def test_whatever_else_is_typed_is_a_code_or_none(typed: str) -> None:
    code = read_code(typed)
    assert code == "" or (len(code) == LENGTH and set(code) <= set(ALPHABET))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ＫＷＴ４ｍ７ｐｘ", "KWT4M7PX"),  # of a keyboard for full-width letters
        ("SZGBUXXX", "5268VXXX"),  # read off the wall as what they look like
        *(
            (typed, "")
            for typed in ("", "KWT4M7P", "KWT4M7PXX", "KWT4M7P0", "KWT4M7PÉ", "K" * 9000)
        ),
        *(
            (typed, "") for typed in ("٣٤٣٤٣٤٣٤", "KWT4M7P\0" * 9, "ΚWT4M7PX")
        ),  # the last: a Greek K
    ],
)
def test_what_a_code_is_and_what_it_is_not(typed: str, code: str) -> None:
    assert read_code(typed) == code
