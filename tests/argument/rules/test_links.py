"""The rules of links, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace

import pytest

from essayplanner.argument.outline import LINK_KINDS, Link, LinkKind, Outline, Question
from essayplanner.argument.rule import Case
from essayplanner.argument.rules import links
from tests.argument.rules.rows import COMPLETE, EMPTY, Row, changed, name


def linked(*rows: tuple[str, LinkKind, str], sentence: str = "It made room.") -> Outline:
    """Return the complete plan with such links."""
    return replace(
        COMPLETE,
        links=tuple(
            Link(cause=cause, effect=effect, kind=kind, sentence=sentence)
            for cause, kind, effect in rows
        ),
    )


def joined(*boxes: str) -> Outline:
    """Return the complete plan with these texts in its link boxes."""
    rows = zip(COMPLETE.paragraphs, boxes, strict=True)
    return replace(COMPLETE, paragraphs=tuple(replace(row, link=link) for row, link in rows))


def asking(text: str, plan: Outline) -> Outline:
    return replace(plan, question=Question(text=text))


EFFECTS = "How significant were the consequences of the Terror?"
EXTENT = "How far did the Soviet Union change?"
CHAIN = linked(("structure", "opportunity", "skill"), ("skill", "accelerated", "rivals"))
AROUND = linked(
    ("structure", "opportunity", "skill"),
    ("skill", "accelerated", "rivals"),
    ("rivals", "opportunity", "structure"),
)
ROWS = [
    Row(links.no_links, "fires", COMPLETE, ["links"]),
    Row(links.no_links, "does not fire", CHAIN, []),
    Row(links.no_links, "edge", EMPTY, []),
    Row(
        # One point has nothing to be linked to.
        links.no_links,
        "edge",
        replace(COMPLETE, paragraphs=(COMPLETE.paragraphs[0], *EMPTY.paragraphs)),
        [],
    ),
    Row(
        # The links stand in words, each of them to another factor; the last leads to the end.
        links.no_links,
        "edge",
        joined("That gave his skill its room.", "It was his rivals who let him.", "So it ended."),
        [],
    ),
    Row(
        links.no_links,
        "edge",
        joined("That gave his skill its room.", "More of skill below.", "So it ended."),
        ["links"],
    ),
    Row(links.no_links, "edge", asking(EFFECTS, COMPLETE), []),
    Row(links.no_links, "edge", asking(EXTENT, COMPLETE), []),
    Row(links.isolated_factor, "fires", linked(("structure", "limited", "skill")), ["links"]),
    Row(links.isolated_factor, "does not fire", CHAIN, []),
    # Where there is no link at all, another rule says so.
    Row(links.isolated_factor, "edge", COMPLETE, []),
    Row(
        links.isolated_factor,
        "edge",
        replace(changed(2, point=" "), links=CHAIN.links[:1]),
        [],
    ),
    Row(
        # It is linked in words.
        links.isolated_factor,
        "edge",
        replace(joined("", "", "They made his skill look greater."), links=CHAIN.links[:1]),
        [],
    ),
    Row(links.isolated_factor, "edge", asking(EFFECTS, linked(("skill", "limited", "luck"))), []),
    Row(links.isolated_factor, "edge", asking(EXTENT, linked(("skill", "limited", "luck"))), []),
    Row(
        links.link_not_explained,
        "fires",
        linked(("skill", "limited", "rivals"), sentence=" "),
        ["links"],
    ),
    Row(links.link_not_explained, "does not fire", CHAIN, []),
    Row(
        # A factor that the plan does not have: the link is on the desk all the same.
        links.link_not_explained,
        "edge",
        linked(("luck", "limited", "rivals"), sentence=""),
        ["links"],
    ),
    Row(links.links_in_a_circle, "fires", AROUND, ["links"]),
    Row(links.links_in_a_circle, "does not fire", CHAIN, []),
    Row(
        links.links_in_a_circle,
        "edge",
        linked(("skill", "accelerated", "rivals"), ("rivals", "accelerated", "skill")),
        ["links"],
    ),
    Row(
        # “Skill only mattered because of structure” says the same as the other, and turns nothing.
        links.links_in_a_circle,
        "edge",
        linked(("structure", "opportunity", "skill"), ("skill", "depended", "structure")),
        [],
    ),
    Row(
        links.links_in_a_circle,
        "edge",
        linked(("structure", "opportunity", "skill"), ("structure", "depended", "skill")),
        ["links"],
    ),
    Row(
        links.links_in_a_circle,
        "edge",
        linked(("structure", "opportunity", "skill"), ("skill", "limited", "structure")),
        [],
    ),
    Row(
        # Two ways to the same end.
        links.links_in_a_circle,
        "edge",
        linked(
            ("structure", "opportunity", "rivals"),
            ("structure", "opportunity", "skill"),
            ("skill", "accelerated", "rivals"),
        ),
        [],
    ),
    Row(links.links_in_a_circle, "edge", linked(("skill", "accelerated", "skill")), []),
]


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)


@pytest.mark.parametrize("turn", range(3))
def test_a_circle_is_named_in_its_order_wherever_it_is_entered(turn: int) -> None:
    rows = AROUND.links[turn:] + AROUND.links[:turn]
    [gap] = links.links_in_a_circle.look(Case(replace(AROUND, links=rows)))
    assert (gap.what, gap.about) == (
        "Your links run in a circle: from “Weak rivals” to “The party”, to “Political skill” and "
        "back to “Weak rivals”.",
        "rivals/structure/skill",
    )


def test_only_what_goes_round_is_in_the_circle() -> None:
    plan = linked(
        ("luck", "opportunity", "structure"),
        ("structure", "opportunity", "skill"),
        ("skill", "opportunity", "structure"),
        ("skill", "opportunity", "rivals"),
    )
    [gap] = links.links_in_a_circle.look(Case(plan))
    assert gap.about == "skill/structure"


def test_each_factor_without_a_link_is_told_apart() -> None:
    gaps = links.isolated_factor.look(Case(linked(("luck", "limited", "skill"))))
    assert [(gap.what, gap.about) for gap in gaps] == [
        ("No causal link leads to “The party” or from it yet.", "structure"),
        ("No causal link leads to “Weak rivals” or from it yet.", "rivals"),
    ]


def test_a_link_is_told_in_a_sentence_whatever_its_kind() -> None:
    said = [
        gap.what
        for kind in LINK_KINDS
        for gap in links.link_not_explained.look(
            Case(linked(("skill", kind, "rivals"), sentence=""))
        )
    ]
    assert said == [
        "You say that “Political skill” gave the opportunity for “Weak rivals”, and not yet how.",
        "You say that “Political skill” only mattered because of “Weak rivals”, and not yet how.",
        "You say that “Political skill” accelerated “Weak rivals”, and not yet how.",
        "You say that “Political skill” limited “Weak rivals”, and not yet how.",
    ]


def test_where_no_link_is_drawn_it_is_that_which_is_told() -> None:
    [gap] = links.no_links.look(Case(COMPLETE))
    assert gap.what == (
        "You make a point under 3 factors, and no causal link is drawn between any two of them yet."
    )


def test_a_long_chain_is_walked_once() -> None:
    """It would never end if each way through were walked on its own: there are 2 to the 60th."""
    rows = [
        Link(cause=f"{end}-{side}", effect=f"{end + 1}-{other}", kind="accelerated")
        for end in range(60)
        for side in "ab"
        for other in "ab"
    ]
    plan = replace(COMPLETE, links=tuple(rows))
    assert list(links.links_in_a_circle.look(Case(plan))) == []
