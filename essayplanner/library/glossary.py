"""Terms of the glossary, marked where a text first uses them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Word:
    """A term as texts may use it: its ``forms``, what it means, and where the glossary says so."""

    slug: str
    forms: tuple[str, ...]
    meaning: str
    address: str


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of a bank, made ready to be found. Without terms there is no ``pattern``."""

    pattern: re.Pattern[str] | None
    by_form: dict[str, Word]

    def marker(self, *known: str) -> "Marker":
        """Begin an item. ``known`` are the slugs of terms that need no explanation in it."""
        return Marker(self, set(known))


@dataclass(frozen=True, slots=True)
class Marker:
    """The terms as one item uses them: each is marked once in all the texts of the item."""

    words: Words
    seen: set[str]

    def mark(self, text: str) -> SafeString:
        """Return a text of the item with the terms marked that no earlier text of it had."""
        return mark_terms(text, self.words, self.seen)


def ready(words: Iterable[Word]) -> Words:
    """Make terms ready to be found. Of two with the same form, the first has it."""
    by_form: dict[str, Word] = {}
    for word in words:
        for form in word.forms:
            # A term in small letters may begin a sentence; one with a capital is a name.
            for written in (form, form[:1].upper() + form[1:]):
                by_form.setdefault(written, word)
    if not by_form:
        return Words(None, {})
    # The longest first, so that no term is found inside another.
    forms = "|".join(map(re.escape, sorted(by_form, key=len, reverse=True)))
    return Words(re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])"), by_form)


def mark_terms(text: str, words: Words, seen: set[str] | None = None) -> SafeString:
    """Return a text, escaped, with each term in it linked to the glossary where it first stands.

    ``seen`` holds the slugs of the terms that need no link any more, and takes in those that got
    one. Only whole words count, and nothing else about the text changes.
    """
    if words.pattern is None:
        return escape(text)
    seen = set() if seen is None else seen
    parts, end = [], 0
    for found in words.pattern.finditer(text):
        word = words.by_form[found[0]]
        if word.slug not in seen:
            seen.add(word.slug)
            parts += [escape(text[end : found.start()]), _link(word, found[0])]
            end = found.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 (each part is escaped)


def _link(word: Word, form: str) -> SafeString:
    return format_html(
        '<a class="term" href="{}" data-meaning="{}">{}</a>', word.address, word.meaning, form
    )
