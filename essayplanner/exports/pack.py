"""Class packs: the plans of a class as a zip that streams, or bound into one PDF."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import RawIOBase
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from essayplanner.argument.outline import Outline, Question
from essayplanner.exports import scaffold
from essayplanner.exports.merging import merge
from essayplanner.exports.naming import join_name
from essayplanner.exports.papers import PAPERS
from essayplanner.exports.text import printable
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_log = logging.getLogger(__name__)

FAILED = "could not be printed"
# What a pack is printed on: a paper that says what a student has written.
CLASS_PAPERS = {slug: paper for slug, paper in PAPERS.items() if paper.sheet and not paper.blank}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What a class was set, as a pack says it.

    ``paper`` is the key of one of ``CLASS_PAPERS``, and ``made`` the moment that the pack is made.
    """

    classroom: str
    question: Question
    paper: str
    told: Told
    made: datetime

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
    """A copy, what was made of it (nothing, for want of a plan), and the name of its file."""

    copy: Copy
    pdf: bytes = b""
    file: str = ""


def zipped(pack: Pack, copies: Iterable[Copy]) -> Iterator[bytes]:
    """Yield a zip archive while it is made: a PDF for each plan, and the contents.

    No more than one plan is held at a time. A plan that cannot be set stops nothing: the contents
    say so.
    """
    sink, rows = _Sink(), []
    taken: set[str] = set()
    # Its name comes first wherever names are sorted; what it says is known last.
    first = join_name(("00 Contents", pack.classroom, pack.told.made.isoformat()), ".pdf", taken)
    with ZipFile(sink, "w", ZIP_STORED) as archive:  # a PDF is compressed already
        for made in _make(pack, copies, taken):
            rows.append(replace(made, pdf=b""))
            if made.pdf:
                archive.writestr(_entry(made.file, pack.made), made.pdf)
                yield sink.take()
        archive.writestr(_entry(first, pack.made), _contents(pack, rows))
    yield sink.take()


def bound(pack: Pack, copies: Iterable[Copy]) -> bytes:
    """Return one PDF: the contents, and each plan with its bookmark, beginning on an odd page."""
    rows = list(_make(pack, copies, set()))
    contents = _contents(pack, [replace(row, file="") for row in rows])
    parts = [(row.copy.student, row.pdf) for row in rows if row.pdf]
    return merge([("Contents", contents), *parts], pack.title, pack.made)


def blanks(pack: Pack, students: Sequence[str], outline: Outline) -> bytes:
    """Return one PDF: a blank scaffold for each student, with their name on it.

    ``outline`` is what ``plans.blank`` makes. Where nobody is in the class, there is one for
    anybody.
    """
    parts = (
        (name or "Blank scaffold", scaffold.SHEET.pdf(replace(outline, author=name), pack.told))
        for name in (students or [""])
    )
    return merge(parts, pack.title, pack.made)


class _Sink(RawIOBase):
    """A file that is written only: it holds what was written since somebody took it away."""

    def __init__(self) -> None:
        super().__init__()
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, content: "ReadableBuffer") -> int:
        self._written.append(bytes(content))
        return len(self._written[-1])

    def take(self) -> bytes:
        content = b"".join(self._written)
        self._written.clear()
        return content


def _entry(name: str, made: datetime) -> ZipInfo:
    entry = ZipInfo(name, made.timetuple()[:6])
    entry.external_attr = 0o644 << 16
    return entry


def _make(pack: Pack, copies: Iterable[Copy], taken: set[str]) -> Iterator[_Made]:
    paper = PAPERS[pack.paper]
    for copy in copies:
        if copy.outline is None:
            yield _Made(copy)
            continue
        try:
            pdf = paper.forms["pdf"](copy.outline, copy.told or pack.told)
        except Exception:  # one plan must not stop the print run
            _log.exception("Plan %s could not be set on “%s”.", copy.key, pack.paper)
            yield _Made(replace(copy, state=FAILED))
            continue
        parts = (copy.student, paper.name, pack.told.made.isoformat())
        yield _Made(copy, pdf, join_name(parts, ".pdf", taken))


def _contents(pack: Pack, rows: Sequence[_Made]) -> bytes:
    def lay(outline: Outline, told: Told) -> dict[str, Any]:
        printed = sum(bool(row.file or row.pdf) for row in rows)
        return {
            "title": printable(pack.title),
            "classroom": printable(pack.classroom),
            "question": " ".join(printable(pack.question.text).split()),
            "said": _said(len(rows), printed, PAPERS[pack.paper].name),
            "rows": [_row(pack, row) for row in rows],
        }

    return Sheet("contents", lay).pdf(Outline(question=pack.question), pack.told)


def _said(students: int, printed: int, paper: str) -> str:
    if not students:
        return "Nobody has joined this class yet."
    return f"{paper}: {printed} of {students} student{'' if students == 1 else 's'}."


def _row(pack: Pack, row: _Made) -> dict[str, str]:
    asked = row.copy.outline.question.text if row.copy.outline else ""
    return {
        "student": " ".join(printable(row.copy.student).split()),
        # Said only of a plan that answers another question than the class was set.
        "question": " ".join(printable(asked).split()) if asked != pack.question.text else "",
        "file": printable(row.file),
        "worked": row.copy.worked,
        "state": row.copy.state,
    }
