"""Dates as people type them, such as ``3 April 1922``, turned into the EDTF that is kept."""

import calendar
import re

from factors.dates import MONTHS, SEASONS, HistoricalDate

_MONTHS = {name[:3].casefold(): f"{number:02}" for number, name in enumerate(MONTHS) if name}
_SEASONS = {name.casefold(): str(number) for number, (name, _) in SEASONS.items()} | {"fall": "23"}
_FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_DASH = re.compile(r"\s*[-–—]\s*|\s+(?:to|until)\s+")
# The winter of two years is kept by the first.
_WINTER = re.compile(r"winter\s+([0-9]{4})\s*[-–—/]\s*[0-9]{2,4}")
_NUMERIC = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"[0-9]{4}")

# The longest text that can be a date, which also bounds how long it takes to refuse one.
_LONGEST = 60
_EXAMPLES = "write it like 3 April 1922, May 1924, spring 1922 or 1925"
_DAY_OF_MONTH = re.compile(r"(?!0000)([0-9]{4})-(0[1-9]|1[0-2])-([0-9]{2})")

# The day, the month or season, and the year of one end, empty where not written.
_Parts = dict[str, str]


def parse_date(text: str) -> str:
    """Return what somebody typed as EDTF, as precise as it was typed.

    EDTF is taken as it is, so that ``1917-21`` is the spring of 1917, while ``1917–21`` with a dash
    and ``1917 to 1921`` are years. The day stands before the month where both are numbers.
    Raises ``ValueError``, with a sentence, for what is not a date.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise ValueError(f"“{text[:20]}…” is too long for a date; {_EXAMPLES}")
    edtf = _edtf(text.casefold())
    for candidate in (text, edtf):
        try:
            HistoricalDate.parse(candidate)
        except ValueError as error:
            problem = str(error).replace(f"“{candidate}”", f"“{text}”")
        else:
            return candidate
    if says := _no_such_day(edtf):
        raise ValueError(says)
    if problem.endswith("is not a date"):
        problem = f"“{text}” is not a date; {_EXAMPLES}"
    raise ValueError(problem)


def _no_such_day(edtf: str) -> str:
    """Return how many days a month has of which a day is named that it has not, if one is."""
    for year, month, day in _DAY_OF_MONTH.findall(edtf):
        days = calendar.monthrange(int(year), int(month))[1]
        if int(day) > days:
            return f"{_FULL_MONTHS[int(month) - 1].capitalize()} {year} has {days} days"
    return ""


def _edtf(text: str) -> str:
    """Return the text as EDTF, or as it is where it does not look like a date."""
    text = _WINTER.sub(r"winter \1", text)
    text = _NUMERIC.sub(lambda match: f"{match[1]} {_month_name(match[2])} {match[3]}", text)
    ends = _DASH.split(text)
    if len(ends) > 2:
        return text
    try:
        start, end = _parts(ends[0]), _parts(ends[-1])
        return "/".join(dict.fromkeys(map(_point, _filled(start, end))))
    except ValueError:
        return text


def _month_name(number: str) -> str:
    return MONTHS[int(number)].casefold() if 0 < int(number) <= 12 else number


def _parts(text: str) -> _Parts:
    parts: _Parts = {}
    for word in text.replace(",", " ").split():
        kind, value = _part(word)
        if kind in parts:
            raise ValueError(word)
        parts[kind] = value
    return parts


def _part(word: str) -> tuple[str, str]:
    if _YEAR.fullmatch(word):
        return "year", word
    if day := _DAY.fullmatch(word):
        return "day", f"{int(day[1]):02}"
    name = word.removesuffix(".")
    if name in _SEASONS:
        return "month", _SEASONS[name]
    if name in (*_FULL_MONTHS, "sept") or name in _MONTHS:
        return "month", _MONTHS[name[:3]]
    raise ValueError(word)


def _filled(start: _Parts, end: _Parts) -> tuple[_Parts, _Parts]:
    """Return both ends with what was written once for the two: 16–18 Jan 1924, or 1922–29."""
    if start.keys() == {"year"} and end.keys() == {"day"}:
        year = start["year"][:2] + end["day"]
        # So that 1922-13, which is no month, is not taken for years that run backwards.
        if year <= start["year"]:
            raise ValueError(year)
        return start, {"year": year}
    shared = ("year", "month") if "day" in start else ("year",)
    return {key: end[key] for key in shared if key in end} | start, end


def _point(parts: _Parts) -> str:
    if "day" in parts and "month" not in parts:
        raise ValueError("a day without a month")
    return "-".join(parts[key] for key in ("year", "month", "day") if key in parts)
