"""Terms in a text: whole words, the longest first, each once, and nothing else changed."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.library.glossary import Word, Words, mark_terms, ready

TAG = re.compile(r'<a class="term" href="([^"]*)" data-meaning="([^"]*)">([^<]*)</a>')


def word(slug: str, *forms: str, meaning: str = "What it means.") -> Word:
    return Word(slug, forms or (slug,), meaning, f"/glossary/#terms-{slug}")


def marked(text: str, *words: Word) -> list[str]:
    """Return the words of the text that became links."""
    return [found[2] for found in TAG.findall(mark_terms(text, ready(words)))]


def test_a_term_becomes_a_link_that_carries_its_meaning() -> None:
    words = ready([word("nep", "NEP", meaning='Trade & "profit" again.')])
    assert mark_terms("The NEP ended.", words) == (
        'The <a class="term" href="/glossary/#terms-nep" '
        'data-meaning="Trade &amp; &quot;profit&quot; again.">NEP</a> ended.'
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The apparat ruled.", ["apparat"]),
        ("Apparat and apparat", ["Apparat"]),
        ("APPARAT", []),
        ("the apparatus, an apparat-like thing, xapparat", []),
        ("the apparat’s men, (apparat)", ["apparat"]),
        ("", []),
    ],
)
def test_only_whole_words_count_and_only_the_first(text: str, found: list[str]) -> None:
    assert marked(text, word("apparat")) == found


def test_a_name_is_not_found_in_a_common_word() -> None:
    right = word("right", "the Right", "Right")
    assert marked("They were right to fear the Right.", right) == ["the Right"]


def test_other_forms_lead_to_the_same_term_and_count_as_it() -> None:
    assert marked("Kulaks hid grain; a kulak hid more.", word("kulak", "kulak", "kulaks")) == [
        "Kulaks"
    ]


def test_the_longest_term_wins_and_no_term_is_marked_inside_another() -> None:
    words = word("committee"), word("central", "Central Committee")
    text = "The Central Committee met; the Central Committee chose a committee."
    assert marked(text, *words) == ["Central Committee", "committee"]


def test_of_two_terms_with_one_form_the_first_has_it() -> None:
    text = mark_terms("a party", ready([word("one", "party"), word("two", "party")]))
    assert [found[0] for found in TAG.findall(text)] == ["/glossary/#terms-one"]


def test_an_item_marks_each_term_once_in_all_its_texts() -> None:
    item = ready([word("nep", "NEP"), word("kulak")]).marker("kulak")
    texts = [item.mark(text) for text in ("The NEP.", "The NEP and a kulak.")]
    assert [len(TAG.findall(text)) for text in texts] == [1, 0]


def test_markup_in_a_text_is_shown_and_not_obeyed() -> None:
    text = mark_terms("<b>NEP</b> & more", ready([word("nep", "NEP")]))
    assert TAG.sub(r"\3", text) == "&lt;b&gt;NEP&lt;/b&gt; &amp; more"


def test_without_terms_a_text_is_escaped_and_no_more() -> None:
    assert mark_terms("<i>", Words(None, {})) == "&lt;i&gt;"


letters = st.text("aAb B-’<&\"'éЖ", max_size=12)
forms = letters.filter(str.strip)


@given(text=letters, terms=st.lists(st.tuples(forms, forms), max_size=5))
def test_a_text_is_unchanged_but_for_the_markup(text: str, terms: list[tuple[str, str]]) -> None:
    words = ready(word(f"t{number}", *both, meaning=both[0]) for number, both in enumerate(terms))
    drawn = mark_terms(text, words)
    assert unescape(TAG.sub(r"\3", drawn)) == text
    slugs = [href for href, _, _ in TAG.findall(drawn)]
    assert len(slugs) == len(set(slugs))


@given(text=letters, form=st.text("abAB", min_size=1, max_size=3))
def test_a_term_is_found_where_it_stands_as_a_whole_word(text: str, form: str) -> None:
    assert marked(f"{text} {form} {text}", word("term", form)) != []
