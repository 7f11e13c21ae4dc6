"""Class packs: the plans of a class as a zip that streams, or bound into one PDF."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from essayplanner.argument.outline import Outline, Question
from essayplanner.exports import scaffold
from essayplanner.exports.merging import merge
from essayplanner.exports.naming import join_name
from essayplanner.exports.papers import FEEDBACK_PAPERS, FORMS, PAPERS
from essayplanner.exports.text import printable
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet, sizes
from essayplanner.exports.zipping import zip_stream

_log = logging.getLogger(__name__)

FAILED = "could not be printed"
# What a pack is printed on: a paper that says what a student has written.
CLASS_PAPERS = {
    **{slug: paper for slug, paper in PAPERS.items() if paper.sheet and not paper.blank},
    **FEEDBACK_PAPERS,
}

Bank = Literal["once", "each", "none"]
# Whether blanks come with the evidence to choose from.
BANKS: dict[Bank, str] = {
    "once": "once, at the end",
    "each": "with each of them",
    "none": "left out",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What a class was set, as a pack says it.

    ``paper`` is the key of one of ``CLASS_PAPERS``, ``form`` that of one of its forms, and ``made``
    the moment that the pack is made. ``due`` is the day that it is due on, in words. What is
    printed on ``both_sides`` begins on a sheet of its own.
    """

    classroom: str
    question: Question
    paper: str
    told: Told
    made: datetime
    form: str = "pdf"
    due: str = ""
    both_sides: bool = True

    def name(self, what: str, suffix: str) -> str:
        """Name a file that holds the pack, or is about it."""
        parts = (self.classroom, what, self.question.text, self.told.made.isoformat())
        return join_name(parts, suffix)

    @property
    def title(self) -> str:
        """Say what the pack is, in a line."""
        return " ".join(f"{self.classroom}: {self.question.text}".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A student of the class and their plan, or none where they have not started.

    ``key`` is that of the plan, for the log, ``told`` what the renderer is told of it, ``worked``
    when it was last worked on, and ``state`` how far it is, in words.
    """

    student: str
    state: str
    key: str = ""
    outline: Outline | None = None
    told: Told | None = None
    worked: str = ""


@dataclass(frozen=True, slots=True)
class _Made:
    """A copy, what was made of it (nothing, for want of a plan), the name of its file, how many
    sides it has where it is a PDF, and in one PDF the page that it begins on.
    """

    copy: Copy
    content: bytes = b""
    file: str = ""
    sides: int = 0
    page: int = 0


def zipped(pack: Pack, copies: Iterable[Copy]) -> Iterator[bytes]:
    """Return a zip archive that is made on its way: a file for each plan, and the contents as PDF.

    No more than one plan is held at a time. A plan that cannot be set stops nothing: the contents
    say so.
    """
    return zip_stream(_files(pack, copies), pack.made)


def _files(pack: Pack, copies: Iterable[Copy]) -> Iterator[tuple[str, bytes]]:
    rows: list[_Made] = []
    taken: set[str] = set()
    # Its name comes first wherever names are sorted; what it says is known last.
    first = join_name(("00 Contents", pack.classroom, pack.told.made.isoformat()), ".pdf", taken)
    for made in _make(pack, copies, taken):
        rows.append(replace(made, content=b""))
        if made.content:
            yield made.file, made.content
    if contents := _contents(pack, rows):
        yield first, contents


def bound(pack: Pack, copies: Iterable[Copy]) -> bytes:
    """Return one PDF: the contents, and each plan with its bookmark."""
    rows = [replace(row, file="") for row in _make(pack, copies, set())]
    # Set twice: how long the contents are says where the plans begin.
    contents = _contents(pack, _paged(pack, rows, 1))
    if contents:
        contents = _contents(pack, _paged(pack, rows, len(sizes(contents))))
    parts = [("Contents", contents)] if contents else []
    parts += [(row.copy.student, row.content) for row in rows if row.content]
    return merge(parts, pack.title, pack.made, both_sides=pack.both_sides)


def blanks(pack: Pack, students: Sequence[str], outline: Outline, bank: Bank = "each") -> bytes:
    """Return one PDF: a blank scaffold for each student, with their name on it.

    ``outline`` is what ``plans.blank`` makes. Its evidence comes with ``each`` of them, ``once`` on
    a blank for anybody at the end, or not at all. Where there are no students, there is one blank
    for anybody.
    """
    bare = tuple(replace(row, evidence=(), quotations=()) for row in outline.paragraphs)
    theirs = outline if bank == "each" else replace(outline, paragraphs=bare)
    parts = [
        (name or "Blank scaffold", scaffold.SHEET.pdf(replace(theirs, author=name), pack.told))
        for name in (students or [""] * (bank != "once"))
    ]
    if bank == "once":
        spare = scaffold.SHEET.pdf(replace(outline, author=""), pack.told)
        parts.append(("With the evidence to choose from", spare))
    return merge(parts, pack.title, pack.made, both_sides=pack.both_sides)


def _make(pack: Pack, copies: Iterable[Copy], taken: set[str]) -> Iterator[_Made]:
    paper, suffix = CLASS_PAPERS[pack.paper], FORMS[pack.form].suffix
    for copy in copies:
        if copy.outline is None:
            yield _Made(copy)
            continue
        try:
            content = paper.forms[pack.form](copy.outline, copy.told or pack.told)
            sides = len(sizes(content)) if pack.form == "pdf" else 0
        except Exception:  # one plan must not stop the print run
            _log.exception("Plan %s could not be set on “%s”.", copy.key, pack.paper)
            yield _Made(replace(copy, state=FAILED))
            continue
        parts = (copy.student, paper.name, pack.told.made.isoformat())
        yield _Made(copy, content, join_name(parts, suffix, taken), sides)


def _paged(pack: Pack, rows: Sequence[_Made], contents: int) -> list[_Made]:
    """Return rows with the pages that they begin on, after so many pages of contents."""
    paged, page = [], contents + 1
    for row in rows:
        if not row.sides:
            paged.append(row)
            continue
        if pack.both_sides:
            page += 1 - page % 2
        paged.append(replace(row, page=page))
        page += row.sides
    return paged


def _contents(pack: Pack, rows: Sequence[_Made]) -> bytes:
    """Return the contents of a pack; nothing where they cannot be set, which the log says."""

    def lay(outline: Outline, told: Told) -> dict[str, Any]:
        return {
            "title": printable(pack.title),
            "classroom": printable(pack.classroom),
            "question": " ".join(printable(pack.question.text).split()),
            "due": pack.due,
            "said": _said(pack, rows),
            "rows": [_row(pack, row) for row in rows],
        }

    try:
        return Sheet("contents", lay).pdf(Outline(question=pack.question), pack.told)
    except Exception:  # the plans are there
        _log.exception("The contents of “%s” could not be set.", pack.paper)
        return b""


def _said(pack: Pack, rows: Sequence[_Made]) -> str:
    if not rows:
        return "Nobody has joined this class yet."
    made, sides = sum(bool(row.sides or row.file) for row in rows), sum(row.sides for row in rows)
    sheets = sum((row.sides + 1) // 2 for row in rows) if pack.both_sides else sides
    of = f"“{CLASS_PAPERS[pack.paper].name}” is here for {made} of {_number(len(rows), 'student')}"
    paper = f": {_number(sides, 'side')} on {_number(sheets, 'sheet')} of paper" if sides else ""
    return f"{of}{paper}."


def _number(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _row(pack: Pack, row: _Made) -> dict[str, str]:
    asked = row.copy.outline.question.text if row.copy.outline else ""
    return {
        "student": " ".join(printable(row.copy.student).split()),
        # Said only of a plan that answers another question than the class was set.
        "question": " ".join(printable(asked).split()) if asked != pack.question.text else "",
        "file": printable(row.file),
        "page": str(row.page or ""),
        "sides": str(row.sides or ""),
        "worked": row.copy.worked,
        "state": row.copy.state,
    }
