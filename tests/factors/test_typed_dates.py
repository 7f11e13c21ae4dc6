"""A date is taken as people type it, and never as more than they typed."""

import pytest
from hypothesis import given

from factors.dates import HistoricalDate
from factors.typed_dates import parse_date
from tests.factors.pack_strategies import edtf_dates


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("1922-04-03", "1922-04-03"),
        ("1924-01-16/1924-01-18", "1924-01-16/1924-01-18"),
        ("1917-21", "1917-21"),
        ("3 Apr 1922", "1922-04-03"),
        ("3 April 1922", "1922-04-03"),
        ("3rd April, 1922", "1922-04-03"),
        ("April 3, 1922", "1922-04-03"),
        ("03/04/1922", "1922-04-03"),
        ("3.4.1922", "1922-04-03"),
        ("  3 APR.  1922 ", "1922-04-03"),
        ("May 1924", "1924-05"),
        ("Sept 1922", "1922-09"),
        ("Sep 1922", "1922-09"),
        ("september 1922", "1922-09"),
        ("spring 1922", "1922-21"),
        ("Autumn 1923", "1923-23"),
        ("1925", "1925"),
        ("16–18 Jan 1924", "1924-01-16/1924-01-18"),
        ("16 - 18 January 1924", "1924-01-16/1924-01-18"),
        ("28 Apr – 2 May 1924", "1924-04-28/1924-05-02"),
        ("May to June 1924", "1924-05/1924-06"),
        ("spring–autumn 1922", "1922-21/1922-23"),
        ("Dec 1924 – Jan 1925", "1924-12/1925-01"),
        ("31 Dec 1924 until 2 Jan 1925", "1924-12-31/1925-01-02"),
        ("1922–1929", "1922/1929"),
        ("1922-1929", "1922/1929"),
        ("1922–29", "1922/1929"),
        ("1922-29", "1922/1929"),
        ("1917–21", "1917/1921"),
        ("1917 to 1921", "1917/1921"),
        ("3 Apr 1922 – 3 Apr 1922", "1922-04-03"),
    ],
)
def test_a_date_is_taken_as_people_type_it(typed: str, edtf: str) -> None:
    assert parse_date(typed) == edtf


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "“” is not a date"),
        ("soon", "“soon” is not a date"),
        ("1922-13", "“1922-13” is not a date"),
        ("30 Feb 1922", "“30 Feb 1922” is not a date"),
        ("31 April", "“31 April” is not a date"),
        ("3 1922", "“3 1922” is not a date"),
        ("3 Apr 22", "“3 Apr 22” is not a date"),
        ("13/13/1922", "“13/13/1922” is not a date"),
        ("c. 1922", "“c. 1922” is not a date"),
        ("3 spring 1922", "“3 spring 1922” is not a date"),
        ("1922 – 1923 – 1924", "“1922 – 1923 – 1924” is not a date"),
        ("18–16 Jan 1924", "“18–16 Jan 1924” ends before it starts"),
        ("1924 – May 1925", "“1924 – May 1925” is more precise at one end than at the other"),
    ],
)
def test_what_is_not_a_date_is_refused_in_its_own_words(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        parse_date(typed)
    assert str(refusal.value) == sentence


@given(edtf_dates())
def test_what_is_kept_is_taken_unchanged(edtf: str) -> None:
    assert parse_date(edtf) == edtf


@given(edtf_dates(first_year=1000))
def test_what_the_program_shows_is_taken_as_the_same_days(edtf: str) -> None:
    shown = HistoricalDate.parse(edtf)
    taken = HistoricalDate.parse(parse_date(str(shown)))
    assert (taken.starts, taken.ends) == (shown.starts, shown.ends)
