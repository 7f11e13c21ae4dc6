"""The chart of alliances: the same stances make the same bars, and the table says all of them."""

import datetime
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.library.alliances import (
    BAR,
    NARROWEST,
    WIDTH,
    Chart,
    Figure,
    Side,
    Stance,
    lay_chart,
)
from tests.library.banks import read, rich, says

CROWN, NORTH = Side(1, "Crown"), Side(2, "A name that is much longer than its bar has room for")


def figure(name: str, *stances: tuple[str, Side]) -> Figure:
    return Figure(name.lower(), name, tuple(Stance(date, side, "So.") for date, side in stances))


def chart(*figures: Figure) -> Chart:
    laid = lay_chart(figures)
    assert laid is not None
    return laid


def test_a_stance_is_a_bar_from_where_it_began_to_where_it_ended() -> None:
    laid = chart(figure("Ann", ("1921/1922", CROWN), ("1923/1924", NORTH)))
    assert [(bar.x, bar.width, bar.label) for bar in laid.rows[0].bars] == [
        (0.0, 299.8, "1 Crown"),
        (299.8, 300.2, "2"),
    ]
    assert [(year.label, year.x, year.middle) for year in laid.years] == [
        (1921, 0.0, 75.0),
        (1922, 150.0, 225.0),
        (1923, 300.0, 375.0),
        (1924, 450.0, 525.0),
    ]


def test_stances_that_overlap_stand_one_below_the_other() -> None:
    laid = chart(
        figure("Ann", ("1921/1923", CROWN), ("1923/1924", NORTH)), figure("Bob", ("1922", CROWN))
    )
    ann, bob = laid.rows
    assert [bar.y for bar in ann.bars] == [ann.y, ann.y + BAR + 2]
    assert bob.y > ann.y + 2 * BAR


def test_a_day_is_wide_enough_for_its_number_and_stays_on_the_chart() -> None:
    (bar,) = chart(figure("Ann", ("1924-12-31", CROWN))).rows[0].bars
    assert (bar.x, bar.width, bar.label) == (WIDTH - NARROWEST, NARROWEST, "1")


def test_who_took_no_side_has_no_row() -> None:
    assert [
        row.figure.name for row in chart(figure("Ann"), figure("Bob", ("1922", CROWN))).rows
    ] == ["Bob"]
    assert lay_chart([figure("Ann")]) is None


def test_a_long_name_is_broken_and_many_years_are_labelled_here_and_there() -> None:
    laid = chart(figure("Yevgeny Preobrazhensky", ("1900/1949", CROWN)))
    assert [name for _, name in laid.rows[0].lines] == ["Yevgeny", "Preobrazhensky"]
    assert [year.label for year in laid.years] == list(range(1900, 1946, 3))


@pytest.mark.parametrize("last", [1901, 1917, 1918, 1950, 1999, 2900, 9999])
def test_labels_of_years_stay_on_the_chart_and_apart_however_many_there_are(last: int) -> None:
    years = chart(figure("Ann", (f"1900/{last}", CROWN))).years
    middles = [year.middle for year in years]
    assert years[0].label == 1900
    assert middles[-1] <= WIDTH - 16
    assert all(after - before >= 33.9 for before, after in pairwise(middles))


days = st.dates(datetime.date(1900, 1, 1), datetime.date(1950, 12, 31))
spans = st.tuples(days, days).map(lambda pair: "/".join(map(str, sorted(pair))))
stances = st.tuples(spans, st.sampled_from([CROWN, NORTH]))
figures = st.lists(
    st.lists(stances, max_size=6).map(lambda rows: figure("Ann", *rows)), min_size=1, max_size=5
)


@given(figures)
def test_every_stance_has_one_bar_on_the_chart_that_meets_no_other(rows: list[Figure]) -> None:
    laid = lay_chart(rows)
    assert laid == lay_chart(rows)
    if laid is None:
        assert not any(row.stances for row in rows)
        return
    bars = [bar for row in laid.rows for bar in row.bars]
    drawn = sorted((bar.stance.date, bar.stance.side.number) for bar in bars)
    given_ = sorted((stance.date, stance.side.number) for row in rows for stance in row.stances)
    assert drawn == given_
    for bar in bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH + 0.1
        assert bar.y + BAR <= laid.height
    for number, one in enumerate(bars):
        for other in bars[number + 1 :]:
            apart = one.x + one.width <= other.x + 0.11 or other.x + other.width <= one.x + 0.11
            assert apart or one.y != other.y


@pytest.mark.django_db
class TestOnThePage:
    def test_every_stance_is_in_the_picture_and_in_the_table(self) -> None:
        rich()
        page = read("timeline/")
        assert re.findall(r"<g [^>]*><title>(.*?)</title>", page) == [
            "Thomas Cromwell, 1535–1540: The Crown",
            "Robert Aske, Oct – Dec 1536: The north",
            "Robert Aske, Jan 1537: The Crown",
        ]
        rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
        assert [[says(cell) for cell in re.split("</t[hd]>", row)[:-1]] for row in rows] == [
            ["Person", "When", "Camp", "Where they stood"],
            ["Thomas Cromwell", "1535–1540", "1 The Crown", "Drew up the Acts."],
            ["Robert Aske", "Oct – Dec 1536", "2 The north", "Marched on York."],
            ["Robert Aske", "Jan 1537", "1 The Crown", "Spoke against a new rising."],
        ]

    def test_a_camp_has_its_colour_pattern_number_and_name(self) -> None:
        rich()
        page = read("timeline/")
        for number, name in ((1, "The Crown"), (2, "The north")):
            assert f'<pattern id="camp-{number}" class="camp-{number}"' in page
            assert f'class="bar camp-{number}"' in page
            assert f'fill="url(#camp-{number})"' in page
            assert f"{number} {name}." in says(page)

    def test_the_picture_is_named_and_described_and_its_box_can_be_scrolled_by_keyboard(
        self,
    ) -> None:
        rich()
        page = read("timeline/")
        assert 'role="img" aria-labelledby="chart-title chart-description"' in page
        assert '<title id="chart-title">' in page
        assert '<desc id="chart-description">' in page
        assert page.count('class="scroll chart" tabindex="0" role="region" aria-label="') == 1
