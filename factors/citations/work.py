"""The one shape in which a source is cited, whatever it was read from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

# Parts of something larger, even where nobody has written down of what.
_PARTS = ("chapter", "article-journal", "article-newspaper", "entry-encyclopedia")
# What is dated by its imprint, so by a year.
_BOOKS = ("book", "chapter", "entry-encyclopedia")


def _to_one_line(value: Any) -> None:
    for field in fields(value):
        text = getattr(value, field.name)
        if isinstance(text, str):
            object.__setattr__(value, field.name, " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Name:
    """An author, editor or translator; ``literal`` is the name of a body, or of one name alone."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def __post_init__(self) -> None:
        _to_one_line(self)

    @classmethod
    def of(cls, name: Any) -> Self:
        """Return a name from an object with these fields, or a dictionary with them as keys.

        A family name alone is the whole of a name.
        """
        family, first, literal = (_part(name, key) for key in ("family", "given", "literal"))
        return cls(family, first, literal) if first or literal else cls(literal=family)

    @property
    def family_name(self) -> str:
        """What stands in a label: “Carr”, or the whole name of a body."""
        return self.literal or self.family or self.given

    @property
    def full(self) -> str:
        """“Edward Hallett Carr”."""
        return self.literal or " ".join(filter(None, (self.given, self.family)))

    @property
    def inverted(self) -> str:
        """“Carr, Edward Hallett”."""
        return self.literal or ", ".join(filter(None, (self.family, self.given)))

    def initials(self, space: str) -> str:
        """“E. H.” with a space between, “E.H.” without; a particle such as “de” stays whole."""
        if self.literal or not self.family:
            return ""
        words = self.given.replace(".", ". ").split()
        return space.join(word if word.islower() else _initial(word) for word in words)


def _part(name: Any, key: str) -> str:
    part = name.get(key) if isinstance(name, Mapping) else getattr(name, key, "")
    return part or ""


def _initial(word: str) -> str:
    return "-".join(f"{part[0]}." for part in word.split("-") if part)


@dataclass(frozen=True, slots=True)
class Work:
    """A source with the fields of ``SourceRecord``, its names as ``Name`` and every text one line.

    ``date`` and ``accessed`` are EDTF (see ``factors.dates``).
    """

    type: str
    title: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    container_title: str = ""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    issued: int | None = None
    original: int | None = None
    date: str | None = None
    event: str = ""
    archive: str = ""
    archive_location: str = ""
    url: str = ""
    accessed: str | None = None

    def __post_init__(self) -> None:
        _to_one_line(self)

    @classmethod
    def of(cls, source: Any) -> Self:
        """Return the work that anything with its fields describes.

        That is a record of a pack, a row of the database, or a source of a plan.
        """
        taken: dict[str, Any] = {field.name: getattr(source, field.name) for field in fields(cls)}
        for role in ("authors", "editors", "translators"):
            taken[role] = _named(taken[role])
        return cls(**taken)

    @property
    def people(self) -> tuple[Name, ...]:
        """Under whose names it is listed: its authors, or else the editors of a whole work."""
        return self.authors or (() if self.is_part else self.editors)

    @property
    def other_editors(self) -> tuple[Name, ...]:
        """The editors, where it is not listed under their names."""
        return self.editors if self.authors or self.is_part else ()

    @property
    def is_part(self) -> bool:
        """Whether it stands inside a larger work, whose title then is the one in italics."""
        return bool(self.container_title) or self.type in _PARTS

    @property
    def year(self) -> int | None:
        """The year of the edition cited."""
        return self.issued or (int(self.date[:4]) if self.date else self.original)

    @property
    def first_year(self) -> int | None:
        """The first year, where it is not that of the edition cited."""
        first = self.original or (int(self.date[:4]) if self.date else None)
        return first if first != self.year else None

    @property
    def first_date(self) -> str:
        """As ``first_year``, in EDTF, as precisely as it is known."""
        if not self.first_year:
            return ""
        dated = self.date and int(self.date[:4]) == self.first_year
        return self.date or "" if dated else f"{self.first_year:04}"

    @property
    def published(self) -> str:
        """When the edition cited came out, in EDTF: a year for what has an imprint."""
        printed = self.type in _BOOKS or self.is_collected or self.first_year
        if self.date and not printed:
            return self.date
        return f"{self.year:04}" if self.year else ""

    @property
    def is_collected(self) -> bool:
        """Whether it is a speech or a document that is printed in a larger work."""
        return self.type in ("speech", "document") and bool(self.container_title)

    @property
    def made(self) -> str:
        """When a speech was made or a document written, in EDTF."""
        return self.first_date or ("" if self.is_collected else self.published)

    @property
    def reissued_from(self) -> int | None:
        """As ``first_year``, but nothing for collected works: those came out once themselves."""
        return None if self.is_collected else self.first_year

    @property
    def is_reprint(self) -> bool:
        """Whether nothing but the year sets the edition apart from the first."""
        return bool(self.reissued_from) and (
            not self.edition or any(word in self.edition.lower() for word in ("reprint", "repr."))
        )

    @property
    def new_edition(self) -> str:
        """The edition, where it is more than a reprint whose first year is shown anyway."""
        return "" if self.is_reprint else self.edition


def _named(names: Iterable[Any]) -> tuple[Name, ...]:
    return tuple(name for name in map(Name.of, names) if name.family_name)
