"""One shape, made from a record of a pack or from a row of the database."""

import pytest

from factors.citations import Name, Work
from factors.citations.wording import chicago_pages, last_two, ordinal_edition, paged, written
from factors.models import Source
from factors.records import PersonName, SourceRecord

WORK = Work(
    type="chapter",
    title="Stalin and his Stalinism",
    authors=(Name("Suny", "Ronald Grigor"),),
    editors=(Name(literal="A Body"),),
    container_title="Stalinism and Nazism",
    pages="26-52",
    issued=2008,
    original=1997,
)


def test_a_record_of_a_pack_becomes_a_work_with_each_text_on_one_line() -> None:
    record = SourceRecord(
        slug="suny",
        type="chapter",
        title=" Stalin and\nhis\tStalinism",
        authors=[PersonName(family="Suny", given="Ronald Grigor")],
        editors=[PersonName(literal="A  Body")],
        translators=[PersonName()],
        container_title="Stalinism and Nazism",
        pages="26-52",
        issued=2008,
        original=1997,
    )
    assert Work.of(record) == WORK


def test_a_row_of_the_database_becomes_the_same_work() -> None:
    row = Source(
        slug="suny",
        type="chapter",
        title="Stalin and his Stalinism",
        authors=[{"family": "Suny", "given": "Ronald Grigor", "literal": ""}],
        editors=[{"literal": "A Body"}],
        container_title="Stalinism and Nazism",
        pages="26-52",
        issued=2008,
        original=1997,
    )
    assert Work.of(row) == WORK


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        pytest.param(Name("Carr", "Edward Hallett"), "E. H.", id="names"),
        pytest.param(Name("Carr", "E.H."), "E. H.", id="initials without a space"),
        pytest.param(Name("Sartre", "Jean-Paul"), "J.-P.", id="a hyphen"),
        pytest.param(Name("Tocqueville", "Alexis de"), "A. de", id="a particle"),
        pytest.param(Name(literal="Academy of Sciences"), "", id="a body"),
        pytest.param(Name(given="Aristotle"), "", id="one name"),
    ],
)
def test_given_names_become_initials(name: Name, initials: str) -> None:
    assert name.initials(" ") == initials


@pytest.mark.parametrize(
    ("edtf", "day_first", "month_first", "year_first"),
    [
        ("1922-04-03", "3 April 1922", "April 3, 1922", "1922, April 3"),
        ("1922-04", "April 1922", "April 1922", "1922, April"),
        ("1922", "1922", "1922", "1922"),
        ("1922-21", "Spring 1922", "Spring 1922", "1922, Spring"),
        (
            "1924-01-16/1924-01-18",
            "16–18 January 1924",
            "January 16–18, 1924",
            "1924, January 16–18",
        ),
        ("1924-01/1924-03", "January–March 1924", "January–March 1924", "1924, January–March"),
        (
            "1924-01-30/1924-02-02",
            "30 January–2 February 1924",
            "January 30–February 2, 1924",
            "1924, January 30–February 2",
        ),
        (
            "1923-12-30/1924-01-02",
            "30 December 1923–2 January 1924",
            "December 30, 1923–January 2, 1924",
            "1923, December 30–1924, January 2",
        ),
        ("1924/1926", "1924–1926", "1924–1926", "1924–1926"),
        ("", "", "", ""),
    ],
)
def test_a_date_is_written_in_the_order_of_the_style(
    edtf: str, day_first: str, month_first: str, year_first: str
) -> None:
    assert (
        written(edtf, "day first"),
        written(edtf, "month first"),
        written(edtf, "year first"),
    ) == (day_first, month_first, year_first)


@pytest.mark.parametrize(
    ("locator", "whole", "mla_and_mhra", "chicago"),
    [
        ("25", "p. 25", "p. 25", "p. 25"),
        ("p.25", "p. 25", "p. 25", "p. 25"),
        ("pp. 25-6", "pp. 25–26", "pp. 25–26", "pp. 25–26"),
        ("101-108", "pp. 101–108", "pp. 101–08", "pp. 101–8"),
        ("100–104", "pp. 100–104", "pp. 100–04", "pp. 100–104"),
        ("321-8", "pp. 321–328", "pp. 321–28", "pp. 321–28"),
        ("498–532", "pp. 498–532", "pp. 498–532", "pp. 498–532"),
        ("95–102", "pp. 95–102", "pp. 95–102", "pp. 95–102"),
        ("126-126", "pp. 126–126", "pp. 126–126", "pp. 126–126"),
        ("xi–xiv", "pp. xi–xiv", "pp. xi–xiv", "pp. xi–xiv"),
        ("12, 15-16", "pp. 12, 15–16", "pp. 12, 15–16", "pp. 12, 15–16"),
        ("A4", "p. A4", "p. A4", "p. A4"),
        ("ch. 12", "ch. 12", "ch. 12", "ch. 12"),
        ("", "", "", ""),
    ],
)
def test_pages_are_shortened_as_the_style_does(
    locator: str, whole: str, mla_and_mhra: str, chicago: str
) -> None:
    assert (paged(locator), paged(locator, last_two), paged(locator, chicago_pages)) == (
        whole,
        mla_and_mhra,
        chicago,
    )


@pytest.mark.parametrize(
    ("written_as", "edition"),
    [
        ("2", "2nd ed."),
        ("11", "11th ed."),
        ("23rd edition", "23rd ed."),
        ("Second edition", "2nd ed."),
        ("Revised edn", "rev. ed."),
        ("Penguin edition", "Penguin ed."),
        ("", ""),
    ],
)
def test_an_edition_is_abbreviated(written_as: str, edition: str) -> None:
    assert ordinal_edition(written_as, "ed.") == edition
