"""What the styles word alike: lists of names, dates, pages, editions, short titles."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from factors.citations.work import Work
from factors.dates import SEASONS

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_PAGE = r"(?:[A-Za-z]?\d+[a-z]?|[ivxlcdm]+)"
_RANGE = rf"{_PAGE}(?:\s*[-–—]\s*{_PAGE})?"
_PAGES = re.compile(rf"(?:pp?\.?\s*)?({_RANGE}(?:,\s*{_RANGE})*)")
_TWO_NUMBERS = re.compile(r"\b(\d+)–(\d+)\b")
_EDITION = {
    **{"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th"},
    **{"revised": "rev.", "rev": "rev.", "new": "new", "enlarged": "enlarged"},
    **{"reprint": "reprint", "reprinted": "reprinted", "paperback": "paperback"},
}

Order = Literal["day first", "month first", "year first"]
Compact = Callable[[str, str], str]


def listed(names: Sequence[str], word: str = "and", *, comma: bool = True) -> str:
    """Return “A”, “A and B”, “A, B, and C”; without ``comma``, “A, B and C”."""
    if len(names) < 3:
        return f" {word} ".join(names)
    return f"{', '.join(names[:-1])}{',' if comma else ''} {word} {names[-1]}"


def short_title(work: Work) -> str:
    """Return the title without its subtitle and without an article before it."""
    title = re.split(r"(?<=\S): ", work.title, maxsplit=1)[0]
    return re.sub(r"^(?:An?|The) (?=\S)", "", title)


def ordinal_edition(text: str, word: str) -> str:
    """Return an edition in the style's abbreviations: “2nd ed.”, “rev. edn” for the ``word``."""
    if text.isdecimal():
        ends = {1: "st", 2: "nd", 3: "rd"} if int(text) % 100 not in (11, 12, 13) else {}
        return f"{int(text)}{ends.get(int(text) % 10, 'th')} {word}"
    known = {**_EDITION, "edition": word, "edn": word, "ed": word}
    return " ".join(known.get(token.lower().rstrip("."), token) for token in text.split())


def written(edtf: str, order: Order, months: Sequence[str] = MONTHS) -> str:
    """Return a date of EDTF in words, a span with nothing said twice; nothing for nothing."""
    if not edtf:
        return ""
    ends = [_point(end) for end in edtf.split("/")]
    first, last = ends[0], ends[-1]
    if first[0] == last[0]:
        return _with_year(_in_year(first, last, order, months), first, order)
    return "–".join(_with_year(_in_year(end, end, order, months), end, order) for end in ends)


def day_and_month(edtf: str) -> str:
    """Return “3 April”, for where the year stands elsewhere; the whole of a span of years."""
    if not edtf:
        return ""
    ends = [_point(end) for end in edtf.split("/")]
    if ends[0][0] != ends[-1][0]:
        return written(edtf, "day first") if ends[0][1] else ""
    return _in_year(ends[0], ends[-1], "day first", MONTHS)


def _point(text: str) -> tuple[int, int, int]:
    year, month, day = [*map(int, text.split("-")), 0, 0][:3]
    return year, month, day


def _in_year(
    first: tuple[int, int, int], last: tuple[int, int, int], order: Order, months: Sequence[str]
) -> str:
    if first == last:
        return _part(*first[1:], order, months)
    if first[1] == last[1] and first[2] and last[2]:
        days = f"{first[2]}–{last[2]}"
        return _part(first[1], days, order, months)
    return "–".join(_part(*end[1:], order, months) for end in (first, last))


def _part(month: int, day: int | str, order: Order, months: Sequence[str]) -> str:
    if not month:
        return ""
    name = SEASONS[month][0] if month in SEASONS else months[month - 1]
    parts = (str(day or ""), name) if order == "day first" else (name, str(day or ""))
    return " ".join(filter(None, parts))


def _with_year(text: str, point: tuple[int, int, int], order: Order) -> str:
    year = str(point[0])
    if not text:
        return year
    if order == "year first":
        return f"{year}, {text}"
    return f"{text}, {year}" if order == "month first" and point[2] else f"{text} {year}"


def numbers(text: str, compact: Compact | None = None) -> str:
    """Return the bare pages that a locator names, or nothing where it names something else."""
    match = _PAGES.fullmatch(text)
    if not match:
        return ""
    pages = re.sub(r"\s*[-–—]\s*", "–", match[1])
    return _TWO_NUMBERS.sub(lambda two: _shortened(two[1], two[2], compact), pages)


def paged(text: str, compact: Compact | None = None) -> str:
    """Return “p. 5” or “pp. 5–8”, and as it is what names something else: “ch. 12”."""
    pages = numbers(text, compact)
    if not pages:
        return text
    return f"pp. {pages}" if "–" in pages or "," in pages else f"p. {pages}"


def _shortened(first: str, last: str, compact: Compact | None) -> str:
    whole = first[: max(0, len(first) - len(last))] + last
    if int(whole) <= int(first):
        return f"{first}–{last}"
    fits = compact and len(first) == len(whole) > 2
    return f"{first}–{compact(first, whole) if compact and fits else whole}"


def last_two(first: str, last: str) -> str:
    """MLA and MHRA: the digits that change, at least two, so 103–04 and 395–401."""
    return last[min(_shared(first, last), len(last) - 2) :]


def chicago_pages(first: str, last: str) -> str:
    """Chicago 17, 9.61: 100–104, but 101–8, and 321–28."""
    if first.endswith("00"):
        return last
    if first[-2] == "0":
        return last[_shared(first, last) :]
    return last_two(first, last)


def _shared(first: str, last: str) -> int:
    pairs = enumerate(zip(first, last, strict=True))
    return next((at for at, (one, other) in pairs if one != other), len(first))
