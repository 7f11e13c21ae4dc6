"""Handing sources to other programs: CSL-JSON, RIS and BibTeX, as Zotero reads them.

Whatever a source says goes out as text: no title can close a record, start a field or run a command
in the program that reads it. A ``note``, of one line, stands with each of the works.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from factors.citations.wording import written
from factors.citations.work import Name, Work
from factors.dates import HistoricalDate


def csl_json(works: Sequence[Work], note: str = "") -> str:
    """Return works as CSL-JSON, the input of every processor of citation styles."""
    said = {"note": note} if note else {}
    items = [_csl(work, key) | said for work, key in zip(works, keys(works), strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def ris(works: Sequence[Work], note: str = "") -> str:
    """Return works as RIS: a tag a line, lines that end in CRLF, and ``ER`` after each work."""
    lines: list[str] = []
    for work, key in zip(works, keys(works), strict=True):
        tags = [("TY", _ris_type(work)), ("ID", key), *_ris_tags(work), ("N1", note), ("ER", "")]
        lines += [f"{tag}  - {value}" for tag, value in tags if value or tag == "ER"]
    return "".join(f"{line}\r\n" for line in lines)


def bibtex(works: Sequence[Work], note: str = "") -> str:
    """Return works as BibTeX in UTF-8, with ``date`` and ``origdate`` for those who read BibLaTeX.

    A title stands in two pairs of braces, so that no style lowers its capitals. The note is an
    ``annote``, which no style prints.
    """
    said = f"  annote = {{{_latex(note)}}},\n" if note else ""
    return "\n".join(
        f"@{_bibtex_type(work)}{{{key},\n{_bibtex_fields(work)}{said}}}\n"
        for work, key in zip(works, keys(works), strict=True)
    )


def keys(works: Iterable[Work]) -> list[str]:
    """Return a key for each work, of author, year and a word of the title: ``carr1958socialism``.

    They are ASCII and unique among these works.
    """
    taken: dict[str, int] = {}
    made = []
    for work in works:
        key = _key(work)
        taken[key] = taken.get(key, 0) + 1
        # A number after a hyphen is in no key before it is told apart.
        made.append(key if taken[key] == 1 else f"{key}-{taken[key]}")
    return made


def _key(work: Work) -> str:
    who = _letters(work.people[0].family_name) if work.people else ""
    words = [_letters(word) for word in work.title.split()]
    word = next((word for word in words if len(word) > 3), "".join(words[:1]))
    return f"{who or 'anon'}{work.year or ''}{word}"


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", text).lower())


def _csl(work: Work, key: str) -> dict[str, Any]:
    speech = work.type == "speech" and not work.is_collected
    fields = {
        "id": key,
        "type": work.type,
        "title": work.title,
        "author": [_csl_name(name) for name in work.authors],
        "editor": [_csl_name(name) for name in work.editors],
        "translator": [_csl_name(name) for name in work.translators],
        "container-title": work.container_title,
        "publisher": work.publisher,
        "event-place" if speech else "publisher-place": work.place,
        "edition": work.edition,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "issued": _csl_date(work.published),
        "original-date": _csl_date(work.first_date),
        "event-title": work.event,
        "archive": work.archive,
        "archive_location": work.archive_location,
        "URL": work.url,
        "accessed": _csl_date(work.accessed or ""),
    }
    return {name: value for name, value in fields.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal or not name.family:
        return {"literal": name.family_name}
    return {"family": name.family} | ({"given": name.given} if name.given else {})


def _csl_date(edtf: str) -> dict[str, Any]:
    if not edtf:
        return {}
    ends = [[int(part) for part in end.split("-")] for end in edtf.split("/")]
    seasons = [end[1] - 20 if end[1:] and end[1] > 20 else 0 for end in ends]
    if len(ends) == 1 and seasons[0]:
        return {"date-parts": [ends[0][:1]], "season": seasons[0]}
    if any(seasons):
        # A season has no place in a span, so its first and last months stand for it.
        date = HistoricalDate.parse(edtf)
        ends = [[end.year, end.month] for end in (date.starts, date.ends)]
    return {"date-parts": ends}


_RIS_TYPES = {
    "book": "BOOK",
    "chapter": "CHAP",
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "entry-encyclopedia": "ENCYC",
    "webpage": "ELEC",
    "speech": "SLIDE",
    "document": "BOOK",
    "manuscript": "MANSCPT",
}


def _ris_type(work: Work) -> str:
    # RIS has no word for a document, and Zotero takes SLIDE for what is said to a meeting.
    return "CHAP" if work.is_collected else _RIS_TYPES[work.type]


def _ris_tags(work: Work) -> list[tuple[str, str]]:
    meeting = work.event if work.type == "speech" and not work.is_collected else ""
    pages = re.split(r"\s*[-–—]\s*", work.pages, maxsplit=1)
    return [
        ("TI", work.title),
        *(("AU", name.inverted) for name in work.authors),
        *(("ED", name.inverted) for name in work.editors),
        *(("A4", name.inverted) for name in work.translators),
        ("T2", work.container_title or meeting),
        ("PB", work.publisher),
        ("CY", work.place),
        ("ET", work.edition),
        ("VL", work.volume),
        ("IS", work.issue),
        ("SP", pages[0]),
        ("EP", "".join(pages[1:])),
        ("PY", work.published[:4]),
        ("DA", _ris_date(work.published) if work.published[4:] else ""),
        ("OP", work.first_date),
        ("N1", work.event if not meeting else ""),
        ("DB", work.archive),
        ("AN", work.archive_location),
        ("UR", work.url),
        ("Y2", _ris_date(work.accessed or "")),
    ]


def _ris_date(edtf: str) -> str:
    """Return year/month/day/other with the last day of a span, or a season, as what is other."""
    if not edtf:
        return ""
    first, _, last = edtf.partition("/")
    year, month, day = [*first.split("-"), "", ""][:3]
    other = [written(first, "day first").split()[0]] if month > "20" else []
    other += [f"to {written(last, 'day first')}"] if last else []
    return f"{year}/{'' if month > '20' else month}/{day}/{' '.join(other)}"


_BIBTEX_TYPES = {
    "book": "book",
    "chapter": "incollection",
    "article-journal": "article",
    "article-newspaper": "article",
    "entry-encyclopedia": "incollection",
    "webpage": "online",
    "speech": "misc",
    "document": "book",
    "manuscript": "unpublished",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A brace is balanced by a phantom, because BibTeX counts braces even after a backslash.
_LATEX = str.maketrans(
    {
        **{mark: f"\\{mark}" for mark in "&%$#_"},
        "{": r"\{\vphantom{\}}",
        "}": r"\vphantom{\{}\}",
        "\\": r"{\textbackslash}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "<": r"{\textless}",
        ">": r"{\textgreater}",
        "|": r"{\textbar}",
    }
)


def _bibtex_type(work: Work) -> str:
    if work.is_collected:
        return "incollection"
    if work.type == "document" and not work.publisher:
        return "misc"
    return _BIBTEX_TYPES[work.type]


def _bibtex_fields(work: Work) -> str:
    article = work.type in ("article-journal", "article-newspaper")
    spoken = ", ".join(filter(None, ("Speech", work.event))) if work.type == "speech" else ""
    archive = ", ".join(filter(None, (work.archive, work.archive_location)))
    fields = {
        "title": f"{{{_latex(work.title)}}}",
        "author": _bibtex_names(work.authors),
        "editor": _bibtex_names(work.editors),
        "translator": _bibtex_names(work.translators),
        "journal" if article else "booktitle": _braced(_latex(work.container_title)),
        "entrysubtype": "newspaper" if work.type == "article-newspaper" else "",
        "publisher": _latex(work.publisher),
        "address": _latex(work.place),
        "edition": _latex(work.edition),
        "volume": _latex(work.volume),
        "number": _latex(work.issue),
        "pages": _latex(re.sub(r"\s*[-–—]\s*", "--", work.pages)),
        "howpublished": _latex(spoken),
        "note": _latex(archive),
        "year": work.published[:4],
        "date": work.published,
        "origdate": work.first_date,
        "url": _address(work.url),
        "urldate": work.accessed or "",
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return "".join(lines) + _bibtex_month(work.published)


def _bibtex_month(edtf: str) -> str:
    month = [*edtf.partition("/")[0].split("-"), ""][1]
    return f"  month = {_MONTHS[int(month) - 1]},\n" if month and month <= "12" else ""


def _bibtex_names(names: Iterable[Name]) -> str:
    return " and ".join(map(_bibtex_name, names))


def _bibtex_name(name: Name) -> str:
    if name.literal or not name.family:
        return _braced(_latex(name.family_name))
    return ", ".join(_part(part) for part in (name.family, name.given) if part)


def _part(text: str) -> str:
    """Return a part of a name, in braces where BibTeX would see more than one in it."""
    joins = "," in text or re.search(r"\band\b", text, re.IGNORECASE)
    return _braced(_latex(text)) if joins else _latex(text)


def _braced(text: str) -> str:
    return text and f"{{{text}}}"


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def _address(url: str) -> str:
    """Return an address without what would end the field that it stands in."""
    return re.sub(r"[{}\\]", lambda mark: f"%{ord(mark[0]):02X}", url)
