"""What recurs in the plans of a class: pure functions of what was kept of each."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from essayplanner.argument.findings import RULES
from essayplanner.classes.models import Assignment
from essayplanner.reviews.overview import Work
from factors.models import Bearing, Evidence, Factor, Quotation

# One student's gap is no pattern.
FEWEST = 2
_SAYS = {rule.key: f"{rule.brief}." for rule in RULES}
_PLACES = {rule.key: place for place, rule in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class Stock:
    """What the library offers for a question: the names of its factors by key, the titles of its
    evidence by key, and the historians whose words are there.
    """

    factors: Mapping[str, str]
    evidence: Mapping[str, str]
    historians: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A gap that several plans have: what its rule ``says``, and the names of the ``students``."""

    rule: str
    says: str
    students: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recurs:
    """What recurs in so many ``plans``: the commonest gaps first, and what nobody has used.

    That is evidence by title, factors to which no objection is both stated and answered, and
    historians, in the order of the library. Of the ``rankings``, so many put each factor first.
    """

    plans: int
    findings: tuple[Repeated, ...] = ()
    unused: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    rankings: tuple[tuple[str, int], ...] = ()

    @property
    def ranked(self) -> int:
        """How many are ranked."""
        return sum(count for _, count in self.rankings)


def what_recurs(works: Iterable[Work], stock: Stock) -> Recurs:
    """Return what recurs in the plans in which something was done."""
    kept = [(work.name, work.stands.facts) for work in works if work.stands and work.stands.words]
    if not kept:
        return Recurs(0)
    who: dict[str, list[str]] = defaultdict(list)
    used: set[str] = set()
    heard: set[str] = set()
    met: set[str] = set()
    for name, facts in kept:
        for rule in {rule for rule, _ in facts.findings}:
            who[rule].append(name)
        used.update(facts.evidence)
        heard.update(facts.historians)
        met.update(facts.factors.keys() - set(facts.unmet))
    common = [rule for rule, names in who.items() if rule in _SAYS and len(names) >= FEWEST]
    common.sort(key=lambda rule: (-len(who[rule]), _PLACES[rule]))
    return Recurs(
        len(kept),
        tuple(Repeated(rule, _SAYS[rule], tuple(who[rule])) for rule in common),
        tuple(title for key, title in stock.evidence.items() if key not in used),
        tuple(name for key, name in stock.factors.items() if key not in met),
        tuple(name for name in stock.historians if name not in heard),
        _rankings([facts.ranking[0] for _, facts in kept if facts.ranking], stock.factors),
    )


def _rankings(first: Sequence[str], names: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """Return how many rank each factor first, in the order of the library; others last."""
    counts = Counter(first)
    others = sum(count for key, count in counts.items() if key not in names)
    known = tuple((name, counts[key]) for key, name in names.items())
    return (*known, ("another factor", others)) if others else known


def stock_of(assignment: Assignment) -> Stock:
    """Return what the library offers for an assignment, fetched with its ``bank``."""
    return _stock(assignment.bank_id, assignment.bank.version, tuple(assignment.factors))


@lru_cache(maxsize=64)
def _stock(bank_id: int, version: str, factors: Collection[str]) -> Stock:
    """Read it once: a published bank never changes. In three queries."""
    of_these = Bearing.objects.filter(factor__bank=bank_id, factor__slug__in=factors)
    evidence = Evidence.objects.filter(pk__in=of_these.values("evidence"))
    quotations = Quotation.objects.filter(pk__in=of_these.values("quotation"))
    names = dict(Factor.objects.filter(bank=bank_id).values_list("slug", "short_name"))
    return Stock(
        {key: names[key] for key in names if key in factors},
        dict(evidence.values_list("slug", "title")),
        tuple(dict.fromkeys(str(row.historian) for row in quotations.select_related("historian"))),
    )
