"""Pairs for a discussion: people who put different factors first, each with one or two others."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

# A ranking: the keys of the factors, the weightiest first.
Ranking = tuple[str, ...]
# Different allotments of one class; what is asked for beyond them begins again.
MOST_AGAIN = 10


@dataclass(frozen=True, slots=True)
class Group:
    """A pair, or three, by their keys. ``alike`` says that they all put the same factor first."""

    members: tuple[int, ...]
    alike: bool


def pair(rankings: Mapping[int, Ranking], again: int = 0) -> list[Group]:
    """Put people, by their keys, into pairs who put different factors first.

    As many pairs as can be are such; of two ways, the pairs whose rankings differ most are taken
    first. Those who are left all put the same factor first, and are paired by the rest of their
    rankings. An odd one joins a pair, and does not make two of a kind there where that can be
    avoided. Who is alone is in no group, and neither is anybody without a ranking.

    The same input gives the same groups. With ``again``, pairs that came before come last, so that
    each number below ``MOST_AGAIN`` gives other pairs as long as there are any.
    """
    ranked = {key: ranking for key, ranking in rankings.items() if ranking}
    wanted = sorted(
        combinations(ranked, 2), key=lambda two: -_distance(ranked[two[0]], ranked[two[1]])
    )
    met: Counter[frozenset[int]] = Counter()
    groups: list[Group] = []
    for _ in range(again % MOST_AGAIN + 1):
        order = sorted(wanted, key=lambda two: met[frozenset(two)]) if met else wanted
        groups = list(_groups(ranked, order))
        for group in groups:
            met.update(map(frozenset, combinations(group.members, 2)))
    return groups


def most_pairs(firsts: Sequence[str] | Counter[str]) -> int:
    """Return how many pairs at most put different factors first, given what each puts first."""
    counts = Counter(firsts)
    people = counts.total()
    return min(people // 2, people - max(counts.values(), default=0))


def _groups(ranked: Mapping[int, Ranking], wanted: Sequence[tuple[int, int]]) -> Iterator[Group]:
    first = {key: ranking[0] for key, ranking in ranked.items()}
    left = dict.fromkeys(ranked)
    counts = Counter(first.values())
    most = most_pairs(counts)
    pairs: list[tuple[int, ...]] = []

    def take(two: tuple[int, int]) -> None:
        pairs.append(two)
        for key in two:
            del left[key]

    # A pair that would cost another one is passed over. It never becomes free again: whoever is
    # of the largest kind is needed by the others from then on.
    for two in wanted:
        if not most:
            break
        one, other = two
        if one in left and other in left and first[one] != first[other]:
            rest = counts - Counter((first[one], first[other]))
            if most_pairs(rest) == most - 1:
                counts, most = rest, most - 1
                take(two)
    for two in wanted:
        if len(left) < 2:
            break
        if two[0] in left and two[1] in left:
            take(two)
    if pairs and left:
        odd = next(iter(left))
        joined = min(pairs, key=lambda two: _fit(two, odd, first))
        pairs[pairs.index(joined)] = (*joined, odd)
    for members in sorted(pairs, key=lambda two: list(ranked).index(two[0])):
        yield Group(members, len({first[key] for key in members}) == 1)


def _fit(two: Sequence[int], odd: int, first: Mapping[int, str]) -> int:
    """Return how badly somebody fits into a pair: 0 where all three then differ."""
    return 3 - len({first[key] for key in (*two, odd)})


@lru_cache(maxsize=100_000)
def _distance(one: Ranking, other: Ranking) -> int:
    """Return in how many pairs of factors two rankings differ (Kendall’s distance, doubled).

    A factor that is not in a ranking stands below all that are.
    """
    if one == other:
        return 0
    known = sorted({*one, *other})
    signs = [
        [_sign(places.get(b, 99) - places.get(a, 99)) for a, b in combinations(known, 2)]
        for places in ({key: at for at, key in enumerate(row)} for row in (one, other))
    ]
    return sum(abs(a - b) for a, b in zip(*signs, strict=True))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
