"""Quotations read once, so that many texts can be held against them: their words, as compared.

Typographic marks, dashes, hyphens, capitals and punctuation are no part of a word; other spellings
of a word (labour, labor) or a name (Trotskii, Trotsky) are the same word.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from essayplanner.argument.bank import Bank
from essayplanner.argument.letters import decomposed
from essayplanner.argument.outline import Quotation

# A longer passage is held against nothing, and a longer word is read so far.
_MOST_WORDS = 400
_LONGEST_WORD = 40
# So many words may a plan bring itself, so that no check takes long.
_MOST_BEYOND = 2000
# So many historians are looked for by name.
_MOST_NAMES = 300

_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

raw_words = re.compile(r"[^\W_]+").findall

# Words that say nothing by themselves.
_EMPTY_WORDS = """
a about after all also although am among an and any are as at be been but by can could did do does
down for from had has have he her him his how if in into is it its just made make many may might
more most much must no nor not of on one only or other our out over own s she should so some such
t than that the their them then there these they this those though to too up upon us very was we
were what when where which while who whose why will with would yet already because before between
both during each even himself however now same through throughout under until well within without
"""
EMPTY = frozenset(_EMPTY_WORDS.split())

_TOKEN = re.compile(
    r"(?P<gap>\[\s*(?:…|\.{2,}|\.(?:\s\.)+)\s*\]|…|\.(?:\s?\.){1,5})"
    r"|(?P<word>(?:\[\w{1,12}\])?[^\W_]+(?:['’‘ʼ`´][^\W_]+)*(?:\[['’]?\w{0,12}\])?)"
    r"|(?P<bracket>\[[^\[\]]{1,120}\])"
)

_SPELLINGS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(?:skii|skiy|skij|skyi|ski)$", "sky"),
        (r"(?:ii|iy|ij)$", "y"),
        (r"iev$", "ev"),
        (r"^ye(?=..)", "e"),
        (r"ks", "x"),
        (r"z", "s"),
        (r"(?<=..)our", "or"),
        (r"(?<=...)re$", "er"),
        (r"(?<=..)ence$", "ense"),
        (r"mme$", "m"),
        (r"ogue$", "og"),
        (r"dgement", "dgment"),
        (r"^scept", "skept"),
        (r"(?<=..)ll(?=.)", "l"),
        (r"(?<=...)ll$", "l"),
        (r"ae|oe", "e"),
    )
)


def fold(word: str) -> str:
    """Return a word as it is compared: without marks on letters, all spellings as one."""
    return _fold(word[:_LONGEST_WORD])


@lru_cache(maxsize=10_000)
def _fold(word: str) -> str:
    word = word.lower()
    if not word.isascii():
        word = decomposed(word)
    word = "".join(filter(str.isalnum, word))
    if len(word) > 3:
        for pattern, to in _SPELLINGS:
            word = pattern.sub(to, word)
    return word


class Word(NamedTuple):
    """A word of a text, folded, with what stands before it: words cut, or put in brackets."""

    folded: str
    start: int
    end: int
    cut: bool = False
    brackets: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Quoted:
    """A quotation, read once. ``borrowed`` has the places of words that it quotes itself."""

    quotation: Quotation
    words: tuple[Word, ...]
    folded: tuple[str, ...]
    borrowed: frozenset[int]
    owners: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Index:
    """What is known of quotations, read once, equal to itself alone.

    ``strong`` and ``weak`` are the runs of three words by which a text is seen to have nothing of
    them; ``places`` has, by three folded words, the quotations that they stand in. ``names`` are
    the family names of the historians, as a pattern.
    """

    strong: frozenset[tuple[str, ...]]
    weak: frozenset[tuple[str, ...]]
    places: Mapping[tuple[str, ...], tuple[Quoted, ...]]
    texts: frozenset[str]
    names: str


class Known:
    """The quotations of a bank, and those that a plan has ``beyond`` it, each read once."""

    def __init__(self, bank: Bank, beyond: tuple[Quotation, ...]) -> None:
        self.bank, self.beyond = bank, beyond
        self.indexes = (index_of_bank(bank), *([_index_beyond(beyond)] if beyond else []))


@lru_cache(maxsize=64)
def index_of_bank(bank: Bank) -> Index:
    """Return what is known of the quotations of a bank."""
    return index_of(bank.quotations)


# Few, as a student may bring many words.
@lru_cache(maxsize=16)
def _index_beyond(quotations: tuple[Quotation, ...]) -> Index:
    kept, words = [], 0
    for quotation in quotations:
        count = len(raw_words(quotation.text))
        if words + count <= _MOST_BEYOND:
            kept.append(quotation)
            words += count
    return index_of(kept)


def index_of(quotations: Iterable[Quotation]) -> Index:
    """Return what is known of some quotations."""
    strong: set[tuple[str, ...]] = set()
    weak: set[tuple[str, ...]] = set()
    # Of each three words the quotations in order, each once.
    places: defaultdict[tuple[str, ...], dict[Quoted, None]] = defaultdict(dict)
    names: set[str] = set()
    texts: set[str] = set()
    for quotation in quotations:
        texts.add(quotation.text)
        row = _read(quotation)
        if len(row.words) > _MOST_WORDS:
            continue
        text = quotation.text.lower()
        weak |= {gram for gram in grams(raw_words(text)) if weight(gram)}
        strong |= {gram for gram in grams(text.split()) if weight(gram) > 1}
        for gram in grams(row.folded):
            places[gram][row] = None
        # A name as short as an initial would be found everywhere.
        names |= {name for name in row.owners if 2 < len(name) <= _LONGEST_WORD}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return Index(
        strong=frozenset(strong),
        weak=frozenset(weak),
        places={gram: tuple(rows) for gram, rows in places.items()},
        texts=frozenset(texts),
        names="|".join(map(re.escape, longest_first[:_MOST_NAMES])),
    )


def _read(quotation: Quotation) -> Quoted:
    words = read_words(quotation.text, 0, len(quotation.text))
    source = quotation.source
    people = (*source.authors, *source.editors, *source.translators)
    owners = {person.family for person in people} | set(families(quotation.historian))
    inner = re.compile(r"“[^“”]+”|\"[^\"]+\"")
    spans = [match.span() for match in inner.finditer(quotation.text)]
    return Quoted(
        quotation,
        words,
        tuple(word.folded for word in words),
        frozenset(
            place
            for place, word in enumerate(words)
            if any(start <= word.start < end for start, end in spans)
        ),
        frozenset(filter(None, owners)),
    )


def grams(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Return each run of three words."""
    return zip(words, words[1:], words[2:], strict=False)


def families(historian: str) -> tuple[str, ...]:
    """Return the family names of who is named as the historian, one or several."""
    people = re.split(r",|&|\band\b", re.sub(r"\([^()]*\)", "", historian))
    return tuple(names[-1] for person in people if (names := _NAME.findall(person)))


def read_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of a part of a text, each with the cuts and brackets before it."""
    words = []
    cut, brackets = False, ""
    for match in _TOKEN.finditer(text, start, end):
        kind, token = match.lastgroup, match[0]
        if kind == "gap":
            cut = True
        elif kind == "bracket":
            brackets = f"{brackets} {token}".strip()
        elif folded := fold(token):
            words.append(Word(folded, match.start(), match.end(), cut, brackets, "[" in token))
            cut, brackets = False, ""
    return tuple(words)


def weight(words: Iterable[str]) -> int:
    """Count the words that say something."""
    return sum(word not in EMPTY for word in words)
