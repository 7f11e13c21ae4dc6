"""Citing a source in Harvard style (author and date), as Pears and Shields set it out.

A reprint shows its first year before the edition's: “Deutscher, [1949] 1993”. A reference is a
list of runs of text, each with whether it is set in italics, so that whoever prints it formats
nothing.
"""

from collections.abc import Sequence

from factors.models import Source

Runs = list[tuple[str, bool]]


def label(source: Source) -> str:
    """Return what stands in brackets in the text: ``Carr, 1958``, or the title and year."""
    families = [_family(person) for person in source.authors]
    who = _listed(families) if families else source.title
    return f"{who}, {_years(source)}"


def reference(source: Source) -> Runs:
    """Return the entry in a list of references, as runs of (text, italic)."""
    people = _listed([_inverted(person) for person in source.authors])
    years = f"({_years(source)})"
    # A part of a larger work: its own title stands in quotation marks, the work's in italics.
    part = bool(source.container_title)
    lead = f"{people} {years} " if people else ""
    runs: Runs = [(f"{lead}‘{source.title}’, ", False)] if part else [(lead, False)]
    if part and source.editors:
        editors = _listed([_inverted(person) for person in source.editors])
        runs.append((f"in {editors} ({'eds' if len(source.editors) > 1 else 'ed.'}) ", False))
    runs.append((source.container_title if part else source.title, True))
    runs.append(("" if people else f" {years}", False))
    runs.append((_tail(source), False))
    return [run for run in runs if run[0]]


def _tail(source: Source) -> str:
    volume = f", vol. {source.volume}" if source.volume else ""
    edition = f". {source.edition}" if source.edition else ""
    imprint = ": ".join(filter(None, (source.place, source.publisher)))
    return f"{volume}{edition}{'. ' + imprint if imprint else ''}."


def _years(source: Source) -> str:
    if source.original and source.issued and source.original != source.issued:
        return f"[{source.original}] {source.issued}"
    return str(source.issued or source.original or "no date")


def _family(person: dict[str, str]) -> str:
    return person.get("literal") or person.get("family", "")


def _inverted(person: dict[str, str]) -> str:
    initials = "".join(f"{name[0]}." for name in person.get("given", "").split())
    return ", ".join(filter(None, (_family(person), initials)))


def _listed(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{names[0]} et al."
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
