"""Citing a source, in the style that a school uses, and handing sources to other programs.

A source is turned into a ``Work`` first (``Work.of``). A style then gives its label in the text,
its entry in a list of references and, where the style has them, its note, each as a list of runs
of text and whether each is set in italics, so that whoever prints it formats nothing. Nothing that
a style gives is markup, and whoever prints it escapes it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from factors.citations import apa, chicago, harvard, mhra, mla
from factors.citations.runs import Runs
from factors.citations.work import Name, Work

__all__ = ["DEFAULT_STYLE", "STYLES", "Name", "Runs", "Style", "Work", "text"]


@dataclass(frozen=True, slots=True)
class Style:
    """A way of citing.

    ``label(work, locator)`` is what stands in the text, without brackets and without a full stop;
    in a style with notes it is the short note. ``note(work, locator)`` is the full first note,
    with its full stop, and None in a style without notes. ``reference(work)`` is the entry in the
    list. A locator is a page (``25`` or ``p. 25``), pages, or anything else (``ch. 12``).
    """

    name: str
    label: Callable[..., Runs]
    reference: Callable[[Work], Runs]
    note: Callable[..., Runs] | None = None


STYLES: dict[str, Style] = {
    "harvard": Style("Harvard (Cite Them Right)", harvard.label, harvard.reference),
    "mhra": Style("MHRA (notes)", mhra.label, mhra.reference, mhra.note),
    "chicago": Style("Chicago (notes)", chicago.label, chicago.reference, chicago.note),
    "mla": Style("MLA", mla.label, mla.reference),
    "apa": Style("APA", apa.label, apa.reference),
}
DEFAULT_STYLE = "harvard"


def text(runs: Runs) -> str:
    """Return runs without their italics."""
    return "".join(part for part, _ in runs)
