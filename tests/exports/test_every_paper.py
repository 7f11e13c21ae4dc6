"""Every paper in every form, of every plan: a document that somebody else's reader reads.

A paper or a form that is added is tested here from then on; a form that has no reader fails.
"""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import docx
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from defusedxml import ElementTree
from markdown_it import MarkdownIt
from pydantic import TypeAdapter
from pypdf import PdfReader

from essayplanner.argument.outline import Outline, from_plain
from essayplanner.exports.papers import ALL, FORMS, PAPERS
from essayplanner.exports.text import printable
from tests.exports.outlines import EMPTY, FULL, HOSTILE, LARGEST, RICH, WORST, sentences
from tests.exports.reading import TOLD, assert_in_order, spine, squeezed, text_of

PLANS = {
    "empty": EMPTY,
    "full": FULL,
    "rich": RICH,
    "largest": LARGEST,
    "hostile": HOSTILE,
    "worst": WORST,
}
# The papers that leave nothing out; what the others hold, their own tests say.
WHOLE = {"full", "teacher", "plan"}
MOST_MEMORY = 150  # MiB that the worst plan may take beyond what an ordinary one takes


def read_pdf(content: bytes) -> str:
    reader = PdfReader(BytesIO(content), strict=True)
    root: Any = reader.root_object
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(root.get("/Names", {}))
    return text_of(reader)


class _Page(HTMLParser):
    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def read_html(content: bytes) -> str:
    page = _Page(content)
    assert "script" not in page.tags
    return page.text


def read_docx(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    parts = list(document.part.package.iter_parts())
    assert not [part.partname for part in parts if "vba" in part.partname or "ole" in part.partname]
    texts = []
    for part in parts:
        if part.partname.endswith(".xml"):
            root: Element = ElementTree.fromstring(part.blob)
            texts += [node.text or "" for node in root.iter() if node.tag.endswith("}t")]
    return "".join(texts)


def read_md(content: bytes) -> str:
    tokens = MarkdownIt().enable("table").parse(content.decode())
    inner = [child for token in tokens for child in token.children or ()]
    assert not [token for token in (*tokens, *inner) if token.type.startswith("html")]
    return " ".join(token.content for token in inner if not token.children)


def read_svg(content: bytes) -> str:
    root: Element = ElementTree.fromstring(content)
    for node in root.iter():
        assert not node.tag.endswith("}script")
        assert not [name for name in node.attrib if name.startswith("on")]
    return "".join(root.itertext())


def _strings(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(map(_strings, value.values()))
    if isinstance(value, list):
        return " ".join(map(_strings, value))
    return "" if value is None else str(value)


READERS: dict[str, Callable[[bytes], str]] = {
    "pdf": read_pdf,
    "html": read_html,
    "docx": read_docx,
    "md": read_md,
    "svg": read_svg,
    "argdown": lambda content: re.sub(r"\\(.)", r"\1", content.decode()),
    "json": lambda content: _strings(json.loads(content)),
    "csl-json": lambda content: _strings(json.loads(content)),
    "ris": lambda content: _strings(rispy.loads(content.decode())),
    "bibtex": lambda content: _strings(
        [
            [field.value for field in entry.fields]
            for entry in parse_string(content.decode()).entries
        ]
    ),
}


def made(slug: str, form: str, outline: Outline) -> bytes:
    return PAPERS[slug].forms[form](stored(outline), TOLD)


def stored(outline: Outline) -> Outline:
    """Return a plan as a database gives it back: no UTF-8 can carry a lone surrogate."""
    return from_plain(_encodable(TypeAdapter(Outline).dump_python(outline)))


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode(errors="ignore").decode()
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return [*map(_encodable, value)] if isinstance(value, list | tuple) else value


def test_every_form_has_a_reader_and_every_whole_paper_is_one() -> None:
    assert set(FORMS) <= set(READERS)
    assert {form for _, form in ALL} <= set(FORMS)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize(("slug", "form"), ALL)
def test_a_document_is_made_that_another_reader_reads(slug: str, form: str, plan: str) -> None:
    content = made(slug, form, PLANS[plan])
    read = [READERS[form](content)]
    if form == "pdf" and shutil.which("pdftotext"):
        read.append(read_by_place(content))
    for text in read:
        assert "root:" not in text
        assert "None" not in text
        if slug in WHOLE:
            assert_whole(PLANS[plan], squeezed(text))
    if slug in WHOLE and plan in ("full", "rich", "largest"):
        assert_in_order(spine(PLANS[plan]), read[0])


def read_by_place(pdf: bytes) -> str:
    command = ["pdftotext", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def assert_whole(plan: Outline, text: str) -> None:
    """Hold that a squeezed text has each word as often as the plan has it."""
    needed = Counter(
        word
        for sentence in sentences(plan)
        for word in re.findall(r"\b[A-Za-z’]{3,20}\b", printable(sentence))
    )
    assert {word for word, times in needed.items() if text.count(word) < times} == set()
    endless = sum(sentence.count("W" * 100) for sentence in sentences(plan)) * 100
    assert text.count("W") >= endless


@pytest.mark.parametrize(
    ("slug", "form"), [*ALL, *((slug, "preview") for slug, paper in PAPERS.items() if paper.sheet)]
)
def test_the_worst_plan_takes_little_memory(slug: str, form: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.exports.memory", slug, form],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) <= MOST_MEMORY
