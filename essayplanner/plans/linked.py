"""What the desk shows of the causal links between a plan's factors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from essayplanner.argument.outline import LINK_KINDS, Factor, Link, LinkKind, Outline
from essayplanner.plans.boxes import Box, Trouble, lay_box
from essayplanner.plans.drawing import fill

KINDS = tuple(LINK_KINDS.items())


@dataclass(frozen=True, slots=True)
class Linked:
    """A link, by its number in the plan, its factors whole.

    ``choices`` are the pieces of evidence in either paragraph (key and name); ``evidence`` is one
    of their keys, or empty.
    """

    number: int
    cause: Factor
    effect: Factor
    kind: LinkKind
    evidence: str
    choices: tuple[tuple[str, str], ...]

    @property
    def says(self) -> str:
        """The link as a sentence of its own."""
        return f"{self.cause.name} {self.words} {self.effect.name}"

    @property
    def words(self) -> str:
        """What is read between the two names."""
        return LINK_KINDS[self.kind]

    @property
    def proof(self) -> str:
        """The name of its evidence, and whether it is disputed, or nothing."""
        return dict(self.choices).get(self.evidence, "")


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a plan in their order, with the box of each."""

    factors: tuple[Factor, ...]
    rows: tuple[Linked, ...]
    boxes: Sequence[Box]
    urls: Mapping[str, str]

    @property
    def unlinked(self) -> tuple[Factor, ...]:
        """The factors that no link leads from or to."""
        linked = {factor.key for row in self.rows for factor in (row.cause, row.effect)}
        return tuple(factor for factor in self.factors if factor.key not in linked)

    @property
    def pairs(self) -> "Iterable[tuple[Linked, Box]]":
        """Each link with its box."""
        return zip(self.rows, self.boxes, strict=True)

    def markup(self) -> SafeString:
        """The list's items."""
        addresses = (self.urls["change_link"], self.urls["drop_link"])
        drawn = (
            fill("plans/link.html", box.markup, *addresses, link=row, kinds=KINDS)
            for row, box in self.pairs
        )
        return mark_safe("".join(drawn))  # noqa: S308 (all drawn)

    def form(self) -> SafeString:
        """The form that adds a link."""
        address = self.urls["add_link"]
        return fill("plans/link_form.html", address, factors=self.factors, kinds=KINDS)


def lay_links(
    outline: Outline,
    numbers: Iterable[int],
    troubles: Mapping[str, Trouble],
    urls: Mapping[str, str],
) -> Links:
    """Return the links of an Outline, under their numbers in the plan, with their boxes."""
    rows = _rows(outline, numbers)
    boxes = [
        lay_box(f"link-{row.number}", "sentence", link.sentence, troubles, row.says)
        for row, link in zip(rows, outline.links, strict=True)
    ]
    return Links(tuple(row.factor for row in outline.paragraphs), rows, boxes, urls)


def _rows(outline: Outline, numbers: Iterable[int]) -> tuple[Linked, ...]:
    factors = {row.factor.key: row.factor for row in outline.paragraphs}
    evidence = {row.factor.key: row.evidence for row in outline.paragraphs}

    def lay(number: int, link: Link) -> Linked:
        ends = (link.cause, link.effect)
        choices = {
            item.key: f"{item.date_text} {item.title}".strip()
            + (": historians disagree" if item.views else "")
            for end in ends
            for item in evidence.get(end, ())
        }
        cause, effect = (factors.get(end) or _unknown(end) for end in ends)
        kept = link.evidence if link.evidence in choices else ""
        return Linked(number, cause, effect, link.kind, kept, tuple(choices.items()))

    return tuple(map(lay, numbers, outline.links))


def _unknown(key: str) -> Factor:
    """A factor that the plan does not have, whose link is shown nevertheless: it holds words."""
    return Factor(key=key, name=key, short_name=key, mark=0)
