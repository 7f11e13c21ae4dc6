"""The forms in which a list of sources goes to another program, by the name in an address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from factors.citations.exports import bibtex, csl_json, ris
from factors.citations.work import Work


class Write(Protocol):
    """Writes works in a form, each with a note."""

    def __call__(self, works: Sequence[Work], note: str = "") -> str: ...


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A form of a bibliography."""

    name: str
    extension: str
    content_type: str
    write: Write


BIBLIOGRAPHIES = {
    "csl-json": Bibliography(
        "CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json
    ),
    "ris": Bibliography("RIS", "ris", "application/x-research-info-systems; charset=utf-8", ris),
    "bibtex": Bibliography("BibTeX", "bib", "application/x-bibtex; charset=utf-8", bibtex),
}
