"""The forms for evidence and quotations of the student's own."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator

from essayplanner.argument.outline import Evidence, Quotation, Source
from essayplanner.plans.own_items import make_source, read_names, write_names
from factors.dates import HistoricalDate
from factors.records import storable
from factors.typed_dates import parse_date

_TOO_LONG = "This has %(show_value)d characters, and there is room for %(limit_value)d: shorten it."
_LONGEST_NAME = 100


class _Words(forms.CharField):
    """Words that can be kept. They are not cut in the browser, which would do so in silence."""

    def __init__(self, label: str, most: int, *, missing: str = "", **options: Any) -> None:
        super().__init__(
            label=label,
            required=bool(missing),
            validators=[MaxLengthValidator(most, _TOO_LONG), *options.pop("validators", [])],
            error_messages={"required": missing},
            **options,
        )

    def to_python(self, value: Any) -> str:
        """Return the words. Raises ``ValidationError`` for what can be neither kept nor printed."""
        text = str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")
        try:
            return storable(text)
        except ValueError as error:
            raise ValidationError(f"This {error}: delete that character.") from None


class _Line(_Words):
    """Words on one line."""

    def to_python(self, value: Any) -> str:
        """Return the words with single spaces between."""
        return " ".join(super().to_python(value).split())


class _Item(forms.Form):
    """What an item of one's own says of the work that it was found in."""

    field_order: tuple[str, ...]

    author = _Line(
        "Author",
        200,
        help_text="Such as Sheila Fitzpatrick. Put a semicolon between several.",
    )
    title = _Line("Title of the book or source", 300)
    year = _Line(
        "Year",
        20,
        validators=[
            RegexValidator(r"\A(?!0000)[0-9]{4}\Z", "Type the year in four digits, such as 1996.")
        ],
    )

    def clean_author(self) -> str:
        """Refuse what names nobody, and names too long to print."""
        text: str = self.cleaned_data["author"]
        names = read_names(text)
        if text and not names:
            raise ValidationError("Type the name, such as Sheila Fitzpatrick.")
        if any(len(f"{name.given} {name.family}") > _LONGEST_NAME for name in names):
            raise ValidationError("Put a semicolon between one name and the next.")
        return text

    def source(self, author: str = "") -> Source | None:
        """Return the work, by this author where the form names none; or None without a title."""
        values = self.cleaned_data
        year = int(values["year"]) if values["year"] else None
        title = values["title"]
        return make_source(values["author"] or author, title, year) if title else None


class OwnEvidenceForm(_Item):
    """A dated fact that the student found elsewhere than in the library."""

    field_order = ("date", "what", "details", "author", "title", "year", "pages")

    date = _Line("Date", 60, help_text="Such as 3 April 1922, spring 1922 or 1925. May be empty.")
    what = _Line("What happened", 120, missing="Say in a few words what happened.")
    details = _Words("Details", 1000, widget=forms.Textarea(attrs={"rows": 3}))
    pages = _Line("Page or place in it", 50, help_text="Such as p. 412.")

    def clean_date(self) -> str:
        """Return the date as EDTF, as precise as it was typed."""
        try:
            return parse_date(self.cleaned_data["date"]) if self.cleaned_data["date"] else ""
        except ValueError as error:
            raise ValidationError(f"{error}.") from None

    def clean(self) -> dict[str, Any]:
        """Let a source have a title or be left out."""
        values = super().clean() or {}
        named = any(values.get(name) for name in ("author", "year", "pages"))
        if named and values.get("title") == "":
            self.add_error("title", "Give the title too, or leave the whole source empty.")
        return values

    def item(self, key: str) -> Evidence:
        """Return what was typed as a piece of evidence."""
        values = self.cleaned_data
        date = values["date"]
        return Evidence(
            key=key,
            date=date,
            date_text=str(HistoricalDate.parse(date)) if date else "",
            title=values["what"],
            text=values["details"],
            locator=values["pages"],
            source=self.source(),
            own=True,
        )

    @staticmethod
    def typed(item: Any) -> dict[str, str]:
        """Return a piece of evidence as the form shows it."""
        source = _typed_source(item.source) if item.source else {}
        return source | {
            "date": item.date_text,
            "what": item.title,
            "details": item.text,
            "pages": item.locator,
        }


class OwnQuotationForm(_Item):
    """A historian's words that the student found elsewhere than in the library."""

    field_order = ("historian", "words", "author", "title", "year", "pages")

    historian = _Line("Historian", _LONGEST_NAME, missing="Say whose words these are.")
    words = _Words(
        "The exact words",
        2000,
        missing="Copy the words, letter for letter.",
        help_text="Copy them letter for letter, without the quotation marks around them. "
        "Mark what you leave out with …",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    title = _Line(
        "Title of the book or source", 300, missing="Say where you found it: give the title."
    )
    pages = _Line("Page", 20, help_text="Such as 412 or 412–13.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["author"].label = "Author, if it is not the historian"

    def item(self, key: str) -> Quotation:
        """Return what was typed as a quotation, whose wording nobody has checked."""
        values = self.cleaned_data
        source = self.source(author=values["historian"])
        if source is None:
            raise ValueError("a quotation without a title")
        return Quotation(
            key=key,
            historian=values["historian"],
            text=values["words"],
            source=source,
            page=re.sub(r"\Ap{1,2}\.\s*", "", values["pages"]),
            own=True,
        )

    @staticmethod
    def typed(item: Any) -> dict[str, str]:
        """Return a quotation as the form shows it."""
        source = _typed_source(item.source)
        author = source["author"] if read_names(item.historian) != item.source.authors else ""
        own = {"historian": item.historian, "words": item.text, "pages": item.page}
        return source | own | {"author": author}


def _typed_source(source: Source) -> dict[str, str]:
    year = str(source.issued or "")
    return {"author": write_names(source.authors), "title": source.title, "year": year}
