"""What is read of one text: years, names, numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.bank import Bank
from essayplanner.argument.outline import Evidence, Factor, Paragraph
from essayplanner.argument.texts import (
    Precision,
    Years,
    paragraph_precision,
    people_of,
    precision,
    years,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("In 1924 he won.", ((1924, 1924),)),
        ("1922–29, 1924/5 and 1926-1928", ((1922, 1929), (1924, 1925), (1926, 1928))),
        ("between 1922 and 1929", ((1922, 1929),)),
        ("in 1922 and 1929", ((1922, 1922), (1929, 1929))),
        ("from 1922 to 1929", ((1922, 1929),)),
        ("the 1920s", ((1920, 1929),)),
        ("the 1800s", ((1800, 1899),)),
        ("1899–02", ((1899, 1902),)),
        ("1929–22", ((1929, 1929),)),
        ("1929–1922", ((1929, 1929), (1922, 1922))),
        # Counts are no years.
        ("1936 votes, 1,924 copies, £1924, 1924 per cent, 12345, 192", ()),
        ("he had about 2000 of them, and nearly 1924", ()),
        ("In 1921 workers struck in 2000 factories.", ((1921, 1921),)),
        ("in 1900 and since 2000", ((1900, 1900), (2000, 2000))),
    ],
)
def test_the_years_of_a_text_are_read(text: str, found: tuple[tuple[int, int], ...]) -> None:
    assert tuple((row.first, row.last) for row in years(text)) == found


def test_years_are_told_as_they_are_written() -> None:
    assert years("By the 1920s or 1924–29.") == (
        Years(1920, 1929, "1920s"),
        Years(1924, 1929, "1924–29"),
    )


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", (0, 0, 0)),
        ("He was clever and the others were not.", (0, 0, 0)),
        ("On 26 January 1924 the Central Committee voted.", (1, 1, 0)),
        ("In April he and Trotsky met; I was there with Trotsky’s friends.", (0, 1, 0)),
        ("They lost by 559 votes to 65 at the 14th Congress in December 1925.", (1, 1, 2)),
        ("About 41% of the 10,000 came in 1922–23 and in 1922–23.", (1, 0, 2)),
        # A capital that begins a sentence is no name yet; nor is one after a quotation.
        ("Trotsky lost. Then he left. “Never.” So it went.", (0, 0, 0)),
        ("in Łódź with Bukharin, the NKVD and Orlando Figes", (0, 4, 0)),
    ],
)
def test_what_makes_a_text_exact_is_counted(text: str, counts: tuple[int, int, int]) -> None:
    assert precision(text) == Precision(*counts)


def test_of_a_paragraph_its_evidence_counts_too_and_each_thing_once() -> None:
    fact = Evidence(
        key="vote",
        date="1925-12",
        date_text="December 1925",
        title="559 votes to 65",
        text="The Congress votes Zinoviev and Kamenev down.",
    )
    row = Paragraph(
        factor=Factor(key="party", name="The party", short_name="Party", mark=1),
        point="It voted Zinoviev down in December 1925.",
        evidence=(fact,),
        reply="By 559 to 65.",
    )
    assert paragraph_precision(row) == Precision(dates=1, names=3, numbers=2)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Trotsky lost. Bukharin fell. Then he won.", 2),
        ("He won (Trotsky lost). “Bukharin fell.” Trotsky’s end.", 2),
        ("Nobody (Leon Trotsky too) saw it: Bukharin\nNikolai Bukharin", 2),
        ("Somebody lost. He saw Trotsky. Trotsky saw him.", 1),
        ("\n" * 10_000 + "Trotsky" + "(" * 10_000, 1),
    ],
)
def test_somebody_known_is_a_name_where_a_sentence_begins_too(text: str, names: int) -> None:
    bank = Bank(people=(("Leon Trotsky", "Trotskii"), ("Nikolai Bukharin",)))
    row = Paragraph(
        factor=Factor(key="party", name="The party", short_name="Party", mark=1), explanation=text
    )
    assert paragraph_precision(row, people_of(bank)).names == names


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(row.first <= row.last for row in years(text))
    assert min(precision(text)) >= 0
