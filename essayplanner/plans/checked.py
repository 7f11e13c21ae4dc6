"""What the desk shows of the check: what to look at next, and what is left as it is on purpose."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from essayplanner.argument.findings import RULES, Check, Finding
from essayplanner.argument.outline import Outline
from essayplanner.argument.places import name_place
from essayplanner.plans.boxes import Box, Trouble, lay_box
from essayplanner.plans.drawing import fill
from essayplanner.plans.models import SetAside

SHOWN = 3
_SAYS = {rule.key: rule.brief for rule in RULES}


@dataclass(frozen=True, slots=True)
class Aside:
    """A finding set aside: what it ``says``, and the box for its reason.

    One that is not ``found`` any more keeps its box: there are words in it.
    """

    name: tuple[str, str, str]
    says: str
    box: Box
    found: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a plan, the most valuable first, and those set aside with their boxes."""

    outline: Outline
    findings: tuple[Finding, ...]
    aside: Sequence[Aside]
    urls: Mapping[str, str]

    @property
    def more(self) -> int:
        """How many findings are shown on request only."""
        return max(len(self.findings) - SHOWN, 0)

    @property
    def first_of_more(self) -> int:
        """The number of the first of these."""
        return SHOWN + 1

    @property
    def looked_at(self) -> str:
        """What the check has read, in words."""
        rows = self.outline.paragraphs
        evidence, quotations = (
            sum(len(items) for items in kind)
            for kind in ([row.evidence for row in rows], [row.quotations for row in rows])
        )
        return (
            f"your line of argument, {_counted(len(rows), 'paragraph')} with "
            f"{_counted(evidence, 'piece')} of evidence and {_counted(quotations, 'quotation')}, "
            f"{_counted(len(self.outline.links), 'link')} and your judgement"
        )

    @property
    def rules(self) -> int:
        """By how many rules it has done so."""
        return len(RULES)

    def first_markup(self) -> SafeString:
        """Return the findings that are shown at once."""
        return _joined(map(self._finding, self.findings[:SHOWN]))

    def more_markup(self) -> SafeString:
        """Return the others."""
        return _joined(map(self._finding, self.findings[SHOWN:]))

    def aside_markup(self) -> SafeString:
        """Return the findings set aside, each with the box for its reason."""
        return _joined(
            fill(
                "plans/desk/aside.html",
                *("/".join(row.name), row.says, row.box.markup),
                *[key, row.name[1], name_place(self.outline, row.name[1])] * row.found,
                *(key, key, self.urls["look_again"], row.says),
                found=row.found,
            )
            for row in self.aside
            for key in [row.box.frame.place.removeprefix("aside-")]
        )

    def _finding(self, row: Finding) -> SafeString:
        name = "-".join(filter(None, row.name)).replace(" ", "_")
        return fill(
            "plans/desk/finding.html",
            *(name, row.what, *[name] * bool(row.why), self._misquoted(row)),
            *(name, row.place, name),
            *(name_place(self.outline, row.place), "/".join(row.name), name, name),
            self.urls["set_aside"],
            rule=row.rule,
            why=row.why,
        )

    def _misquoted(self, row: Finding) -> str:
        """Return what differs from the source; drawn anew, as it is made of a student's words."""
        if row.change is None:
            return ""
        context = {"finding": row, "address": self.urls["mend_quotation"]}
        return render_to_string("plans/desk/misquoted.html", context)


def lay_check(
    outline: Outline,
    checked: Check,
    rows: Iterable[SetAside],
    field: str,
    troubles: Mapping[str, Trouble],
    urls: Mapping[str, str],
) -> Checked:
    """Return what is shown of a check of an Outline, whose findings set aside are in ``rows``.

    These are shown as long as they are found, and those with words in their box beyond that.
    ``field`` chooses what is around the box of a reason.
    """
    found = {finding.name: finding.what for finding, _ in checked.set_aside}
    aside = []
    for row in rows:
        name, place = (row.rule, row.place, row.about), f"aside-{row.pk}"
        if name not in found and not row.reason.strip() and place not in troubles:
            continue
        says = found.get(name) or f"Not found any more: {_SAYS.get(row.rule, 'an older finding')}."
        around = field if name in found else "own_reason"  # the teacher reads of gaps alone
        box = lay_box(place, around, row.reason, troubles, says)
        aside.append(Aside(name, says, box, name in found))
    # What is still found first, the most valuable before the others.
    order = {name: number for number, name in enumerate(found)}
    aside.sort(key=lambda row: order.get(row.name, len(order)))
    return Checked(outline, one_of_each_first(checked.findings), aside, urls)


def one_of_each_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Put the first findings of different rules before all others, as many as are shown at once."""
    first: dict[str, Finding] = {}
    for row in findings:
        if len(first) < SHOWN:
            first.setdefault(row.rule, row)
    shown = tuple(first.values())
    return (*shown, *(row for row in findings if row not in shown))


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _joined(drawn: Iterable[str]) -> SafeString:
    return mark_safe("".join(drawn))  # noqa: S308 (all drawn)
