"""One word has many spellings, and is found by all of them, from its beginning."""

import html
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factors.folding import Term, fold, folded, terms
from factors.search import highlight

SPELLINGS = [
    "Trotskii/Trotsky/Trotski/Trotskiy",
    "Ezhov/Yezhov/Ežov",
    "Zinov'ev/Zinov’ev/Zinovʹev/Zinoviev/Zinovyev/Zinovjev",
    "Dzerzhinskii/Dzerzhinsky",
    "Iagoda/Yagoda/Jagoda",
    "Iuzovka/Yuzovka",
    "Aleksandr/Alexander/Aleksander",
    "Aleksei/Alexey",
    "Chicherin/Čičerin/Tchicherin",
    "Alekseev/Alexeyev",
    "Evgenii/Yevgeny",
    "Budennyi/Budyonny",
    "Il'ich/Ilyich/Ilich",
    "Sokol'nikov/Sokolnikov",
    "Piatakov/Pyatakov",
    "Dostoevskii/Dostoyevsky",
    "Khrushchev/Khruschev/Khrushchyov",
    "Tsar/Tzar/Czar",
    "STALIN/Stalin/Stalin’s/Stalin's/Sta\u200flin",
    "café/cafe\u0301/CAFE",
    "10,000/10000",
    "3/3rd",
]

# Letters on which the rules work, and what may stand among them.
TRICKY = st.text(alphabet="abcehijklnorstvxyzčш0139'’ʼʹ-,\u0301\u200f", max_size=12)
MARKED = TRICKY.map(lambda word: "ʼ" * 60 + word)
WORDS = st.one_of(TRICKY, MARKED, st.text(max_size=12))


def finds(query: str, text: str) -> bool:
    kept = folded(text)
    return all(
        term.whole in kept or (term.parts and all(part in kept for part in term.parts))
        for term in terms(query)
    )


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_all_spellings_of_a_name_are_one_word(spellings: str) -> None:
    assert len({fold(spelling) for spelling in spellings.split("/")}) == 1


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("year", "early in the war"),
        ("die", "December"),
        ("talin", "Stalin"),
        ("3 April", "30 April"),
        ("19", "1922"),
        ("Stalin Bukharin", "Stalin alone"),
        ("April 1922", "April 1924"),
    ],
)
def test_what_is_another_word_is_not_found(query: str, text: str) -> None:
    assert not finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("buk", "Bukharin’s articles"),
        ("192", "in 1928"),
        ("28", "1927–28"),
        ("brest litovsk", "Brest-Litovsk"),
        ("Brest-Litovsk", "Brest Litovsk"),
        ("cooperation", "co-operation"),
        ("co-operation", "cooperation"),
        ("3 Apr 1922", "On 3 April 1922"),
        ("Zinovi", "Zinoviev"),
        ("every", "everyone"),
        ("Сталин", "СТАЛИНА"),
    ],
)
def test_a_word_is_found_from_its_beginning(query: str, text: str) -> None:
    assert finds(query, text)


def test_folding_twice_is_folding_once_for_every_character() -> None:
    letters = map(chr, range(sys.maxunicode + 1))
    assert [letter for letter in letters if fold(fold(letter)) != fold(letter)] == []


@given(WORDS)
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


# Without numbers: one of one or two digits is only found whole.
@given(st.lists(WORDS, min_size=1), st.data())
def test_any_beginning_of_a_word_in_a_text_finds_it(words: list[str], data: st.DataObject) -> None:
    word = "".join(c for c in data.draw(st.sampled_from(words)) if not c.isnumeric())
    beginning = word[: data.draw(st.integers(0, len(word)))]
    assert finds(beginning, " ".join([*words, word]))


@given(st.lists(WORDS).map(" ".join))
def test_every_text_finds_itself(text: str) -> None:
    assert finds(text, text)


@given(st.text(), st.text() | st.sampled_from(["a b c", "mark", "<script>"]))
def test_marking_never_alters_a_text(text: str, query: str) -> None:
    markup = highlight(text, query)
    assert re.sub("</?mark>", "", markup) == html.escape(text)


@given(st.text())
def test_any_query_has_ten_words_at_most(query: str) -> None:
    assert len(terms(query * 20)) <= 10


def test_a_query_is_its_different_words() -> None:
    assert terms("Trotskii, trotsky: 3 April 1922 (anti-Party)") == (
        Term("Trotski"),
        Term("_3_"),
        Term("April"),
        Term("_1922"),
        Term("Antiparti", ("Anti", "Parti")),
    )


def test_apostrophes_before_a_word_leave_the_word() -> None:
    assert terms("ʼ" * 60 + "-a") == (Term("A"),)
    assert folded("ʼ" * 60 + "-a") == "A"


@pytest.mark.parametrize(
    "query", ["", "  ", "%", "_", "'’", "-–—", "\0", "\ud800", "\u200f", "?!", "ʼʹ", "ʼ-ʹ"]
)
def test_a_query_without_words_looks_for_nothing(query: str) -> None:
    assert terms(query) == ()


@pytest.mark.parametrize(
    "query", ["a" * 10_000, "a " * 10_000, "a-" * 10_000, "1," * 10_000, "y'" * 10_000]
)
def test_a_query_of_any_length_is_ten_short_words_at_most(query: str) -> None:
    asked = terms(query)
    assert len(asked) <= 10
    assert sum(len(part) for term in asked for part in (term.whole, *term.parts)) < 10 * 11 * 70
