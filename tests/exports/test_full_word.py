"""The full plan and the teacher's copy in Word: all is there, in order, and nothing needs mending."""

import os
import posixpath
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.table import Table

from essayplanner.argument.bank import ExamFormat, Strand
from essayplanner.argument.findings import check
from essayplanner.argument.outline import Outline, Question, SetAside, Source
from essayplanner.exports.full_word import render, render_for_teacher
from essayplanner.exports.teacher import lay
from essayplanner.exports.text import cleaned, printable_all
from essayplanner.exports.told import Told
from tests.exports.everything import everything_in_order
from tests.exports.outlines import EMPTY, FULL, HOSTILE, INJECTIONS, LARGEST, OVERLONG, RICHER
from tests.exports.reading import TOLD, assert_in_order, squeezed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

RICHEST = replace(
    RICHER,
    question=replace(RICHER.question, topic="Stalin’s rise", edition=3),
    set_aside=(
        SetAside(
            rule="link_not_explained",
            place="links",
            about="skill/structure",
            reason="It is plain enough.",
        ),
    ),
)
PLANS = {
    "full": FULL,
    "richest": RICHEST,
    "empty": EMPTY,
    "largest": LARGEST,
    "overlong": OVERLONG,
    "hostile": HOSTILE,
}
EXAM = ExamFormat(
    key="essay",
    name="An essay",
    strands=(
        Strand(name="Analysis", asks="Explain how causes worked."),
        Strand(name="Judgement", asks="Say which counts most."),
    ),
)
MARKED = replace(TOLD, exam=EXAM)
RENDERS = {"full": render, "teacher": render_for_teacher}

every_plan = pytest.mark.parametrize("outline", PLANS.values(), ids=PLANS.keys())
both = pytest.mark.parametrize("write", RENDERS.values(), ids=RENDERS.keys())
Write = Callable[[Outline, Told], bytes]


def parts_of(file: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(file: bytes) -> str:
    """Return the text as python-docx reads it, without the footnotes."""
    return "\n".join(_lines(docx.Document(BytesIO(file))))


def _lines(block: Any) -> Iterator[str]:
    for item in block.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                for cell in row.cells:
                    yield from _lines(cell)
        else:
            yield item.text


def footnotes_of(file: bytes) -> list[str]:
    root = ET.fromstring(parts_of(file)["word/footnotes.xml"])
    notes = ("".join(text.text or "" for text in note.iter(f"{W}t")) for note in root)
    return [note.strip() for note in notes][2:]


def said_in_text(outline: Outline) -> list[str]:
    """Return every text of a plan that does not stand in a footnote, and the sources."""
    plan = printable_all(outline, cleaned)
    no_source = Source(key="", type="book", title="")
    factors = {row.factor.key for row in plan.paragraphs}
    bare = replace(
        plan,
        links=tuple(
            replace(row, evidence="" if row.cause == row.effect else row.evidence)
            for row in plan.links
            if {row.cause, row.effect} <= factors
        ),
        paragraphs=tuple(
            replace(
                row,
                evidence=tuple(replace(item, source=None, locator="") for item in row.evidence),
                quotations=tuple(
                    replace(item, source=no_source, page="") for item in row.quotations
                ),
            )
            for row in plan.paragraphs
        ),
    )
    return [*everything_in_order(bare), *map(reference, plan.sources)]


def reference(source: Source) -> str:
    return "".join(run.text for run in source.reference) or source.title


def cited_in(outline: Outline) -> list[str]:
    """Return what is cited where, in the order of reading."""
    sources: list[Source | None] = []
    for row in printable_all(outline, cleaned).paragraphs:
        sources += [item.source for item in row.evidence]
        sources += [item.source for item in row.quotations]
    return [reference(source) for source in sources if source]


# ---- what python-docx reads ----------------------------------------------------------------------


@both
@every_plan
def test_every_word_of_a_plan_is_there_in_order(write: Write, outline: Outline) -> None:
    assert_in_order(said_in_text(outline), text_of(write(outline, TOLD)))


@both
@every_plan
def test_everything_cited_stands_in_a_footnote(write: Write, outline: Outline) -> None:
    cited, notes = cited_in(outline), footnotes_of(write(outline, TOLD))
    assert len(notes) == len(cited)
    assert all(note.startswith(source) for source, note in zip(cited, notes, strict=True))


def test_a_footnote_says_where_in_the_work_and_what_is_known_of_the_wording() -> None:
    kotkin = "Kotkin, S. (2014) Stalin, vol. 1: Paradoxes of Power, 1878–1928. London: Allen Lane."
    carr = "Carr, E. H. (1958) Socialism in One Country, 1924–1926, vol. 1. London: Macmillan."
    notes = footnotes_of(render(RICHEST, TOLD))
    assert notes[:2] == [f"{kotkin} ch. 12.", f"{kotkin} pp. 412–13. Wording checked."]
    assert notes[-1] == f"{carr} p. 166. Wording not yet checked."


def test_titles_are_in_italics_in_footnotes_and_sources() -> None:
    parts = parts_of(render(RICHEST, TOLD))
    for name in ("word/footnotes.xml", "word/document.xml"):
        italic = {
            "".join(text.text or "" for text in run.iter(f"{W}t"))
            for run in ET.fromstring(parts[name]).iter(f"{W}r")
            if run.find(f"{W}rPr/{W}rStyle[@{W}val='Emphasis']") is not None
        }
        assert "Socialism in One Country, 1924–1926" in italic


def test_the_headings_make_an_outline() -> None:
    document = docx.Document(BytesIO(render(RICHEST, TOLD)))
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name in ("Title", "Heading 1")
    ]
    assert headings == [
        ("Title", RICHEST.question.text),
        ("Heading 1", "Line of argument"),
        ("Heading 1", "●\u00a0Stalin’s political skill, ranked 3rd"),
        ("Heading 1", "■\u00a0The party’s structure, ranked 1st"),
        ("Heading 1", "▲\u00a0His rivals’ weaknesses, ranked 2nd"),
        ("Heading 1", "Links between factors"),
        ("Heading 1", "Criteria"),
        ("Heading 1", "Judgement"),
        ("Heading 1", "Left on purpose"),
        ("Heading 1", "Sources"),
    ]
    parts = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    assert parts[:8] == [
        "Point",
        "Evidence",
        "Historian",
        "Explanation",
        "Counter-argument",
        "Reply",
        "Link",
        "If it is removed",
    ]


def test_an_empty_place_is_named_and_left_to_write_on() -> None:
    paragraphs = docx.Document(BytesIO(render(EMPTY, TOLD))).paragraphs
    styles = [paragraph.style.name if paragraph.style else "" for paragraph in paragraphs]
    at = [paragraph.text for paragraph in paragraphs].index("Counter-argument")
    assert styles[at : at + 3] == ["Heading 2", "To Write On", "To Write On"]


def test_what_is_disputed_unchecked_or_the_students_own_says_so() -> None:
    text = squeezed(text_of(render(RICHEST, TOLD)))
    assert (
        squeezed(
            "carry Lenin’s coffin.\nHistorians disagree. Trotsky: he was told the wrong day. "
            "Eastman: he could have come had he wished."
        )
        in text
    )
    assert squeezed("among equals.” (E. H. Carr) own unchecked wording") in text
    assert squeezed("two thousand delegates. own") in text


def test_a_tables_head_stands_again_on_every_page() -> None:
    root = ET.fromstring(parts_of(render_for_teacher(RICHEST, MARKED))["word/document.xml"])
    tables = list(root.iter(f"{W}tbl"))
    assert len(tables) == 5
    for table in tables:
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        assert heads == [True] + [False] * (len(heads) - 1)


def test_the_document_says_what_it_is() -> None:
    document = docx.Document(BytesIO(render(RICHEST, TOLD)))
    known = document.core_properties
    assert (known.title, known.author, known.language) == (
        RICHEST.question.text,
        "Priya Raman",
        "en-GB",
    )
    assert known.created is not None
    assert known.created.replace(tzinfo=None) == datetime(2026, 11, 20)
    assert "".join(run.text for run in document.sections[0].footer.paragraphs[0].runs) == (
        "Essay Planner · Stalin’s rise, edition 3 · 20 November 2026\t of "
    )
    styles = parts_of(render(RICHEST, TOLD))["word/styles.xml"].decode()
    assert re.findall(r'<w:lang w:val="([^"]*)"', styles) == ["en-GB"]


def test_a_text_too_long_for_a_property_is_cut_there_alone() -> None:
    file = render(replace(FULL, author="A" * 999, question=Question(text="Q" * 999)), TOLD)
    assert len(docx.Document(BytesIO(file)).core_properties.title) == 255
    assert "Q" * 999 in text_of(file)


@pytest.mark.parametrize(("size", "page"), [("a4", (210, 297)), ("letter", (216, 279))])
def test_it_is_as_large_as_the_paper(size: Any, page: tuple[int, int]) -> None:
    section = docx.Document(BytesIO(render(FULL, replace(TOLD, size=size)))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == page


@both
@every_plan
def test_equal_plans_give_equal_bytes(write: Write, outline: Outline) -> None:
    assert write(outline, MARKED) == write(outline, MARKED)


# ---- the teacher's copy --------------------------------------------------------------------------


def commented(file: bytes) -> dict[str, str]:
    """Return what is commented on, by the words of the comment."""
    root = ET.fromstring(parts_of(file)["word/document.xml"])
    on: dict[str, str] = {}
    open_now: set[str] = set()
    for element in root.iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_now.add(number)
        elif element.tag == f"{W}commentRangeEnd":
            open_now.remove(number)
        elif element.tag == f"{W}t":
            for number in open_now:
                on[number] = on.get(number, "") + (element.text or "")
    document = docx.Document(BytesIO(file))
    return {comment.text: on[str(comment.comment_id)] for comment in document.comments}


def test_every_finding_is_a_comment_at_its_place() -> None:
    outline = replace(RICHEST, argument="")
    found = check(outline, MARKED.bank, MARKED.exam)
    comments = commented(render_for_teacher(outline, MARKED))
    assert list(comments) == [
        *(f"{row.what}\n{row.why}" for row in found.findings),
        *(f"Left on purpose:\n{row.what}\n{aside.reason}" for row, aside in found.set_aside),
    ]
    places = {row.place: comments[f"{row.what}\n{row.why}"] for row in found.findings}
    assert places["argument"] == "Line of argument"
    assert comments[next(text for text in comments if text.startswith("Left"))] == "Skill"


def headings_of(file: bytes) -> list[str]:
    paragraphs = docx.Document(BytesIO(file)).paragraphs
    return [p.text for p in paragraphs if p.style and str(p.style.name).startswith("Heading")]


def test_the_teachers_copy_has_the_references_of_the_printed_one() -> None:
    headings = headings_of(render_for_teacher(RICHEST, MARKED))
    assert [heading.split("\u2002")[0] for heading in headings if "\u2002" in heading] == [
        "A",
        *(f"B{part}" for part in ("", *range(1, 9))),
        *(f"C{part}" for part in ("", *range(1, 8))),
        *(f"D{part}" for part in ("", *range(1, 8))),
        "E",
        *("F", "F1", "F2", "F3"),
        "G",
    ]
    assert not [heading for heading in headings_of(render(RICHEST, MARKED)) if "\u2002" in heading]
    text = text_of(render_for_teacher(RICHEST, MARKED))
    for item in ("a\u200226 Jan 1924", "b\u2002Jan 1928", "a\u2002▲", "b\u2002■", "c\u2002●"):
        assert item in text


@pytest.mark.parametrize("outline", [RICHEST, EMPTY, FULL], ids=["richest", "empty", "full"])
def test_the_teachers_copy_lists_the_findings_of_the_printed_one(outline: Outline) -> None:
    listed = lay(outline, MARKED)["findings"]
    assert listed
    pieces = [row[key] for row in listed for key in ("ref", "where", "what", "why")]
    text = text_of(render_for_teacher(outline, MARKED))
    assert_in_order(["What the check finds", "comment", *pieces, "Strands"], text)


def test_a_plan_in_which_nothing_is_found_says_so() -> None:
    found = check(FULL, MARKED.bank, MARKED.exam).findings
    aside = tuple(SetAside(rule=row.rule, place=row.place, about=row.about) for row in found)
    file = render_for_teacher(replace(FULL, set_aside=aside), MARKED)
    assert_in_order(["What the check finds", "Nothing found.", "Strands"], text_of(file))


def test_an_empty_place_of_the_teachers_copy_says_so() -> None:
    text = text_of(render_for_teacher(EMPTY, MARKED))
    assert text.count("nothing yet") == 3 * 7 + 4


def test_the_room_for_notes_is_one_block() -> None:
    paragraphs = docx.Document(BytesIO(render_for_teacher(FULL, TOLD))).paragraphs
    notes = next(at for at, row in enumerate(paragraphs) if row.text == "Notes")
    block = [(row.text, row.paragraph_format.keep_with_next) for row in paragraphs[notes:]]
    rules = [*[("", True)] * 3, ("", False)]
    assert block == [("Notes", None), ("What works", None), *rules, ("What next", None), *rules]


def test_the_first_page_names_the_student_once() -> None:
    section = docx.Document(BytesIO(render(RICHEST, TOLD))).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert section.header.paragraphs[0].text == "Priya Raman"
    assert section.first_page_footer.paragraphs[0].text == section.footer.paragraphs[0].text


def test_what_has_a_footnote_has_no_other_citation_beside_it() -> None:
    text = text_of(render(RICHEST, TOLD))
    assert "Socialism in One Country" in text.partition("Sources")[2]
    assert "Socialism in One Country" not in text.partition("Sources")[0]
    assert "1958" not in text.partition("Sources")[0]


def test_of_coursework_the_comments_only_ask() -> None:
    told = replace(TOLD, exam=replace(EXAM, coursework=True))
    found = check(EMPTY, told.bank, told.exam).findings
    comments = docx.Document(BytesIO(render_for_teacher(EMPTY, told))).comments
    assert [comment.text for comment in comments] == [row.what for row in found]
    assert all(comment.text.endswith("?") for comment in comments)


def test_the_strands_stand_in_a_table_to_write_in() -> None:
    file = render_for_teacher(FULL, MARKED)
    assert "An essay\u00a0· not yet checked against the board’s own document" in text_of(file)
    table = docx.Document(BytesIO(file)).tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Strand", "What works", "What next"],
        ["Analysis\nExplain how causes worked.", "", ""],
        ["Judgement\nSay which counts most.", "", ""],
    ]


def test_without_an_exam_format_there_is_room_for_notes() -> None:
    paragraphs = docx.Document(BytesIO(render_for_teacher(FULL, TOLD))).paragraphs
    assert "Notes" in [paragraph.text for paragraph in paragraphs]


# ---- nothing that Word would have to mend ----------------------------------------------------------

# The order of children by the schema (ECMA-376-1, Annex A), of those that are used here.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing sz szCs u vertAlign lang",
    "pBdr": "top left bottom right between bar",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": "headerReference footerReference footnotePr type pgSz pgMar cols titlePg docGrid",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr "
    "trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang "
    "decimalSymbol listSeparator",
    "numbering": "abstractNum num",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "font": "altName panose1 charset family pitch",
}


@both
@every_plan
def test_elements_stand_in_the_order_of_the_schema(write: Write, outline: Outline) -> None:
    for name, part in parts_of(write(outline, MARKED)).items():
        for element in ET.fromstring(part).iter():
            order = ORDERS.get(element.tag.removeprefix(W), "").split()
            if order:
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                assert places == sorted(places), (name, element.tag)


@both
@every_plan
def test_whatever_is_named_is_there_once(write: Write, outline: Outline) -> None:
    parts = parts_of(write(outline, MARKED))
    roots = {name: ET.fromstring(part) for name, part in parts.items()}
    body, styles = roots["word/document.xml"], roots["word/styles.xml"]

    def ids(root: ET.Element, tag: str, name: str = f"{W}id") -> list[str]:
        return [element.attrib[name] for element in root.iter(f"{W}{tag}")]

    for name, root in roots.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for link in root:
                assert link.get("TargetMode") != "External"
                assert posixpath.normpath(f"{folder}/{link.get('Target')}").strip("/") in parts
        named = {
            element.attrib[f"{W}val"]
            for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
            for element in root.iter(f"{W}{tag}")
        }
        assert named <= set(ids(styles, "style", f"{W}styleId")), name
    known = {link.get("Id") for link in roots["word/_rels/document.xml.rels"]}
    assert {
        value for item in body.iter() for key, value in item.items() if key == f"{R}id"
    } <= known
    described = {item.get("PartName") for item in roots["[Content_Types].xml"]}
    assert {f"/{name}" for name in parts if not name.endswith((".rels", "].xml"))} <= described
    notes = ids(roots["word/footnotes.xml"], "footnote")
    assert ["-1", "0", *ids(body, "footnoteReference")] == notes
    assert ids(roots["word/settings.xml"], "footnote") == notes[:2]
    comments = ids(roots["word/comments.xml"], "comment") if "word/comments.xml" in roots else []
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(ids(body, tag)) == sorted(set(comments))
    assert not set(comments) & set(notes)


@both
def test_hostile_text_is_text_and_no_field_and_no_link(write: Write) -> None:
    parts = parts_of(write(HOSTILE, MARKED))
    tags = {element.tag for part in parts.values() for element in ET.fromstring(part).iter()}
    assert not {f"{W}{tag}" for tag in ("hyperlink", "instrText", "fldChar", "altChunk")} & tags
    fields = ET.fromstring(parts["word/footer1.xml"]).iter(f"{W}fldSimple")
    assert [field.get(f"{W}instr") for field in fields] == ["PAGE", "NUMPAGES"]
    assert not list(ET.fromstring(parts["word/document.xml"]).iter(f"{W}fldSimple"))
    assert_in_order(list(INJECTIONS), text_of(write(HOSTILE, TOLD)))


def test_a_long_word_is_whole() -> None:
    assert "W" * 10_000 in text_of(render(HOSTILE, TOLD))


# ---- what LibreOffice reads ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def read_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Convert every document to text and to PDF, all at once: starting takes longest."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("word")
    for name, outline in PLANS.items():
        for paper, write in RENDERS.items():
            (folder / f"{name}-{paper}.docx").write_bytes(write(outline, MARKED))
    for form in ("txt:Text (encoded):UTF8", "pdf"):
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        subprocess.run(
            [*command, "--convert-to", form, "--outdir", folder, *folder.glob("*.docx")],
            check=True,
            capture_output=True,
        )
    if not list(folder.glob("*.pdf")) and "CI" not in os.environ:
        pytest.skip("LibreOffice is installed without Writer")
    return folder


@both
@every_plan
def test_libreoffice_reads_every_word_in_order(
    write: Write, outline: Outline, read_by_libreoffice: Path
) -> None:
    text = read_back(write, outline, read_by_libreoffice, "txt")
    assert_in_order(said_in_text(outline), text)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@both
@every_plan
def test_libreoffice_prints_every_word(
    write: Write, outline: Outline, read_by_libreoffice: Path
) -> None:
    name = read_back(write, outline, read_by_libreoffice, "pdf")
    printed = subprocess.run(["pdftotext", "-raw", name, "-"], check=True, capture_output=True)
    text = squeezed(printed.stdout.decode())
    for note in footnotes_of(write(outline, MARKED)):
        assert squeezed(note) in text


def read_back(write: Write, outline: Outline, folder: Path, form: str) -> str:
    plan = next(name for name, each in PLANS.items() if each is outline)
    paper = next(name for name, each in RENDERS.items() if each is write)
    path = folder / f"{plan}-{paper}.{form}"
    return path.read_text(encoding="utf-8-sig") if form == "txt" else str(path)
