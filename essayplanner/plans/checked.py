"""What the desk shows of the check: what to look at next, and what is left as it is on purpose."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from essayplanner.argument.findings import RULES, Check, Finding
from essayplanner.argument.outline import Outline
from essayplanner.argument.places import name_place
from essayplanner.plans.boxes import WORDING, Box, Frame, Trouble
from essayplanner.plans.drawing import fill
from essayplanner.plans.models import SetAside

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a plan, the most valuable first, and those set aside with their boxes."""

    outline: Outline
    findings: tuple[Finding, ...]
    aside: Sequence[tuple[Finding, Box]]
    urls: Mapping[str, str]

    @property
    def more(self) -> int:
        """How many findings are shown on request only."""
        return max(len(self.findings) - SHOWN, 0)

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
                *("/".join(row.name), row.what, box.markup, key, row.place),
                *(name_place(self.outline, row.place), key, key),
                *(self.urls["look_again"], row.what),
            )
            for row, box in self.aside
            for key in [box.frame.place.removeprefix("aside-")]
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

    ``field`` chooses what is around the box of a reason.
    """
    keys = {(row.rule, row.place, row.about): row.pk for row in rows}
    label, hint, lines = WORDING[field]
    aside = []
    for finding, meant in checked.set_aside:
        place = f"aside-{keys[finding.name]}"
        trouble = troubles.get(place)
        value = trouble.value if trouble else meant.reason
        frame = Frame(place, label, finding.what, hint, lines)
        aside.append((finding, Box(frame, value, meant.reason, trouble)))
    return Checked(outline, checked.findings, aside, urls)


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _joined(drawn: Iterable[str]) -> SafeString:
    return mark_safe("".join(drawn))  # noqa: S308 (all drawn)
