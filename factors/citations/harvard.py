"""Harvard style (author and date), after Pears and Shields, *Cite Them Right* (11th edition, 2019).

A page on the web is cited by its title, year and address, without the name of the site.
A reprint shows its first year before the edition's: “Deutscher, [1949] 1993”.
"""

from collections.abc import Sequence

from factors.citations import runs
from factors.citations.runs import Runs, italic, join, plain, single, verbatim
from factors.citations.wording import day_and_month, listed, ordinal_edition, paged, written
from factors.citations.work import Name, Work


def label(work: Work, locator: str = "") -> Runs:
    """Return what stands in brackets in the text: ``Carr, 1958, p. 25``."""
    families = [name.family_name for name in work.people]
    who = _several(families) or _stand_in(work) or _title(work)
    return join([who, plain(_years(work)), plain(paged(locator))], ", ")


def reference(work: Work) -> Runs:
    """Return the entry in the list of references."""
    who = _several([_backward(name) for name in work.people])
    if who and not work.authors:
        who = join([who, plain("(eds)" if work.people[1:] else "(ed.)")], " ")
    years = plain(f"({_years(work)})")
    title = _whole_title(work)
    separator, rest = _rest(work)
    who = who or _stand_in(work)
    if who:
        entry = join([join([who, years, title], " "), rest], separator)
    else:
        # The title takes the place of the name, and the year stands between it and the rest.
        entry = join([join([title, years], " "), rest], separator.replace(",", ""))
    return runs.close(join([entry, _address(work)], ". "))


def _stand_in(work: Work) -> Runs:
    """Return what an unsigned article in a newspaper is listed under: the newspaper."""
    return italic(work.container_title if work.type == "article-newspaper" else "")


def _title(work: Work) -> Runs:
    quoted = (work.is_part and work.type != "webpage") or work.type == "speech"
    return single(work.title) if quoted else italic(work.title)


def _whole_title(work: Work) -> Runs:
    volume = "" if work.is_part else work.volume
    titled = join([_title(work), plain(volume and f"vol. {volume}")], ", ")
    return join([titled, plain("[Speech]" if work.type == "speech" else "")], " ")


def _rest(work: Work) -> tuple[str, Runs]:
    """Return what follows the title, and the separator that goes before it."""
    date = day_and_month(work.published)
    pages = paged(work.pages)
    if work.type == "article-journal":
        number = work.volume + (f"({work.issue})" if work.issue else "")
        return ", ", join([italic(work.container_title), plain(number), plain(pages)], ", ")
    if work.type == "article-newspaper":
        paper = italic(work.container_title) if work.people else []
        return ", ", join([paper, plain(date), plain(pages)], ", ")
    if work.type == "webpage":
        return ". ", []
    if work.type == "manuscript":
        held = ", ".join(filter(None, (work.archive, work.place)))
        kept = join([runs.capital(plain(work.archive_location)), plain(held)], ". ")
        return (", ", join([plain(date), kept], ". ")) if date else (". ", kept)
    if work.type == "speech" and not work.container_title:
        made = join([plain(work.event), plain(work.place), plain(date)], ", ")
        return ". ", join([made, plain(work.publisher)], ". ")
    if work.is_part:
        return ", ", join([_container(work), plain(pages)], ", ")
    return ". ", _printing(work)


def _container(work: Work) -> Runs:
    editors = _several([_forward(name) for name in work.editors])
    role = plain(("(eds)" if work.editors[1:] else "(ed.)") if work.editors else "")
    inside = join([editors, role, italic(work.container_title)], " ")
    inside = plain("in ") + inside if inside else []
    book = join([inside, plain(work.volume and f"vol. {work.volume}")], ", ")
    return join([book, _printing(work)], ". ")


def _printing(work: Work) -> Runs:
    edited = [] if work.is_part else [_forward(name) for name in work.other_editors]
    translated = [_forward(name) for name in work.translators]
    return join(
        [
            runs.capital(plain(ordinal_edition(work.edition, "edn"))),
            _by("Edited by ", edited),
            _by("Translated by ", translated),
            plain(": ".join(filter(None, (work.place, work.publisher)))),
        ],
        ". ",
    )


def _address(work: Work) -> Runs:
    seen = written(work.accessed or "", "day first")
    address = plain("Available at: ") + verbatim(work.url) if work.url else []
    return join([address, plain(seen and f"(Accessed: {seen})")], " ")


def _years(work: Work) -> str:
    if work.first_year:
        return f"[{work.first_year}] {work.year}"
    return str(work.year or "no date")


def _several(names: Sequence[str]) -> Runs:
    if len(names) > 3:
        return join([plain(names[0]), italic("et al.")], " ")
    return plain(listed(names, comma=False))


def _by(words: str, names: Sequence[str]) -> Runs:
    return plain(words) + _several(names) if names else []


def _backward(name: Name) -> str:
    return ", ".join(filter(None, (name.family_name, name.initials(""))))


def _forward(name: Name) -> str:
    return " ".join(filter(None, (name.initials(""), name.family_name)))
