"""The page that the browser prints: the words of the PDF, whole, in order, and harmless."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.argument.outline import Outline
from essayplanner.exports import page
from essayplanner.exports.abridging import levels
from essayplanner.exports.sheet import sheet
from essayplanner.exports.told import Size
from tests.conftest import Cast
from tests.exports.outlines import (
    EMPTY,
    FULL,
    HOSTILE,
    INJECTIONS,
    LARGEST,
    OVERLONG,
    RICH,
    words_in_order,
)
from tests.exports.reading import TOLD


class Page(HTMLParser):
    """The tags of a page with their attributes, and its words without those of the screen."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.parts: list[str] = []
        self.feed(html.decode())
        text = "".join(self.parts)
        self.words = " ".join(text[text.index("Share on a phone.") :].split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def names(self) -> list[str]:
        return [name for name, _ in self.tags]


def assert_in_order(pieces: list[str], text: str) -> None:
    place = 0
    for piece in (" ".join(piece.split()) for piece in pieces):
        found = text.find(piece, place)
        assert found >= 0, f"not found in its place: {piece!r}"
        place = found + len(piece)


@pytest.mark.parametrize("outline", [FULL, RICH, EMPTY], ids=["full", "rich", "empty"])
def test_every_word_is_there_in_the_order_of_the_pdf(outline: Outline) -> None:
    assert_in_order(words_in_order(outline), Page(page.render(outline, TOLD)).words)


def test_a_quotation_stands_with_its_historian_year_and_warning() -> None:
    words = Page(page.render(FULL, TOLD)).words
    assert "machine politics. (Robert C. Tucker, 1973) unchecked wording" in words
    assert "among equals. (E. H. Carr, 1958) That Stalin" in words
    assert words.count("unchecked wording") == 1


def test_disputed_evidence_says_so_and_gives_each_view() -> None:
    assert (
        "Historians disagree: Trotsky: he was told the wrong day; "
        "Eastman: he could have come had he wished."
    ) in Page(page.render(FULL, TOLD)).words


def test_the_page_is_whole_and_needs_only_its_stylesheet() -> None:
    html = page.render(FULL, TOLD)
    tags = Page(html).tags
    assert html.lstrip().startswith(b"<!DOCTYPE html>")
    assert [attributes for name, attributes in tags if name == "html"] == [{"lang": "en-GB"}]
    assert [attributes["rel"] for name, attributes in tags if name == "link"] == [
        "icon",
        "stylesheet",
    ]
    assert [attributes["href"] for name, attributes in tags if name == "a"] == ["/"]
    assert not [name for name, attributes in tags if "style" in attributes or "src" in attributes]


def test_who_wrote_the_plan_finds_the_way_back_to_it_and_nobody_else_is_sent_there(
    cast: Cast,
) -> None:
    path, back = f"/plans/{cast.plan.pk}/papers/one-side.html", f'href="/plans/{cast.plan.pk}/"'
    assertContains(cast.student.get(path), back, count=1)
    assertContains(cast.student.get(path), '<a href="./">Other papers</a>', count=1)
    assertNotContains(cast.teacher.get(path), back)
    assertContains(cast.guest.get(path.replace(str(cast.plan.pk), str(cast.guest_plan.pk))), "Back")


def test_a_screen_reader_finds_one_title_and_a_heading_a_part() -> None:
    names = Page(page.render(FULL, TOLD)).names()
    headings = [name for name in names if name in ("h1", "h2", "h3")]
    assert headings == ["h1", "h2", "h2", "h2", "h2", "h2"]
    assert (names.count("main"), names.count("blockquote"), names.count("cite")) == (1, 3, 3)


@pytest.mark.parametrize(
    ("outline", "size"),
    [
        (EMPTY, "set-10"),
        (FULL, "set-9"),
        (RICH, "set-8-half"),
        (LARGEST, "set-8"),
        (OVERLONG, "set-8"),
    ],
    ids=["empty", "full", "rich", "largest", "overlong"],
)
def test_the_type_suits_the_amount_of_text(outline: Outline, size: str) -> None:
    [main] = [
        attributes for name, attributes in Page(page.render(outline, TOLD)).tags if name == "main"
    ]
    assert main == {"class": f"sheet {size}"}


def test_the_page_is_as_large_as_the_paper_asked_for() -> None:
    sizes: tuple[Size, ...] = ("a4", "letter")
    bodies = [
        attributes
        for size in sizes
        for name, attributes in Page(page.render(FULL, replace(TOLD, size=size))).tags
        if name == "body"
    ]
    assert bodies == [{"class": "a4"}, {"class": "letter"}]


@pytest.mark.parametrize("outline", [LARGEST, OVERLONG], ids=["largest", "overlong"])
def test_what_does_not_fit_is_shortened_as_in_the_pdf_and_said_at_the_foot(
    outline: Outline,
) -> None:
    words = Page(page.render(outline, replace(TOLD, size="letter"))).words
    [level] = [
        level for level in levels(sheet(outline)) if level.left_out and level.left_out in words
    ][:1]
    assert_in_order([outline.argument, outline.judgement, level.left_out], words)
    assert "to fit one side" not in Page(page.render(FULL, TOLD)).words


def test_the_foot_says_the_topic_its_edition_and_the_day() -> None:
    outline = replace(FULL, question=replace(FULL.question, topic="Stalin’s rise", edition=3))
    assert Page(page.render(outline, TOLD)).words.endswith(
        "Essay Planner · Stalin’s rise, edition 3 · 20 November 2026"
    )


def test_an_empty_place_is_named_and_left_to_write_on() -> None:
    parsed = Page(page.render(EMPTY, TOLD))
    places = [attributes for name, attributes in parsed.tags if attributes.get("class") == "place"]
    assert len(places) == 1 + 3 * 7 + 2
    assert "None" not in parsed.words


def test_a_plan_without_links_and_weighings_has_no_place_for_them() -> None:
    names = Page(page.render(FULL, TOLD)).names()
    assert "table" not in names
    assert b"Links between factors" not in page.render(FULL, TOLD)


def test_what_is_ones_own_is_marked_as_such() -> None:
    words = Page(page.render(RICH, TOLD)).words
    assert page.render(RICH, TOLD).count(b'class="own"') == 2
    assert "(Kotkin, 2014) own" in words
    assert "(E. H. Carr, 1958) own unchecked wording" in words


def test_hostile_text_is_shown_as_text_and_adds_no_tag() -> None:
    hostile = Page(page.render(HOSTILE, TOLD))
    assert "script" not in hostile.names()
    assert set(hostile.names()) <= set(
        Page(page.render(FULL, TOLD) + page.render(RICH, TOLD)).names()
    )
    assert_in_order([*INJECTIONS, "</h2><script>Zalgo", "after the marks"], hostile.words)
    assert_in_order(["first line", "second line", "third line", *INJECTIONS], hostile.words)
