"""Runs of text, each with whether it is in italics, and putting them together.

A separator gives way to the punctuation that is there already, and an empty part takes its
separator with it, so that what a source lacks leaves nothing behind.
"""

import re
from collections.abc import Iterable

Runs = list[tuple[str, bool]]

_OPENS = r"(?<![^\s(\[{“‘–—])"
_INNER_SINGLE = re.compile(r"‘((?:[^‘’]|’(?=\w))*)’(?!\w)")


def plain(text: str) -> Runs:
    """Return a text as runs, its quotation marks and apostrophes curled."""
    return [(curled(text), False)] if text else []


def italic(text: str) -> Runs:
    """As ``plain``, in italics."""
    return [(curled(text), True)] if text else []


def verbatim(text: str) -> Runs:
    """Return a text as runs, with nothing done to it: an address."""
    return [(text, False)] if text else []


def single(text: str) -> Runs:
    """Return a title in ‘single’ quotation marks, those inside it doubled."""
    inner = _INNER_SINGLE.sub(r"“\1”", curled(text))
    return [(f"‘{inner}’", False)]


def double(text: str) -> Runs:
    """Return a title in “double” quotation marks, those inside it made single."""
    inner = curled(text).replace("“", "‘").replace("”", "’")
    return [(f"“{inner}”", False)]


def curled(text: str) -> str:
    """Return a text with typographic quotation marks and apostrophes."""
    for straight, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        text = re.sub(_OPENS + straight + r"(?!\d\ds?\b)", opening, text)
        text = text.replace(straight, closing)
    return text


def join(parts: Iterable[Runs], separator: str, *, inside: bool = False) -> Runs:
    """Return the parts that there are with a separator between.

    ``inside`` is the American way: a full stop or comma goes inside a closing quotation mark.
    """
    joined: Runs = []
    for part in filter(None, parts):
        if joined:
            _add(joined, separator, inside)
        for run in part:
            _append(joined, run)
    return joined


def close(runs: Runs, *, inside: bool = False) -> Runs:
    """Return runs with a full stop, where they do not end in a mark that does for one."""
    closed = list(runs)
    if closed:
        _add(closed, ".", inside)
    return closed


def capital(runs: Runs) -> Runs:
    """Return runs that begin with a capital letter."""
    return [(text[:1].upper() + text[1:], slanted) for text, slanted in runs[:1]] + runs[1:]


def _add(runs: Runs, mark: str, inside: bool) -> None:
    text, slanted = runs[-1]
    bare = text.rstrip("’”")
    if (mark[0] == "." and bare.endswith((".", "?", "!", "…"))) or (
        mark[0] == "," and bare.endswith(",")
    ):
        mark = mark[1:]
    elif inside and mark[0] in ".," and text.endswith("”"):
        # A quotation inside the quotation ends before the mark too.
        cut = len(text) - (2 if text.endswith("’”") and "‘" in text else 1)
        runs[-1] = (text[:cut] + mark[0] + text[cut:], slanted)
        mark = mark[1:]
    _append(runs, (mark, False))


def _append(runs: Runs, run: tuple[str, bool]) -> None:
    if runs and runs[-1][1] == run[1]:
        runs[-1] = (runs[-1][0] + run[0], run[1])
    elif run[0]:
        runs.append(run)
