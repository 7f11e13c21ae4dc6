"""The library drawer beside the text: what of the library is asked for, and what answers it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from essayplanner.argument.outline import Factor, Outline, Paragraph, Question
from essayplanner.plans.drawing import fill
from essayplanner.plans.models import Plan
from factors import folding
from factors.library import Item, shelf

LONGEST_SEARCH = 100

# The values of each filter that has few; the first is the one that holds where nothing is asked.
# ``of`` is what an item bears on: the paragraph that things are added to, or any factor.
VALUES: Mapping[str, tuple[str, ...]] = {
    "kind": ("evidence", "quotation", "timeline", "people"),
    "of": ("to", "any"),
    "side": ("all", "supports", "against"),
    "used": ("all", "unused", "used"),
}

# What a kind shows, what one and several of them are called, and what none is.
_HELD: Mapping[str, tuple[str, ...]] = {
    "evidence": ("evidence",),
    "quotation": ("quotation",),
    "timeline": ("evidence", "event"),
    "people": ("person",),
}
_COUNTED: Mapping[str, tuple[str, str, str]] = {
    "evidence": ("1 piece of evidence", "pieces of evidence", "No evidence"),
    "quotation": ("1 quotation", "quotations", "No quotation"),
    "timeline": ("1 date", "dates", "No date"),
    "people": ("1 person", "people", "Nobody"),
}
_SIDES = {"all": "on", "supports": "for", "against": "against"}
_USED = {"all": "", "unused": ", not used yet", "used": ", in your plan already"}


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the library is asked for, and ``to`` which factor's paragraph it would be added.

    ``q`` are words to search for.
    """

    to: str = ""
    kind: str = "evidence"
    of: str = "to"
    side: str = "all"
    used: str = "all"
    q: str = ""

    @classmethod
    def read(cls, data: Mapping[str, str]) -> "Filter":
        """Read the drawer's fields from an address or a form; what makes no sense is not asked.

        ``everything`` lets go of whatever hides something.
        """
        chosen = {name: data[name] for name in VALUES if data.get(name) in VALUES[name]}
        words = " ".join(data.get("q", "").replace("\0", " ").split())
        asked = cls(to=data.get("to", ""), q=words[:LONGEST_SEARCH], **chosen)
        return cls(asked.to, asked.kind, of="any") if "everything" in data else asked

    @property
    def query(self) -> dict[str, str]:
        """The filter as a part of an address, without what needs no saying."""
        usual = asdict(Filter())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}

    @property
    def narrow(self) -> bool:
        """Say whether one of the filters that are folded away is set."""
        return (self.of, self.side, self.used) != ("to", "all", "all")


@dataclass(frozen=True, slots=True)
class Drawer:
    """The library as it stands beside a plan.

    ``stocked`` is false where the topic of the plan is not in the library. ``says`` tells how much
    was found of what, ``items`` is the markup of it.
    """

    stocked: bool
    asked: Filter
    factors: tuple[Factor, ...]
    says: str
    items: SafeString

    def markup(self, show_url: str) -> SafeString:
        """Return what was found; ``show_url`` is where to ask for everything instead."""
        nothing = self.stocked and not self.items
        addresses = [show_url] * nothing
        return fill("plans/desk/items.html", self.says, self.items, *addresses, nothing=nothing)


def lay_drawer(plan: Plan, outline: Outline, asked: Filter, choose_url: str) -> Drawer:
    """Return the drawer of a plan fetched ``for_desk``, filled with what is asked for."""
    factors = tuple(row.factor for row in outline.paragraphs)
    if asked.to not in [factor.key for factor in factors]:
        asked = replace(asked, to=factors[0].key if factors else "")
    items: tuple[Item, ...] | None = None
    if plan.bank_id is not None:
        items = shelf(plan.bank_id, plan.library_version)
    used = tuple(_used_in(outline.paragraphs))
    return _lay(items, asked, outline.question, factors, used, choose_url)


@lru_cache(maxsize=100)
def _lay(
    items: tuple[Item, ...] | None,
    asked: Filter,
    question: Question,
    factors: tuple[Factor, ...],
    used_in: tuple[tuple[str, str, Factor], ...],
    choose_url: str,
) -> Drawer:
    """Fill a drawer, again only when something was chosen or asked for since."""
    by_key = {factor.key: factor for factor in factors}
    used: dict[tuple[str, str], tuple[Factor, ...]] = {}
    for kind, key, factor in used_in:
        used[kind, key] = (*used.get((kind, key), ()), factor)
    on = factors if asked.of == "any" else (by_key[asked.to],) if factors else ()
    chosen = _choose(items or (), asked, on, used, question)
    drawn = [_draw(item, item.body(by_key), on, used, question, choose_url) for item in chosen]
    return Drawer(
        stocked=items is not None,
        asked=asked,
        factors=factors,
        says=_say(asked, len(drawn), by_key.get(asked.to)),
        items=mark_safe("".join(drawn)),  # noqa: S308 (all drawn)
    )


_Used = Mapping[tuple[str, str], tuple[Factor, ...]]


def _used_in(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[str, str, Factor]]:
    for paragraph in paragraphs:
        for item in paragraph.evidence:
            yield "evidence", item.key, paragraph.factor
        for quotation in paragraph.quotations:
            yield "quotation", quotation.key, paragraph.factor


def _choose(
    items: Iterable[Item], asked: Filter, on: Iterable[Factor], used: _Used, question: Question
) -> list[Item]:
    """Return the items that are asked for, in the order in which they are shown."""
    wanted = folding.terms(asked.q)
    keys = frozenset(factor.key for factor in on)

    def fits(item: Item) -> bool:
        if asked.q and not (wanted and folding.holds(item.words, wanted)):
            return False
        if item.kind == "person":
            return True
        if asked.used != "all" and ((item.kind, item.key) in used) != (asked.used == "used"):
            return False
        if item.kind == "event":
            return asked.side == "all"
        sides = {"supports": item.supports, "against": item.against}
        return not keys.isdisjoint(sides.get(asked.side, item.supports | item.against))

    def order(item: Item) -> tuple[object, ...]:
        return _outside(item, question), keys.isdisjoint(item.supports), item.starts

    chosen = [item for item in items if item.kind in _HELD[asked.kind] and fits(item)]
    if asked.kind == "timeline":
        return sorted(chosen, key=lambda item: item.starts)
    return sorted(chosen, key=order)


def _outside(item: Item, question: Question) -> bool:
    """Say whether something happened outside the years that the question asks about."""
    if question.starts is None or question.ends is None:
        return False
    return item.starts.year > question.ends or item.ends.year < question.starts


def _draw(
    item: Item,
    body: SafeString,
    on: tuple[Factor, ...],
    used: _Used,
    question: Question,
    choose_url: str,
) -> SafeString:
    if item.kind == "person":
        return fill("plans/library_person.html", body, _people_url(question.topic_slug), item=item)
    if item.kind == "event":
        return fill("plans/library_event.html", body, item=item)
    return fill(
        "plans/library_item.html",
        body,
        choose_url,
        item=item,
        supports=tuple(factor for factor in on if factor.key in item.supports),
        against=tuple(factor for factor in on if factor.key in item.against),
        outside=f"{question.starts}–{question.ends}" if _outside(item, question) else "",
        used_in=used.get((item.kind, item.key), ()),
    )


@lru_cache(maxsize=64)
def _people_url(topic: str) -> str:
    return reverse("library:people", args=[topic])


def _say(asked: Filter, count: int, to: Factor | None) -> str:
    """Say how much was found of what: “12 pieces of evidence for Rivals, not used yet”."""
    one, several, none = _COUNTED[asked.kind]
    says = none if not count else one if count == 1 else f"{count} {several}"
    if asked.kind != "people":
        if asked.of == "to" and to:
            says += ", with the evidence" if asked.kind == "timeline" else ""
            says += f" {_SIDES[asked.side]} {to.short_name}"
        elif asked.side != "all":
            says += f" {_SIDES[asked.side]} a factor"
        says += _USED[asked.used]
    return f"{says}, with “{asked.q}”" if asked.q else says
