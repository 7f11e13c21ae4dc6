"""The full plan in Markdown: read back by a parser of CommonMark, every word in order."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from essayplanner.argument.outline import Outline, SetAside, View
from essayplanner.exports import markdown
from tests.exports.everything import everything_in_order
from tests.exports.outlines import EMPTY, FULL, HOSTILE, LARGEST, RICH
from tests.exports.reading import TOLD, assert_in_order

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40) | st.text(
    st.sampled_from("ab1 .,:;-_*#@<>[](){}/\\+=|~`!&\n"), max_size=40
)
WHOLE = replace(
    RICH,
    author="Priya Raman",
    paragraphs=(replace(RICH.paragraphs[0], without="It would have stood."), *RICH.paragraphs[1:]),
    set_aside=(SetAside(rule="no_links", place="links", reason="I have none in mind."),),
)


def tokens(outline: Outline) -> list[Token]:
    """Every token of the document, those inside a line too, in order."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = []
    for token in parser.parse(markdown.render(outline, TOLD).decode()):
        found.append(token)
        found += token.children or []
    return found


def words(outline: Outline) -> str:
    kinds = {"text", "code_inline", "code_block", "fence", "html_block", "html_inline"}
    return "".join(token.content for token in tokens(outline) if token.type in kinds)


@pytest.mark.parametrize("outline", [EMPTY, FULL, RICH, WHOLE, LARGEST])
def test_every_word_is_there_in_order(outline: Outline) -> None:
    assert_in_order(everything_in_order(outline), words(outline))


def test_headings_tables_and_lists_are_real() -> None:
    kinds = Counter(f"{token.type} {token.tag}".strip() for token in tokens(WHOLE))
    assert {kind: kinds[kind] for kind in kinds if "heading_open" in kind} == {
        "heading_open h1": 1,
        "heading_open h2": len(WHOLE.paragraphs) + 6,
        "heading_open h3": 2 * len(WHOLE.paragraphs),
    }
    assert kinds["table_open table"] == 1
    assert kinds["blockquote_open blockquote"] == sum(
        len(row.quotations) for row in WHOLE.paragraphs
    )


def test_what_is_disputed_unchecked_or_ones_own_says_so() -> None:
    text = words(RICH)
    quotations = [each for row in RICH.paragraphs for each in row.quotations]
    evidence = [each for row in RICH.paragraphs for each in row.evidence]
    assert text.count("(unchecked wording)") == sum(not each.checked for each in quotations)
    assert text.count("Historians disagree.") == sum(bool(each.views) for each in evidence)
    assert text.count("(own)") == sum(each.own for each in quotations) + sum(
        each.own for each in evidence
    )


def test_its_sections_are_those_of_the_other_papers() -> None:
    found = tokens(WHOLE)
    titles = [
        after.content
        for token, after in pairwise(found)
        if (token.type, token.tag) == ("heading_open", "h2")
    ]
    assert titles == [
        "Line of argument",
        "● Stalin’s political skill, ranked 3rd",
        "■ The party’s structure, ranked 1st",
        "▲ His rivals’ weaknesses, ranked 2nd",
        "Links between factors",
        "Criteria",
        "Judgement",
        "Left on purpose",
        "Sources",
    ]


def test_sentences_that_run_on_have_one_stop_between_them() -> None:
    (funeral, _), views = FULL.paragraphs[1].evidence, ("He was told.", "He was not")
    item = replace(
        funeral,
        title="The funeral",
        views=(View(holders="Trotsky", claim=views[0]), View(holders="", claim=views[1])),
    )
    text = words(replace(FULL, paragraphs=(replace(FULL.paragraphs[1], evidence=(item,)),)))
    assert (
        "27 Jan 1924 · The funeral. Trotsky stays in the south while the others carry Lenin’s "
        "coffin. (Trotsky, 1930) Historians disagree. Trotsky: He was told. He was not."
    ) in text


def test_hostile_text_is_text() -> None:
    kinds = {token.type for token in tokens(HOSTILE)}
    assert not kinds & {"link_open", "image", "html_block", "html_inline", "fence", "code_block"}


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_no_text_becomes_syntax(point: str, weighed: str, title: str) -> None:
    def kinds(point: str, weighed: str, title: str) -> Counter[str]:
        row = replace(FULL.paragraphs[0], point="." + point, weighed=("." + weighed, "", ""))
        question = replace(FULL.question, text="." + title)
        plan = replace(FULL, question=question, paragraphs=(row,), links=())
        # Each line of a text is its own, and in a table that takes a tag.
        passing = {"text", "hardbreak", "html_inline", "softbreak"}
        return Counter(token.type for token in tokens(plan) if token.type not in passing)

    assert kinds(point, weighed, title) == kinds("a", "b", "c")
