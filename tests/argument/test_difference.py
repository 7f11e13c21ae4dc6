"""How a plan was and is: read on the left it is the old one, on the right the new one."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.difference import Change, Part, Run, compare, difference
from essayplanner.argument.outline import (
    Evidence,
    Factor,
    Link,
    Outline,
    Paragraph,
    Question,
    Quotation,
    SetAside,
    Source,
    View,
)
from tests.argument import strategies

SKILL = Paragraph(factor=Factor(key="skill", name="Political skill", short_name="Skill", mark=1))
RIVALS = Paragraph(factor=Factor(key="rivals", name="Rivals", short_name="Rivals", mark=2))
RULES = {"not_ranked": "The student has not said which factor weighs most."}
EXAMS = {"aqa-essay": "AQA essay"}
PLAN = Outline(question=Question(text="Why?"), argument="It was skill.", paragraphs=(SKILL, RIVALS))
CARR = Source(key="carr", type="book", title="Socialism", issued=1958)
FUNERAL = Evidence(
    key="funeral", date="1924", date_text="1924", title="Absent", text="He stayed.", source=CARR
)
OATH = replace(FUNERAL, key="oath", title="Oath", text="He swore.", source=None)
EQUALS = Quotation(key="equals", historian="E. H. Carr", text="No equals.", source=CARR, page="66")


def same(text: str) -> Run:
    return Run(text)


def only(text: str) -> Run:
    return Run(text, differs=True)


@pytest.mark.parametrize(
    ("was", "now", "left", "right"),
    [
        ("", "A point.", [], [only("A point.")]),
        ("A point.", "", [only("A point.")], []),
        (
            "It was skill alone.",
            "It was not skill alone.",
            [same("It was "), same("skill alone.")],
            [same("It was "), only("not "), same("skill alone.")],
        ),
        (
            "Skill beat them all.",
            "Skill beat them both.",
            [same("Skill beat them "), only("all.")],
            [same("Skill beat them "), only("both.")],
        ),
        # With nothing in common one is read after the other.
        (
            "He won by luck.",
            "Rivals lost it.",
            [only("He won by luck.")],
            [only("Rivals lost it.")],
        ),
        # Spaces are shown as they stand on either side.
        ("one two", "\none\n\ntwo three", [same("one "), same("two")], None),
    ],
)
def test_two_texts_word_by_word(
    was: str, now: str, left: list[Run], right: list[Run] | None
) -> None:
    change = compare("Point", was, now)
    assert change
    if right is None:
        assert reading(change) == (was, now)
    else:
        assert (list(change.was), list(change.now)) == (left, right)


def reading(change: Change) -> tuple[str, str]:
    was, now = ("".join(run.text for run in side) for side in (change.was, change.now))
    return was, now


def test_spaces_alone_are_said_to_be_all() -> None:
    change = compare("Point", "one two", "one\n\ntwo")
    assert change
    assert change.spacing
    assert reading(change) == ("one two", "one\n\ntwo")


def changed(was: Outline, now: Outline) -> list[tuple[str, list[Change]]]:
    return [
        (part.title, [*part.changes]) for part in difference(was, now, RULES, EXAMS) if part.changes
    ]


def skill(**values: Any) -> Outline:
    return replace(PLAN, paragraphs=(replace(SKILL, **values), RIVALS))


LINK = Link(cause="rivals", effect="skill", kind="opportunity", sentence="They split.")


@pytest.mark.parametrize(
    ("was", "now", "part", "change"),
    [
        (
            PLAN,
            replace(PLAN, question=Question(text="Why?", named_factor="skill", starts=1922)),
            "Question",
            [
                Change("Factor that it names", (), (only("Political skill"),)),
                Change("Years", (), (only("1922–"),)),
            ],
        ),
        (
            PLAN,
            replace(PLAN, exam_format="aqa-essay"),
            "Question",
            [Change("Exam format", (), (only("AQA essay"),))],
        ),
        (
            replace(PLAN, exam_format="gone"),
            PLAN,
            "Question",
            [Change("Exam format", (only("gone"),), ())],
        ),
        (
            PLAN,
            replace(PLAN, criteria=("Reach", "", "")),
            "Argument",
            [Change("First criterion", (), (only("Reach"),))],
        ),
        (
            skill(without="Later."),
            skill(without="Never."),
            "Political skill",
            [Change("Without it", (only("Later."),), (only("Never."),))],
        ),
        (
            skill(evidence=(FUNERAL, OATH)),
            skill(evidence=(OATH,), quotations=(EQUALS,)),
            "Political skill",
            [
                Change(
                    "Evidence", (only("1924 · Absent · He stayed. · Socialism, 1958"),), (), same=1
                ),
                Change(
                    "Historians",
                    (),
                    (only("“No equals.” E. H. Carr, Socialism, 1958, p. 66 · unchecked wording"),),
                ),
            ],
        ),
        (
            skill(evidence=(OATH,)),
            skill(evidence=(replace(OATH, views=(View(holders="Carr", claim="He did."),)),)),
            "Political skill",
            [
                Change(
                    "Evidence",
                    (only("1924 · Oath · He swore."),),
                    (only("1924 · Oath · He swore. · Historians disagree. Carr: He did."),),
                )
            ],
        ),
        (
            skill(weighed=("", "Much", "")),
            PLAN,
            "Judgement",
            [Change("Political skill, by the second criterion", (only("Much"),), ())],
        ),
        (
            PLAN,
            replace(PLAN, links=(LINK,)),
            "Links between factors",
            [
                Change(
                    "Rivals and Political skill",
                    (),
                    (only("Rivals gave the opportunity for Political skill\nThey split."),),
                )
            ],
        ),
        (
            replace(PLAN, ordered=True),
            replace(PLAN, ordered=True, paragraphs=(RIVALS, SKILL)),
            "Order of the factors",
            [
                Change(
                    "In the essay",
                    (only("1. Political skill\n2. Rivals\n"),),
                    (only("1. Rivals\n2. Political skill\n"),),
                )
            ],
        ),
        (
            PLAN,
            replace(PLAN, paragraphs=(SKILL,)),
            "Order of the factors",
            [
                Change(
                    "In the essay",
                    (same("1. Political skill\n"), only("2. Rivals\n")),
                    (same("1. Political skill\n"),),
                )
            ],
        ),
        (
            PLAN,
            replace(PLAN, judgement="Skill."),
            "Judgement",
            [Change("Judgement", (), (only("Skill."),))],
        ),
    ],
)
def test_what_differs_stands_at_its_place_and_nothing_else_does(
    was: Outline, now: Outline, part: str, change: list[Change]
) -> None:
    assert changed(was, now) == [(part, change)]


def test_the_parts_stand_in_the_order_of_the_plan_as_it_is_now() -> None:
    third = replace(RIVALS, factor=Factor(key="luck", name="Luck", short_name="Luck", mark=3))
    now = replace(PLAN, paragraphs=(third, SKILL))
    assert [(part.title, part.mark) for part in difference(PLAN, now)] == [
        ("Question", 0),
        ("Argument", 0),
        ("Luck", 3),
        ("Political skill", 1),
        ("Rivals", 2),
        ("Order of the factors", 0),
        ("Links between factors", 0),
        ("Judgement", 0),
        ("Left as it is, on purpose", 0),
    ]


def test_a_finding_that_was_set_aside_and_its_reason_are_shown() -> None:
    meant = SetAside(rule="not_ranked", place="ranking", reason="They are equal.")
    where = "Ranking of the factors. The student has not said which factor weighs most."
    now = replace(PLAN, set_aside=(meant,))
    aside = Change(where, (), (only("Left as it is.\nThey are equal."),))
    part = "Left as it is, on purpose"
    assert changed(PLAN, now) == [(part, [aside])]
    assert changed(now, PLAN) == [(part, [Change(where, aside.now, ())])]
    other = replace(now, set_aside=(replace(meant, reason="They are all equal."),))
    [(_, [change])] = changed(now, other)
    assert [run.text for run in change.now if run.differs] == ["all "]


def test_of_a_rule_or_a_factor_that_is_no_more_it_is_said_what_is_known() -> None:
    gone = SetAside(rule="retired", place="luck-point")
    [(_, [change])] = changed(PLAN, replace(PLAN, set_aside=(gone,)))
    assert (change.label, change.now) == ("luck: point", (only("Left as it is.\n"),))


@pytest.mark.parametrize(
    "words", [["a"], ["a", "b"], ["to", "be", "or", "not"], [str(n) for n in range(60)]]
)
def test_texts_as_long_as_a_box_holds_are_compared_within_bounds(words: list[str]) -> None:
    count = 10_000 // 3
    was = " ".join(words[n % len(words)] for n in range(count))
    now = " ".join(words[n * n % len(words)] + "x" * (n % 2) for n in range(count))
    change = compare("Point", was, now)
    assert change
    assert reading(change) == (was, now)


texts = st.text(max_size=40) | st.lists(
    st.sampled_from(["he", "won", "\n", "  ", "rivals", "é", "<b>"]), max_size=30
).map(" ".join)


@given(texts, texts)
def test_left_reads_as_the_old_text_and_right_as_the_new(was: str, now: str) -> None:
    change = compare("Point", was, now)
    if change is None:
        assert was == now
        return
    assert reading(change) == (was, now)
    kept = (
        "".join("".join(r.text.split()) for r in side if not r.differs)
        for side in (change.was, change.now)
    )
    assert len(set(kept)) == 1


plans = strategies.outlines.filter(
    lambda plan: (
        len({row.factor.key for row in plan.paragraphs}) == len(plan.paragraphs)
        and len({(row.cause, row.effect) for row in plan.links}) == len(plan.links)
    )
)


@given(plans)
def test_a_plan_does_not_differ_from_itself(plan: Outline) -> None:
    assert changed(plan, replace(plan, author="Somebody")) == []


@given(plans, plans)
def test_every_text_that_differs_is_shown_whole_on_its_side(was: Outline, now: Outline) -> None:
    parts: dict[str, Part] = {part.title: part for part in difference(was, now)}
    for label, old, new in (
        ("Line of argument", was.argument, now.argument),
        *zip(
            ("First criterion", "Second criterion", "Third criterion"),
            was.criteria,
            now.criteria,
            strict=True,
        ),
    ):
        found = [row for row in parts["Argument"].changes if row.label == label]
        assert [reading(row) for row in found] == ([(old, new)] if old != new else [])
