"""Pairs who disagree: everybody once, as many as can be, never two of a kind without need."""

from collections import Counter
from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from essayplanner.reviews.pairing import MOST_AGAIN, Group, most_pairs, pair

RANKINGS = list(permutations(("skill", "rivals", "structure", "luck")))
CLASSES = st.lists(st.sampled_from([*RANKINGS, ()]), max_size=14).map(
    lambda rows: dict(enumerate(rows))
)
AGAIN = st.integers(min_value=0, max_value=MOST_AGAIN)


def firsts(rankings: dict[int, tuple[str, ...]], group: Group) -> list[str]:
    return [rankings[key][0] for key in group.members]


@given(CLASSES, AGAIN)
def test_everybody_who_has_ranked_sits_once_in_twos_and_at_most_one_three(
    rankings: dict[int, tuple[str, ...]], again: int
) -> None:
    groups = pair(rankings, again)
    ranked = [key for key, ranking in rankings.items() if ranking]
    seated = sorted(key for row in groups for key in row.members)
    assert seated == (ranked if len(ranked) > 1 else [])
    sizes = Counter(len(row.members) for row in groups)
    assert (
        sizes
        == Counter(
            {2: len(ranked) // 2 - len(ranked) % 2, 3: len(ranked) % 2} if len(ranked) > 1 else {}
        )
        + Counter()
    )


@given(CLASSES, AGAIN)
def test_as_many_as_can_be_disagree(rankings: dict[int, tuple[str, ...]], again: int) -> None:
    groups = pair(rankings, again)
    assert sum(not row.alike for row in groups) == most_pairs(
        [ranking[0] for ranking in rankings.values() if ranking]
    )
    for row in groups:
        assert row.alike == (len(set(firsts(rankings, row))) == 1)


@given(st.lists(st.sampled_from("abc"), max_size=7))
def test_the_most_pairs_are_those_that_a_search_of_all_finds(kinds: list[str]) -> None:
    def search(left: tuple[int, ...]) -> int:
        return max(
            (
                1 + search(tuple(key for key in left if key not in two))
                for two in combinations(left, 2)
                if kinds[two[0]] != kinds[two[1]]
            ),
            default=0,
        )

    assert most_pairs(kinds) == search(tuple(range(len(kinds))))


@given(CLASSES, AGAIN)
def test_the_odd_one_makes_two_of_a_kind_only_where_every_pair_would(
    rankings: dict[int, tuple[str, ...]], again: int
) -> None:
    groups = pair(rankings, again)
    for three in (row for row in groups if len(row.members) == 3):
        kinds = firsts(rankings, three)
        if len(set(kinds)) < 3:
            others = [firsts(rankings, row) for row in groups if row != three]
            assert all(len({*other, kinds[-1]}) < 3 for other in others)


@given(CLASSES, AGAIN)
def test_the_same_class_sits_the_same_way(rankings: dict[int, tuple[str, ...]], again: int) -> None:
    assert pair(rankings, again) == pair(dict(rankings), again)


def test_those_who_differ_most_sit_together() -> None:
    rankings = {
        1: ("skill", "rivals", "structure"),
        2: ("rivals", "skill", "structure"),
        3: ("skill", "structure", "rivals"),
        4: ("structure", "rivals", "skill"),
    }
    assert pair(rankings) == [Group((1, 4), alike=False), Group((2, 3), alike=False)]


def test_again_gives_other_pairs_as_long_as_there_are_any() -> None:
    rankings = {number: RANKINGS[number * 6 % 24] for number in range(4)}
    met = [frozenset(row.members) for again in range(3) for row in pair(rankings, again)]
    assert len(set(met)) == 6
    assert pair(rankings, MOST_AGAIN) == pair(rankings, 0)


def test_who_is_alone_or_has_not_ranked_sits_with_nobody() -> None:
    assert pair({}) == []
    assert pair({1: ("skill",), 2: ()}) == []
    assert pair({1: ("skill",), 2: ("skill",)}) == [Group((1, 2), alike=True)]


def test_four_hundred_are_seated() -> None:
    rankings = {number: RANKINGS[number * 7 % 24] for number in range(401)}
    groups = pair(rankings, 3)
    assert [len(row.members) for row in groups].count(2) == 199
    assert not any(row.alike for row in groups)
