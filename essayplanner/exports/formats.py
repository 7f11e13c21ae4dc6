"""The registry of formats: to add one, write its module and list it here."""

from collections.abc import Callable
from dataclasses import dataclass

from essayplanner.argument import plan_file
from essayplanner.exports import bibliography, page, pdf
from factors.citations.bibliographies import BIBLIOGRAPHIES


@dataclass(frozen=True, slots=True)
class Format:
    """A form that a plan leaves the program in.

    ``suffix`` is empty for a page to look at. What ``links_back`` is rendered with the address of
    the plan too, empty for who may not open it.
    """

    name: str
    content_type: str
    suffix: str
    render: Callable[..., bytes]
    links_back: bool = False


FORMATS = {
    "print": Format("Print page", "text/html; charset=utf-8", "", page.render, links_back=True),
    "pdf": Format("PDF", "application/pdf", ".pdf", pdf.render),
    "json": Format("Plan file", "application/json", ".plan.json", plan_file.write),
    **{
        key: Format(form.name, form.content_type, f".{form.extension}", bibliography.renderer(form))
        for key, form in BIBLIOGRAPHIES.items()
    },
}
