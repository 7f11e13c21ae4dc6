"""APA style, as the seventh edition of the Publication Manual sets it out.

Titles are kept as they are printed: APA asks for sentence case, which no program can give without
knowing which words are names. A date of access is given only where a page has no date of its own.
"""

from collections.abc import Sequence

from factors.citations import runs
from factors.citations.runs import Runs, italic, plain, verbatim
from factors.citations.wording import (
    numbers,
    ordinal_edition,
    paged,
    short_title,
    written,
)
from factors.citations.work import Name, Work


def label(work: Work, locator: str = "") -> Runs:
    """Return what stands in brackets in the text: ``Carr, 1958, p. 25``."""
    families = [name.family_name for name in work.people]
    who = f"{families[0]} et al." if len(families) > 2 else " & ".join(families)
    title = runs.double if _is_plain(work) else italic
    years = "/".join(str(year) for year in (work.first_year, work.year or "n.d.") if year)
    lead = plain(who) or title(short_title(work))
    return _join([lead, plain(years), plain(paged(locator))], ", ")


def reference(work: Work) -> Runs:
    """Return the entry in the list of references."""
    who = plain(_people(work))
    date = plain(f"({_date(work)})")
    # Where there is no name, the title takes its place.
    lead = [who, date, _title(work)] if who else [_title(work), date]
    entry = runs.close(_join([*lead, *_source(work)], ". "), inside=True)
    first = work.first_year and f"(Original work published {work.first_year})"
    return _join([entry, _address(work), plain(first or "")], " ")


def _join(parts: list[Runs], separator: str) -> Runs:
    return runs.join(parts, separator, inside=True)


def _is_plain(work: Work) -> bool:
    """Whether the title is not in italics: a part of something, though not a page of a site."""
    return work.is_part and work.type != "webpage"


def _title(work: Work) -> Runs:
    if _is_plain(work):
        return _join([plain(work.title), plain("[Speech]" if work.type == "speech" else "")], " ")
    speech = plain("[Speech]" if work.type == "speech" else "")
    details = "; ".join(filter(None, (*_contributors(work), _printing(work))))
    return _join([italic(work.title), plain(details and f"({details})"), speech], " ")


def _source(work: Work) -> list[Runs]:
    """Return what follows the title, each part to be closed by a full stop."""
    publisher = plain("" if work.publisher in map(_whole, work.people) else work.publisher)
    if work.type == "article-journal":
        issue = plain(work.issue and f"({work.issue})")
        number = italic(work.volume) + issue
        pages = plain(numbers(work.pages) or work.pages)
        return [_join([italic(work.container_title), number, pages], ", ")]
    if work.type == "article-newspaper":
        pages = plain(numbers(work.pages) or work.pages)
        return [_join([italic(work.container_title), pages], ", ")]
    if work.type == "webpage":
        site = work.container_title or work.publisher
        return [plain("" if site in map(_whole, work.people) else site)]
    if work.type == "manuscript":
        held = _join([plain(work.archive), plain(_bracketed(work.archive_location))], " ")
        return [_join([held, plain(work.place)], ", ")]
    if work.type == "speech" and not work.container_title:
        return [_join([plain(work.event), plain(work.place)], ", "), publisher]
    return [_container(work), publisher]


def _container(work: Work) -> Runs:
    if not work.is_part:
        return []
    editors = _listed([_forward(name) for name in work.editors])
    role = "(Eds.)" if work.editors[1:] else "(Ed.)"
    pages = paged(work.pages)
    details = "; ".join(
        filter(
            None,
            (
                _translators(work),
                ", ".join(filter(None, (_printing(work), pages))),
            ),
        )
    )
    inside = _join([plain(editors and f"{editors} {role}"), italic(work.container_title)], ", ")
    whole = _join([inside, plain(_bracketed(details))], " ")
    return _join([plain("In"), whole], " ") if inside else whole


def _contributors(work: Work) -> list[str]:
    editors = _listed([_forward(name) for name in work.other_editors])
    role = "Eds." if work.other_editors[1:] else "Ed."
    return [f"{editors}, {role}" if editors else "", _translators(work)]


def _translators(work: Work) -> str:
    names = _listed([_forward(name) for name in work.translators])
    return f"{names}, Trans." if names else ""


def _printing(work: Work) -> str:
    edition = ordinal_edition(work.new_edition, "ed.")
    volume = work.volume and f"Vol. {work.volume}"
    return ", ".join(filter(None, (edition[:1].upper() + edition[1:], volume)))


def _address(work: Work) -> Runs:
    seen = written(work.accessed or "", "month first")
    retrieved = seen and work.url and not work.published
    return _join([plain(f"Retrieved {seen}, from" if retrieved else ""), verbatim(work.url)], " ")


def _date(work: Work) -> str:
    whole = work.type in ("article-newspaper", "webpage", "speech", "manuscript", "document")
    if work.published and whole:
        return written(work.published, "year first")
    return str(work.year or "n.d.")


def _people(work: Work) -> str:
    names = [_backward(name) for name in work.people]
    if len(names) > 20:
        text = f"{', '.join(names[:19])}, . . . {names[-1]}"
    elif names[1:]:
        text = f"{', '.join(names[:-1])}, & {names[-1]}"
    else:
        text = "".join(names)
    if work.authors or not names:
        return text
    return f"{text} ({'Eds.' if names[1:] else 'Ed.'})"


def _listed(names: Sequence[str]) -> str:
    return ", & ".join([", ".join(names[:-1]), names[-1]]) if names[2:] else " & ".join(names)


def _backward(name: Name) -> str:
    return ", ".join(filter(None, (name.family_name, name.initials(" "))))


def _forward(name: Name) -> str:
    return " ".join(filter(None, (name.initials(" "), name.family_name)))


def _whole(name: Name) -> str:
    return name.full


def _bracketed(text: str) -> str:
    return text and f"({text})"
