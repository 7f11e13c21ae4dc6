"""The rules of historians, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace

import pytest

from essayplanner.argument.bank import NO_BANK, Bank, ExamFormat
from essayplanner.argument.outline import Name, Outline, Quotation, Source
from essayplanner.argument.rule import Case
from essayplanner.argument.rules import historians
from tests.argument.rules.rows import COMPLETE, EMPTY, RIVALS, SKILL, STRUCTURE, Row, name


def quotation(key: str, historian: str, text: str = "") -> Quotation:
    return Quotation(
        key=key, historian=historian, text=text, source=Source(key=key, type="book", title="A book")
    )


FIGES = quotation(
    "figes", "Orlando Figes", "The key to growing power was control of the apparatus in provinces."
)
TUCKER = quotation("tucker", "Robert C. Tucker", "It was an ideal instrument of machine politics.")
KOTKIN = quotation("kotkin", "Stephen Kotkin", "Stalin was fortunate in his rivals.")
BANK = Bank(
    factors=(SKILL, RIVALS, STRUCTURE),
    quotations=(FIGES, TUCKER, KOTKIN),
    supports={
        "figes": {"structure": "By posts."},
        "figes-2": {"structure": "By more posts."},
        "figes-3": {"rivals": "By their mistakes."},
        "tucker": {"structure": "By a machine."},
        "kotkin": {"rivals": "By luck in them."},
        "both": {"structure": "By posts.", "skill": "By their use."},
        "limited": {"structure": "By posts."},
    },
    against={
        "limited": {"structure": "But not by posts alone."},
        "tucker": {"skill": "Anybody could have run the machine."},
    },
)
ASKED = ExamFormat(key="aqa", name="AQA", historians_required=True)


def quoting(*chosen: Quotation, explanation: str = "Figes says so.", bank: Bank = BANK) -> Case:
    """Return the complete plan with these quotations in its first paragraph."""
    first, *others = COMPLETE.paragraphs
    first = replace(first, quotations=chosen, explanation=explanation)
    return Case(replace(COMPLETE, paragraphs=(first, *others)), bank)


def told(plan: Outline, text: str) -> Case:
    return Case(replace(plan, judgement=text), BANK, ASKED)


ROWS = [
    Row(historians.no_historian, "fires", Case(COMPLETE, BANK, ASKED), ["structure-quotation"]),
    Row(
        historians.no_historian,
        "does not fire",
        replace(quoting(FIGES, explanation="So it was."), exam=ASKED),
        [],
    ),
    # Historians are no condition where the exam asks for none.
    Row(historians.no_historian, "edge", Case(COMPLETE, BANK), []),
    Row(
        historians.no_historian,
        "edge",
        Case(COMPLETE, BANK, replace(ASKED, historians_required=False)),
        [],
    ),
    Row(historians.no_historian, "edge", Case(EMPTY, BANK, ASKED), []),
    Row(historians.no_historian, "edge", told(COMPLETE, "Structure, as figes’s book shows."), []),
    Row(historians.no_historian, "edge", told(COMPLETE, "Historians such as Lewin see it so."), []),
    Row(historians.no_historian, "edge", told(COMPLETE, "Lewin argues that it was structure."), []),
    Row(
        historians.no_historian,
        "edge",
        told(COMPLETE, "This argues for structure, and so do historians."),
        ["structure-quotation"],
    ),
    Row(historians.one_side_heard, "fires", quoting(FIGES, TUCKER), ["structure-quotation"]),
    Row(historians.one_side_heard, "does not fire", quoting(FIGES, KOTKIN), []),
    Row(historians.one_side_heard, "edge", quoting(FIGES), []),
    Row(historians.one_side_heard, "edge", quoting(FIGES, FIGES), []),
    Row(historians.one_side_heard, "edge", quoting(FIGES, quotation("both", "Figes")), []),
    Row(historians.one_side_heard, "edge", quoting(FIGES, quotation("limited", "Figes")), []),
    Row(
        # Of what the student brought nobody knows whom it supports.
        historians.one_side_heard,
        "edge",
        quoting(FIGES, quotation("own", "Moshe Lewin")),
        [],
    ),
    Row(
        # Another is heard without being quoted.
        historians.one_side_heard,
        "edge",
        quoting(FIGES, TUCKER, explanation="Kotkin does not agree with either."),
        [],
    ),
    Row(
        historians.one_side_heard,
        "edge",
        quoting(FIGES, replace(FIGES, key="figes-2"), replace(FIGES, key="figes-3")),
        ["structure-quotation"],
    ),
    Row(
        historians.one_side_heard,
        "edge",
        quoting(FIGES, replace(FIGES, key="figes-2"), KOTKIN),
        [],
    ),
    Row(historians.one_side_heard, "edge", quoting(FIGES, TUCKER, bank=NO_BANK), []),
    Row(
        historians.quotation_dropped_in,
        "fires",
        quoting(FIGES, explanation="Delegates owed their seats to secretaries."),
        ["structure-explanation"],
    ),
    Row(historians.quotation_dropped_in, "does not fire", quoting(FIGES), []),
    Row(
        # Taken up in other forms of the same words.
        historians.quotation_dropped_in,
        "edge",
        quoting(FIGES, explanation="In every province he controlled who was sent."),
        [],
    ),
    Row(
        historians.quotation_dropped_in,
        "edge",
        quoting(FIGES, explanation="In every province he had friends."),
        ["structure-explanation"],
    ),
    Row(
        historians.quotation_dropped_in,
        "edge",
        quoting(FIGES, explanation="Here historians disagree."),
        [],
    ),
    Row(
        # Who wrote the book may be named, and not who is quoted in it.
        historians.quotation_dropped_in,
        "edge",
        quoting(
            replace(FIGES, source=replace(FIGES.source, authors=(Name(family="Carr"),))),
            explanation="CARR’S words, not mine.",
        ),
        [],
    ),
    # Nothing is explained yet, which comes first.
    Row(historians.quotation_dropped_in, "edge", quoting(FIGES, explanation=" "), []),
    Row(
        # Too few words to be known again by.
        historians.quotation_dropped_in,
        "edge",
        quoting(quotation("own", "—", "The party made the state."), explanation="So it was."),
        [],
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)


@pytest.mark.parametrize(
    ("chosen", "what"),
    [
        ((FIGES, TUCKER), "Both of your quotations speak for “The party”, and none against it."),
        (
            (FIGES, replace(FIGES, key="figes-2"), replace(FIGES, key="figes-3")),
            "All 3 of your quotations are by Orlando Figes.",
        ),
    ],
)
def test_it_is_said_which_side_is_heard(chosen: tuple[Quotation, ...], what: str) -> None:
    [gap] = historians.one_side_heard.look(quoting(*chosen))
    assert gap.what == what


def test_each_quotation_that_is_dropped_in_is_named_once() -> None:
    case = quoting(FIGES, TUCKER, TUCKER, KOTKIN, explanation="Tucker’s is the better view.")
    gaps = historians.quotation_dropped_in.look(case)
    assert [gap.about for gap in gaps] == ["figes"]
