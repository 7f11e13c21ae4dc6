"""What the tests of the rules share: a row, and plans to make rows of."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from essayplanner.argument.outline import Evidence, Factor, Outline, Paragraph, Question
from essayplanner.argument.rule import Case, Rule

SKILL = Factor(key="skill", name="Political skill", short_name="Skill", mark=1)
RIVALS = Factor(key="rivals", name="Weak rivals", short_name="Rivals", mark=2)
STRUCTURE = Factor(key="structure", name="The party", short_name="Structure", mark=3)


def fact(key: str, date: str = "1924-01-26") -> Evidence:
    return Evidence(key=key, date=date, date_text=date, title=key, text=key)


WHY = Question(text="Why did Stalin come to power?")
HOW_FAR_SKILL = Question(text="How far was it Stalin’s skill?", named_factor="skill")

# Nothing is missing here, and nothing is there twice: each thing taken away leaves one gap.
COMPLETE = Outline(
    question=HOW_FAR_SKILL,
    argument="The party’s structure made room, and skill filled it.",
    ranked=True,
    paragraphs=(
        Paragraph(
            factor=STRUCTURE,
            point="Posts decided votes.",
            evidence=(fact("ban-on-factions"), fact("secretariat")),
            explanation="Delegates owed their seats to secretaries.",
            counter_argument="Molotov held the same post.",
            reply="He did not see its use.",
        ),
        Paragraph(
            factor=SKILL,
            point="He changed partners in time.",
            evidence=(fact("oath"), fact("roll-call")),
            explanation="Each partner was gone before he could resist.",
            counter_argument="Others made the openings.",
        ),
        Paragraph(
            factor=RIVALS,
            point="They fought each other first.",
            evidence=(fact("lessons"),),
            explanation="By 1926 nobody believed their alliance.",
        ),
    ),
    criteria=("What he could not have done without.", "", ""),
    judgement="Structure, because no skill could have replaced it.",
)
EMPTY = Outline(
    question=HOW_FAR_SKILL, paragraphs=tuple(Paragraph(factor=f) for f in (SKILL, RIVALS))
)


def changed(place: int, **values: Any) -> Outline:
    """Return the complete plan with one paragraph changed."""
    rows = list(COMPLETE.paragraphs)
    rows[place] = replace(rows[place], **values)
    return replace(COMPLETE, paragraphs=tuple(rows))


def ranked(*weights: int) -> Outline:
    """Return a ranked plan with so many pieces of evidence under each factor."""
    return Outline(
        question=WHY,
        ranked=True,
        paragraphs=tuple(
            Paragraph(
                factor=factor, evidence=tuple(fact(f"{factor.key}-{n}") for n in range(count))
            )
            for factor, count in zip((SKILL, RIVALS, STRUCTURE), weights, strict=False)
        ),
    )


class Row(NamedTuple):
    """A plan, and the places where the rule finds a gap in it.

    ``case`` is “fires”, “does not fire” or “edge”.
    """

    rule: Rule
    case: str
    plan: Outline | Case
    places: Sequence[str]

    @property
    def found(self) -> list[str]:
        """Where the rule finds a gap."""
        case = self.plan if isinstance(self.plan, Case) else Case(self.plan)
        return [gap.place for gap in self.rule.look(case)]


def name(row: Row) -> str:
    """Name a row for who reads the results."""
    return f"{row.rule.key} {row.case}"
