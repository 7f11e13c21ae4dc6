"""The registry of papers and their forms: to add one, write its module and list it here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from essayplanner.argument import plan_file
from essayplanner.argument.outline import Outline
from essayplanner.exports import (
    argdown,
    bibliography,
    cards,
    cloze,
    drawn_map,
    feedback,
    full,
    full_word,
    holding,
    markdown,
    one_side,
    page,
    scaffold,
    teacher,
)
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet
from factors.citations.bibliographies import BIBLIOGRAPHIES

Render: TypeAlias = Callable[[Outline, Told], bytes]


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file, and what it is ``good_for``. ``suffix`` is empty for a page to look at."""

    name: str
    content_type: str
    suffix: str
    good_for: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What a plan leaves the program as.

    ``what`` says in a sentence what it is for. ``forms`` has, by the key of the form, what renders
    it. ``sheet`` is what its preview is a picture of, where it has one; ``holds`` says in a few
    lines what is in one that has none. A ``blank`` paper holds no word of the plan: its Outline is
    what ``plans.blank`` makes.
    """

    name: str
    what: str
    forms: Mapping[str, Render]
    sheet: Sheet | None = None
    holds: Callable[[Outline], Sequence[str]] = lambda outline: ()
    blank: bool = False


_MANAGERS = {
    "ris": "For Zotero, EndNote or Mendeley.",
    "csl-json": "For Zotero and other programs that set citations.",
    "bibtex": "For JabRef and LaTeX.",
}

FORMS = {
    "html": Form(
        "Print page",
        "text/html; charset=utf-8",
        "",
        "Prints from this browser; nothing to download.",
    ),
    "pdf": Form(
        "PDF",
        "application/pdf",
        ".pdf",
        "To print, to send or to hand in: it looks the same everywhere.",
    ),
    "docx": Form(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
        "To go on with in Word, LibreOffice or Google Docs.",
    ),
    "md": Form(
        "Markdown",
        "text/markdown; charset=utf-8",
        ".md",
        "Plain text with headings, for notes and wikis.",
    ),
    "svg": Form("SVG", "image/svg+xml", ".svg", "A picture that stays sharp at any size."),
    "argdown": Form(
        "Argdown",
        "text/plain; charset=utf-8",
        ".argdown",
        "The argument for Argdown’s own tools.",
    ),
    "json": Form(
        "Plan file",
        "application/json",
        ".plan.json",
        "To keep, or to open again with “Open a plan from a file”, here or elsewhere.",
    ),
    **{
        key: Form(form.name, form.content_type, f".{form.extension}", _MANAGERS[key])
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
        {"pdf": full.SHEET.pdf, "docx": full_word.render, "md": markdown.render},
        full.SHEET,
    ),
    "cloze": Paper(
        "Cloze (fill the gaps)",
        "The plan with dates, names and evidence left out to recall; the answers are on the back.",
        {"pdf": cloze.SHEET.pdf},
        cloze.SHEET,
    ),
    "cards": Paper(
        "Cue cards",
        "Questions in front, answers behind: print on both sides (long edge) and cut up.",
        {"pdf": cards.SHEET.pdf},
        cards.SHEET,
    ),
    "map": Paper(
        "Map",
        "The factors, how they weigh and what links them, as one drawing, then in words.",
        {"pdf": drawn_map.SHEET.pdf, "svg": drawn_map.render},
        drawn_map.SHEET,
    ),
    "teacher": Paper(
        "Teacher’s copy",
        "The plan with a margin or, in Word, comments; what the check finds; and room for notes.",
        {"pdf": teacher.SHEET.pdf, "docx": full_word.render_for_teacher},
        teacher.SHEET,
    ),
    "scaffold": Paper(
        "Blank scaffold",
        "The question and its factors with room to write by hand, and the evidence to choose from "
        "on the sides after it: for a lesson without computers.",
        {"pdf": scaffold.SHEET.pdf},
        scaffold.SHEET,
        blank=True,
    ),
    "plan": Paper(
        "Plan file",
        "The plan with all that is in it, to keep or to open elsewhere.",
        {"json": lambda outline, told: plan_file.write(outline), "argdown": argdown.render},
        holds=holding.plan,
    ),
    "sources": Paper(
        "Sources",
        "The works that the plan cites, for a reference manager such as Zotero.",
        {key: bibliography.renderer(BIBLIOGRAPHIES[key]) for key in _MANAGERS},
        holds=holding.sources,
    ),
}

# What was said of a plan, on paper: for who fetches that too (``told.Feedback``).
FEEDBACK_PAPERS: Mapping[str, Paper] = {
    "feedback": Paper(
        "Feedback",
        "What was said of the plan, with room to write what to do next.",
        {"pdf": feedback.SHEET.pdf},
        feedback.SHEET,
    ),
    "teacher": PAPERS["teacher"],
}

# Every paper in each of its forms, by their keys.
ALL = tuple((slug, form) for slug, paper in PAPERS.items() for form in paper.forms)
