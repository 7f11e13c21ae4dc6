"""MLA style, as the ninth edition of the MLA Handbook sets it out.

An entry is a row of elements in a set order (author, title, container, contributors, edition,
volume, publisher, date, place in it), closed by full stops after author, title and container.
"""

import re

from factors.citations import runs
from factors.citations.runs import Runs, italic, plain, verbatim
from factors.citations.wording import last_two, listed, numbers, ordinal_edition, paged, written
from factors.citations.wording import short_title as short
from factors.citations.work import Name, Work

_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
_BUSINESS = re.compile(
    r"(?:,| and)? (?:Company|Co|Corporation|Corp|Incorporated|Inc|Limited|Ltd)\.?$"
)


def label(work: Work, locator: str = "") -> Runs:
    """Return what stands in brackets in the text: ``Carr 25``."""
    who = plain(_families(work.people)) or _title(work, short(work))
    pages = numbers(locator, last_two)
    return _join([who, plain(pages or locator)], " " if pages else ", ")


def reference(work: Work) -> Runs:
    """Return the entry in the list of works cited."""
    accessed = written(work.accessed or "", "day first", _MONTHS)
    speech = work.type == "speech" and not work.container_title
    parts = [
        plain(_people(work)),
        _title(work, work.title),
        plain(_date(work.first_date)),
        _container(work),
        plain("Speech" if speech else ""),
        plain(accessed and f"Accessed {accessed}"),
    ]
    return runs.close(_join(parts, ". "), inside=True)


def _join(parts: list[Runs], separator: str) -> Runs:
    return runs.join(parts, separator, inside=True)


def _title(work: Work, title: str) -> Runs:
    quoted = work.is_part or work.type in ("speech", "manuscript")
    return runs.double(title) if quoted else italic(title)


def _container(work: Work) -> Runs:
    """Return the larger work and the facts of publication, which begin with a capital letter."""
    archive = work.type == "manuscript"
    event = work.type == "speech" and not work.container_title
    elements = [
        italic(work.container_title),
        plain(_by("edited by", work.other_editors)),
        plain(_by("translated by", work.translators)),
        plain(ordinal_edition(work.new_edition, "ed.")),
        plain(work.volume and f"vol. {work.volume}"),
        plain(work.issue and f"no. {work.issue}"),
        plain(work.event if event else ""),
        plain(_publisher(work)),
        plain(_date(work.published)),
        plain(work.archive if archive else ""),
        plain(work.place if archive or event else ""),
        plain(work.archive_location if archive else ""),
        plain(paged(work.pages, last_two) if work.is_part else ""),
    ]
    return _join([runs.capital(_join(elements, ", ")), verbatim(work.url)], ", ")


def _publisher(work: Work) -> str:
    """Shorten a publisher as 5.59 to 5.61 ask; before 1900 the town stands in its place."""
    if work.place and work.year and work.year < 1900 and work.type == "book":
        return work.place
    if work.publisher in (work.container_title, _families(work.authors)):
        return ""
    name = _BUSINESS.sub("", work.publisher.replace(" & ", " and ")).removeprefix("The ")
    if "University" in name:
        name = name.replace("University", "U").replace("Press", "P").replace("U P", "UP")
    return name


def _date(edtf: str) -> str:
    text = written(edtf, "day first", _MONTHS)
    # Seasons are set in lower case in the ninth edition.
    return re.sub(r"\b(?:Spring|Summer|Autumn|Winter)\b", lambda season: season[0].lower(), text)


def _by(verb: str, names: tuple[Name, ...]) -> str:
    full = [name.full for name in names]
    if len(full) > 2:
        full = [f"{full[0]} et al."]
    return f"{verb} {listed(full)}" if names else ""


def _people(work: Work) -> str:
    names = work.people
    if not names:
        return ""
    text = names[0].inverted
    if len(names) == 2:
        text = f"{text}, and {names[1].full}"
    elif names[2:]:
        text = f"{text}, et al."
    if work.authors:
        return text
    return f"{text}, editor{'s' if names[1:] else ''}"


def _families(names: tuple[Name, ...]) -> str:
    families = [name.family_name for name in names]
    return f"{families[0]} et al." if len(families) > 2 else listed(families)
