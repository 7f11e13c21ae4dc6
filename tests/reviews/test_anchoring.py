"""A comment on some words keeps its place, or says that the words are gone."""

from hypothesis import given
from hypothesis import strategies as st

from essayplanner.reviews.anchoring import Run, find, runs

TEXTS = st.text("ab \n’😀", max_size=30)
SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5)


def test_the_nearest_of_several_places_is_meant() -> None:
    text = "luck, skill, luck"
    assert find(text, "luck", 0) == (0, 4)
    assert find(text, "luck", 13) == (13, 17)
    assert find(text, "luck", 9) == (13, 17)
    assert find(text, "luck", 3) == (0, 4)
    assert find(text, "luck", 10_000) == (13, 17)
    assert find(text, "chance", 0) is None
    assert find(text, "", 0) is None


@given(TEXTS, SPANS)
def test_the_runs_of_a_text_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    spans = [(first, last) for first, last in spans if last <= len(text)]
    cut = runs(text, enumerate(spans))
    assert "".join(run.text for run in cut) == text
    for key, (first, last) in enumerate(spans):
        said = "".join(run.text for run in cut if key in run.keys)
        assert said == text[first:last]


def test_runs_overlap() -> None:
    assert runs("abcd", [(1, (0, 2)), (2, (1, 3))]) == (
        *(Run("a", (1,)), Run("b", (1, 2))),
        *(Run("c", (2,)), Run("d")),
    )


@given(TEXTS, TEXTS.filter(bool), TEXTS, TEXTS)
def test_words_that_are_still_there_are_found(
    before: str, quote: str, after: str, more: str
) -> None:
    start = len(before)
    assert find(before + quote + after, quote, start) == (start, start + len(quote))
    for text in (more + before + quote + after, before + quote + more + after):
        span = find(text, quote, start)
        assert span is not None
        assert text[slice(*span)] == quote


@given(TEXTS, st.text("xyz", min_size=1, max_size=5), TEXTS, TEXTS)
def test_what_is_written_elsewhere_moves_words_along(
    before: str, quote: str, after: str, more: str
) -> None:
    at = len(more) + len(before)
    found = find(more + before + quote + after, quote, len(before))
    assert found == (at, at + len(quote))


@given(TEXTS, TEXTS, st.integers(0, 99))
def test_words_are_found_wherever_they_stand(text: str, quote: str, start: int) -> None:
    span = find(text, quote, start)
    assert (span is not None) == (bool(quote) and quote in text)
