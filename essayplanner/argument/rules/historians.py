"""Are historians heard on more than one side, and weighed rather than dropped in?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from essayplanner.argument.bank import Bank, ExamFormat
from essayplanner.argument.letters import folded
from essayplanner.argument.outline import Outline, Paragraph, Quotation
from essayplanner.argument.recall import COMMON_WORDS
from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import DEUTSCHER, SOUND, change, change_paragraph

_ASKS_FOR_HISTORIANS = ExamFormat(key="historians", name="Historians", historians_required=True)
_BY_KEY = {row.factor.key: row for row in SOUND.outline.paragraphs}


def _without_historians(row: Paragraph) -> str:
    return re.sub(r" (?:Figes|Deutscher)[^.]*\.", "", row.explanation)


def _unheard() -> Case:
    rows = (
        replace(row, quotations=(), explanation=_without_historians(row))
        for row in SOUND.outline.paragraphs
    )
    return replace(change(paragraphs=tuple(rows)), exam=_ASKS_FOR_HISTORIANS)


def _one_sided() -> Case:
    supports = {**SOUND.bank.supports, DEUTSCHER.key: {"structure": "It was safe to wait."}}
    return replace(SOUND, bank=replace(SOUND.bank, supports=supports))


@rule(
    strand="Interpretations",
    why="This essay is also marked on what historians have argued, and on how you weigh it.",
    asks="What have historians argued about this?",
    shows="The exam asks for historians, and the plan has none.",
    example=_unheard,
)
def no_historian(case: Case) -> Iterator[Gap]:
    """The exam asks for historians, and none is quoted or named."""
    rows = case.outline.paragraphs
    if case.exam is None or not case.exam.historians_required:
        return
    if not any(row.point.strip() for row in rows) or any(row.quotations for row in rows):
        return
    texts = list(_texts(case.outline))
    if not _are_named(_historians(case.bank), texts) and not any(map(_NAMED.search, texts)):
        yield Gap(
            "This exam asks for historians, and none is quoted or named yet.",
            f"{rows[0].factor.key}-quotation",
        )


@rule(
    strand="Interpretations",
    why="A view is weighed against another view; historians who all say the same leave nothing to "
    "weigh.",
    asks="Who would disagree with the historians that you quote, and about what?",
    shows="Both historians speak for the structure of the party.",
    example=_one_sided,
)
def one_side_heard(case: Case) -> Iterator[Gap]:
    """All that historians say in the plan speaks for one factor, or one historian says it all."""
    quoted = {
        one.key: (one, row.factor.key) for row in case.outline.paragraphs for one in row.quotations
    }
    quotations = [one for one, _ in quoted.values()]
    what = _for_one_factor(quotations, case) or _by_one_historian(quotations)
    if not what:
        return
    # Another historian may be heard without being quoted.
    others = _historians(case.bank) - _names(quotations)
    if not _are_named(others, _texts(case.outline)):
        [place, *_] = (key for _, key in quoted.values())
        yield Gap(what, f"{place}-quotation")


@rule(
    strand="Interpretations",
    why="A quotation is no evidence by itself: it counts once you say what it claims, and how far "
    "it convinces you.",
    asks="What does this historian claim, and how far are you convinced?",
    shows="Deutscher is quoted, and nothing is said of what he claims.",
    example=lambda: change_paragraph("rivals", explanation=_without_historians(_BY_KEY["rivals"])),
)
def quotation_dropped_in(case: Case) -> Iterator[Gap]:
    """A paragraph has a quotation, and nothing written there mentions its historian or words."""
    everywhere = _everywhere(case)
    for row in case.outline.paragraphs:
        # Where nothing is explained yet, that comes first.
        if not row.quotations or not row.explanation.strip():
            continue
        if any(map(_speaks_of_it, row.texts)):
            continue
        for one in {one.key: one for one in row.quotations}.values():
            if _are_named(_names([one]), row.texts):
                continue
            telling = _stems(one.text) - everywhere
            if len(telling) >= _ENOUGH > len(telling & _stems(*row.texts)):
                yield Gap(
                    f"You quote {one.historian} under “{row.factor.name}”, and do not yet say "
                    "what you make of it.",
                    f"{row.factor.key}-explanation",
                    one.key,
                )


_STEM = 5  # letters
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 2  # words of it
_SPEAKS_OF_IT = ("historian", "historiograph", "quotation", "quote", "interpretation")
# Somebody of whom the bank knows nothing.
_NAMED = re.compile(
    r"\b[Hh]istorians?,? (?:such as |like )?[A-Z]"
    r"|\b(?!This|That|It|He|She|They|Who|One)[A-Z][\w’'-]{1,20} (?:argue|write|contend|conclude)s\b"
)
_FEWEST_SIDES, _FEWEST_BY_ONE = 2, 3  # quotations


def _for_one_factor(quotations: list[Quotation], case: Case) -> str:
    """Say that all quotations speak for one factor, where that is all that the bank says."""
    if len(quotations) < _FEWEST_SIDES:
        return ""
    bank = case.bank
    sides = {key for one in quotations for key in bank.supports.get(one.key) or {"": ""}}
    [side, *others] = sides or {""}
    factors = {factor.key: factor for factor in bank.factors}
    if others or side not in factors:
        return ""
    if any(side in bank.against.get(one.key, ()) for one in quotations):
        return ""
    count = "Both" if len(quotations) == _FEWEST_SIDES else f"All {len(quotations)}"
    return f"{count} of your quotations speak for “{factors[side].name}”, and none against it."


def _by_one_historian(quotations: list[Quotation]) -> str:
    if len(quotations) < _FEWEST_BY_ONE or len({one.historian for one in quotations}) > 1:
        return ""
    return f"All {len(quotations)} of your quotations are by {quotations[0].historian}."


def _texts(outline: Outline) -> Iterator[str]:
    yield outline.argument
    for row in outline.paragraphs:
        yield from row.texts
    for link in outline.links:
        yield link.sentence
    yield from outline.criteria
    yield outline.judgement


def _stems(*texts: str) -> frozenset[str]:
    """Return the first five letters of each word, by which appointed goes with appointment."""
    return frozenset[str]().union(*map(_stems_of_one, texts))


@lru_cache(maxsize=500)
def _stems_of_one(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(folded(text)))


@lru_cache(maxsize=500)
def _speaks_of_it(text: str) -> bool:
    """Say whether a text speaks of historians or of what is quoted, without a name."""
    said = folded(text)
    return any(word in said for word in _SPEAKS_OF_IT)


def _names(quotations: Iterable[Quotation]) -> frozenset[str]:
    """Return the family names of who said it, and of whose book it is from, by their stems."""
    found = [name.family for one in quotations for name in one.source.authors]
    found += [one.historian for one in quotations]
    last = (words[-1] for name in found if (words := _WORD.findall(name)))
    return _stems(" ".join(last))


def _are_named(names: frozenset[str], texts: Iterable[str]) -> bool:
    """Say whether a text has one of these stems of names."""
    texts = tuple(texts)
    said = "\n".join(map(folded, texts))
    found = {name for name in names if name in said}
    # “Carr” is also in “carried”.
    return any(len(name) == _STEM for name in found) or (
        bool(found) and not found.isdisjoint(_stems(*texts))
    )


@lru_cache(maxsize=64)
def _historians(bank: Bank) -> frozenset[str]:
    return _names(bank.quotations)


def _everywhere(case: Case) -> frozenset[str]:
    """Return the stems that any plan on this question may have."""
    names = (row.factor.name for row in case.outline.paragraphs)
    return _common(case.bank) | _stems(case.outline.question.text, *names)


@lru_cache(maxsize=64)
def _common(bank: Bank) -> frozenset[str]:
    return _stems(COMMON_WORDS, *(name for row in bank.people for name in row))
