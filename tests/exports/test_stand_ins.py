"""Letters that the fonts lack: a stand-in on the paper, and a note of how many there are."""

import re
import struct
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given
from hypothesis import settings as chances
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from essayplanner.exports import typeset
from essayplanner.exports.papers import PAPERS
from essayplanner.exports.stand_ins import ORDINARY, with_stand_ins
from essayplanner.exports.text import printable
from tests.exports.outlines import FULL
from tests.exports.reading import TOLD, read_pdf, text_of

SHEETS = {slug: paper.sheet for slug, paper in PAPERS.items() if paper.sheet}


def stood_in(text: str) -> tuple[str, str]:
    made = with_stand_ins({"text": text}, typeset.lacking)
    return made["text"], made["unprinted"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "How far was Stalin’s own skill responsible for his rise, 1922–29? £5 · “Yes” … naïve",
        "Сталин, Лёвочка, а́ and ѣ",
        "Ξενοφῶν ὁ Ἀθηναῖος",
        "ستالين, فِي",
        "סטלין, שָׁלוֹם",
        "हिन्दी, क्‍ष",
        "Հայաստան, საქართველო",
        "❤️ ☺ ★ ✓ → ≠ ½ € №",
    ],
)
def test_a_letter_that_the_fonts_have_stays(text: str) -> None:
    assert stood_in(text) == (text, "")


@pytest.mark.parametrize(
    ("text", "printed", "scripts"),
    [
        ("斯大林 won", "▯▯▯ won", "3 letters (Chinese)"),
        ("斯 and 斯", "▯ and ▯", "One letter (Chinese)"),
        ("🇬🇧🇫🇷!", "▯▯!", "2 letters (emoji)"),
        ("👩‍👩‍👧 👍🏽 🏴‍☠️", "▯ ▯ ▯", "3 letters (emoji)"),
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            "▯",
            "One letter (emoji)",
        ),
        ("สวัสดี", "▯▯▯▯", "3 letters (Thai)"),
        ("안녕 ありがとう", "▯▯ ▯▯▯▯▯", "7 letters (Japanese, Korean)"),
        ("斯\u0301", "▯", "One letter (Chinese)"),
        ("b\u0e31d", "b▯d", "One letter (Thai)"),
        ("Հ\u0951 and Հ", "Հ▯ and Հ", "One letter (Devanagari)"),
        ("斯" * 17, f"{'▯' * 8}\u200b{'▯' * 8}\u200b▯", "One letter (Chinese)"),
        ("斯🇬🇧สก𒀀አ", "▯▯▯▯▯▯", "6 letters (Chinese, Cuneiform, Ethiopic, Thai, others)"),
        ("\U000f0000", "▯", "One letter (unknown)"),
    ],
)
def test_a_letter_that_they_lack_has_one_stand_in_and_is_told_of(
    text: str, printed: str, scripts: str
) -> None:
    have = (
        "is shown as ▯; the Word and Markdown files have it."
        if scripts.startswith("One")
        else "are shown as ▯; the Word and Markdown files have them."
    )
    assert stood_in(text) == (
        printed,
        f"{scripts} cannot be printed with this paper’s fonts and {have}",
    )


def test_what_is_no_text_is_left_alone_and_ordinary_text_not_even_asked_about() -> None:
    def never(texts: Collection[str]) -> set[str]:
        raise AssertionError(texts)

    plain = {"a": ["one", {"b": "two", "c": 3, "d": True, "e": None}]}
    assert with_stand_ins(plain, never) == {**plain, "unprinted": ""}
    assert with_stand_ins({"a": ["斯", {"b": "斯", "c": 3}]}, set) == {
        "a": ["▯", {"b": "▯", "c": 3}],
        "unprinted": stood_in("斯")[1],
    }


def test_all_that_is_called_ordinary_is_in_the_fonts() -> None:
    ordinary = [chr(number) for number in range(0x3000) if ORDINARY.fullmatch(chr(number))]
    assert len(ordinary) > 500
    assert typeset.lacking([*ordinary, "▯"]) == set()


@pytest.mark.parametrize("slug", SHEETS)
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_every_paper_keeps_the_standard_and_says_what_it_could_not_print(
    slug: str, size: Any
) -> None:
    question = replace(FULL.question, text="斯大林 🇬🇧 then plain words")
    plan = replace(FULL, question=question, author="斯")
    reader = read_pdf(SHEETS[slug], plan, replace(TOLD, size=size))
    text = " ".join(text_of(reader).split())
    root: Any = reader.root_object
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert "letters (Chinese, emoji) cannot be printed with this paper’s fonts" in text
    plain = read_pdf(SHEETS[slug], FULL, replace(TOLD, size=size))
    assert "cannot be printed" not in text_of(plain)


def test_the_note_leaves_one_side_one_side() -> None:
    plan = replace(FULL, argument="斯大林 🇬🇧 then plain words")
    assert len(read_pdf(SHEETS["one-side"], plan).pages) == 1


@chances(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=60))
def test_no_text_costs_the_standard(text: str) -> None:
    reader = read_pdf(SHEETS["one-side"], replace(FULL, argument=text, judgement=f"A{text}"))
    root: Any = reader.root_object
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    left, _ = stood_in(printable(text))
    assert typeset.lacking([left]) == set()


@pytest.fixture
def school_fonts(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """A folder with a font of one letter, 斯, as the setting PAPER_FONTS names it."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 700))
    pen.lineTo((700, 700))
    pen.closePath()
    box = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "si"])
    font.setupCharacterMap({ord("斯"): "si"})
    font.setupGlyf({".notdef": box, "si": box})
    font.setupHorizontalMetrics({".notdef": (800, 0), "si": (800, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "School", "styleName": "Regular", "psName": "School"})
    font.setupOS2()
    font.setupPost()
    font.save(tmp_path / "school.ttf")
    settings.PAPER_FONTS = [str(tmp_path)]
    typeset._fonts.cache_clear()
    yield
    typeset._fonts.cache_clear()


@pytest.mark.usefixtures("school_fonts")
def test_a_school_gives_fonts_for_what_ours_lack() -> None:
    text, note = stood_in("斯大 Stalin")
    assert (text, note.partition(" cannot")[0]) == ("斯▯ Stalin", "One letter (Chinese)")
    assert "斯 then" in text_of(read_pdf(SHEETS["one-side"], replace(FULL, argument="斯 then")))


def test_a_letter_that_typst_does_not_name_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(typeset, "_NAMED", re.compile("no such words"))
    assert typeset.lacking(["斯"]) == set()
    assert "typst did not name what its fonts lack" in caplog.text


def test_a_paper_that_breaks_the_standard_is_still_set_and_that_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(typeset, "lacking", lambda texts: set())
    reader = read_pdf(SHEETS["full"], replace(FULL, argument="斯 then plain words"))
    root: Any = reader.root_object
    assert b"pdfuaid" not in root["/Metadata"].get_data()
    assert root["/MarkInfo"]["/Marked"]
    assert "then plain words" in text_of(reader)
    assert "The paper “full” is set without PDF/UA-1." in caplog.text


@pytest.mark.parametrize("slug", SHEETS)
def test_a_picture_is_of_one_page_as_large_as_it_is_on_paper(slug: str) -> None:
    sheet = SHEETS[slug]
    pages = sheet.sides(FULL, TOLD)
    for number, (width, height) in enumerate(pages, start=1):
        picture = sheet.picture(FULL, TOLD, number, dots=36)
        assert picture is not None
        assert picture.startswith(b"\x89PNG")
        size = struct.unpack(">II", picture[16:24])  # ISO 15948, 11.2.2
        assert size == pytest.approx((width / 2, height / 2), abs=1)
    assert sheet.picture(FULL, TOLD, 0) is None
    assert sheet.picture(FULL, TOLD, len(pages) + 1) is None
