"""MHRA style, with notes, as the fourth edition of the MHRA Style Guide sets it out.

The fourth edition gives no place of publication (7.3), and “pp.” for articles too (7.4).
"""

from factors.citations import runs
from factors.citations.runs import Runs, italic, join, plain, single, verbatim
from factors.citations.wording import (
    last_two,
    listed,
    ordinal_edition,
    paged,
    short_title,
    written,
)
from factors.citations.work import Name, Work

_NUMERALS = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X")),
    *((9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def label(work: Work, locator: str = "") -> Runs:
    """Return the short note, without its full stop: ``Carr, Socialism, I, p. 25``."""
    families = [name.family_name for name in work.people]
    end = paged(locator, last_two)
    volume = _volume(work) if end and not work.is_part else ""
    return join(
        [plain(_some(families)), _title(work, short_title(work)), plain(volume), plain(end)], ", "
    )


def note(work: Work, locator: str = "") -> Runs:
    """Return the full first note."""
    # A note names the editors of a whole work after its title.
    who = _some([name.full for name in work.authors])
    return runs.close(_entry(work, plain(who), work.editors, locator))


def reference(work: Work) -> Runs:
    """Return the entry in the bibliography, which no full stop closes."""
    return _entry(work, plain(_listed_people(work)), work.other_editors, "")


def _entry(work: Work, who: Runs, editors: tuple[Name, ...], locator: str) -> Runs:
    described = join(
        [
            who,
            _title(work, work.title),
            *_occasion(work),
            _container(work),
            plain(_by("ed. by", editors)),
            plain(_by("trans. by", work.translators)),
            plain(ordinal_edition(work.new_edition, "edn")),
            *_unbracketed(work),
        ],
        ", ",
    )
    dated = join([described, plain(_imprint(work))], " ")
    volume = "" if work.type == "article-journal" else _volume(work)
    return join([join([dated, plain(volume), *_pages(work, locator)], ", "), _address(work)], " ")


def _title(work: Work, title: str) -> Runs:
    quoted = work.is_part or work.type in ("speech", "manuscript", "webpage")
    return single(title) if quoted else italic(title)


def _occasion(work: Work) -> list[Runs]:
    """Return when and where a speech was made, and when a document of collected works was."""
    made = plain(written(work.made, "day first"))
    if work.type == "speech":
        # In collected works the place is that of the imprint.
        place = "" if work.is_collected else work.place
        return [plain("speech"), plain(work.event), plain(place), made]
    return [made] if work.is_collected else []


def _container(work: Work) -> Runs:
    title = work.container_title
    if work.type == "article-newspaper":
        # English newspapers lose their article, but for The Times.
        return italic(title if title == "The Times" else title.removeprefix("The "))
    if work.type == "article-journal":
        number = ".".join(filter(None, (work.volume, work.issue)))
        return join([italic(title), plain(number)], ", ")
    linked = work.type in ("chapter", "speech", "document") and bool(title)
    return (plain("in ") if linked else []) + italic(title)


def _unbracketed(work: Work) -> list[Runs]:
    """Return the date, and an archive from the town to the shelf, for what has no imprint."""
    date = plain(written(work.published, "day first"))
    if work.type == "manuscript":
        return [date, plain(work.place), plain(work.archive), plain(work.archive_location)]
    if work.type == "webpage":
        return [plain("" if work.container_title else work.publisher), date]
    return [date] if work.type == "article-newspaper" else []


def _imprint(work: Work) -> str:
    if work.type == "article-journal":
        return f"({written(work.published, 'day first') or '[n.d.]'})"
    loose = ("article-newspaper", "webpage", "manuscript")
    if work.type in loose or (work.type == "speech" and not work.container_title):
        return ""
    published = ", ".join(filter(None, (work.publisher, str(work.year or "[n.d.]"))))
    if not work.reissued_from:
        return f"({published})"
    return f"({work.reissued_from}; {'repr. ' if work.is_reprint else ''}{published})"


def _pages(work: Work, locator: str) -> list[Runs]:
    pages = paged(work.pages, last_two) if work.is_part else ""
    place = paged(locator, last_two)
    if pages and place and pages != place:
        return [plain(f"{pages} ({place})")]
    return [plain(place or pages)]


def _address(work: Work) -> Runs:
    seen = written(work.accessed or "", "day first")
    return join([verbatim(work.url and f"<{work.url}>"), plain(seen and f"[accessed {seen}]")], " ")


def _volume(work: Work) -> str:
    """Return a volume in Roman numerals, or as it is written where it is no number."""
    if not work.volume.isdecimal() or not 0 < int(work.volume) < 400:
        return work.volume
    left, numeral = int(work.volume), ""
    for value, letters in _NUMERALS:
        numeral += letters * (left // value)
        left %= value
    return numeral


def _by(words: str, names: tuple[Name, ...]) -> str:
    return f"{words} {_some([name.full for name in names])}" if names else ""


def _some(names: list[str]) -> str:
    return f"{names[0]} and others" if len(names) > 3 else listed(names)


def _listed_people(work: Work) -> str:
    people = work.people
    if not people:
        return ""
    names = [people[0].inverted, *(name.full for name in people[1:])]
    if len(names) > 3:
        text = f"{names[0]}, and others"
    elif len(names) == 2:
        text = f"{names[0]}, and {names[1]}"
    else:
        text = listed(names)
    role = "eds" if names[1:] else "ed."
    return text if work.authors else f"{text}, {role}"
