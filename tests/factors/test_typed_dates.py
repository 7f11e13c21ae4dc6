"""A date is taken as people type it, and never as more than they typed."""

import time

import pytest
from hypothesis import given

from factors.dates import HistoricalDate
from factors.typed_dates import parse_date
from tests.factors.pack_strategies import edtf_dates

LIKE = "write it like 3 April 1922, May 1924, spring 1922 or 1925"


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
        ("", f"“” is not a date; {LIKE}"),
        ("soon", f"“soon” is not a date; {LIKE}"),
        ("1922-13", f"“1922-13” is not a date; {LIKE}"),
        ("30 Feb 1922", "February 1922 has 28 days"),
        ("1924-02-30", "February 1924 has 29 days"),
        ("29 Apr – 31 June 1924", "June 1924 has 30 days"),
        ("40 May 1924", "May 1924 has 31 days"),
        ("3 Apr 0000", f"“3 Apr 0000” is not a date; {LIKE}"),
        ("31 April", f"“31 April” is not a date; {LIKE}"),
        ("3 1922", f"“3 1922” is not a date; {LIKE}"),
        ("3 Apr 22", f"“3 Apr 22” is not a date; {LIKE}"),
        ("13/13/1922", f"“13/13/1922” is not a date; {LIKE}"),
        ("c. 1922", f"“c. 1922” is not a date; {LIKE}"),
        ("3 spring 1922", f"“3 spring 1922” is not a date; {LIKE}"),
        ("1922 – 1923 – 1924", f"“1922 – 1923 – 1924” is not a date; {LIKE}"),
        ("1924/1925/1926", f"“1924/1925/1926” is not a date; {LIKE}"),
        ("x" * 61, f"“{'x' * 20}…” is too long for a date; {LIKE}"),
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


@pytest.mark.parametrize("text", ["1922" + " " * 1_000_000 + "x", "9" * 1_000_000, "-" * 1_000_000])
def test_what_is_far_too_long_for_a_date_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(ValueError, match="is too long for a date"):
        parse_date(text)
    assert time.process_time() - began < 0.1
