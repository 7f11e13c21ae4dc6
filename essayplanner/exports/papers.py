"""The registry of papers and their forms: to add one, write its module and list it here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from essayplanner.argument import plan_file
from essayplanner.argument.outline import Outline
from essayplanner.exports import (
    argdown,
    bibliography,
    drawn_map,
    full,
    markdown,
    one_side,
    page,
    teacher,
)
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet
from factors.citations.bibliographies import BIBLIOGRAPHIES

Render: TypeAlias = Callable[[Outline, Told], bytes]


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file. ``suffix`` is empty for a page to look at."""

    name: str
    content_type: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What a plan leaves the program as.

    ``what`` says in a sentence what it is for. ``forms`` has, by the key of the form, what renders
    it. ``sheet`` is what its preview is a picture of, where it has one.
    """

    name: str
    what: str
    forms: Mapping[str, Render]
    sheet: Sheet | None = None


FORMS = {
    "html": Form("Print page", "text/html; charset=utf-8", ""),
    "pdf": Form("PDF", "application/pdf", ".pdf"),
    "md": Form("Markdown", "text/markdown; charset=utf-8", ".md"),
    "svg": Form("SVG", "image/svg+xml", ".svg"),
    "argdown": Form("Argdown", "text/plain; charset=utf-8", ".argdown"),
    "json": Form("Plan file", "application/json", ".plan.json"),
    **{
        key: Form(form.name, form.content_type, f".{form.extension}")
        for key, form in BIBLIOGRAPHIES.items()
    },
}

PAPERS: Mapping[str, Paper] = {
    "one-side": Paper(
        "One side",
        "The whole plan on one side of paper: to write from, to revise from, to hand in.",
        {"pdf": one_side.SHEET.pdf, "html": page.render},
        one_side.SHEET,
    ),
    "full": Paper(
        "Full plan",
        "Everything that is in the plan, with its sources: to work from, to keep, to hand in.",
        {"pdf": full.SHEET.pdf, "md": markdown.render},
        full.SHEET,
    ),
    "teacher": Paper(
        "Teacher’s copy",
        "The plan beside a ruled margin, what the check finds, and a grid to write feedback in.",
        {"pdf": teacher.SHEET.pdf},
        teacher.SHEET,
    ),
    "map": Paper(
        "Map",
        "The factors, how they weigh and what links them, as one drawing, then in words.",
        {"pdf": drawn_map.SHEET.pdf, "svg": drawn_map.render},
        drawn_map.SHEET,
    ),
    "plan": Paper(
        "Plan file",
        "The plan with all that is in it, to keep or to open elsewhere.",
        {"json": lambda outline, told: plan_file.write(outline), "argdown": argdown.render},
    ),
    "sources": Paper(
        "Sources",
        "The works that the plan cites, for a reference manager such as Zotero.",
        {key: bibliography.renderer(form) for key, form in BIBLIOGRAPHIES.items()},
    ),
}

# Every paper in each of its forms, by their keys.
ALL = tuple((slug, form) for slug, paper in PAPERS.items() for form in paper.forms)
