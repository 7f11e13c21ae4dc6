"""Whatever a source lacks, its citation is never left with a stray mark."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factors.citations import STYLES, Name, Runs, Work, text
from factors.citations.runs import curled
from factors.records import SOURCE_TYPES

STRAY = re.compile(
    r"\.\.|,,|;;|::|[?!]\.|,\.|\.[’”]\.|\s[,.;:)\]]|[(\[<“‘]\s|\(\)|\[\]|<>|“”|‘’|[(\[][,.;:]"
    r"|\s\s|^[\s,.;:]|[\s,;:]$"
)

WORDS = st.lists(st.sampled_from(["Lenin", "and", "power", "1924", "in", "Petrograd"]), min_size=1)
PLAIN = st.builds(
    lambda words, end: " ".join(words) + end, WORDS, st.sampled_from(["", "", "?", "!", "."])
)
MAYBE = st.just("") | PLAIN
NAMES = st.lists(
    st.builds(
        Name, st.sampled_from(["Carr", "de Gaulle", ""]), st.sampled_from(["E. H.", "Ian", ""])
    )
    | st.builds(lambda body: Name(literal=body), PLAIN),
    max_size=5,
).map(lambda names: tuple(name for name in names if name.family_name))
YEARS = st.none() | st.integers(1, 2030)
DATES = st.sampled_from(
    [None, "1922", "1922-04", "1922-04-03", "1922-21", "1924-01-16/1924-01-18", "1923-12/1924-01"]
)
NUMBERS = st.sampled_from(["", "1", "12", "Supplement"])
WORKS = st.builds(
    Work,
    type=st.sampled_from(list(SOURCE_TYPES)),
    title=PLAIN,
    authors=NAMES,
    editors=NAMES,
    translators=NAMES,
    container_title=MAYBE,
    publisher=MAYBE,
    place=MAYBE,
    edition=st.sampled_from(["", "2", "Second edition", "Reprint", "Revised"]),
    volume=NUMBERS,
    issue=NUMBERS,
    pages=st.sampled_from(["", "5", "26–52", "fols 2–3"]),
    issued=YEARS,
    original=YEARS,
    date=DATES,
    event=MAYBE,
    archive=MAYBE,
    archive_location=MAYBE,
    url=st.sampled_from(["", "https://library.example/a?b=c"]),
    accessed=DATES,
)
LOCATORS = st.sampled_from(["", "25", "pp. 25-6", "ch. 12"])
CITING = [
    (key, citing)
    for key, style in STYLES.items()
    for citing in ("label", "note", "reference")
    if citing != "note" or style.note
]
ANYTHING = st.text(
    st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t\"'‘’“”.,"), min_size=1
)


def cited(key: str, citing: str, work: Work, locator: str) -> Runs:
    style = STYLES[key]
    if citing == "reference":
        return style.reference(work)
    cite = style.note if citing == "note" else style.label
    return cite(work, locator) if cite else []


@pytest.mark.parametrize(("key", "citing"), CITING)
@given(work=WORKS, locator=LOCATORS)
def test_no_mark_is_doubled_or_left_over(key: str, citing: str, work: Work, locator: str) -> None:
    words = text(cited(key, citing, work, locator))
    assert not STRAY.search(words), words


@pytest.mark.parametrize("key", STYLES)
@given(work=WORKS)
def test_runs_are_never_empty_and_never_two_alike_in_a_row(key: str, work: Work) -> None:
    runs = STYLES[key].reference(work)
    assert all(part for part, _ in runs)
    assert all(one[1] != other[1] for one, other in pairwise(runs))


@pytest.mark.parametrize("key", STYLES)
@given(title=ANYTHING.filter(str.strip))
def test_any_title_is_cited_whole_and_as_text(key: str, title: str) -> None:
    work = Work(type="document", title=title, issued=1924)
    in_print = curled(work.title).rstrip("‘’“”.,")
    assert in_print in text(STYLES[key].reference(work))


@pytest.mark.parametrize("key", STYLES)
def test_markup_in_a_title_is_text_like_any_other(key: str) -> None:
    work = Work(type="document", title="<script>alert(1)</script> $#read(x)$ *_[a]", issued=1924)
    assert ("<script>alert(1)</script> $#read(x)$ *_[a]", True) in STYLES[key].reference(work)


AUTHORS = tuple(Name(f"N{number}") for number in range(1, 22))


@pytest.mark.parametrize(
    ("key", "reference"),
    [
        pytest.param("harvard", "N1 et al. (1924) Notes.", id="harvard: from four"),
        pytest.param("mhra", "N1, and others, Notes (1924)", id="mhra: from four"),
        pytest.param(
            "chicago",
            "N1, N2, N3, N4, N5, N6, N7, et al. Notes. 1924.",
            id="chicago: seven of eleven",
        ),
        pytest.param("mla", "N1, et al. Notes. 1924.", id="mla: from three"),
        pytest.param(
            "apa",
            "N1, N2, N3, N4, N5, N6, N7, N8, N9, N10, N11, N12, N13, N14, N15, N16, N17, N18, N19, "
            ". . . N21. (1924). Notes.",
            id="apa: nineteen and the last of twenty-one",
        ),
    ],
)
def test_a_crowd_of_authors_is_cut_as_the_style_says(key: str, reference: str) -> None:
    work = Work(type="book", title="Notes", authors=AUTHORS, issued=1924)
    assert text(STYLES[key].reference(work)) == reference
