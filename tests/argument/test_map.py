"""The map of an argument: every factor in its place, every link drawn once, nothing on another."""

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.map import Map, Node, lay_map
from essayplanner.argument.outline import (
    LINK_KINDS,
    Evidence,
    Factor,
    Link,
    LinkKind,
    Outline,
    Paragraph,
    Question,
)

NAMES = st.text(max_size=120) | st.sampled_from(
    ["Stalin’s political skill", "W" * 100, "漢字" * 40, "Donaudampfschifffahrt " * 5, "​", "\r\n"]
)


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Plans of two to eight factors with any names, ranks and links, and of any question."""
    count = draw(st.integers(2, 8))
    keys = [f"factor-{number}" for number in range(count)]
    ranks = draw(st.permutations(range(1, count + 1)))
    pieces = st.integers(0, 60)
    paragraphs = tuple(
        Paragraph(
            factor=Factor(key=key, name=draw(NAMES), short_name="", mark=mark),
            rank=rank,
            evidence=(Evidence(key="e", date="", date_text="", title="", text=""),) * draw(pieces),
        )
        for mark, (key, rank) in enumerate(zip(keys, ranks, strict=True), 1)
    )
    ends = st.sampled_from([*keys, "not-in-the-plan"])
    links = st.builds(Link, cause=ends, effect=ends, kind=st.sampled_from(list(LINK_KINDS)))
    return Outline(
        question=Question(text=draw(NAMES)),
        ranked=draw(st.booleans()),
        paragraphs=paragraphs,
        links=tuple(draw(st.lists(links, max_size=60))),
    )


def overlap(one: Node, other: Node) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def nodes(drawn: Map) -> list[Node]:
    return [*(spot.node for spot in drawn.spots), drawn.question]


@given(outlines())
def test_every_factor_stands_inside_the_frame_and_on_no_other(outline: Outline) -> None:
    drawn = lay_map(outline)
    for node in nodes(drawn):
        assert 0 < node.x < node.x + node.width < drawn.width
        assert 0 < node.y < node.y + node.height < drawn.height
        assert all(node.y < foot < node.y + node.height for foot, _, _ in node.written)
    assert not any(overlap(*pair) for pair in combinations(nodes(drawn), 2))


@given(outlines())
def test_every_link_is_drawn_once_and_beside_the_factors(outline: Outline) -> None:
    drawn = lay_map(outline)
    keys = {row.factor.key for row in outline.paragraphs}
    ends = {index: {link.cause, link.effect} for index, link in enumerate(outline.links)}
    expected = [index for index, pair in ends.items() if len(pair) == 2 and pair <= keys]
    arrows = [arrow for spot in drawn.spots for arrow in spot.arrows]
    assert sorted(arrow.index for arrow in arrows) == expected
    for spot in drawn.spots:
        for arrow in spot.arrows:
            link = outline.links[arrow.index]
            assert spot.factor.key == link.effect
            assert " ".join(words for _, words in arrow.words) == LINK_KINDS[link.kind]
            assert spot.node.y < arrow.words[0][0] < spot.node.y + spot.node.height
            across = [int(x) for x in re.findall(r"(?:M|H|Q)(-?\d+)", arrow.path)]
            assert min(across) > 0
            assert max(across) <= spot.node.x
    feet = [foot for arrow in arrows for foot, _ in arrow.words[:1]]
    assert len(set(feet)) == len(feet)  # no words on others


@given(outlines())
def test_two_lines_that_run_beside_each_other_keep_apart(outline: Outline) -> None:
    runs = []
    for spot in lay_map(outline).spots:
        for arrow in spot.arrows:
            [(start, lane, end)] = re.findall(
                r"^M\d+ (\d+)H\d+Q(\d+) .*?V\d+Q\d+ (\d+) ", arrow.path
            )
            runs.append((int(lane), *sorted((int(start), int(end)))))
    for (lane, top, foot), (other, start, end) in combinations(runs, 2):
        assert lane != other or foot < start or end < top


def small(ranked: bool = True, links: tuple[Link, ...] = ()) -> Outline:
    factors = (("skill", "Skill", 2), ("rivals", "Rivals", 1))
    paragraphs = tuple(
        Paragraph(factor=Factor(key=key, name=name, short_name=name, mark=mark), rank=rank)
        for mark, (key, name, rank) in enumerate(factors, 1)
    )
    question = Question(text="Why him?")
    return Outline(question=question, ranked=ranked, paragraphs=paragraphs, links=links)


def test_the_weightiest_factor_comes_first_and_is_the_widest() -> None:
    first, second = lay_map(small()).spots
    assert (first.factor.name, second.factor.name) == ("Rivals", "Skill")
    assert first.node.width > second.node.width
    assert first.thick > second.thick
    assert first.node.notes == ("ranked 1 of 2", "no pieces of evidence")


def test_factors_that_are_not_ranked_are_drawn_alike() -> None:
    first, second = lay_map(small(ranked=False)).spots
    assert (first.node.width, first.thick) == (second.node.width, second.thick)
    assert first.node.notes == ("no pieces of evidence",)


def test_the_words_of_a_link_read_on_into_the_factor_that_it_bears_on() -> None:
    kind: LinkKind = "opportunity"
    drawn = lay_map(small(links=(Link(cause="rivals", effect="skill", kind=kind),)))
    first, second = drawn.spots
    assert first.arrows == ()
    [arrow] = second.arrows
    assert [words for _, words in arrow.words] == ["gave the", "opportunity for"]


def test_a_plan_of_nothing_has_a_map_of_its_question_alone() -> None:
    drawn = lay_map(Outline(question=Question(text="Why?")))
    assert (drawn.spots, drawn.question.lines) == ((), ("Why?",))
