"""The rules of challenge, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace

import pytest

from essayplanner.argument.bank import Bank
from essayplanner.argument.outline import Outline, Paragraph
from essayplanner.argument.rule import Case
from essayplanner.argument.rules import challenge
from tests.argument.rules.rows import COMPLETE, EMPTY, SKILL, WHY, Row, changed, name


def ranks(plan: Outline, **ranks: int) -> Outline:
    """Return a plan ranked so, its paragraphs in their order."""
    rows = (replace(row, rank=ranks[row.factor.key]) for row in plan.paragraphs)
    return replace(plan, ranked=True, paragraphs=tuple(rows))


# Points, and nothing against any of them.
SILENT = replace(
    COMPLETE,
    paragraphs=tuple(replace(row, counter_argument="", reply="") for row in COMPLETE.paragraphs),
)

ROWS = [
    Row(
        challenge.no_counter_argument_replied_to, "fires", changed(0, reply=""), ["structure-reply"]
    ),
    Row(challenge.no_counter_argument_replied_to, "does not fire", COMPLETE, []),
    Row(
        # A reply under another factor is none to this.
        challenge.no_counter_argument_replied_to,
        "edge",
        replace(
            COMPLETE,
            paragraphs=(
                replace(COMPLETE.paragraphs[1], reply=""),
                replace(COMPLETE.paragraphs[2], reply="Yet."),
            ),
        ),
        ["skill-reply"],
    ),
    Row(
        challenge.no_counter_argument_replied_to,
        "edge",
        Outline(question=WHY, paragraphs=(Paragraph(factor=SKILL, point="A point."),)),
        ["skill-counter_argument"],
    ),
    Row(challenge.no_counter_argument_replied_to, "edge", EMPTY, []),
    Row(
        # Of several it is the one against what the argument rests on that is asked for.
        challenge.no_counter_argument_replied_to,
        "edge",
        ranks(changed(0, reply=""), structure=2, skill=1, rivals=3),
        ["skill-reply"],
    ),
    Row(
        # What limits the factor that the question names is another rule's to ask.
        challenge.no_counter_argument_replied_to,
        "edge",
        replace(
            COMPLETE,
            ranked=False,
            paragraphs=(replace(COMPLETE.paragraphs[1], counter_argument=""),),
        ),
        [],
    ),
    Row(
        challenge.no_counter_argument_replied_to,
        "edge",
        ranks(SILENT, structure=2, skill=3, rivals=1),
        ["rivals-counter_argument"],
    ),
    Row(
        challenge.no_counter_argument_replied_to,
        "edge",
        ranks(SILENT, structure=2, skill=1, rivals=3),
        ["structure-counter_argument"],
    ),
    Row(
        challenge.strongest_objection_not_met,
        "fires",
        ranks(COMPLETE, structure=3, skill=1, rivals=2),
        ["skill-reply"],
    ),
    Row(
        challenge.strongest_objection_not_met,
        "fires",
        ranks(COMPLETE, structure=3, skill=2, rivals=1),
        ["rivals-counter_argument"],
    ),
    Row(challenge.strongest_objection_not_met, "does not fire", COMPLETE, []),
    Row(
        # What is not ranked rests on the factor that the question names.
        challenge.strongest_objection_not_met,
        "edge",
        replace(COMPLETE, ranked=False),
        ["skill-reply"],
    ),
    Row(
        challenge.strongest_objection_not_met,
        "edge",
        replace(COMPLETE, ranked=False, question=WHY),
        [],
    ),
    Row(
        # No counter-argument to the factor that the question names: another rule says so.
        challenge.strongest_objection_not_met,
        "edge",
        ranks(changed(1, counter_argument=" "), structure=3, skill=1, rivals=2),
        [],
    ),
    Row(
        # Nothing is met anywhere: another rule says so.
        challenge.strongest_objection_not_met,
        "edge",
        changed(0, reply="\n"),
        [],
    ),
    Row(
        challenge.strongest_objection_not_met,
        "edge",
        ranks(changed(2, point=""), structure=3, skill=2, rivals=1),
        [],
    ),
    Row(challenge.strongest_objection_not_met, "edge", replace(COMPLETE, paragraphs=()), []),
    Row(
        challenge.objection_waved_away,
        "fires",
        changed(0, reply="However, this is not true."),
        ["structure-reply"],
    ),
    Row(challenge.objection_waved_away, "does not fire", COMPLETE, []),
    Row(
        # A reply to nothing waves nothing away.
        challenge.objection_waved_away,
        "edge",
        changed(0, counter_argument="", reply="No."),
        [],
    ),
    Row(challenge.objection_waved_away, "edge", changed(0, reply=" "), []),
    Row(challenge.counter_argument_without_reply, "fires", COMPLETE, ["skill-reply"]),
    Row(
        challenge.counter_argument_without_reply,
        "fires",
        changed(2, counter_argument="Trotsky was no fool.", reply=" "),
        ["skill-reply", "rivals-reply"],
    ),
    Row(challenge.counter_argument_without_reply, "does not fire", changed(1, reply="Yet."), []),
    Row(
        # None has a reply: another rule says so.
        challenge.counter_argument_without_reply,
        "edge",
        changed(0, reply=""),
        [],
    ),
    Row(
        # The argument rests on it: another rule says so.
        challenge.counter_argument_without_reply,
        "edge",
        ranks(COMPLETE, structure=3, skill=1, rivals=2),
        [],
    ),
    Row(
        # The question names it, and it is not explained yet: another rule says so.
        challenge.counter_argument_without_reply,
        "edge",
        changed(1, explanation=""),
        [],
    ),
    Row(challenge.counter_argument_without_reply, "edge", changed(1, point=" "), []),
    Row(challenge.counter_argument_without_reply, "edge", changed(1, counter_argument=" "), []),
]

# Of “The party”: posts decided votes, although Molotov held the same post and won nothing by it.
POINT = "The party’s structure decided who could be voted down, and by whom."
OBJECTION = "Molotov had run the same office before 1922, and he won nothing by it."
WAVED_AWAY = [
    "No.",
    "???",
    "Not true",
    "I disagree.",
    "He was lucky.",
    "But this is wrong.",
    "It was still a factor",
    "This is true, but the party still mattered more.",
    "This doesn’t matter because I think so.",
    "I disagree with this as it is not a convincing argument",
    "However, the party was still the main factor, and so this is clearly wrong!",
    "Although some people say this, it isn't right in my opinion.",
    "molotov had run the same office before 1922 and won nothing by it",
    "The party’s structure decided who could be voted down, and by whom.",
    "But the party's structure decided who could be voted down and by whom",
    "That’s wrong, Stalin was more important.",
    "That’s not true, my point still stands.",
    "No, skill was more important.",
    "I disagree, Stalin was still better.",
    "Stalin was more important than Trotsky.",
    "Yes, but Stalin’s skill mattered most.",
]
MET = [
    "Not in 1926.",
    "Zinoviev did.",
    "Votes were counted, not speeches.",
    "They did not use them.",
    "He did not see its use.",
    "Molotov never became a contender.",
    "Because by then the votes lay elsewhere.",
    "Yes, but only before the ban on factions.",
    "True, and that is why I rank it second.",
    "That was true for him, but the office changed.",
    "There is no evidence for this.",
    "The troika needed him against Trotsky, so the vote was theirs, not his.",
    "Trotsky was ill.",
    "His rivals were weak.",
    "Stalin was better at waiting than Trotsky.",
    "Stalin held more posts.",
    "The secretaries stood with him.",
    "Votes were more important than skill.",
    "No, Kronstadt was more important.",
    "Trotsky had the army, and Stalin was no soldier.",
    "Molotov had not run the same office before 1922, so he won nothing by it.",
    "Molotov had run the same office, but before the ban nothing could be won by it.",
    "Нет, это не так.",
    "他在一九二二年以前还没有得到中央委员会的支持所以这个论点并不成立",
    "x" * 10_000,
]


@pytest.mark.parametrize(
    ("reply", "found"),
    [(reply, True) for reply in WAVED_AWAY] + [(reply, False) for reply in MET],
)
def test_a_reply_is_found_only_where_it_surely_says_nothing(reply: str, found: bool) -> None:
    plan = changed(0, point=POINT, counter_argument=OBJECTION, reply=reply)
    bank = Bank(people=(("Leon Trotsky",), ("Grigory Zinoviev", "Zinovyev")))
    gaps = list(challenge.objection_waved_away.look(Case(plan, bank)))
    assert [gap.place for gap in gaps] == ["structure-reply"] * found


@pytest.mark.parametrize(
    ("reply", "what"),
    [
        ("No", "gives no reason and no evidence yet"),
        ("luck", "has only 1 word, with no reason and no evidence yet"),
        ("It was luck.", "has only 3 words, with no reason and no evidence yet"),
        (POINT, "says your point again, nearly in the same words"),
        (OBJECTION, "says the counter-argument again, nearly in the same words"),
    ],
)
def test_it_is_said_what_the_reply_lacks(reply: str, what: str) -> None:
    plan = changed(0, point=POINT, counter_argument=OBJECTION, reply=reply)
    [gap] = challenge.objection_waved_away.look(Case(plan))
    assert gap.what == f"Your reply under “The party” {what}."


def test_granting_alone_is_not_said_to_meet_an_objection() -> None:
    rule = challenge.objection_waved_away
    assert "by granting" not in rule.why
    assert "grant" not in rule.asks


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)
