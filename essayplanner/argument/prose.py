"""The sentences of a text, and whether two texts share a word.

To share one is meant generously: two words that begin alike are one.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from essayplanner.argument.letters import composed

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’‘ʼ]s?$")
# A stop ends a sentence where a capital or a figure follows, but not after an initial nor a month
# written short. Each pattern begins with one character, which is looked for at the speed of C.
_SHORTENED = "jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec"
_STOP = (
    r"(?<=[.!?…])(?<![.!?…].)(?<!\b[A-Z].)"
    rf"(?<!\b(?i:{_SHORTENED})\.)(?<!\b(?i:sept)\.)(?<!\b(?i:ca)\.)(?<!\bc\.)"
    r"[.!?…]*+[\"”’')\]]*+\s++(?=[\"“‘'(\[]*[^\W_a-z])"
)
_ENDS = re.compile(rf"[.!?…\n](?:(?<=\n)\s*+|{_STOP})")
_ENDS_OF_NOTES = re.compile(
    r"[.!?…;\n\r\u2028\u2029](?:(?<=[\n\r\u2028\u2029])\s*+|(?<=[!?;])\s++|(?<=[0-9]\.)\s++|"
    rf"{_STOP})"
)
_SMALL_WORDS = """
a about after all also although an and any are as at because been before being both but by can could
did do does each even for from had has have he her him his how however if in into is it its just may
might more most much must no nor not of off on one only or other our out over own same she should
since so some such than that the their them then there these they this those though through to too
under until up upon us very was we were what when where whether which while who whose why will with
would you your
agree assess accurate extent factor far important main reason responsible view
"""
_ALIKE = 5  # letters: “structure” and “structural” are one, “police” and “politics” are not


def sentences(text: str, *, notes: bool = False) -> list[str]:
    """Split a text into its sentences, each with the space after it: joined they are the text.

    Of ``notes`` one ends with a semicolon too, and in small letters may begin after a figure or an
    exclamation.
    """
    pattern = _ENDS_OF_NOTES if notes else _ENDS
    ends = [0, *(match.end() for match in pattern.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends) if start < end]


def shares(text: str, others: Iterable[str]) -> bool:
    """Say whether a text shares a word that says something with any of some others."""
    stems = _stems(text)
    return any(not stems.isdisjoint(_stems(other)) for other in others)


@lru_cache(maxsize=500)
def _stems(text: str) -> frozenset[str]:
    words = {_fold(word) for word in _WORD.findall(composed(text))}
    return frozenset(word[:_ALIKE] for word in words if word not in _SAYS_NOTHING)


def _fold(word: str) -> str:
    """Return a word without case, possessive and plural."""
    word = _POSSESSIVE.sub("", word).casefold()
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_SAYS_NOTHING = frozenset(map(_fold, _SMALL_WORDS.split()))
