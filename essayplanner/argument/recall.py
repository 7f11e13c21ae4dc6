"""What somebody remembered of a plan: its items, looked for in a text written from memory.

It goes by words and can be explained: for each item it names the words of the text that showed it.
The same plan and text give the same answer, in whatever order the sentences stand. A sentence ends
with a stop and a capital, with a semicolon or with the line: such notes are written line by line.

- A **factor** shows by its short name in one sentence; by a word of its name that neither the
  question, nor another factor, nor any evidence of the plan uses; or by two words of its name in
  one sentence.
- A **historian** shows by family name. Where that is also a common word it needs its capital; where
  the evidence is about somebody of that name, the sentence has to report or to date a view.
- A piece of **evidence** shows in a sentence with its year (and one of its months, if the sentence
  gives months) together with two words of its title, or two of which no other piece of the plan has
  one, or one word of its title that no other has, or no other has in its title and the month
  agrees; in a sentence with two words, one from its title and one that no other piece has, both
  from its title where the sentence gives another year; or where all words of its title are in the
  text.

The words of a piece of evidence are those of its title and key, and the names, their initials and
the numbers of its text. What the question names, what half of the plan's evidence shares, and
common words do not count.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from essayplanner.argument.letters import composed, decomposed
from essayplanner.argument.names import WORDS_TOO
from essayplanner.argument.outline import Evidence, Factor, Outline, Paragraph, Quotation
from essayplanner.argument.prose import sentences
from essayplanner.argument.texts import MONTHS

T = TypeVar("T")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked(Generic[T]):
    """An item of the plan, and the ``words`` that showed it: none where it was forgotten."""

    item: T
    words: Words


@dataclass(frozen=True, slots=True)
class Row:
    """A factor of the plan, its evidence and its quotations, in the plan's order."""

    factor: Looked[Factor]
    evidence: tuple[Looked[Evidence], ...]
    quotations: tuple[Looked[Quotation], ...]


class Count(NamedTuple):
    """How many of the plan's items were remembered."""

    remembered: int
    total: int


@dataclass(frozen=True, slots=True)
class Recall:
    """What was remembered of a plan. Each item counts once, in however many paragraphs it is."""

    rows: tuple[Row, ...]

    @property
    def factors(self) -> Count:
        """The factors remembered."""
        return _count((row.factor.item.key, row.factor.words) for row in self.rows)

    @property
    def evidence(self) -> Count:
        """The pieces of evidence remembered."""
        return _count((one.item.key, one.words) for row in self.rows for one in row.evidence)

    @property
    def historians(self) -> Count:
        """The historians remembered, each once however much is quoted from them."""
        quotations = (one for row in self.rows for one in row.quotations)
        return _count((one.item.historian, one.words) for one in quotations)

    @property
    def total(self) -> Count:
        """The items of every kind remembered."""
        counts = (self.factors, self.evidence, self.historians)
        return Count(sum(row.remembered for row in counts), sum(row.total for row in counts))


def _count(items: Iterable[tuple[str, Words]]) -> Count:
    known: dict[str, bool] = {}
    for name, words in items:
        known[name] = known.get(name, False) or bool(words)
    return Count(sum(known.values()), len(known))


def recall(outline: Outline, text: str) -> Recall:
    """Say what of a plan a text written from memory holds."""
    plan = _look_for(outline)
    read = map(_read, dict.fromkeys(sentences(composed(text), notes=True)))
    # Most sentences of a long text are about no item of the plan.
    about = [sentence for sentence in read if not plan.words.isdisjoint(sentence.words)]
    return Recall(tuple(_row(row, plan, about) for row in outline.paragraphs))


def _row(paragraph: Paragraph, plan: "_Plan", sentences: "list[_Sentence]") -> Row:
    factor = paragraph.factor
    return Row(
        Looked(factor, plan.factors[factor].find(sentences)),
        tuple(Looked(one, plan.evidence[one].find(sentences)) for one in paragraph.evidence),
        tuple(Looked(one, plan.historians[one].find(sentences)) for one in paragraph.quotations),
    )


_APOSTROPHES = "'’‘ʼ`´"
_WORD = re.compile(rf"\d+(?:,\d{{3}})+|[^\W_]+(?:[{_APOSTROPHES}\u0300-\u036f]+[^\W_]+)*")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$", re.IGNORECASE)
_YEAR = re.compile(r"[12]\d{3}")
_EDTF = re.compile(r"(?<!\d)([12]\d{3})(?:-(0[1-9]|1[0-2]))?(?!\d)")
# Two words to eight: what is longer is no name, and every end of it would be kept.
_NAMES = re.compile(r"\b[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){1,7}")


@lru_cache(maxsize=2**14)
def _fold(word: str) -> str:
    """Return a word without case, accents, apostrophes, possessive and plural."""
    word = decomposed(_POSSESSIVE.sub("", word)).casefold()
    word = "".join(sign for sign in word if sign.isalnum())
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


# In small letters; the last line is of words that say nothing in history.
COMMON_WORDS = """
a about above across after again against ago all almost alone along already also although always am
among an and another any are around as asked at away back be became because become becomes been
before began begin behind being below best better between big both but by came can cannot come could
day days did do does done down during each early either end enough even ever every far few first for
from full gave get give given gives go goes gone good got great had half has have he her here him
himself his how however i if in into is it its itself just keep kept last late later led less like
little long made main make makes many me more most much must my need never new next no none nor not
nothing now of off often old on once one only or other others our out over own rather said same say
says second see set she should since small so some soon still such take taken takes than that the
their them then there these they thing things third this those though three through time to together
told too took towards turn turned two under until up upon use used very was way we well went were
what when where whether which while who whole whom whose why will with within without would year
years yet you your
country government leader leaders leadership member members party people political power state
"""
_COMMON = frozenset(map(_fold, COMMON_WORDS.split()))
_WORDS_TOO = frozenset(map(_fold, WORDS_TOO))
_REPORTING = """
accord argu believ blam call claim conclud describ emphasi explain hold insist judg quot said say
stress suggest think thought view write wrote
"""
_REPORTS = tuple(_REPORTING.split())


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The words of a sentence as written, by their folded form, and the dates that it gives.

    What is all in capitals is there as it is, too: it may be initials.
    """

    words: Mapping[str, str]
    years: Mapping[int, str]
    months: Mapping[int, str]


def _read(sentence: str) -> _Sentence:
    words: dict[str, str] = {}
    years: dict[int, str] = {}
    months: dict[int, str] = {}
    for word, beside in _with_neighbours(sentence):
        if _YEAR.fullmatch(word):
            years.setdefault(int(word), word)
        elif beside and word.casefold() in MONTHS:
            months.setdefault(MONTHS[word.casefold()], word)
        # Where a word stands twice it is the capital that can tell a name.
        if word[0].isupper() or _fold(word) not in words:
            words[_fold(word)] = word
        if word.isupper():
            words[word] = word
    return _Sentence(words, years, months)


def _with_neighbours(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each word, and whether a number stands beside it: “may” alone is no month."""
    words = _WORD.findall(text)
    numbers = [word[0].isdecimal() for word in ("-", *words, "-")]
    for word, before, after in zip(words, numbers, numbers[2:], strict=False):
        yield word, before or after


def _best(found: Iterable[Words]) -> Words:
    """Return the most telling of what several sentences hold, whichever comes first."""
    return max(found, key=lambda words: (len(words), words), default=())


@dataclass(frozen=True, slots=True)
class _FactorWords:
    """The words by which a factor is known."""

    short: frozenset[str]
    own: frozenset[str]
    name: frozenset[str]

    def find(self, sentences: Sequence[_Sentence]) -> Words:
        return _best(map(self._find, sentences))

    def _find(self, sentence: _Sentence) -> Words:
        here = sentence.words.keys()
        short = self.short if self.short <= here else frozenset()
        name = self.name & here
        if not (short or self.own & name or len(name) > 1):
            return ()
        return tuple(word for key, word in sentence.words.items() if key in short | name)


@dataclass(frozen=True, slots=True)
class _HistorianWords:
    """The family name by which a historian is known, and the years of the work quoted."""

    family: str
    years: frozenset[int]
    capital: bool
    reported: bool

    def find(self, sentences: Sequence[_Sentence]) -> Words:
        return _best(map(self._find, sentences))

    def _find(self, sentence: _Sentence) -> Words:
        word = sentence.words.get(self.family, "")
        if not word or (self.capital and not word[0].isupper()):
            return ()
        if self.reported and not (
            self.years & sentence.years.keys()
            or any(other.startswith(_REPORTS) for other in sentence.words)
        ):
            return ()
        return (word,)


@dataclass(frozen=True, slots=True)
class _EvidenceWords:
    """The dates and words by which a piece of evidence is known.

    ``own`` are those words that no other piece has, ``head`` those that no other has in its title;
    ``whole`` are those of its title, common ones too where it has no others.
    """

    years: range
    months: frozenset[int]
    title: frozenset[str]
    words: frozenset[str]
    own: frozenset[str]
    head: frozenset[str]
    whole: frozenset[str]

    def find(self, sentences: Sequence[_Sentence]) -> Words:
        return _best(map(self._find, sentences)) or self._find_title(sentences)

    def _find(self, sentence: _Sentence) -> Words:
        here = self.words.intersection(sentence.words)
        if not here:
            return ()
        title = here & self.title
        own = here & self.own
        years = [word for year, word in sentence.years.items() if year in self.years]
        months = [word for month, word in sentence.months.items() if month in self.months]
        if years and (months or not sentence.months or not self.months):
            known = own & title or (months and title & self.head)
            shown = known or len(title) > 1 or (own and len(here) > 1)
        else:
            years, months = [], []
            shown = own and title and len(title if sentence.years else here) > 1
        if not shown:
            return ()
        words = [word for key, word in sentence.words.items() if key in here]
        return tuple(dict.fromkeys([*words, *months, *years]))

    def _find_title(self, sentences: Sequence[_Sentence]) -> Words:
        words: dict[str, str] = {}
        for sentence in sentences:
            for key in self.whole & sentence.words.keys():
                # Whichever sentence comes first, it is the capital that is shown.
                words[key] = min(sentence.words[key], words.get(key, sentence.words[key]))
        return tuple(sorted(words.values())) if len(words) == len(self.whole) else ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to look for; ``words`` are all of it."""

    factors: Mapping[Factor, _FactorWords]
    evidence: Mapping[Evidence, _EvidenceWords]
    historians: Mapping[Quotation, _HistorianWords]
    words: frozenset[str]


@lru_cache(maxsize=16)
def _look_for(outline: Outline) -> _Plan:
    rows = outline.paragraphs
    question = _known(f"{outline.question.text} {outline.question.topic}", capitals=True)
    pieces = list(dict.fromkeys(one for row in rows for one in row.evidence))
    titles = {piece: _title(piece) - question or _title(piece) for piece in pieces}
    words = {piece: titles[piece] | (_names(piece.text) - question) for piece in pieces}
    used = Counter(word for piece in pieces for word in words[piece])
    in_titles = Counter(word for piece in pieces for word in titles[piece])
    shared = {word for word, count in used.items() if count > 1 and count * 2 >= len(pieces)}

    names = {row.factor: _known(f"{row.factor.name} {row.factor.short_name}") for row in rows}
    in_names = Counter(word for factor in names for word in names[factor])
    taken = question | _known(outline.question.text) | used.keys()

    factors = {}
    for factor, name in names.items():
        own = frozenset(word for word in name - taken if in_names[word] == 1)
        short = _known(factor.short_name) or _all(factor.short_name) or _all(factor.name)
        factors[factor] = _FactorWords(short, own, frozenset(name - question))
    evidence = {}
    for piece in pieces:
        kept = frozenset(words[piece] - shared)
        own = frozenset(word for word in kept - in_names.keys() if used[word] == 1)
        dates = _EDTF.findall(piece.date)
        evidence[piece] = _EvidenceWords(
            years=_years(dates),
            months=_months(dates),
            title=frozenset(titles[piece]),
            words=kept,
            own=own,
            head=frozenset(word for word in titles[piece] & kept if in_titles[word] == 1),
            whole=frozenset(_known(piece.title) or _all(piece.title) or _all(piece.text)),
        )
    about = question.union(*titles.values())
    historians = {one: _historian(one, about) for row in rows for one in row.quotations}
    everything = frozenset[str]().union(
        *(one.short | one.name for one in factors.values()),
        *(one.words | one.whole for one in evidence.values()),
        (one.family for one in historians.values()),
    )
    return _Plan(factors, evidence, historians, everything)


def _all(text: str) -> frozenset[str]:
    """Return every word of a text."""
    return frozenset(map(_fold, _WORD.findall(text)))


def _known(text: str, *, capitals: bool = False) -> frozenset[str]:
    """Return the words of a text, or those with ``capitals``, that say what it is about."""
    return frozenset(
        _fold(word)
        for word, beside in _with_neighbours(text)
        if (word[0].isupper() or not capitals)
        and _fold(word) not in _COMMON
        and not (beside and word.casefold() in MONTHS)
        and (not word.isdecimal() or _counts(word))
    )


def _counts(number: str) -> bool:
    """Say whether a number is neither a day nor a year."""
    return len(number) < 9 and int(number) > 31 and not _YEAR.fullmatch(number)


def _title(piece: Evidence) -> frozenset[str]:
    text = f"{piece.title}\n{piece.key.replace('-', ' ')}"
    return _known(text) | _initials(piece.title)


def _names(text: str) -> frozenset[str]:
    """Return the names in a text, their initials, and its numbers."""
    found: set[str] = set()
    for sentence in sentences(composed(text), notes=True):
        inside = " ".join(_WORD.findall(sentence)[1:])
        found |= _known(inside, capitals=True) - MONTHS.keys()
        found |= {word for word in _known(inside) if word[0].isdecimal()}
    return frozenset(found) | _initials(text)


def _initials(text: str) -> frozenset[str]:
    """Return what is short for names of two words and more: GS for General Secretary."""
    found: set[str] = set()
    for names in _NAMES.findall(text):
        letters = "".join(word[0] for word in re.split("[ -]", names))
        found |= {letters[start:] for start in range(len(letters) - 1)}
    return frozenset(found)


def _years(dates: Sequence[tuple[str, str]]) -> range:
    years = [int(year) for year, _ in dates]
    return range(min(years), max(years) + 1) if years else range(0)


def _months(dates: Sequence[tuple[str, str]]) -> frozenset[int]:
    """Return the months from the first date to the last; none where not all dates have one."""
    if not dates or not all(month for _, month in dates):
        return frozenset()
    counted = [int(year) * 12 + int(month) - 1 for year, month in dates]
    last = min(max(counted), min(counted) + 11)
    return frozenset(month % 12 + 1 for month in range(min(counted), last + 1))


def _historian(quotation: Quotation, about: frozenset[str]) -> _HistorianWords:
    family = _fold((_WORD.findall(quotation.historian) or ["-"])[-1])
    return _HistorianWords(
        family=family,
        years=frozenset(filter(None, (quotation.source.issued, quotation.source.original))),
        capital=family in _WORDS_TOO,
        reported=family in about,
    )
