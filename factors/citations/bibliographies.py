"""The forms in which a list of sources goes to another program, by the name in an address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from factors.citations.exports import bibtex, csl_json, ris
from factors.citations.work import Work


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A form of a bibliography."""

    name: str
    extension: str
    content_type: str
    write: Callable[[Sequence[Work]], str]


BIBLIOGRAPHIES = {
    "csl-json": Bibliography(
        "CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json
    ),
    "ris": Bibliography("RIS", "ris", "application/x-research-info-systems; charset=utf-8", ris),
    "bibtex": Bibliography("BibTeX", "bib", "application/x-bibtex; charset=utf-8", bibtex),
}
