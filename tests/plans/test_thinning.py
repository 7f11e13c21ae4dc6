"""Revisions are thinned as they grow old, and the two ends always stay."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.plans.thinning import MOST, Made, surplus

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def staying(ages: Iterable[timedelta], ordinary: bool = True) -> list[timedelta]:
    """The ages that stay of revisions of these ages, the youngest first."""
    rows = [Made(key, NOW - age, ordinary) for key, age in enumerate(sorted(ages, reverse=True))]
    gone = surplus(rows, NOW)
    return [NOW - row.at for row in reversed(rows) if row.key not in gone]


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ([], []),
        ([3 * DAY], [3 * DAY]),
        # All of the last hour.
        ([n * MINUTE for n in range(60)], [n * MINUTE for n in range(60)]),
        # Then the newest of every quarter of an hour, and the oldest of all.
        (
            [n * MINUTE for n in range(60, 105)],
            [60 * MINUTE, 61 * MINUTE, 76 * MINUTE, 91 * MINUTE, 104 * MINUTE],
        ),
        # Then the newest of every day (here: noon, and one minute to midnight of each day before).
        (
            [2 * DAY + n * 6 * 60 * MINUTE for n in range(8)],
            [2 * DAY, 2 * DAY + 18 * 60 * MINUTE, 3 * DAY + 18 * 60 * MINUTE],
        ),
        # One a week beyond.
        (
            [40 * DAY + n * DAY for n in range(15)],
            [40 * DAY, 44 * DAY, 51 * DAY, 54 * DAY],
        ),
        # A clock that was put back.
        ([-5 * MINUTE, timedelta(0)], [-5 * MINUTE, timedelta(0)]),
    ],
)
def test_which_revisions_stay(ages: list[timedelta], expected: list[timedelta]) -> None:
    assert staying(ages) == expected


def test_moments_that_matter_stay_for_a_month() -> None:
    ages = [DAY + n * MINUTE for n in range(30)]
    assert len(staying(ages)) == 2
    assert staying(ages, ordinary=False) == ages
    old = [40 * DAY + n * MINUTE for n in range(30)]
    assert len(staying(old, ordinary=False)) == 2


def test_there_are_never_more_than_200_and_the_oldest_ordinary_ones_go_first() -> None:
    ordinary = [Made(key, NOW - (50 - key) * MINUTE) for key in range(1, 51)]
    marked = [Made(100 + key, NOW - 10 * DAY + key * MINUTE, False) for key in range(170)]
    assert surplus([*marked, *ordinary], NOW) == set(range(1, 21))
    many = [Made(key, NOW - 10 * DAY + key * MINUTE, False) for key in range(250)]
    assert surplus(many, NOW) == set(range(1, 51))


made = st.builds(
    lambda key, seconds, ordinary: Made(key, NOW - timedelta(seconds=seconds), ordinary),
    key=st.integers(0, 10_000),
    seconds=st.integers(0, 7200) | st.integers(0, 90_000) | st.integers(0, 400 * 86_400),
    ordinary=st.booleans(),
)
histories = st.lists(made, max_size=60, unique_by=lambda row: row.key)


@given(histories, st.timedeltas(timedelta(0), 400 * DAY))
def test_whatever_the_history_its_ends_stay_and_thinning_twice_is_thinning_once(
    rows: list[Made], later: timedelta
) -> None:
    now = NOW + later
    gone = surplus(rows, now)
    left = [row for row in rows if row.key not in gone]
    assert len(left) <= MOST
    assert surplus(left, now) == set()
    if rows:
        by_age = sorted(rows, key=lambda row: (row.at, row.key))
        assert {by_age[0], by_age[-1]} <= set(left)
    assert all(row in left for row in rows if now - row.at < timedelta(hours=1))


@given(histories)
def test_no_day_of_the_last_month_that_had_a_revision_is_left_without_one(rows: list[Made]) -> None:
    gone = surplus(rows, NOW)
    days = [
        {row.at.date() for row in kept} for kept in (rows, [r for r in rows if r.key not in gone])
    ]
    month = (NOW - 29 * DAY).date()
    assert {day for day in days[0] if day > month} == {day for day in days[1] if day > month}
