"""How exact a paragraph is, to be seen at a glance."""

from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.texts import Precision
from essayplanner.argument.ticks import Ticks, in_words, lay_ticks

counts = st.integers(0, 10_000)


def test_there_is_a_tick_for_each_date_name_and_number() -> None:
    assert lay_ticks(Precision(3, 1, 0)) == (
        Ticks("3 dates", 13),
        Ticks("1 name", 3),
        Ticks("no numbers", 0),
    )
    assert in_words(Precision(3, 1, 0)) == "3 dates · 1 name · no numbers"


def test_where_there_is_nothing_no_tick_is_drawn_and_words_say_so() -> None:
    assert lay_ticks(Precision(0, 0, 0)) == ()
    assert in_words(Precision(0, 0, 0)) == "none"


@given(st.builds(Precision, counts, counts, counts))
def test_however_many_there_are_the_ticks_stay_beside_their_number(exact: Precision) -> None:
    for row, count in zip(lay_ticks(exact), exact, strict=False):
        assert row.says.startswith(f"{count or 'no'} ")
        assert row.width == (5 * min(count, 12) - 2 if count else 0)
