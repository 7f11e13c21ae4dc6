"""The rules of quotations, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace

import pytest

from essayplanner.argument.bank import Bank, ExamFormat
from essayplanner.argument.findings import find
from essayplanner.argument.outline import Evidence, Link, Outline, Quotation, SetAside, Source
from essayplanner.argument.rule import Case, Gap
from essayplanner.argument.rules import quotations
from essayplanner.argument.rules.sound import BANK, DEUTSCHER, FIGES
from tests.argument.rules.rows import COMPLETE, Row, changed, name

MIDDLE = "growing power was his control of the party apparatus"
WRONG = "Figes finds that his “growing power was the control of the party apparatus”."
# An own quotation of the same words, and of more of the page around them.
MISCOPIED = replace(
    FIGES,
    key="own-2",
    text="The key to Stalin's growing power was the control of the party machine in the provinces.",
    own=True,
)
LONGER = replace(
    FIGES,
    key="own-3",
    text="Nothing in this was fated. The key to Stalin's growing power was his control of the "
    "party apparatus in the provinces. As chairman of the Secretariat he placed his people.",
    own=True,
)
NOTES = Evidence(key="own-4", date="", date_text="", title="From the lesson", text=WRONG, own=True)
OWN = Quotation(
    key="own-1",
    historian="Stephen Kotkin",
    text="The dictatorship was made by a hundred small decisions, and few of them were his.",
    source=Source(key="own-1", type="book", title="Stalin"),
    own=True,
)


def known(plan: Outline) -> Case:
    return Case(plan, BANK)


ROWS = [
    Row(quotations.misquoted, "fires", known(changed(0, reply=WRONG)), ["structure-reply"]),
    Row(quotations.misquoted, "fires", known(replace(COMPLETE, judgement=WRONG)), ["judgement"]),
    Row(
        quotations.misquoted,
        "fires",
        known(replace(COMPLETE, criteria=("", "", WRONG))),
        ["criterion_3"],
    ),
    Row(
        quotations.misquoted,
        "fires",
        known(changed(1, weighed=("", "", WRONG))),
        ["skill-weighed_3"],
    ),
    Row(
        quotations.misquoted,
        "fires",
        known(
            replace(
                COMPLETE,
                links=(Link(cause="structure", effect="skill", kind="limited", sentence=WRONG),),
            )
        ),
        ["links"],
    ),
    Row(
        quotations.misquoted,
        "does not fire",
        known(changed(0, reply=f"Figes finds that his “{MIDDLE}”.")),
        [],
    ),
    # Twice the same at one place is one gap.
    Row(quotations.misquoted, "edge", known(changed(0, reply=WRONG * 2)), ["structure-reply"]),
    # What citation allows: a cut, brackets, a spelling, a dash, a capital.
    Row(
        quotations.misquoted,
        "edge",
        known(changed(0, reply="“[T]he key to Stalin’s … power was [this] control of the party”")),
        [],
    ),
    # What a plan brings itself is known, too; without a library nothing else is.
    Row(
        quotations.misquoted,
        "edge",
        changed(0, quotations=(OWN,), reply="“The dictatorship was made by many small decisions”"),
        ["structure-reply"],
    ),
    Row(quotations.misquoted, "edge", changed(0, reply=WRONG), []),
    # What a student brings is held against the library first, and is no truth where it is wrong.
    Row(
        quotations.misquoted,
        "fires",
        known(changed(0, quotations=(MISCOPIED,), reply=f"“{MISCOPIED.text}”")),
        ["structure-reply", "structure-quotation"],
    ),
    Row(quotations.misquoted, "edge", known(changed(0, quotations=(LONGER,))), []),
    Row(quotations.misquoted, "edge", changed(0, quotations=(MISCOPIED,)), []),
    # Unless it is meant so, as in another edition of the book.
    Row(
        quotations.misquoted,
        "edge",
        known(
            replace(
                changed(0, quotations=(MISCOPIED,), reply=f"“{MISCOPIED.text}”"),
                set_aside=(
                    SetAside(
                        rule="misquoted",
                        place="structure-quotation",
                        about="figes-party-apparatus-fa400983",
                    ),
                ),
            )
        ),
        ["structure-quotation"],
    ),
    Row(
        quotations.misquoted, "fires", known(changed(0, evidence=(NOTES,))), ["structure-evidence"]
    ),
    Row(
        quotations.misquoted,
        "edge",
        known(changed(0, evidence=(replace(NOTES, own=False),))),
        [],
    ),
    # The page on which a factor is removed is reached from the judgement.
    Row(quotations.misquoted, "fires", known(changed(0, without=WRONG)), ["judgement"]),
    # Two of one quotation are told apart, and what was said by whom as well.
    Row(
        quotations.misquoted,
        "edge",
        known(changed(0, reply=f"{WRONG} Figes: “The key to Stalin’s power was his control”.")),
        ["structure-reply", "structure-reply"],
    ),
    Row(
        quotations.misattributed,
        "edge",
        known(
            changed(
                0,
                quotations=(
                    replace(
                        FIGES,
                        key="own-5",
                        historian="Isaac Deutscher",
                        source=DEUTSCHER.source,
                        own=True,
                        text=f"growing power was {MIDDLE.partition('was ')[2]}",
                    ),
                ),
            )
        ),
        ["structure-quotation"],
    ),
    Row(
        quotations.misattributed,
        "fires",
        known(changed(0, reply=f"Deutscher says that Stalin’s “{MIDDLE}”.")),
        ["structure-reply"],
    ),
    Row(
        quotations.misattributed,
        "does not fire",
        known(changed(0, reply=f"Stalin’s “{MIDDLE}” (Figes, 1996).")),
        [],
    ),
    # Given to nobody, and set against another historian.
    Row(quotations.misattributed, "edge", known(changed(0, reply=f"His “{MIDDLE}” won.")), []),
    Row(
        quotations.misattributed,
        "edge",
        known(changed(0, reply=f"Against Deutscher one may say that his “{MIDDLE}”.")),
        [],
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)


def test_a_misquotation_says_the_first_place_that_differs_and_carries_the_whole_difference() -> (
    None
):
    [gap] = quotations.misquoted.look(known(changed(0, reply=WRONG)))
    assert isinstance(gap, Gap)
    assert gap.what == ("You quote Figes as “was the control”; the words are “was his control”.")
    assert gap.about.startswith(f"{FIGES.key}-")
    assert gap.change
    assert [(run.text, run.differs) for run in gap.change.was] == [
        ("growing power was ", False),
        ("the ", True),
        ("control of the party apparatus", False),
    ]


def test_of_a_quotation_of_ones_own_it_says_what_the_library_has() -> None:
    [gap] = quotations.misquoted.look(known(changed(0, quotations=(MISCOPIED,))))
    assert gap.what == (
        "Your own quotation of Figes has “was the control”; the library has “was his control”."
    )
    assert gap.change


def test_of_a_text_on_another_page_it_says_which() -> None:
    plan = replace(changed(0, without=WRONG), judgement=WRONG)
    here, there = quotations.misquoted.look(known(plan))
    assert there.what == f"{here.what} You wrote that on removing “Structure”."
    assert there.change is None
    assert there.about == f"{here.about}-structure"


def test_a_misattribution_names_both() -> None:
    case = known(changed(0, reply=f"Deutscher says that Stalin’s “{MIDDLE}”."))
    assert [gap.what for gap in quotations.misattributed.look(case)] == [
        "These words are Figes’s, not Deutscher’s: “The key to Stalin's growing power was his "
        "control of the party …”."
    ]


def test_a_plan_without_quotations_to_know_has_no_gap() -> None:
    assert list(quotations.misquoted.look(Case(changed(0, reply=WRONG), Bank()))) == []


def test_of_coursework_no_words_are_put_in() -> None:
    exam = ExamFormat(key="nea", name="NEA", coursework=True)
    found = find(changed(0, reply=WRONG), BANK, exam)
    assert [row.change for row in found if row.rule == "misquoted"] == [None]
