"""Words as a search compares them: without case or accents, and one spelling for many.

Russian names come in several spellings: Trotskii, Trotsky; Ezhov, Yezhov; Zinov'ev, Zinoviev. Each
word is folded to one of them by rules that may not be right, only the same for all.

Folded words are kept side by side, each with a sign of where it begins: ``AprilTrotski_1922_``. A
word of English letters begins with a capital, anything else stands between underscores. Looking for
``Trots`` thus finds words that begin so, and nothing else begins with that capital, which makes the
database's own search for a string twice as fast as with spaces between.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

WORDS_USED = 10  # of a query; nobody means more
LONGEST = 60  # letters of a word; nobody types more

_HYPHENS = "-\u2010\u2011"
_APOSTROPHES = "'’‘ʼʻʹʺˈ′`´"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ACCENTS = "\u0300-\u036f"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?![^\W_])"
_LETTERS = rf"[^\W_]+(?:[{_APOSTROPHES}{_UNSEEN}{_ACCENTS}]+[^\W_]+)*[{_ACCENTS}]*"
_WORD = re.compile(f"{_NUMBER}|{_LETTERS}")
_COMPOUND = re.compile(f"(?:{_NUMBER}|{_LETTERS})(?:[{_HYPHENS}]{_LETTERS})*")

_POSSESSIVE = re.compile(f"[{_APOSTROPHES}]s$")
_SPELT = str.maketrans({"č": "ch", "š": "sh", "ž": "zh"})
# In this order; each leaves nothing that it or one before it would change (a test holds that).
_RULES = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"ł", "l"),
        (r"ø", "o"),
        (r"^(\d+)(?:st|nd|rd|th)$", r"\1"),  # 3rd April
        (r"^y(?=e(?!ar|st|t|ll))|(?<!^)y(?=e)", ""),  # Yezhov, Dostoyevsky; not year, yesterday
        (r"(?<=[bcdfghklmnpqrstvwxz])yo", "e"),  # Fyodor
        (r"[ijy]+", "i"),  # Yagoda, Trotskii
        (r"i(?=ev)", ""),  # Zinoviev, whose soft sign is an apostrophe elsewhere
        (r"x", "ks"),
        (r"ksander", "ksandr"),
        (r"t+ch", "ch"),  # Tchaikovsky
        (r"sh(?=ch)", "s"),  # Khruschev
        (r"tz|^cz", "ts"),  # Tzar, Czar
    )
]


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query: found by ``whole``, or by all of ``parts`` where it has hyphens."""

    whole: str
    parts: tuple[str, ...] = ()


def fold(word: str) -> str:
    """Return one word as it is compared: letters and digits only, the same for every spelling."""
    word = unicodedata.normalize("NFC", word[:LONGEST]).casefold()
    word = _POSSESSIVE.sub("", word).translate(_SPELT)
    word = unicodedata.normalize("NFKD", word).casefold()
    word = "".join(sign for sign in word if sign.isalnum() and sign not in _APOSTROPHES)
    for pattern, instead in _RULES:
        word = pattern.sub(instead, word)
    return word


def folded(text: str) -> str:
    """Return every word of a text once, folded and side by side, to be searched for terms."""
    return "".join(dict.fromkeys(map(_signs, _COMPOUND.findall(text))))


_SMALL = """
a about an and are as at be by did do does for from had has have how in is it its of on or that the
their them they this to was were what when where which who whom whose why with
"""
SMALL_WORDS = frozenset(_SMALL.split())


@lru_cache(maxsize=64)
def terms(query: str, most: int = WORDS_USED) -> tuple[Term, ...]:
    """Return what a query looks for: its first different words, and nothing if it has none.

    A word is found from its beginning, but a number of one or two digits, such as a day of a month,
    only whole. Small words, such as those of a question, count only where there are no others.
    """
    wanted: dict[Term, None] = {}
    compounds = [match[0] for match in _COMPOUND.finditer(query)]
    telling = [compound for compound in compounds if compound.casefold() not in SMALL_WORDS]
    for compound in telling or compounds:
        words = _words(compound)
        parts = [_beginning(fold(word)) for word in words[:most]]
        if parts:
            whole = _beginning(fold("".join(words)))
            wanted[Term(whole, tuple(parts) if len(words) > 1 else ())] = None
        if len(wanted) == most:
            break
    return tuple(wanted)


def holds(text: str, wanted: tuple[Term, ...]) -> bool:
    """Say whether a folded text has every word that is looked for."""
    return all(
        term.whole in text or (term.parts and all(part in text for part in term.parts))
        for term in wanted
    )


def places(text: str, wanted: tuple[Term, ...]) -> Iterator[tuple[int, int]]:
    """Yield where in a text the words that are looked for begin and end."""
    # A part of two letters, such as that of “co-operation”, would be found everywhere.
    looked_for = [part for term in wanted for part in term.parts if len(part) > 2]
    looked_for += [term.whole for term in wanted]
    for compound in _COMPOUND.finditer(text):
        signs = _signs(compound[0])
        for beginning in looked_for:
            if beginning in signs:
                yield compound.span()
                break


@lru_cache(maxsize=2**15)
def _signs(compound: str) -> str:
    """Return what a word with or without hyphens is found by: its parts, and all of it as one."""
    words = _words(compound)
    if len(words) > 1:
        words.append("".join(words))
    return "".join(_sign(form) for word in words for form in _forms(word))


def _words(compound: str) -> list[str]:
    """Return the parts of a word with hyphens, without those that are nothing but apostrophes.

    Sixty of them before it would leave nothing of the whole.
    """
    return [word for word in _WORD.findall(compound) if fold(word)]


def _forms(word: str) -> list[str]:
    """Return a word folded, and those of its beginnings that fold otherwise than it begins.

    Zinoviev folds to ``zinovev``, but somebody who has typed “Zinovi” has to find it.
    """
    forms = [fold(word)]
    for length in range(min(len(word), LONGEST) - 1, 0, -1):
        beginning = fold(word[:length])
        if not any(form.startswith(beginning) for form in forms):
            forms.append(beginning)
    return [form for form in forms if form]


def _sign(form: str) -> str:
    return form.capitalize() if form[0] in ascii_lowercase else f"_{form}_"


def _beginning(form: str) -> str:
    if form.isdecimal() and len(form) <= 2:
        return f"_{form}_"
    return _sign(form).removesuffix("_")
