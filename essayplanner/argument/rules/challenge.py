"""Is the strongest objection stated and met?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from essayplanner.argument.bank import Bank
from essayplanner.argument.outline import Factor, Paragraph
from essayplanner.argument.rule import Case, Gap, rule
from essayplanner.argument.rules.sound import SOUND, change, change_paragraph


def _unopposed() -> Case:
    rows = (replace(row, reply="") for row in SOUND.outline.paragraphs)
    return change(paragraphs=tuple(rows))


def _strongest(case: Case) -> Paragraph | None:
    """Return what the argument rests on: the factor ranked first, or that of the question."""
    outline = case.outline
    return outline.ranking[0] if outline.ranked and outline.paragraphs else case.named


def _any_met(case: Case) -> bool:
    rows = case.outline.paragraphs
    return any(row.counter_argument.strip() and row.reply.strip() for row in rows)


@rule(
    strand="Judgement",
    why="Meeting the strongest counter-argument shows that a judgement is reasoned, not asserted.",
    asks="What would somebody who disagrees say, and what is left of your case then?",
    shows="Counter-arguments are stated, and none is replied to.",
    example=_unopposed,
)
def no_counter_argument_replied_to(case: Case) -> Iterator[Gap]:
    """No counter-argument is both stated and replied to."""
    rows = [row for row in case.outline.paragraphs if row.point.strip()]
    raised = [row for row in case.outline.paragraphs if row.counter_argument.strip()]
    if not rows or any(row.reply.strip() for row in raised):
        return
    strongest = _strongest(case)
    if raised:
        factor = (strongest if strongest in raised else raised[0]).factor
        yield Gap(
            f"Your counter-argument has no reply yet under “{factor.name}”.", f"{factor.key}-reply"
        )
        return
    # What limits the factor that the question names, another rule asks.
    others = [row for row in rows if row != case.named]
    if others:
        factor = (strongest if strongest in others else others[0]).factor
        yield Gap(
            "No counter-argument is stated and replied to yet.", f"{factor.key}-counter_argument"
        )


@rule(
    strand="Judgement",
    why="An argument is as strong as what it rests on: the counter-argument that could bring that "
    "down is the one to meet.",
    asks="What is the best that could be said against what your argument rests on?",
    shows="The counter-argument to the factor ranked first has no reply.",
    example=lambda: change_paragraph("structure", reply=""),
)
def strongest_objection_not_met(case: Case) -> Iterator[Gap]:
    """The counter-argument to what the argument rests on is not stated, or has no reply.

    The argument rests on the factor ranked first, or else on the one that the question names.
    """
    row = _strongest(case)
    if row is None or not row.point.strip():
        return
    if not _any_met(case):
        return
    told = (
        f"You rank “{row.factor.name}” first"
        if case.outline.ranked
        else f"The question names “{row.factor.name}”"
    )
    if not row.counter_argument.strip():
        # What limits the factor that the question names, another rule asks.
        if row != case.named:
            yield Gap(
                f"{told}, and you do not yet say what tells against it.",
                f"{row.factor.key}-counter_argument",
            )
    elif not row.reply.strip():
        yield Gap(
            f"{told}, and the counter-argument there has no reply yet.", f"{row.factor.key}-reply"
        )


@rule(
    strand="Judgement",
    why="A counter-argument is met by a reason or by evidence, even where you grant part of it; "
    "saying only that it is wrong, or that your point holds all the same, leaves it standing.",
    asks="What reason or evidence does your reply rest on?",
    shows="A reply says that the counter-argument is not true, and no more.",
    example=lambda: change_paragraph("rivals", reply="However, this is not true at all."),
)
def objection_waved_away(case: Case) -> Iterator[Gap]:
    """A reply only denies, grants or repeats what stands there, and gives no reason."""
    question = case.outline.question.text
    factors = tuple(row.factor for row in case.outline.paragraphs)
    for row in case.outline.paragraphs:
        if row.counter_argument.strip() and row.reply.strip():
            own, names = row.factor.name, _names(case.bank, factors, question)
            what = _waved_away(row.reply, row.counter_argument, row.point, own, names)
            if what:
                yield Gap(
                    f"Your reply under “{row.factor.name}” {what}.", f"{row.factor.key}-reply"
                )


@rule(
    strand="Judgement",
    why="A counter-argument left standing speaks against you: the reply says what is left of your "
    "point.",
    asks="What do you answer to this counter-argument?",
    shows="A counter-argument under one of the factors has no reply.",
    example=lambda: change_paragraph("rivals", reply=""),
)
def counter_argument_without_reply(case: Case) -> Iterator[Gap]:
    """A counter-argument has no reply, while another one has."""
    # Where none has, and of what the argument rests on, other rules speak.
    if not _any_met(case):
        return
    strongest = _strongest(case)
    for row in case.outline.paragraphs:
        unexplained = row == case.named and not row.explanation.strip()
        if (
            row.point.strip()
            and row.counter_argument.strip()
            and not row.reply.strip()
            and row != strongest
            and not unexplained
        ):
            yield Gap(
                f"Your counter-argument under “{row.factor.name}” has no reply yet.",
                f"{row.factor.key}-reply",
            )


@lru_cache(maxsize=2**10)
def _waved_away(
    reply: str, counter_argument: str, point: str, name: str, names: frozenset[str]
) -> str:
    """Say what is wrong with a reply, where that is sure."""
    words = _words(reply)
    if _repeats(words, _words(counter_argument)):
        return "says the counter-argument again, nearly in the same words"
    if _repeats(words, _words(point)):
        return "says your point again, nearly in the same words"
    told = set(words) - _SAYS_NOTHING - set(_words(name))
    if not _COMPARES.isdisjoint(words):
        # That one of them mattered more is said, and not why.
        told = {word for word in told if word.removesuffix("'s") not in names}
    if not told:
        return "gives no reason and no evidence yet"
    if len(words) < _TOO_FEW and len(told) == 1:
        [word] = told
        # A name or a number alone may be an answer, and so may a sentence written without spaces.
        if word in reply and word.isalpha() and len(word) <= _LONGEST_WORD:
            count = "1 word" if len(words) == 1 else f"{len(words)} words"
            return f"has only {count}, with no reason and no evidence yet"
    return ""


_TOO_FEW = 4  # words: in so many somebody may well have met an objection
_LONGEST_WORD = 20
_ENOUGH_TO_COMPARE = 5  # words
_NEARLY_ALL = 0.9
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_DENIES = frozenset({"no", "not", "never", "nobody", "nothing", "none", "cannot", "without"})
# Of these alone nobody makes a reason.
_EMPTY_WORDS = """
a about accurate against agree agrees all although am an and any anyway are aren't argue argued
argues argument arguments as at bad be because been being believe believes best better bigger
biggest but by can can't cannot case claim clearly completely convincing correct could couldn't
counter counterargument definitely did didn't disagree disagrees do does doesn't don't entirely
even factor false feel for from fully good greater greatest had has hasn't have haven't he held her
him his hold holds however i i'd i'm idea if importance important in inaccurate incorrect
insignificant invalid irrelevant is isn't it it's its just key larger largest main major matter
mattered matters may me might more most much must my never nevertheless no nonetheless nor not
objection obviously of on opinion or our overall people persuasive point points poor quite really
remain remained remains right same say says she should significance significant simply since
smaller so some stand stands statement still stood strong stronger than that that's the their them
therefore these they think this those though thus to too totally true unconvincing unimportant
untrue valid very view was wasn't way we weak weaker were weren't what will with won't would
wouldn't wrong yes yet you your
"""
_SAYS_NOTHING = frozenset(_EMPTY_WORDS.split())
_COMPARES = frozenset(
    ["more", "most", "better", "best", "bigger", "biggest", "greater", "greatest", "main"]
)


@lru_cache(maxsize=64)
def _names(bank: Bank, factors: tuple[Factor, ...], question: str) -> frozenset[str]:
    """Return the words of the factors’ names, and the names of people and in the question."""
    texts = [text for factor in factors for text in (factor.name, factor.short_name)]
    texts += [name for names in bank.people for name in names]
    texts += _CAPITAL.findall(question)
    return frozenset(word.removesuffix("'s") for text in texts for word in _words(text))


@lru_cache(maxsize=2**10)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.replace("’", "'").casefold()))


def _repeats(words: tuple[str, ...], source: tuple[str, ...]) -> bool:
    """Say whether nearly all words stand in the source, in its order, and deny no more than it."""
    new = len(set(words) - set(source))
    if len(words) < _ENOUGH_TO_COMPARE or new > 1 + (1 - _NEARLY_ALL) * len(words):
        return False
    pairs = set(pairwise(source))
    same = sum(pair in pairs for pair in pairwise(words))
    return same >= _NEARLY_ALL * (len(words) - 1) and _denials(words) == _denials(source)


def _denials(words: tuple[str, ...]) -> int:
    return sum(word in _DENIES or word.endswith("n't") for word in words)
