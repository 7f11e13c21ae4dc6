"""The starter of the assessment as a Word document, to be finished by the school."""

from collections.abc import Iterable
from datetime import date

from docx.document import Document

from essayplanner.argument.outline import Question
from essayplanner.exports.told import Told
from essayplanner.exports.word import add_row, add_table, new_document, write
from essayplanner.privacy.assessment import Entries, Gap, Step

TITLE = "Data protection impact assessment: Essay Planner"
ABOUT = "A starter, filled in with what the program does. What the school adds is marked “School:”."


def write_assessment(steps: Iterable[Step], made: date) -> bytes:
    """Return the steps as a Word document in landscape, so that its tables have room."""
    question = Question(text=TITLE, topic="Data protection impact assessment")
    document = new_document(TITLE, "", question, Told(made=made), landscape=True)
    document.add_paragraph(TITLE, "Title")
    document.add_paragraph(ABOUT, "Subtitle")
    for step in steps:
        document.add_heading(step.title, 1)
        for block in step.blocks:
            if isinstance(block, Entries):
                _add_entries(document, block)
            elif isinstance(block, Gap):
                paragraph = document.add_paragraph()
                paragraph.add_run("School: ", style="Caution").bold = True
                paragraph.add_run(f"{block.asks} ", style="Aside")
                paragraph.add_run("………………………………")
            else:
                document.add_paragraph(block.text)
    return write(document)


def _add_entries(document: Document, entries: Entries) -> None:
    longest = [max(map(len, column)) for column in zip(*entries.rows, strict=True)]
    # Long cells get more room, but not as much as they would take.
    table = add_table(document, "Plan Table", entries.labels, [max(9, n**0.6) for n in longest])
    for row in entries.rows:
        for paragraph, text in zip(add_row(table, whole=True), row, strict=True):
            paragraph.add_run(text)
    document.add_paragraph()
