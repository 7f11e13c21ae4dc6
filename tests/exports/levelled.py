"""Plans of every length for the one side, and what a level of one says, word by word."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from pypdf import PageObject

from essayplanner.argument.outline import (
    Evidence,
    Factor,
    Link,
    Outline,
    Paragraph,
    Question,
    Quotation,
    View,
)
from tests.exports.outlines import CARR, KOTKIN, QUESTION

WORDS = "the delegates who came to Moscow owed their posts to Stalin and he knew what it meant"
LONG = st.sampled_from((0, 1, 4, 12, 12, 30, 30, 60, 120, 500, 2500))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a text: prose of any length, a word without end, or lines without end."""
    length = draw(LONG)
    kind = draw(st.sampled_from(("prose", "prose", "prose", "prose", "word", "lines")))
    if kind == "word":
        return "W" * length
    if kind == "lines":
        return "\n".join("x" * min(length, 200))
    start = draw(st.integers(0, 9))
    words = WORDS.split()
    return " ".join(words[(start + place) % len(words)] for place in range(length))


@st.composite
def plans(draw: st.DrawFn) -> Outline:
    """Draw a plan of up to 8 paragraphs and 40 pieces of evidence."""
    text = texts()
    left = 40
    paragraphs = []
    for number in range(draw(st.integers(0, 8))):
        pieces = draw(st.integers(0, min(left, draw(st.sampled_from((3, 5, 40))))))
        left -= pieces
        # What is said of many pieces is drawn once: the lengths matter, not the words.
        item = Evidence(
            key="",
            date="",
            date_text=draw(st.sampled_from(("", "Dec 1925", "between 3 April and Christmas 1922"))),
            title=draw(st.sampled_from(("", "Congress", "A very long title of a thing " * 6))),
            text=draw(text),
            source=draw(st.sampled_from((None, KOTKIN))),
            views=tuple(View(holders="Trotsky", claim=draw(text)) for _ in draw(some(2))),
            own=draw(st.booleans()),
        )
        quotation = Quotation(key="", historian="E. H. Carr", text=draw(text), source=CARR)
        name = draw(st.sampled_from(("Skill", "The structure of the party " * 4, "N" * 300)))
        paragraphs.append(
            Paragraph(
                factor=Factor(key=f"{number}", name=name, short_name=name[:30], mark=number + 1),
                point=draw(text),
                evidence=tuple(replace(item, key=f"{number}-{at}") for at in range(pieces)),
                quotations=tuple(quotation for _ in draw(some(3))),
                explanation=draw(text),
                counter_argument=draw(text),
                reply=draw(text),
                link=draw(text),
                weighed=(draw(text), "", draw(text)),
            )
        )
    links = [Link(cause=row.factor.key, effect="0", kind="limited") for row in paragraphs]
    return Outline(
        question=Question(text=draw(text), topic="stalin-rise"),
        author=draw(st.sampled_from(("", "Priya Raman"))),
        argument=draw(text),
        ranked=draw(st.booleans()),
        paragraphs=tuple(paragraphs),
        links=tuple(
            replace(link, sentence=draw(text)) for link in links[: draw(st.integers(0, 8))]
        ),
        judgement=draw(text),
        criteria=(draw(text), "", draw(text)),
    )


def some(most: int) -> st.SearchStrategy[range]:
    return st.integers(0, most).map(range)


def said(plan: Mapping[str, Any]) -> str:
    """Every word of a one-side paper at one of its levels, with its labels, in reading order."""

    def place(word: str, *words: str) -> list[str]:
        return [*words] if any(words) else [word] if plan["places"] else []

    def told(word: str, words: str) -> list[str]:
        return [word, words] if words else place(word)

    parts = [plan["title"], *place("Argument", plan["argument"])]
    for row in plan["paragraphs"]:
        parts += [row["name"], f", {row['rank']}" if row["rank"] else ""]
        parts += place("Point", row["point"])
        parts += [_evidence(item) for item in row["evidence"]] or place("Evidence")
        parts += [_quotation(item) for item in row["quotations"]] or place("Historian")
        parts += told("Explanation", row["explanation"])
        parts += told("Counter-argument", row["counter_argument"])
        parts += [*told("Reply", row["reply"]), *told("Link", row["link"])]
    if plan["links"]:
        parts.append("Links between factors")
    for row in plan["links"]:
        parts += [row["cause"]["name"], row["kind"], row["effect"]["name"]]
        parts += [f": {row['sentence']}" if row["sentence"] else "", _bracketed(row["evidence"])]
    parts += ["Judgement", *place("Answer", plan["judgement"])]
    criteria = [text for row in plan["criteria"] for text in (row["label"], row["text"])]
    parts += criteria or place("Criterion")
    if plan["matrix"]["rows"]:
        parts += ["Factor", *plan["matrix"]["columns"]]
    for row in plan["matrix"]["rows"]:
        parts += [row["name"], *row["cells"]]
    if plan["sources"]:
        runs = ("".join(run["text"] for run in source) for source in plan["sources"])
        parts += ["Sources", " · ".join(runs)]
    return " ".join([*parts, plan["left_out"]])


def _evidence(item: Mapping[str, Any]) -> str:
    views = f"Historians disagree{':' if item['views'] else '.'} {item['views']}"
    return (
        f"{item['date']} {item['title']} {item['text']} {_bracketed(item['source'])}"
        f"{' own' if item['own'] else ''} {views if item['disputed'] else ''}"
    )


def _quotation(item: Mapping[str, Any]) -> str:
    own, unchecked = " own" * item["own"], " unchecked wording" * (not item["checked"])
    return f"“{item['text']}” {_bracketed(item['attribution'])}{own}{unchecked}"


def _bracketed(words: str) -> str:
    return f"({words})" if words else ""


def sizes_of(page: PageObject) -> set[float]:
    """The sizes of all type on a page, in points."""
    sizes = set()

    def look(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip():
            sizes.add(size * abs(tm[3] * cm[3]))

    page.extract_text(visitor_text=look)
    return sizes


_WORD = re.compile(r'<word xMin="(.*)" yMin="(.*)" xMax="(.*)" yMax="(.*)">')


def assert_inside(pdf: bytes) -> None:
    """Hold that poppler finds no word outside the margins, but for the head and the foot."""
    found = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    [(width, height)] = re.findall(r'<page width="(.*)" height="(.*)">', found)
    margin = 12 / 25.4 * 72
    for box in _WORD.findall(found):
        left, top, right, bottom = map(float, box)
        assert left >= margin - 1, box
        assert right <= float(width) - margin + 1, box
        assert top >= margin / 4, box
        assert bottom <= float(height) - margin / 4, box


def _worst(text: str, *, pieces: tuple[int, ...] = (8,) * 7 + (4,), name: str = "") -> Outline:
    """Build a plan of eight paragraphs with one text in every place."""
    factors = [
        Factor(
            key=f"{at}", name=name or f"Factor {at}", short_name=name[:30] or f"F{at}", mark=at + 1
        )
        for at in range(8)
    ]
    item = Evidence(
        key="",
        date="",
        date_text="12 Dec 1925",
        title=text[:200] or "Title",
        text=text,
        source=KOTKIN,
        views=(View(holders="Trotsky", claim=text), View(holders="Eastman", claim=text)),
    )
    quotation = Quotation(key="", historian="E. H. Carr", text=text, source=CARR)
    return Outline(
        question=Question(text=text or QUESTION.text, topic=text[:200]),
        author=text[:150],
        argument=text,
        ranked=True,
        paragraphs=tuple(
            Paragraph(
                factor=factor,
                point=text,
                evidence=tuple(replace(item, key=f"{factor.key}-{at}") for at in range(number)),
                quotations=(quotation,) * 3,
                explanation=text,
                counter_argument=text,
                reply=text,
                link=text,
                weighed=(text,) * 3,
            )
            for factor, number in zip(factors, pieces, strict=True)
        ),
        links=tuple(
            Link(cause=row.key, effect="0", kind="limited", sentence=text) for row in factors
        ),
        criteria=(text,) * 3,
        judgement=text,
    )


WORST = {
    "nothing said": _worst(""),
    "prose": _worst("word " * 2000),
    "words without end": _worst("W" * 10_000),
    "lines": _worst("x\n" * 400),
    "wide letters": _worst("斯大林的崛起與黨的結構" * 200),
    "marks": _worst("e" + "\u0301\u0327" * 1000),
    "emoji": _worst("🏴‍☠️🇬🇧" * 100),
    "Arabic": _worst("ستالين سلطة " * 200),
    "long dashes": _worst("⸻" * 300),
    "long names": _worst("word " * 40, name="N" * 2000),
    "all in one": _worst("word " * 40, pieces=(60, 0, 0, 0, 0, 0, 0, 0)),
}
