"""What a screen reader finds in every paper that is set: ISO 14289-1 (PDF/UA-1), by our own walk.

veraPDF, which checks the standard whole, is in neither Debian nor the package indexes.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from essayplanner.exports.papers import PAPERS
from tests.exports.outlines import EMPTY, FULL, LARGEST, RICH, WORST
from tests.exports.reading import TOLD, assert_in_order, spine

SHEETS = {slug: paper.sheet for slug, paper in PAPERS.items() if paper.sheet}
PLANS = {"empty": EMPTY, "full": FULL, "rich": RICH, "largest": LARGEST, "worst": WORST}
# Their own tests say in what order the others are read.
IN_ORDER = sorted({"one-side", "full", "teacher"} & set(SHEETS))
MARKING = {"BDC", "BMC"}
# What puts ink on the page (ISO 32000-1, tables 60, 74, 77, 87, 92, 109).
INK = {
    "f",
    "F",
    "f*",
    "B",
    "B*",
    "b",
    "b*",
    "S",
    "s",
    "sh",
    "INLINE IMAGE",
    "Do",
    "Tj",
    "TJ",
    "'",
    '"',
}


@dataclass(frozen=True)
class Tag:
    """An element of the structure tree, with the numbers of the marked content in it."""

    role: str
    attributes: dict[str, Any]
    children: tuple["Tag", ...]
    marked: tuple[tuple[int, int], ...]

    def all(self) -> Iterator["Tag"]:
        yield self
        for child in self.children:
            yield from child.all()


@cache
def made(slug: str, plan: str) -> bytes:
    return SHEETS[slug].pdf(PLANS[plan], TOLD)


@pytest.fixture(params=[(slug, plan) for slug in SHEETS for plan in PLANS], ids="-".join)
def pdf(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(made(*request.param))) as opened:
        yield opened


def tree(pdf: pikepdf.Pdf) -> Tag:
    root = pdf.Root.StructTreeRoot
    pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
    roles = root.get("/RoleMap", pikepdf.Dictionary())

    def walk(element: Any, page: int) -> Tag:
        page = pages[element.Pg.objgen] if "/Pg" in element else page
        kids = element.get("/K", pikepdf.Array())
        children, marked = [], []
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                marked.append((page, int(kid)))
            elif kid.get("/Type") == "/MCR":
                marked.append((pages[kid.Pg.objgen] if "/Pg" in kid else page, int(kid.MCID)))
            elif kid.get("/Type") != "/OBJR":
                children.append(walk(kid, page))
        attributes = element.get("/A", pikepdf.Array())
        owners = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        told = {key: value for owner in owners for key, value in owner.items()}
        name = str(element.get("/S", "/Root"))
        return Tag(str(roles.get(name, name))[1:], told, tuple(children), tuple(marked))

    return walk(root, -1)


def test_the_document_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root.Metadata.read_bytes()
    assert str(root.Lang) == "en-GB"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"]
    assert not [page for page in pdf.pages if "/StructParents" not in page]


def test_headings_begin_with_one_first_and_leave_no_level_out(pdf: pikepdf.Pdf) -> None:
    roles = [tag.role for tag in tree(pdf).all()]
    levels = [int(role[1]) for role in roles if re.fullmatch(r"H[1-6]", role)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "H" not in roles


def test_headings_are_bookmarks_or_some_of_them(pdf: pikepdf.Pdf) -> None:
    def count(items: Any) -> int:
        return sum(1 + count(item.children) for item in items)

    headings = [tag for tag in tree(pdf).all() if re.fullmatch(r"H[1-6]", tag.role)]
    with pdf.open_outline() as outline:
        assert 1 <= count(outline.root) <= len(headings)


def test_tables_have_headers_that_say_what_they_head(pdf: pikepdf.Pdf) -> None:
    for table in (tag for tag in tree(pdf).all() if tag.role == "Table"):
        rows = [tag for tag in table.all() if tag.role == "TR"]
        headers = [tag for tag in table.all() if tag.role == "TH"]
        assert rows
        assert headers
        assert {str(tag.attributes.get("/Scope")) for tag in headers} <= {
            "/Column",
            "/Row",
            "/Both",
        }
        assert {cell.role for row in rows for cell in row.children} <= {"TH", "TD"}
        spans = [
            sum(int(cell.attributes.get("/ColSpan", 1)) for cell in row.children)
            for row in rows
            if not any("/RowSpan" in cell.attributes for cell in table.all())
        ]
        assert len(set(spans)) <= 1


@pytest.mark.parametrize("slug", IN_ORDER)
def test_weighings_are_a_table_and_evidence_and_links_are_lists(slug: str) -> None:
    with pikepdf.open(BytesIO(made(slug, "rich"))) as pdf:
        roles = [tag.role for tag in tree(pdf).all()]
    evidence = [item for row in RICH.paragraphs for item in row.evidence]
    assert roles.count("Table") >= 1
    assert roles.count("LI") >= len(evidence) + len(RICH.links)
    assert roles.count("L") >= sum(bool(row.evidence) for row in RICH.paragraphs) + 1


@pytest.mark.parametrize("slug", sorted({"scaffold", "cloze"} & set(SHEETS)))
def test_what_is_chosen_from_or_recalled_stands_in_lists(slug: str) -> None:
    with pikepdf.open(BytesIO(made(slug, "full"))) as pdf:
        roles = [tag.role for tag in tree(pdf).all()]
    assert roles.count("L") >= len(FULL.paragraphs)
    assert roles.count("LI") >= sum(len(row.evidence) for row in FULL.paragraphs)


def test_lists_hold_items_and_items_their_words(pdf: pikepdf.Pdf) -> None:
    for tag in tree(pdf).all():
        if tag.role == "L":
            assert {child.role for child in tag.children} <= {"LI", "L", "Caption"}
        if tag.role == "LI":
            roles = [child.role for child in tag.children]
            assert roles.count("LBody") == 1
            assert set(roles) <= {"Lbl", "LBody"}


def test_all_ink_is_in_the_tree_once_or_an_artifact(pdf: pikepdf.Pdf) -> None:
    read = [mark for tag in tree(pdf).all() for mark in tag.marked]
    assert len(read) == len(set(read))
    assert set(read) == {
        (number, mark) for number, page in enumerate(pdf.pages) for mark in marks(page)
    }


def marks(page: pikepdf.Page) -> Iterator[int]:
    """Yield the numbers of a page's marked content, and hold all ink to be in some."""
    within: list[Any] = []
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    for instruction in instructions:
        operands, name = instruction.operands, str(instruction.operator)
        if name in MARKING:
            told: Any = operands[1] if len(operands) > 1 else None
            numbered = isinstance(told, pikepdf.Dictionary) and "/MCID" in told
            within.append(str(operands[0]) == "/Artifact" or numbered)
            if numbered:
                yield int(told.MCID)
        elif name == "EMC":
            within.pop()
        elif name in INK:
            assert any(within), f"{name} is neither in the tree nor an artifact"
    assert not within


def test_no_letter_is_smaller_than_8_points(pdf: pikepdf.Pdf) -> None:
    assert min(size for page in pdf.pages for size in sizes(page)) >= 7.99


def sizes(page: pikepdf.Page) -> Iterator[float]:
    """Yield how large each run of letters is set, in points (ISO 32000-1, 9.4.4)."""
    scales, font, text = [1.0], 0.0, 1.0
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    for instruction in instructions:
        operands, name = instruction.operands, str(instruction.operator)
        if name == "q":
            scales.append(scales[-1])
        elif name == "Q":
            scales.pop()
        elif name == "cm":
            scales[-1] *= abs(float(operands[3]))
        elif name == "Tf":
            font = float(operands[1])
        elif name == "Tm":
            text = abs(float(operands[3]))
        elif name in ("Tj", "TJ"):
            yield font * text * scales[-1]


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo is not installed")
@pytest.mark.parametrize("plan", ["full", "rich", "largest"])
@pytest.mark.parametrize("slug", IN_ORDER)
def test_it_is_read_aloud_in_the_order_of_the_outline(slug: str, plan: str) -> None:
    aloud = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=made(slug, plan), capture_output=True, check=True
    ).stdout.decode(errors="replace")
    spoken = "".join(re.findall(r'"(.*)"', aloud))
    assert_in_order(spine(PLANS[plan]), spoken)
