"""Chicago style, notes and bibliography, as the seventeenth edition of the Manual sets it out.

The eighteenth allows the place of publication, though it no longer asks for it; it shortens a note
at three authors and an entry at seven, where the seventeenth does so at four and at eleven.
An access date is given only where a page has no date of its own (14.12).
"""

from factors.citations import runs
from factors.citations.runs import Runs, italic, plain, verbatim
from factors.citations.wording import (
    chicago_pages,
    listed,
    numbers,
    ordinal_edition,
    paged,
    short_title,
    written,
)
from factors.citations.work import Name, Work

_ARTICLES = ("article-journal", "article-newspaper")


def label(work: Work, locator: str = "") -> Runs:
    """Return the short note, without its full stop: ``Carr, Socialism in One Country, 25``."""
    if _is_unsigned_entry(work):
        return _entry(work)
    families = [name.family_name for name in work.people]
    pages = _pages(locator)
    if work.volume and not work.is_part and pages[:1].isdigit():
        pages = f"{work.volume}:{pages}"
    return _join([plain(_some(families)), _title(work, short_title(work)), plain(pages)], ", ")


def note(work: Work, locator: str = "") -> Runs:
    """Return the full first note."""
    return runs.close(_join([_note(work, locator), verbatim(work.url)], ", "), inside=True)


def reference(work: Work) -> Runs:
    """Return the entry in the bibliography."""
    parts = [plain(_listed_people(work)), *_entry_parts(work), verbatim(work.url)]
    return runs.close(_join(parts, ". "), inside=True)


def _join(parts: list[Runs], separator: str) -> Runs:
    return runs.join(parts, separator, inside=True)


def _title(work: Work, title: str) -> Runs:
    quoted = work.is_part or work.type in ("speech", "manuscript", "webpage")
    return runs.double(title) if quoted else italic(title)


def _note(work: Work, locator: str) -> Runs:
    if _is_unsigned_entry(work):
        return _join(
            [_join([_in_note(work, "", ""), _imprint(work)], " "), _entry_word(work)], ", "
        )
    people = [name.full for name in work.people]
    who = _join([plain(_some(people)), plain(_role(work, "ed.", "eds."))], ", ")
    head = [who, _title(work, work.title)]
    if work.type == "article-journal":
        pages = _pages(locator) or numbers(work.pages, chicago_pages)
        return _join([*head, _journal(work, pages)], ", ")
    if work.type == "article-newspaper":
        place = plain(paged(locator, chicago_pages))
        return _join([*head, _newspaper(work), plain(_date(work)), place], ", ")
    if work.type == "webpage":
        dated = plain(_date(work) or _seen(work))
        return _join([*head, plain(_site(work)), dated, plain(paged(locator, chicago_pages))], ", ")
    if work.type == "manuscript":
        kept = map(plain, (_date(work), work.archive_location, work.archive, work.place, locator))
        return _join([*head, *kept], ", ")
    if work.type == "speech":
        head = [_join([_join(head, ", "), plain(f"({_occasion(work, 'speech')})")], " ")]
        if not work.container_title:
            return _join([*head, plain(_pages(locator))], ", ")
    elif work.is_collected:
        head = [*head, plain(_occasion(work))]
    return _in_book(work, head, locator)


def _in_book(work: Work, head: list[Runs], locator: str) -> Runs:
    pages = _pages(locator) or (numbers(work.pages, chicago_pages) if work.is_part else "")
    with_volume = bool(work.volume and pages and pages[0].isdigit())
    volume = "" if with_volume else work.volume
    book = _in_note(work, "in " if work.is_part else "", volume)
    end = f"{work.volume}:{pages}" if with_volume else pages
    return _join([_join([_join([*head, book], ", "), _imprint(work)], " "), plain(end)], ", ")


def _in_note(work: Work, word: str, volume: str) -> Runs:
    container = plain(word) + italic(work.container_title) if work.container_title else []
    return _join(
        [
            container,
            plain(_by("ed.", work.other_editors)),
            plain(_by("trans.", work.translators)),
            plain(ordinal_edition(work.new_edition, "ed.")),
            plain(volume and f"vol. {volume}"),
        ],
        ", ",
    )


def _imprint(work: Work) -> Runs:
    first = work.reissued_from and f"{work.reissued_from}; {'repr., ' if work.is_reprint else ''}"
    return plain(f"({first or ''}{_published(work)})")


def _published(work: Work) -> str:
    where = ": ".join(filter(None, (work.place, work.publisher)))
    return ", ".join(filter(None, (where, str(work.year or "n.d."))))


def _entry_parts(work: Work) -> list[Runs]:
    title = _title(work, work.title)
    if work.type == "article-journal":
        return [title, _journal(work, numbers(work.pages, chicago_pages) or work.pages)]
    if work.type == "article-newspaper":
        return [title, _join([_newspaper(work), plain(_date(work))], ", ")]
    if work.type == "webpage":
        return [title, plain(_site(work)), runs.capital(plain(_date(work) or _seen(work)))]
    if work.type == "manuscript":
        kept = _join([plain(work.archive), plain(work.place)], ", ")
        return [title, plain(_date(work)), runs.capital(plain(work.archive_location)), kept]
    if work.type == "speech" and not work.container_title:
        return [title, plain(_occasion(work, "Speech"))]
    made = _occasion(work, "Speech" if work.type == "speech" else "") if work.is_collected else ""
    return [title, plain(made), *_book_parts(work)]


def _book_parts(work: Work) -> list[Runs]:
    edition = runs.capital(plain(ordinal_edition(work.new_edition, "ed.")))
    published = _published(work)
    if published == "n.d.":
        published = "N.d."
    imprint = plain(("Reprint, " if work.is_reprint else "") + published)
    first = plain(str(work.reissued_from or ""))
    if not work.is_part:
        edited = plain(_by("Edited by", work.other_editors))
        translated = plain(_by("Translated by", work.translators))
        volume = plain(work.volume and f"Vol. {work.volume}")
        printing = [first, edition, volume] if edition else [volume, first]
        return [edited, translated, *printing, imprint]
    pages = numbers(work.pages, chicago_pages) or work.pages
    volume = plain(work.volume and (f"{work.volume}:{pages}" if pages else f"vol. {work.volume}"))
    container = plain("In ") + italic(work.container_title) if work.container_title else []
    inside = [
        container,
        plain(_by("edited by", work.other_editors)),
        plain(_by("translated by", work.translators)),
        plain(ordinal_edition(work.new_edition, "ed.")),
        volume or plain(pages),
    ]
    return [runs.capital(_join(inside, ", ")), first, imprint]


def _journal(work: Work, pages: str) -> Runs:
    named = _join([italic(work.container_title), plain(work.volume)], " ")
    numbered = _join([named, plain(work.issue and f"no. {work.issue}")], ", ")
    dated = _join([numbered, plain(f"({_date(work) or 'n.d.'})")], " ")
    return _join([dated, plain(pages)], ": ")


def _newspaper(work: Work) -> Runs:
    name = work.container_title.removeprefix("The ")
    town = "" if work.place in name else f"({work.place})"
    return _join([italic(name), plain(town)], " ")


def _is_unsigned_entry(work: Work) -> bool:
    return work.type == "entry-encyclopedia" and not work.authors and bool(work.container_title)


def _entry(work: Work) -> Runs:
    return _join([italic(work.container_title), _entry_word(work)], ", ")


def _entry_word(work: Work) -> Runs:
    return plain("s.v. ") + runs.double(work.title)


def _occasion(work: Work, kind: str = "") -> str:
    # In collected works the place is that of the imprint.
    place = "" if work.is_collected else work.place
    made = written(work.made, "month first")
    return ", ".join(filter(None, (kind, work.event if kind else "", place, made)))


def _site(work: Work) -> str:
    return work.container_title or work.publisher


def _date(work: Work) -> str:
    return written(work.published, "month first")


def _seen(work: Work) -> str:
    seen = written(work.accessed or "", "month first")
    return seen and f"accessed {seen}"


def _pages(locator: str) -> str:
    return numbers(locator, chicago_pages) or locator


def _by(verb: str, names: tuple[Name, ...]) -> str:
    return f"{verb} {_some([name.full for name in names])}" if names else ""


def _some(names: list[str]) -> str:
    return f"{names[0]} et al." if len(names) > 3 else listed(names)


def _role(work: Work, one: str, more: str) -> str:
    if work.authors or not work.people:
        return ""
    return more if work.people[1:] else one


def _listed_people(work: Work) -> str:
    people = work.people
    if not people:
        return ""
    names = [people[0].inverted, *(name.full for name in people[1:])]
    if len(names) > 10:
        text = ", ".join([*names[:7], "et al."])
    elif len(names) == 2:
        text = f"{names[0]}, and {names[1]}"
    else:
        text = listed(names)
    return ", ".join(filter(None, (text, _role(work, "ed.", "eds."))))
