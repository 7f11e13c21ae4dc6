"""Several PDFs in one: as whole, as tagged and as easy to find one's way in as each was."""

import tempfile
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Literal

import pytest
import typst
from pypdf import PdfReader

from essayplanner.exports.merging import merge
from essayplanner.exports.one_side import SHEET
from tests.exports.outlines import FULL, OVERLONG, RICH
from tests.exports.reading import NOON, TOLD
from tests.exports.tagged import assert_whole, elements

MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)
# What the papers may have besides: links by name and by place, notes, and tables with their ids.
LINKED = b"""#set document(title: "Linked")
#set text(lang: "en")
= Head <head>
#link(<head>)[there], #link("https://example.org")[away], and a note#footnote[Of the foot.].
#pagebreak()
#table(columns: 2, table.header[a][b], [c], [d])
"""


def linked(standard: Literal["ua-1", "1.7"] = "ua-1") -> bytes:
    with tempfile.TemporaryDirectory() as nothing:
        compiler = typst.Compiler(LINKED, root=nothing, sys_inputs={})
        made = compiler.compile(format="pdf", pdf_standards=standard, timestamp=NOON)
    assert isinstance(made, bytes)
    return made


PDFS = {
    "Priya Raman": SHEET.pdf(RICH, TOLD, timestamp=NOON),
    "李明": SHEET.pdf(OVERLONG, TOLD, timestamp=NOON),
    "Zofia": linked(),
    "Rhys": linked(),
    "Kwame": SHEET.pdf(FULL, TOLD, timestamp=NOON),
}


@pytest.fixture(scope="module")
def merged() -> PdfReader:
    return PdfReader(BytesIO(merge(PDFS.items(), "12B & <all>: Why?", MADE)), strict=True)


def test_each_begins_on_an_odd_page_and_has_a_bookmark_there(merged: PdfReader) -> None:
    outline: Any = merged.outline
    begins = {each.title: merged.get_destination_page_number(each) for each in outline}
    assert list(begins) == list(PDFS)
    assert all(page % 2 == 0 for page in begins.values() if page is not None)
    for name, pdf in PDFS.items():
        first, pages = begins[name], PdfReader(BytesIO(pdf)).pages
        assert first is not None
        there = merged.pages[first : first + len(pages)]
        assert [page.extract_text() for page in there] == [page.extract_text() for page in pages]


def test_a_page_between_is_empty_and_as_large_and_none_follows_the_last(merged: PdfReader) -> None:
    empty = [page for page in merged.pages if not page.extract_text()]
    assert len(merged.pages) == sum(len(PdfReader(BytesIO(pdf)).pages) for pdf in PDFS.values()) + (
        len(empty)
    )
    assert {tuple(page.mediabox) for page in empty} == {tuple(merged.pages[0].mediabox)}
    assert merged.pages[-1].extract_text()


def test_the_tree_is_whole_and_holds_a_part_for_each(merged: PdfReader) -> None:
    assert_whole(merged)
    tree = elements(merged)
    assert tree[0]["/S"] == "/Document"
    assert [kid.get_object()["/T"] for kid in tree[0]["/K"]] == list(PDFS)
    kinds = Counter(element["/S"] for element in tree)
    singles = [elements(PdfReader(BytesIO(pdf))) for pdf in PDFS.values()]
    apart = Counter(element["/S"] for single in singles for element in single)
    assert kinds - apart == {"/Part": len(PDFS)}
    assert apart - kinds == {"/Document": len(PDFS) - 1}


def test_cells_find_their_own_headers_and_links_their_own_places(merged: PdfReader) -> None:
    tree: Any = merged.root_object["/StructTreeRoot"]
    names = tree["/IDTree"]["/Names"]
    keys = [bytes(key.original_bytes) for key in names[::2]]
    assert keys == sorted(set(keys))
    found = {key: element.get_object() for key, element in zip(keys, names[1::2], strict=True)}
    assert all(element["/ID"].original_bytes == key for key, element in found.items())
    wanted = [
        name.original_bytes
        for element in elements(merged)
        for attributes in element.get("/A", [])
        for name in attributes.get_object().get("/Headers", [])
    ]
    assert len(wanted) >= 4
    assert set(wanted) <= set(keys)
    places: list[Any] = [
        note.get_object()["/Dest"]
        for page in merged.pages
        for note in page.get("/Annots", [])
        if "/Dest" in note.get_object()
    ]
    pages = {page.indirect_reference for page in merged.pages}
    assert len(places) == 6
    assert {place[0].indirect_reference for place in places} <= pages


def test_it_says_its_title_its_language_and_that_it_is_accessible(merged: PdfReader) -> None:
    root: Any = merged.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert root["/MarkInfo"]["/Marked"].value
    assert merged.metadata is not None
    assert merged.metadata.title == "12B & <all>: Why?"
    xmp = merged.xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": "12B & <all>: Why?"}
    assert xmp.dc_language == ["en-GB"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_it_does_not_claim_the_standard_where_one_page_breaks_it() -> None:
    plain = linked(standard="1.7")
    assert b"pdfuaid" not in plain
    reader = PdfReader(BytesIO(merge([*PDFS.items(), ("Last", plain)], "T", MADE)))
    root: Any = reader.root_object
    assert b"pdfuaid:part" not in root["/Metadata"].get_data()
    assert_whole(reader)
