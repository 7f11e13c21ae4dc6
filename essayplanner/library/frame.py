"""What all pages of a topic share: where each stands, how much is on it, and the glossary."""

from dataclasses import dataclass

from django.urls import reverse

from essayplanner.library.counting import with_counts
from essayplanner.library.editions import once_per_edition
from essayplanner.library.glossary import Word, Words, ready
from factors.models import Bank

# The pages under a topic: name, title, and the kinds of record that stand on it.
PAGES = (
    ("timeline", "Timeline", ("events", "evidence")),
    ("people", "People", ("people",)),
    ("historians", "Historians", ("historians",)),
    ("glossary", "Glossary", ("terms",)),
    ("reference", "Reference", ("tables", "documents")),
    ("sources", "Sources", ("sources",)),
    ("notes", "Teacher’s notes", ()),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of a topic in the row of them, with how many records stand on it, if records do."""

    name: str
    title: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The addresses of a topic's pages by name, and the row of those that hold something."""

    addresses: dict[str, str]
    tabs: tuple[Tab, ...]


@once_per_edition
def frame(bank: Bank) -> Frame:
    """Return what the pages of a topic share."""
    kind = "" if bank.published_at else "draft_"
    addresses = {
        name: reverse(f"library:{kind}{name}", args=[bank.topic.slug])
        for name in ("topic", *(name for name, _, _ in PAGES))
    }
    counted = with_counts(Bank.objects.filter(pk=bank.pk)).get()
    counts = {
        name: sum(getattr(counted, f"{kind}_count") for kind in kinds) for name, _, kinds in PAGES
    }
    tabs = (
        Tab(name, title, addresses[name], counts[name])
        for name, title, _ in PAGES
        if counts[name] or (name == "notes" and bank.notes)
    )
    return Frame(addresses, tuple(tabs))


@once_per_edition
def words(bank: Bank) -> Words:
    """Return the terms of a bank, ready to be found in its texts."""
    glossary = frame(bank).addresses["glossary"]
    return ready(
        Word(term.slug, (term.term, *term.also), term.meaning, f"{glossary}#terms-{term.slug}")
        for term in bank.term_set.all()
    )
