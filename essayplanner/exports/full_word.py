"""The full plan and the teacher’s copy as Word documents, to be read, marked and written on.

The words and their order are those of ``whole``, as on every paper that leaves out nothing. What a
plan cites stands in footnotes.
"""

from collections.abc import Sequence
from typing import cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph as Words
from docx.text.run import Run

from essayplanner.argument.findings import Finding, check
from essayplanner.argument.labels import LABELS
from essayplanner.argument.outline import Evidence, Outline, Paragraph, Quotation, Segment, Source
from essayplanner.exports.footnotes import Footnotes
from essayplanner.exports.sheet import attribution, line, lines
from essayplanner.exports.text import cleaned, printable_all
from essayplanner.exports.told import Told
from essayplanner.exports.whole import Part, Piece, Quoted, page_of, whole
from essayplanner.exports.word import (
    add_row,
    add_table,
    new_document,
    write,
    write_in_colour,
    write_segments,
    write_sign,
)

_AUTHOR, _INITIALS = "Essay Planner", "EP"
_LONGEST_IN_ONE = 1000  # characters of evidence that are not parted between two pages
_ROOM_TO_WRITE = Mm(42)
_TEXTS = ("explanation", "counter_argument", "reply", "link", "without")
_MOST_LINES = 20
_FIRST_COMMENT = 100_000  # far above the number of any footnote


def render(outline: Outline, told: Told) -> bytes:
    """Write the whole plan as a Word document."""
    return write(_FullPlan(outline, told).document)


def render_for_teacher(outline: Outline, told: Told) -> bytes:
    """Write the whole plan with what the check finds in it as comments, each at its place.

    At the end stands a grid of the strands of the exam format, to write feedback in.
    """
    checked = check(outline, told.bank, told.exam)
    plan = _FullPlan(outline, told, "Teacher’s copy")
    for finding in checked.findings:
        plan.comment(finding, finding.what, finding.why)
    for finding, aside in checked.set_aside:
        plan.comment(finding, "Left as it is, on purpose:", finding.what, aside.reason)
    if checked.findings or checked.set_aside:
        plan.settle_comments()
    plan.strands()
    return write(plan.document)


class _FullPlan:
    """A plan, written from its question to its sources.

    ``places`` has what is written at each place of the plan (``rule.Gap``), so that a comment can
    stand there; a piece of evidence or a quotation is at ``factor/its key``.
    """

    def __init__(self, outline: Outline, told: Told, copy: str = "") -> None:
        self.outline = outline
        self.told = told
        self.plan = whole(outline, told, cleaned)
        self.document = new_document(self.plan.title, self.plan.author, outline.question, told)
        self.footnotes = Footnotes(self.document)
        self.places: dict[str, Run] = {}
        self._title(copy)
        self._text("argument", LABELS["argument"], self.plan.argument, 1, "Lead")
        self._head("ranking", "Paragraphs", 1)
        for part, row in zip(self.plan.parts, outline.paragraphs, strict=True):
            self._part(part, row)
        if not self.plan.parts:
            self._write_here()
        self._links()
        self._criteria()
        self._text("judgement", LABELS["judgement"], self.plan.judgement, 1, "Lead")
        self._set_aside()
        self._sources()

    # ---- what the teacher sees besides -----------------------------------------------------------

    def comment(self, finding: Finding, *texts: str) -> None:
        """Say what is found in a comment at its place."""
        factor = finding.place.rpartition("-")[0]
        # From the nearest to the widest that there is: the plan may have the place no more.
        item, link = f"{factor}/{finding.about}", finding.about
        around = (item, link, finding.place, factor, "question")
        run = self._nearest(around)
        text = "\n".join(filter(None, (line(cleaned(text)) for text in texts)))
        self.document.add_comment(run, text, _AUTHOR, _INITIALS)

    def settle_comments(self) -> None:
        """Date all comments by the day of the document, and number them apart from footnotes.

        LibreOffice 7.4 gives a footnote the words of another one where a comment has its number.
        """
        part = self.document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)
        comments = cast(XmlPart, part).element
        for comment in comments:
            comment.set(qn("w:date"), f"{self.told.made}T00:00:00Z")
        marks = map(qn, ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"))
        for numbered in (*comments, *self.document.element.body.iter(*marks)):
            number = int(numbered.get(qn("w:id"))) + _FIRST_COMMENT
            numbered.set(qn("w:id"), str(number))

    def strands(self) -> None:
        """Add the strands of the exam format with room to write, or else room for notes."""
        exam = self.told.exam
        if exam is None or not exam.strands:
            self._head("strands", "Notes", 1)
            self._write_here(rules=12)
            return
        heading = self._head("strands", "Strands", 1)
        heading.paragraph_format.page_break_before = True
        labels = ("Strand", "What works", "What to ask" if exam.coursework else "What next")
        table = self._table(labels, (48, 58, 58), "Box Table")
        for strand in printable_all(exam.strands, cleaned):
            name, *_ = add_row(table, whole=True, height=_ROOM_TO_WRITE)
            name.add_run(line(strand.name), style="Strong")
            name.add_run(f"\n{lines(strand.asks)}", style="Aside")

    # ---- the parts of a plan ---------------------------------------------------------------------

    def _title(self, copy: str) -> None:
        title = self.document.add_paragraph(style="Title")
        self.places["question"] = title.add_run(self.plan.title)
        about = " · ".join(filter(None, (copy, self.plan.author, *self.plan.about)))
        if about:
            self.document.add_paragraph(about, "Subtitle")

    def _part(self, part: Part, row: Paragraph) -> None:
        key = row.factor.key
        heading = self.document.add_paragraph(style="Heading 2")
        self.places[key] = write_sign(heading, part.sign, part.name)
        if part.rank:
            heading.add_run(f", {part.rank}").bold = False
        self._text(f"{key}-point", LABELS["point"], part.point, style="Lead")
        self._head(f"{key}-evidence", "Evidence")
        if part.evidence:
            table = self._table(("Date", "What happened"), (29, 135))
            for piece, evidence in zip(part.evidence, row.evidence, strict=True):
                self.places[f"{key}/{evidence.key}"] = self._piece(part, piece, evidence, table)
        else:
            self._write_here()
        self._head(f"{key}-quotation", "Historian")
        for quoted, quotation in zip(part.quotations, row.quotations, strict=True):
            self.places[f"{key}/{quotation.key}"] = self._quoted(quoted, quotation)
        if not part.quotations:
            self._write_here()
        for field, text in zip(_TEXTS, part.texts, strict=True):
            self._text(f"{key}-{field}", text.label, text.words)

    def _piece(self, part: Part, piece: Piece, evidence: Evidence, table: Table) -> Run:
        date, words = add_row(table, whole=len(piece.text) < _LONGEST_IN_ONE)
        run = write_in_colour(date, part.sign, piece.date)
        if piece.title:
            run = words.add_run(f"{_stopped(piece.title)} ", style="Strong")
        words.add_run(piece.text)
        if evidence.source:
            self._cite(words, evidence.source, line(cleaned(evidence.locator)))
        if piece.own:
            words.add_run(" own", style="Aside")
        if piece.views:
            disputed = table.rows[-1].cells[1].add_paragraph(style="Disputed")
            disputed.add_run("Historians disagree.", style="Strong")
            for view in piece.views:
                said = ": ".join(filter(None, (view.holders, view.claim)))
                disputed.add_run(f" {_stopped(said)}" if said else "")
        return run

    def _quoted(self, quoted: Quoted, quotation: Quotation) -> Run:
        words = self.document.add_paragraph(style="Quote")
        run = words.add_run(f"“{quoted.text}”", style="Emphasis")
        by = attribution(line(cleaned(quotation.historian)), quotation.source)
        words.add_run(f" ({cleaned(by)})" if by else "")
        status = "Wording checked" if quoted.checked else "Wording not yet checked"
        self._cite(words, quotation.source, cleaned(page_of(quotation)), status)
        if quoted.own:
            words.add_run(" own", style="Aside")
        if not quoted.checked:
            words.add_run(" unchecked\u00a0wording", style="Caution")
        short = [f"In short: “{quoted.short}”"] if quoted.short else []
        for note in (*short, *quoted.notes):
            self.document.add_paragraph(note, "Note")
        return run

    def _links(self) -> None:
        self._head("links", "Links between factors", 1)
        keys = {row.factor.key for row in self.outline.paragraphs}
        links = [row for row in self.outline.links if {row.cause, row.effect} <= keys]
        for tie, link in zip(self.plan.links, links, strict=True):
            words = self.document.add_paragraph(style="List Bullet")
            self.places[f"{link.cause}/{link.effect}"] = write_sign(words, tie.cause)
            words.add_run(f" {tie.kind} ")
            write_sign(words, tie.effect)
            words.add_run(f": {tie.sentence}" if tie.sentence else "")
            words.add_run(f" ({tie.evidence})" if tie.evidence else "")
        if not self.plan.links:
            self._write_here()

    def _criteria(self) -> None:
        self._head("criteria", "Criteria", 1)
        for text in self.plan.criteria:
            self._text(text.label, text.label, text.words)
        for number in (1, 2, 3):
            around = (f"Criterion {number}", "Criterion", "criteria")
            self.places[f"criterion_{number}"] = self._nearest(around)
        if not self.plan.criteria:
            self._write_here()
        if self.plan.matrix:
            self._head("matrix", "What each factor weighs")
            columns = self.plan.columns
            table = self._table(("Factor", *columns), (36, *(128 / len(columns) for _ in columns)))
            for weighing in self.plan.matrix:
                factor, *cells = add_row(table)
                write_sign(factor, weighing.sign)
                for cell, words in zip(cells, weighing.cells, strict=True):
                    cell.add_run(words)

    def _set_aside(self) -> None:
        if self.plan.set_aside:
            self._head("aside", "Left as it is, on purpose", 1)
        for left in self.plan.set_aside:
            words = self.document.add_paragraph(style="List Bullet")
            words.add_run(f"{left.where}: ", style="Strong")
            words.add_run(left.says)
            if left.reason:
                words.add_run(f"\n{left.reason}", style="Emphasis")

    def _sources(self) -> None:
        if self.plan.sources:
            self._head("sources", "Sources", 1)
        for segments in self.plan.sources:
            write_segments(self.document.add_paragraph(style="Bibliography"), segments)

    # ---- what parts are made of ------------------------------------------------------------------

    def _nearest(self, places: Sequence[str]) -> Run:
        return next(self.places[place] for place in places if place in self.places)

    def _head(self, place: str, label: str, level: int = 3) -> Words:
        heading = self.document.add_paragraph(style=f"Heading {level}")
        self.places[place] = heading.add_run(label)
        return heading

    def _text(
        self, place: str, label: str, words: str, level: int = 3, style: str = "Normal"
    ) -> None:
        self._head(place, label, level)
        texts = words.split("\n") if words else []
        # A text of more lines is one paragraph of them, so that none takes long.
        for text in texts if len(texts) <= _MOST_LINES else [words]:
            self.document.add_paragraph(text, style)
        if not words:
            self._write_here()

    def _write_here(self, rules: int = 2) -> None:
        """Draw an empty place as one to write on."""
        for _ in range(rules):
            self.document.add_paragraph(style="To Write On")

    def _table(
        self, labels: Sequence[str], shares: Sequence[float], style: str = "Plan Table"
    ) -> Table:
        return add_table(self.document, style, labels, shares)

    def _cite(self, words: Words, source: Source, *where: str) -> None:
        """Cite a source in a footnote: its reference, then where in it and what is known of it."""
        note = self.footnotes.add(words)
        segments = source.reference or (Segment(text=source.title, italic=True),)
        write_segments(note, printable_all(segments, cleaned))
        for text in filter(None, where):
            note.add_run(f" {_stopped(text)}")


def _stopped(text: str) -> str:
    """End a run-in title or a note with a full stop, unless it ends in a mark of its own."""
    return text if not text or text.endswith((".", ",", ":", ";", "!", "?", "…")) else f"{text}."
