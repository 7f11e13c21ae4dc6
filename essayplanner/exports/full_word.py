"""The full plan and the teacher’s copy as Word documents, to be read, marked and written on.

The words and their order are those of ``whole``, as on every paper that leaves out nothing; the
references of the teacher’s copy are those of ``teacher``. What a plan cites stands in footnotes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from string import ascii_uppercase, digits
from typing import cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph as Words
from docx.text.run import Run

from essayplanner.argument.findings import Check, Finding, check
from essayplanner.argument.labels import LABELS
from essayplanner.argument.outline import Evidence, Outline, Paragraph, Quotation, Source
from essayplanner.exports import teacher
from essayplanner.exports.bounds import bounded, bounded_feedback
from essayplanner.exports.footnotes import Footnotes
from essayplanner.exports.remarks import Laid, by_reference, lay_feedback, lay_remarks
from essayplanner.exports.sheet import line, lines
from essayplanner.exports.text import cleaned, printable_all
from essayplanner.exports.told import Told
from essayplanner.exports.whole import (
    Part,
    Piece,
    Quoted,
    disagreeing,
    page_of,
    reference,
    stopped,
    whole,
)
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
_UNCHECKED = "\u00a0· not yet checked against the board’s own document"
_CAPITALS_AND_DIGITS = ascii_uppercase + digits
_FIRST_COMMENT = 100_000  # far above the number of any footnote


def render(outline: Outline, told: Told) -> bytes:
    """Write the whole plan as a Word document."""
    return write(_FullPlan(*bounded(outline), told).document)


def render_for_teacher(outline: Outline, told: Told) -> bytes:
    """Write the whole plan with what was said of it and what the check finds.

    Both stand as comments at their places, what the check finds in a list too. At the end stands a
    grid of the strands of the exam format, to write feedback in.
    """
    outline, too_long = bounded(outline)
    feedback, too_much = bounded_feedback(told.feedback)
    told = replace(told, feedback=feedback)
    too_long = " ".join(filter(None, (too_long, too_much)))
    checked = check(outline, told.bank, told.exam)
    return write(_TeachersCopy(outline, too_long, told, checked).document)


def _in_words(row: Laid) -> str:
    """Return a remark with its number where it has a reply, and the words that it is about."""
    number = f"{row['number']} " if row["at"] and row["replies"] else ""
    about = f"“{row['quote']}” " if row["quote"] else ""
    state = f" ({row['state']})" if row["state"] else ""
    return f"{number}{about}{row['text']}{state}"


class _FullPlan:
    """A plan, written from its question to its sources; ``too_long`` says if it is cut.

    ``places`` has what is written at each place of the plan (``rule.Gap``), so that a comment can
    stand there; a piece of evidence or a quotation is at its place, a slash and its key. ``refs``
    has the references of places, as ``teacher.references`` returns them.
    """

    copy = ""

    def __init__(
        self,
        outline: Outline,
        too_long: str,
        told: Told,
        checked: Check | None = None,
        refs: Mapping[str, str] | None = None,
    ) -> None:
        self.outline = outline
        self.told = told
        self.refs = refs or {}
        self.plan = whole(outline, told, cleaned, checked)
        self.document = new_document(self.plan.title, self.plan.author, outline.question, told)
        self.footnotes = Footnotes(self.document)
        self.places: dict[str, Run] = {}
        self._title()
        self._text("argument", LABELS["argument"], self.plan.argument, 1, "Lead")
        for part, row in zip(self.plan.parts, outline.paragraphs, strict=True):
            self._part(part, row)
        self._links()
        self._criteria()
        self._text("judgement", LABELS["judgement"], self.plan.judgement, 1, "Lead")
        self._set_aside()
        self._sources()
        if too_long:
            self._aside(too_long)

    # ---- the parts of a plan ---------------------------------------------------------------------

    def _title(self) -> None:
        title = self.document.add_paragraph(style="Title")
        self.places["question"] = title.add_run(self.plan.title)
        about = "\u00a0· ".join(filter(None, (self.copy, self.plan.author, *self.plan.about)))
        if about:
            self.document.add_paragraph(about, "Subtitle")

    def _part(self, part: Part, row: Paragraph) -> None:
        key = row.factor.key
        heading = self._heading(f"{key}-", 1)
        self.places[f"{key}-"] = write_sign(heading, part.sign, part.name)
        self.places.setdefault("ranking", self.places[f"{key}-"])
        if part.rank:
            heading.add_run(f", {part.rank}").bold = False
        self._text(f"{key}-point", LABELS["point"], part.point, style="Lead")
        self._head(f"{key}-evidence", "Evidence")
        if part.evidence:
            table = self._table(("Date", "What happened"), (34, 130))
            for piece, evidence in zip(part.evidence, row.evidence, strict=True):
                place = f"{key}-evidence/{evidence.key}"
                self.places[place] = self._piece(part, piece, evidence, table, place)
        else:
            self._empty()
        self._head(f"{key}-quotation", "Historian")
        for quoted, quotation in zip(part.quotations, row.quotations, strict=True):
            place = f"{key}-quotation/{quotation.key}"
            self.places[place] = self._quoted(quoted, quotation, place)
        if not part.quotations:
            self._empty()
        for field, text in zip(_TEXTS, part.texts, strict=False):  # the last only where it is said
            self._text(f"{key}-{field}", text.label, text.words)

    def _piece(self, part: Part, piece: Piece, evidence: Evidence, table: Table, place: str) -> Run:
        date, words = add_row(table, whole=len(piece.text) < _LONGEST_IN_ONE)
        self._letter(date, place)
        run = write_in_colour(date, part.sign, piece.date)
        if piece.title:
            run = words.add_run(f"{piece.title} ", style="Strong")
        words.add_run(piece.text)
        if evidence.source:
            self._cite(words, evidence.source, line(cleaned(evidence.locator)))
        if piece.own:
            words.add_run(" own", style="Aside")
        if piece.views:
            disputed = table.rows[-1].cells[1].add_paragraph(style="Disputed")
            disputed.add_run("Historians disagree.", style="Strong")
            disputed.add_run(f" {disagreeing(piece)}".rstrip())
        return run

    def _quoted(self, quoted: Quoted, quotation: Quotation, place: str) -> Run:
        words = self.document.add_paragraph(style="Quote")
        self._letter(words, place)
        run = words.add_run(f"“{quoted.text}”", style="Emphasis")
        words.add_run(f" ({quoted.by})" if quoted.by else "")
        status = "Wording checked" if quoted.checked else "Wording not yet checked"
        self._cite(words, quotation.source, cleaned(page_of(quotation)), status)
        if quoted.own:
            words.add_run(" own", style="Aside")
        if not quoted.checked:
            words.add_run(" unchecked\u00a0wording", style="Caution")
        short = [f"Short form: “{quoted.short}”"] if quoted.short else []
        for note in (*short, *quoted.notes):
            self.document.add_paragraph(note, "Note")
        return run

    def _links(self) -> None:
        self._head("links", "Links between factors", 1)
        keys = {row.factor.key for row in self.outline.paragraphs}
        links = [row for row in self.outline.links if {row.cause, row.effect} <= keys]
        for tie, link in zip(self.plan.links, links, strict=True):
            words = self.document.add_paragraph(style="List Bullet")
            place = f"links/{link.cause}/{link.effect}"
            self._letter(words, place)
            self.places[place] = write_sign(words, tie.cause)
            words.add_run(f" {tie.kind} ")
            write_sign(words, tie.effect)
            words.add_run(f": {tie.sentence}" if tie.sentence else "")
            words.add_run(f" ({tie.evidence})" if tie.evidence else "")
        if not self.plan.links:
            self._empty()

    def _criteria(self) -> None:
        self._head("criteria", "Criteria", 1)
        places = {LABELS[place]: place for place in ("criterion_1", "criterion_2", "criterion_3")}
        for text in self.plan.criteria:
            self._text(places[text.label], text.label, text.words)
        if not self.plan.criteria:
            self._text("criterion_1", LABELS["criterion_1"], "")
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
            self._head("aside", "Left on purpose", 1)
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
        if self.plan.legend:
            self._aside(self.plan.legend)

    # ---- what parts are made of ------------------------------------------------------------------

    def _heading(self, place: str, level: int) -> Words:
        """Begin a heading with the reference of its place, if it has one."""
        heading = self.document.add_paragraph(style=f"Heading {level}")
        if ref := self.refs.get(place):
            heading.add_run(f"{ref}\u2002", style="Strong")
        return heading

    def _head(self, place: str, label: str, level: int = 2) -> Words:
        heading = self._heading(place, level)
        self.places[place] = heading.add_run(label)
        return heading

    def _letter(self, words: Words, place: str) -> None:
        """Begin one of several items with the letter that its reference ends in."""
        if ref := self.refs.get(place):
            words.add_run(f"{ref.lstrip(_CAPITALS_AND_DIGITS)}\u2002", style="Aside")

    def _text(
        self, place: str, label: str, words: str, level: int = 2, style: str = "Normal"
    ) -> None:
        self._head(place, label, level)
        texts = words.split("\n") if words else []
        # A text of more lines is one paragraph of them, so that none takes long.
        for text in texts if len(texts) <= _MOST_LINES else [words]:
            self.document.add_paragraph(text, style)
        if not words:
            self._empty()

    def _empty(self) -> None:
        self._write_here(2)

    def _write_here(self, rules: int) -> None:
        """Draw an empty place as one to write on, on one page with what it is called."""
        for left in reversed(range(rules)):
            rule = self.document.add_paragraph(style="To Write On")
            rule.paragraph_format.keep_with_next = left > 0

    def _aside(self, text: str) -> Words:
        aside = self.document.add_paragraph()
        aside.add_run(text, style="Aside")
        return aside

    def _table(
        self, labels: Sequence[str], shares: Sequence[float], style: str = "Plan Table"
    ) -> Table:
        return add_table(self.document, style, labels, shares)

    def _cite(self, words: Words, source: Source, *where: str) -> None:
        """Cite a source in a footnote: its reference, then where in it and what is known of it."""
        note = self.footnotes.add(words)
        write_segments(note, printable_all(reference(source), cleaned))
        for text in filter(None, where):
            note.add_run(f" {stopped(text)}")


class _TeachersCopy(_FullPlan):
    """A plan with references, what the check finds in it, and room for notes."""

    copy = "Teacher’s copy"

    def __init__(self, outline: Outline, too_long: str, told: Told, checked: Check) -> None:
        super().__init__(outline, too_long, told, checked, teacher.references(outline))
        exam = told.exam
        self._coursework = exam is not None and exam.coursework
        self._commented = False
        self._remarks()
        self._findings(checked.findings)
        for finding in checked.findings:
            self._comment(finding, finding.what, finding.why)
        for finding, aside in checked.set_aside:
            self._comment(finding, "Left on purpose:", finding.what, aside.reason)
        if self._commented:
            self._settle_comments()
        self._notes()

    def _empty(self) -> None:
        """Say that a place is empty: who marks a plan writes nothing into it."""
        self._aside("nothing yet")

    def _remarks(self) -> None:
        """Write what was said in all, and remarks as comments: each with its replies after it."""
        said = lay_feedback(self.told.feedback, cleaned)
        remarks = lay_remarks(self.outline, self.told.feedback, self.refs, cleaned)
        _, nowhere = by_reference(self.outline, remarks, self.refs)
        rows = [("What to do next", said["summary"]), *said["levels"], ("Mark", said["mark"])]
        rows = [(label, words) for label, words in rows if words]
        if rows or nowhere:
            self._head("said", "What was said of it", 1)
        for label, text in rows:
            words = self.document.add_paragraph(style="List Bullet")
            words.add_run(f"{label}: ", style="Strong")
            words.add_run(text)
        if said["note"] and rows:
            self._aside(said["note"])
        for row in nowhere:
            words = self.document.add_paragraph(style="List Bullet")
            words.add_run(f"{row['number']}\u2002", style="Strong")
            words.add_run(f"{row['where']}: ", style="Aside")
            words.add_run(_in_words(row))
            words.add_run(f" {row['by']}", style="Aside")
            for reply in row["replies"]:
                words.add_run(f"\n{reply['by']}: ", style="Aside")
                words.add_run(reply["text"])
        for row in remarks:
            if row not in nowhere:
                self._comment_at(row["at"], _in_words(row), row["by"])
                for reply in row["replies"]:
                    self._comment_at(
                        row["at"], f"Reply to {row['number']}: {reply['text']}", reply["by"]
                    )

    def _findings(self, findings: Sequence[Finding]) -> None:
        self._head("findings", "To ask" if self._coursework else "What the check finds", 1)
        if not findings:
            self.document.add_paragraph("Nothing found.")
            return
        said = self._aside("Each stands as a comment at its place too. No mark is given.")
        said.paragraph_format.keep_with_next = True
        for finding in findings:
            found = printable_all(teacher.found(self.outline, finding, self.refs), cleaned)
            words = self.document.add_paragraph(style="List Bullet")
            words.add_run(f"{found['ref']}\u2002" if found["ref"] else "", style="Strong")
            words.add_run(f"{found['where']}: ", style="Aside")
            words.add_run(line(found["what"]))
            words.add_run(f"\n{line(found['why'])}" if found["why"] else "", style="Aside")

    def _comment(self, finding: Finding, *texts: str) -> None:
        """Say what is found in a comment at its place, or the nearest that the plan has."""
        item = f"{finding.place}/{finding.about}"
        place = item if item in self.places else finding.place
        self._comment_at(place, "\n".join(filter(None, (line(cleaned(text)) for text in texts))))

    def _comment_at(self, place: str, text: str, author: str = _AUTHOR) -> None:
        """Write a comment at a place, or the nearest that the plan has, by its author."""
        section = "criteria" if "criterion_" in place else f"{place.rpartition('-')[0]}-"
        section = "criteria" if "-weighed_" in place else section
        run = next(self.places[at] for at in (place, section, "question") if at in self.places)
        initials = _INITIALS if author == _AUTHOR else "".join(word[0] for word in author.split())
        self.document.add_comment(run, text, author, initials[:3])
        self._commented = True

    def _settle_comments(self) -> None:
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

    def _notes(self) -> None:
        """Add the strands of the exam format with room to write, or else room for notes."""
        columns = ("What works", "What to ask" if self._coursework else "What next")
        exam = printable_all(self.told.exam, cleaned)
        if exam is None or not exam.strands:
            self._head("notes", "Notes", 1)
            for label in columns:
                self._head("notes", label)
                self._write_here(4)
            return
        self._head("strands", "Strands", 1).paragraph_format.page_break_before = True
        about = line(exam.name) + ("" if exam.checked else _UNCHECKED)
        self._aside(about).paragraph_format.keep_with_next = True
        table = self._table(("Strand", *columns), (48, 58, 58), "Box Table")
        for strand in exam.strands:
            name, *_ = add_row(table, whole=True, height=_ROOM_TO_WRITE)
            name.add_run(line(strand.name), style="Strong")
            name.add_run(f"\n{lines(strand.asks)}", style="Aside")
