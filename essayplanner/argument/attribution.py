"""For whom a text gives words that stand in it: the historian named as having said them.

Read with caution: where somebody else may be meant, nobody is.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from essayplanner.argument.prose import sentences
from essayplanner.argument.quoted import Known, raw_words

# No more words than these stand between a name and what it is given.
_FARTHEST = 8

_SAYS = (
    "says|said|writes|wrote|argues|argued|claims|claimed|states|stated|notes|noted|observes|"
    "observed|remarks|remarked|puts|put|concludes|concluded|believes|believed|suggests|suggested|"
    "maintains|maintained|holds|held|insists|insisted|explains|explained|calls|called|describes|"
    "described|asserts|asserted|declares|stresses|emphasises|points|thinks|sees|speaks"
)
_SPEECH = frozenset(_SAYS.split("|"))
# “Service’s claim that”.
_SAID = frozenset(("words", "view", "claim", "point", "argument", "verdict", "phrase", "that"))
# Where one of these stands, nobody can be sure whose words are meant.
_UNSURE_WORDS = """
unlike against contrary not than disagrees disagree disagreed whereas but rejects rejected
criticises challenges challenged answers replies although though however contrast disputes
disputed denies denied overlooks ignores wrong neither despite nor instead agrees agree quotes
quoting quoted cites citing cited following echoes echoing both historian others another critics
who whom opposes opposed attacks beyond from while differs
"""
_UNSURE = frozenset(_UNSURE_WORDS.split())
_GIVEN = r"(?:[A-Z][\w.]*\s+){0,3}"
_AFTER = (
    r"[\"'”’»]*[.,;]?[\"'”’»]*\s*(?:"
    rf"(?:[(\[]|[–—-]\s+)(?:as\s+)?{_GIVEN}(?P<aside>NAMES)\b"
    rf"|(?:as|so|{_SAYS}|according to|in the words of)\s+{_GIVEN}(?P<said>NAMES)\b"
    # “…”, Pipes argues: but not “…”, Pipes argues that something else is true.
    rf"|{_GIVEN}(?P<says>NAMES)\s+(?:{_SAYS})(?=\s*(?:[.,;:()–—]|$|(?:in|of|on|about|when)\b))"
    r")"
)


@lru_cache(maxsize=64)
def _patterns(names: str) -> "tuple[re.Pattern[str], re.Pattern[str]]":
    """Return how one of some names is found anywhere, and how after words that it is given."""
    return re.compile(rf"\b(?:{names})\b"), re.compile(_AFTER.replace("NAMES", names))


def _named(text: str, known: Known) -> "Iterator[re.Match[str]]":
    for index in known.indexes:
        if index.names:
            yield from _patterns(index.names)[0].finditer(text)


def _given(text: str, end: int, known: Known) -> "Iterator[re.Match[str]]":
    for index in known.indexes:
        if index.names and (given := _patterns(index.names)[1].match(text, end, end + 120)):
            yield given


def names_around(text: str, start: int, end: int, known: Known) -> list[str]:
    """Return the historians named near a quotation, its author maybe among them."""
    near = f"{text[max(0, start - 200) : start]} {text[end : end + 120]}"
    return [match.group() for match in _named(near, known)]


def historian_named(text: str, start: int, end: int, owners: frozenset[str], known: Known) -> str:
    """Return the historian for whom words are given, where they are another's; else nothing."""
    if owners & set(names_around(text, start, end, known)):
        return ""
    # With a stop put after it, of a line that has ended nothing is left.
    before = sentences(f"{text[max(0, start - 300) : start]}.")[-1]
    after = next(_given(text, end, known), None)
    if after:
        # A new sentence says nothing of the words before it.
        ended = re.match(r"[\"'”’»]*[.]", after.group())
        if after["aside"] or not ended:
            return after["aside"] or after["said"] or after["says"]
    last = max(_named(before, known), key=lambda match: match.end(), default=None)
    if last is None:
        return ""
    words = [word.lower() for word in raw_words(before[last.end() :])]
    clause = re.split(r"[,;:(–—]", before[: last.start()])[-1]
    lead = [word.lower() for word in raw_words(clause)[-6:]]
    if _UNSURE & {*words, *lead} or len(words) > _FARTHEST:
        return ""
    introduced = lead[-2:] == ["according", "to"] or lead[-3:] in (["the", "words", "of"],)
    direct = not words or (words[0] == "s" and set(words[1:]) <= _SAID)
    return last.group() if introduced or direct or _SPEECH & set(words) else ""
