"""What is read of one text: the years, names and numbers that make it exact, and its stems.

It goes by signs, in any language that writes names with a capital, and knows no word but the months
and days and a few that count. Each text is read once: what was read is kept by the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from essayplanner.argument.bank import Bank
from essayplanner.argument.outline import Paragraph

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# The months by their names and short names, in small letters.
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_NO_NAMES = MONTHS.keys() | _DAYS

# It begins with a character that is looked for at the speed of C, and looks back from there.
_YEAR = r"(?:1(?<![0-9]1)[0-9]{3}|20(?<![0-9]20)[0-9]{2})(?![0-9])"
# A year, a decade (1920s), or years from one to another, the last perhaps written short.
YEARS = re.compile(
    rf"(?P<first>{_YEAR})(?:(?P<decade>s)\b|\s*[–—/-]\s*(?P<short>[0-9]{{1,2}})(?![0-9])"
    rf"|(?:\s*[–—/-]\s*|\s+(?:(?P<and>and)|to|until)\s+)(?P<last>{_YEAR}))?"
)
_LONGEST = 50  # years that are written short across the turn of a century, as 1899–02

# By what stands beside it: £1500, 12.1500, 2000 delegates and 1936 votes are no years.
_COUNT_BEFORE = re.compile(r"(?:[£$€]\s?|[0-9][.,]|\bnearly\s)\Z", re.IGNORECASE)
_COUNT_AFTER = re.compile(
    r"[.,][0-9]|\s?(?:%|(?:per ?cent|votes|delegates|members|people|men|women|soldiers|troops|"
    r"copies|officials|workers|peasants|deaths|tons|tonnes|miles|kilometres|kilograms|roubles|"
    r"rubles|marks|pounds|dollars|francs|factories|villages|seats|planes|ships|tanks|million)\b)",
    re.IGNORECASE,
)
_DATED_BEFORE = re.compile(
    rf"\b(?:in|since|until|till|before|after|during|between|year|circa|{'|'.join(MONTHS)})\s\Z",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s\Z", re.IGNORECASE)
_BESIDE = 20  # characters that are looked at on either side of a number

_NUMBER = re.compile(r"(?<![0-9])[0-9]+(?:[.,][0-9]+)*")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"\b({'|'.join(MONTHS)})\.?\s\Z", re.IGNORECASE)

_CAPITAL = f"[{''.join(filter(str.isupper, map(chr, range(0x41, 0x530))))}]"
_CAPITALS = re.compile(rf"\b{_CAPITAL}\w+")
# A capital within a sentence: after a space that follows neither a stop nor a closing mark.
_NAME = re.compile(rf"(?<=[^\s.!?:;”\"] )(?:{_CAPITAL}\w+[ -]){{0,7}}({_CAPITAL}\w+)(?![\w-])")
# A capital that begins a sentence or what is in marks or brackets: it may be a name.
_OPENING = re.compile(
    rf"(?:\A|[.!?:;”\"(\[“‘\n])\s{{0,3}}(?:{_CAPITAL}\w+[ -]){{0,7}}({_CAPITAL}\w+)"
)

_STEM = re.compile(r"(?<!\w)(?=[^\W\d_]{4})[^\W\d_]{4,5}")


class Years(NamedTuple):
    """The years that a text names at one place, and how it writes them: a year is its own last."""

    first: int
    last: int
    text: str


class Precision(NamedTuple):
    """How many different dates, names and numbers make a text exact."""

    dates: int
    names: int
    numbers: int


@dataclass(frozen=True, slots=True)
class _Details:
    dates: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    openings: frozenset[str]


@lru_cache(maxsize=2**12)
def years(text: str) -> tuple[Years, ...]:
    """Return the years in a text, in its order; what counts people or copies is no year.

    Two years are one span where a dash, “to” or “between … and” joins them. A decade lasts ten
    years and the 1800s a hundred.
    """
    return tuple(
        years for match in YEARS.finditer(text) if _is_year(match) for years in _read_years(match)
    )


def _is_year(match: re.Match[str]) -> bool:
    text = match.string
    before = text[max(0, match.start() - _BESIDE) : match.start()]
    if _COUNT_BEFORE.search(before):
        return False
    if match["decade"]:
        return True
    counted = bool(_COUNT_AFTER.match(text, match.end()))
    rounded = match[0].endswith("00")
    # 1900 is a year only where something says so, and 1936 people are none unless it does.
    return not counted if counted == rounded else bool(_DATED_BEFORE.search(before))


def _read_years(match: re.Match[str]) -> Iterator[Years]:
    first = int(match["first"])
    last = first
    if match["decade"]:
        last += 9 if first % 100 else 99
        last = last if first % 10 == 0 else first
    elif match["last"]:
        last = int(match["last"])
        # In 1924 and 1929 are two years, and so are 1929–1924.
        between = _BETWEEN.search(match.string, max(0, match.start() - _BESIDE), match.start())
        if last < first or (match["and"] and not between):
            yield Years(first, first, match["first"])
            yield Years(last, last, match["last"])
            return
    elif match["short"]:
        size = 10 ** len(match["short"])
        last += int(match["short"]) - first % size
        last += size if last < first else 0
        # 1929–22 is a slip of the pen, and not the century until 2022.
        last = last if last - first < _LONGEST else first
    yield Years(first, last, " ".join(match[0].split()))


@lru_cache(maxsize=2**12)
def stems(text: str) -> frozenset[str]:
    """Return how the words of four letters and more begin: “resigned” is known by “resigning”."""
    return frozenset(_STEM.findall(text.casefold()))


def precision(text: str) -> Precision:
    """Count what makes a text exact, each date, name and number once."""
    return _count([_details(text)], frozenset())


def paragraph_precision(
    paragraph: Paragraph, known: frozenset[str] = frozenset[str]()
) -> Precision:
    """Count what makes a paragraph exact, in what is written there and in its evidence.

    A capital that begins a sentence is a name where it is ``known`` (in small letters) to be one.
    """
    texts = [text for text in paragraph.texts if text]
    for item in paragraph.evidence:
        texts += filter(None, (item.date_text or item.date, item.title, item.text))
    return _count(map(_details, texts), known)


@lru_cache(maxsize=64)
def people_of(bank: Bank) -> frozenset[str]:
    """Return the words of the names of a bank's people, in small letters."""
    names = " ".join(name for names in bank.people for name in names)
    return frozenset(word.casefold() for word in _CAPITALS.findall(names))


def _count(rows: Iterable[_Details], known: frozenset[str]) -> Precision:
    dates: set[str] = set()
    names: set[str] = set()
    numbers: set[str] = set()
    for row in rows:
        dates |= row.dates
        names |= row.names
        names |= row.openings & known
        numbers |= row.numbers
    return Precision(len(dates), len(names), len(numbers))


@lru_cache(maxsize=2**12)
def _details(text: str) -> _Details:
    dates: set[str] = set()
    numbers: set[str] = set()
    if any(map(text.__contains__, "0123456789")):
        end = 0
        for match in YEARS.finditer(text):
            if _is_year(match):
                month = _MONTH_BEFORE.search(text, max(0, match.start() - _BESIDE), match.start())
                written = match[0].casefold()
                dates.add(f"{month[1][:3].casefold()} {written}" if month else written)
                numbers |= _numbers(text, end, match.start())
                end = match.end()
        numbers |= _numbers(text, end, len(text))
    names = {match[1].casefold() for match in _NAME.finditer(text)} - _NO_NAMES
    openings = frozenset(match.casefold() for match in _OPENING.findall(text))
    return _Details(frozenset(dates), frozenset(names), frozenset(numbers), openings)


def _numbers(text: str, start: int, end: int) -> set[str]:
    """Return the numbers in a stretch of a text but the days of a month and 14th and the like."""
    return {
        match[0]
        for match in _NUMBER.finditer(text, start, end)
        if not _ORDINAL.match(text, match.end())
        and not _MONTH_AFTER.match(text, match.end())
        and not _MONTH_BEFORE.search(text, max(0, match.start() - _BESIDE), match.start())
    }
