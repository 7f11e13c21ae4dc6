"""Stand-ins for the letters that a paper's fonts lack, so that none becomes an empty box unsaid."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from essayplanner.exports.text import ZERO_WIDTH_SPACE, letters

STAND_IN = "▯"
MOST_TOGETHER = 8  # on a line that must break among them: Chinese breaks anywhere, boxes do not
MOST_NAMED = 4

# What our fonts have, the factors' signs too: a plan in these alone need not be asked about.
ORDINARY = re.compile("[\n -~\xa0-\u024f\u2010-\u2027\u2030-\u203a\u200b\u20ac●▲■◆✚★▼⬢]*")

_LONG_ROW = re.compile(f"{STAND_IN}{{{MOST_TOGETHER}}}(?={STAND_IN})")
_SCRIPTS = {
    "CJK": "Chinese",
    "BOPOMOFO": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
}
_OF_SCRIPT = re.compile(
    "(.+?) (?:(?:CAPITAL|SMALL|INDEPENDENT|VOWEL|COMBINING) )*"
    "(?:LETTER|CHARACTER|SYLLABLE|SIGN|DIGIT|VOWEL|MARK|NUMBER|TONE|STRESS|HIEROGLYPH)"
)


def with_stand_ins(
    plan: Mapping[str, Any], lacking: Callable[[Collection[str]], set[str]]
) -> dict[str, Any]:
    """Return a plan's values in letters that can be printed, and under ``unprinted`` what is not.

    ``lacking`` is asked which characters of some texts the fonts cannot print. A letter that they
    lack becomes one stand-in with all that belongs to it: a flag, a family. Where the letter is
    there but a mark on it is not, the stand-in is put for the mark.
    """
    text = "\n".join(_strings(plan))
    if ORDINARY.fullmatch(text):
        return {**plan, "unprinted": ""}
    letter = letters(text)
    unusual = {match[0] for match in letter.finditer(text) if not ORDINARY.fullmatch(match[0])}
    absent = lacking({character for word in unusual for character in word})
    gone = {word: absent.intersection(word) for word in unusual}
    # One font may have a letter and only another its mark: then the mark goes.
    whole = [word for word in unusual if len(word) > 1 and not gone[word]]
    if whole:
        parted = lacking(whole)
        gone |= {word: set(word[1:]) for word in whole if word[0] in parted}
    shown = {word: _without(word, parts) for word, parts in gone.items() if parts}
    if not shown:
        return {**plan, "unprinted": ""}

    def printed(text: str) -> str:
        stood_in = letter.sub(lambda found: shown.get(found[0], found[0]), text)
        return _LONG_ROW.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", stood_in)

    note = _note([_script(min(gone[word])) for word in shown])
    return {**_mapped(plan, printed), "unprinted": note}


def _without(word: str, gone: set[str]) -> str:
    if word[0] in gone:
        return STAND_IN
    return "".join(one for one in word if one not in gone) + STAND_IN


def _note(scripts: Sequence[str]) -> str:
    """Say how many letters of which scripts are not there, and where they are."""
    names = sorted(set(scripts))
    if len(names) > MOST_NAMED:
        names[MOST_NAMED:] = ["others"]
    one = len(scripts) == 1
    return (
        f"{'One letter' if one else f'{len(scripts):,} letters'} ({', '.join(names)}) cannot be "
        f"printed with this paper’s fonts and {'is' if one else 'are'} shown as {STAND_IN}; the "
        f"Word and Markdown files have {'it' if one else 'them'}."
    )


def _script(character: str) -> str:
    """Name what a character is written in, as Unicode names it."""
    name = unicodedata.name(character, "")
    known = _SCRIPTS.get(name.partition(" ")[0])
    if known or unicodedata.category(character)[0] not in "LMNC":
        return known or ("emoji" if character >= "\u2300" else "signs")
    of_script = _OF_SCRIPT.match(name)
    return of_script[1].title() if of_script else "unknown"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _strings(item)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_mapped(item, change) for item in value]
    return value
