"""Names of files that say who wrote what, and when: in any script, on any machine."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time
from itertools import count

from essayplanner.argument.letters import composed, thin_marks
from essayplanner.argument.outline import Outline
from essayplanner.exports.papers import FORMS, PAPERS
from essayplanner.exports.text import MOST_MARKS

# Bytes of UTF-8: what archives, shared drives and synced folders hold beside the path to them.
LONGEST = 120
# Characters of one part, such as a question: its first words tell it from others.
LONGEST_PART = 60

# What Windows forbids in a name; a slash would also lead out of the folder.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Devices of Windows, whatever follows the first dot (Microsoft, “Naming Files, Paths, and
# Namespaces”).
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.I)
# Controls, formatting that shows nothing or turns the direction of reading, lone surrogates,
# letters that are nobody's, and ends of lines (Unicode, general categories).
_UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}
# These two join letters in Persian and the scripts of India: there a word is another one without.
_JOINERS = "\u200c\u200d"


def file_name(outline: Outline, paper: str, form: str, made: date, at: time | None = None) -> str:
    """Name a file by who wrote it, its paper, what it answers and its day.

    ``at`` is the time of day of an old version, of which there may be many a day.
    """
    when = f"{made.isoformat()} {at:%H%M}" if at else made.isoformat()
    parts = (outline.author, PAPERS[paper].name, outline.question.text, when)
    return join_name(parts, FORMS[form].suffix)


def join_name(parts: Iterable[str], suffix: str, taken: set[str] | None = None) -> str:
    """Join the parts of a name with dashes, in ``LONGEST`` bytes at most with its ``suffix``.

    Letters of every script stay. What goes is what no folder should be given: separators of paths,
    characters that are not seen or turn the direction of reading, dots and spaces at the ends, and
    the names of devices. Where it is too long, the longest part loses its last words. A name that
    is ``taken`` already, for a machine that takes ``A`` and ``a`` for the same, is numbered; the
    one that is returned is taken from then on.
    """
    said = [part for part in map(_plain, parts) if part] or ["Plan"]
    for number in count(1):
        end = suffix if number == 1 else f" ({number}){suffix}"
        name = _fit(said, LONGEST - len(end.encode())) + end
        if taken is None or _folded(name) not in taken:
            break
    if taken is not None:
        taken.add(_folded(name))
    return name


def _plain(part: str) -> str:
    """Return a part of a name without what no folder should be given."""
    part = thin_marks(composed(part[: 10 * LONGEST_PART]), MOST_MARKS)
    part = _FORBIDDEN.sub(" ", " ".join(part.split()))
    part = "".join(
        letter
        for letter in part
        if unicodedata.category(letter) not in _UNSEEN or letter in _JOINERS
    )
    part = " ".join(part.split()).strip(" .-~" + _JOINERS)
    return _shorter(part, LONGEST_PART) if len(part) > LONGEST_PART else part


def _fit(parts: list[str], room: int) -> str:
    """Join parts in so many bytes: the longest of them gives way."""
    parts = list(parts)
    while len((name := _joined(parts)).encode()) > room:
        longest = max(range(len(parts)), key=lambda place: len(parts[place].encode()))
        parts[longest] = _shorter(parts[longest], len(parts[longest]) - 1)
    return name


def _joined(parts: list[str]) -> str:
    name = " – ".join(filter(None, parts))
    return f"_{name}" if _DEVICE.match(name) else name


def _shorter(part: str, length: int) -> str:
    """Cut a part to less than so many characters, after a word where there is one, and say so."""
    cut = part.rstrip("…")[: max(length - 1, 0)]
    words = cut.rpartition(" ")[0]
    if len(words) > length / 2:
        cut = words
    while cut and unicodedata.combining(part[len(cut) : len(cut) + 1] or " "):
        cut = cut[:-1]  # never between a letter and its accents
    cut = cut.rstrip(" .,;:–-" + _JOINERS)
    return f"{cut}…" if cut else ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name.casefold())
