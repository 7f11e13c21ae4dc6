"""Who needs help: by a time that passes and by weighty gaps, each with the reason in words."""

import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from essayplanner.plans.standing import Facts
from essayplanner.plans.states import State
from essayplanner.reviews.help import MANY, Need, who_needs_help
from essayplanner.reviews.overview import Stands, Work
from essayplanner.reviews.saying import ago, due, exactly

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=LONDON)
DAY = timedelta(days=1)
WEIGHTY = ("no_line_of_argument", "argument")


def stands(words: int = 100, weighty: int = 0) -> Stands:
    facts = Facts("", [WEIGHTY] * weighty, [], {}, "", [], {}, [], [], [])
    return Stands(words, weighty, 0, "You have not yet said what you argue.", "", facts)


def work(name: str, **values: Any) -> Work:
    if "stands" in values:
        values = {"plan": uuid.uuid4(), "worked_at": NOW, "state": State.DRAFTING} | values
    return Work(student=1, name=name, **values)


def told(*rows: Work, set_days_ago: int = 1, compared: bool = True) -> list[str]:
    needs = who_needs_help(rows, NOW - DAY * set_days_ago, NOW, compared=compared)
    return [f"{need.work.name}: {need.says(NOW)}" for need in needs]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (work("A", due_at=NOW + DAY), ["A: not started, due tomorrow at 10:00"]),
        (work("A", due_at=NOW - DAY), ["A: not started, was due yesterday"]),
        (work("A", due_at=NOW + 5 * DAY), []),
        (work("A"), []),
        (
            work("A", stands=stands(0), due_at=NOW + DAY / 24),
            ["A: opened, nothing written yet, due today at 11:00"],
        ),
        (
            work("A", stands=stands(), due_at=NOW - 3 * DAY),
            ["A: still drafting, was due 3 days ago"],
        ),
        (
            work("A", stands=stands(), worked_at=NOW - 9 * DAY),
            ["A: last worked 9 days ago"],
        ),
        (work("A", stands=stands(), worked_at=NOW - 6 * DAY), []),
        (work("A", stands=stands(weighty=MANY)), ["A: 4 weighty gaps"]),
        (work("A", stands=stands(weighty=MANY - 1)), []),
        # What waits for the teacher, or came back just now, is no cry for help.
        *(
            (work("A", stands=stands(weighty=9), state=state, due_at=NOW - DAY), [])
            for state in (State.HANDED_IN, State.WITH_FEEDBACK, State.AGAIN)
        ),
        # What was kept cannot be read yet: nothing is said of gaps.
        (work("A", stands=None), []),
    ],
)
def test_each_reason_is_said_in_words(row: Work, says: list[str]) -> None:
    assert told(row) == says


def test_who_has_not_begun_is_asked_about_once_the_question_is_set_for_some_days() -> None:
    assert told(work("A"), set_days_ago=2) == []
    assert told(work("A"), set_days_ago=3) == ["A: not started"]


def test_the_most_urgent_come_first_and_alike_ones_in_the_order_of_the_class() -> None:
    rows = (
        work("Slow"),
        work("Many", stands=stands(weighty=5)),
        work("More", stands=stands(weighty=7)),
        work("Rests", stands=stands(), worked_at=NOW - 8 * DAY),
        work("Rests longer", stands=stands(), worked_at=NOW - 20 * DAY),
        work("Blank", due_at=NOW + DAY),
        work("Late", stands=stands(), due_at=NOW - DAY),
        work("Overdue", due_at=NOW - DAY),
        work("Overdue longer", due_at=NOW - 2 * DAY),
        work("Fine", stands=stands()),
        work("Slow too"),
    )
    order = [said.partition(":")[0] for said in told(*rows, set_days_ago=5)]
    assert order == [
        *("Overdue longer", "Overdue", "Late", "Blank", "Rests longer", "Rests", "More", "Many"),
        *("Slow", "Slow too"),
    ]


def test_in_coursework_gaps_are_no_reason_and_times_are() -> None:
    rows = (work("A", stands=stands(weighty=9)), work("B", due_at=NOW + DAY))
    assert told(*rows, compared=False) == ["B: not started, due tomorrow at 10:00"]


def test_the_first_gap_is_told_of_who_has_written_something() -> None:
    written, blank = (
        Need(work=work("A", stands=stands(words)), why="gaps").first for words in (5, 0)
    )
    assert (written, blank) == ("You have not yet said what you argue.", "")
    assert Need(work=work("A"), why="slow").first == ""


# Times


@pytest.mark.parametrize(
    ("before", "says"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=-5), "just now"),  # another machine’s clock
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=9), "9 hours ago"),
        (timedelta(hours=11), "yesterday"),
        (3 * DAY, "3 days ago"),
    ],
)
def test_how_long_ago_something_was(before: timedelta, says: str) -> None:
    assert ago(NOW - before, NOW) == says


def test_a_day_is_a_day_also_when_the_clock_changes() -> None:
    # The clock went back in the night to 25 October 2026.
    before = datetime(2026, 10, 24, 23, 30, tzinfo=LONDON)
    after = datetime(2026, 10, 25, 22, 0, tzinfo=LONDON)
    assert ago(before, after) == "yesterday"
    assert due(after, before) == "due tomorrow at 22:00"
    assert exactly(after) == "25 Oct 2026, 22:00"
    assert due(before, before + timedelta(minutes=5)) == "was due at 23:30"
