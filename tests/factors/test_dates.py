"""Dates as historians have them."""

import datetime
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factors.dates import HistoricalDate


@pytest.mark.parametrize(
    ("edtf", "shown", "starts", "ends"),
    [
        ("1922-04-03", "3 Apr 1922", date(1922, 4, 3), date(1922, 4, 3)),
        ("1924-05", "May 1924", date(1924, 5, 1), date(1924, 5, 31)),
        ("1924-02", "Feb 1924", date(1924, 2, 1), date(1924, 2, 29)),
        ("1923-02", "Feb 1923", date(1923, 2, 1), date(1923, 2, 28)),
        ("1925", "1925", date(1925, 1, 1), date(1925, 12, 31)),
        ("1922-21", "Spring 1922", date(1922, 3, 1), date(1922, 5, 31)),
        ("1922-22", "Summer 1922", date(1922, 6, 1), date(1922, 8, 31)),
        ("1922-23", "Autumn 1922", date(1922, 9, 1), date(1922, 11, 30)),
        ("1922-24", "Winter 1922–23", date(1922, 12, 1), date(1923, 2, 28)),
        ("0001", "1", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12-31", "31 Dec 9999", date(9999, 12, 31), date(9999, 12, 31)),
        ("1924-01-16/1924-01-18", "16–18 Jan 1924", date(1924, 1, 16), date(1924, 1, 18)),
        ("1924-03-31/1924-04-02", "31 Mar – 2 Apr 1924", date(1924, 3, 31), date(1924, 4, 2)),
        ("1922-12-24/1923-01-04", "24 Dec 1922 – 4 Jan 1923", date(1922, 12, 24), date(1923, 1, 4)),
        ("1926-07/1926-10", "July – Oct 1926", date(1926, 7, 1), date(1926, 10, 31)),
        ("1927-10/1928-01", "Oct 1927 – Jan 1928", date(1927, 10, 1), date(1928, 1, 31)),
        ("1923/1926", "1923–1926", date(1923, 1, 1), date(1926, 12, 31)),
        ("1922-21/1922-23", "Spring – Autumn 1922", date(1922, 3, 1), date(1922, 11, 30)),
        ("1922-24/1923-21", "Winter 1922–23 – Spring 1923", date(1922, 12, 1), date(1923, 5, 31)),
        ("1922-12/1923-01-05", "Dec 1922 – 5 Jan 1923", date(1922, 12, 1), date(1923, 1, 5)),
        ("1924-05/1924-05-10", "May – 10 May 1924", date(1924, 5, 1), date(1924, 5, 10)),
        ("1924-05-10/1924-05", "10 May – May 1924", date(1924, 5, 10), date(1924, 5, 31)),
        ("1924/1924", "1924", date(1924, 1, 1), date(1924, 12, 31)),
        ("1924-01-16/1924-01-16", "16 Jan 1924", date(1924, 1, 16), date(1924, 1, 16)),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(
    edtf: str, shown: str, starts: datetime.date, ends: datetime.date
) -> None:
    historical = HistoricalDate.parse(edtf)
    assert (str(historical), historical.starts, historical.ends) == (shown, starts, ends)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "“” is not a date"),
        ("spring 1922", "“spring 1922” is not a date"),
        ("3 April 1922", "“3 April 1922” is not a date"),
        ("0000", "“0000” is not a date"),
        ("22-04-03", "“22-04-03” is not a date"),
        ("1924-1-1", "“1924-1-1” is not a date"),
        ("1924-", "“1924-” is not a date"),
        ("1924-00", "“1924-00” is not a date"),
        ("1924-13", "“1924-13” is not a date"),
        ("1924-20", "“1924-20” is not a date"),
        ("1924-25", "“1924-25” is not a date"),
        ("1924-01-00", "“1924-01-00” is not a date"),
        ("1923-02-29", "“1923-02-29” is not a date"),
        ("1924-21-03", "“1924-21-03” is not a date"),
        ("9999-24", "“9999-24” is not a date"),
        ("1924\n", "“1924\n” is not a date"),
        (" 1924", "“ 1924” is not a date"),
        ("١٩٢٤", "“١٩٢٤” is not a date"),
        ("1924~", "“1924~” is not a date"),
        ("1924/", "“” is not a date"),
        ("1924/1925/1926", "“1925/1926” is not a date"),
        ("1925/1924", "“1925/1924” ends before it starts"),
        ("1924-01-18/1924-01-16", "“1924-01-18/1924-01-16” ends before it starts"),
        ("1924/1924-05", "“1924/1924-05” is more precise at one end than at the other"),
        ("1924-05/1925", "“1924-05/1925” is more precise at one end than at the other"),
    ],
)
def test_what_is_not_a_date_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"^“") as refusal:
        HistoricalDate.parse(text)
    assert str(refusal.value) == sentence


@given(st.dates())
def test_any_day_is_read_from_its_own_iso_form(day: datetime.date) -> None:
    historical = HistoricalDate.parse(day.isoformat())
    assert (historical.starts, historical.ends) == (day, day)


@given(st.dates(), st.dates())
def test_any_span_runs_from_its_first_day_to_its_last(
    one: datetime.date, other: datetime.date
) -> None:
    first, last = sorted((one, other))
    historical = HistoricalDate.parse(f"{first.isoformat()}/{last.isoformat()}")
    assert (historical.starts, historical.ends) == (first, last)


SENTENCE = re.compile(
    r"“.*” (is not a date|ends before it starts|is more precise at one end than at the other)",
    re.DOTALL,
)


def is_ordered_or_refused_with_a_sentence(text: str) -> bool:
    try:
        historical = HistoricalDate.parse(text)
    except ValueError as refusal:
        return SENTENCE.fullmatch(str(refusal)) is not None
    return historical.starts <= historical.ends


@given(st.text() | st.from_regex(r"\A[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?\Z"))
def test_any_text_is_a_date_that_ends_no_earlier_than_it_starts_or_is_refused(text: str) -> None:
    assert is_ordered_or_refused_with_a_sentence(text)
