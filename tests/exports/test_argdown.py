"""A plan in Argdown: read back by Argdown's own parser, every word in order, and nothing run."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essayplanner.argument.outline import Link, Outline, SetAside
from essayplanner.exports import argdown
from tests.exports.outlines import EMPTY, FULL, HOSTILE, LARGEST, RICH
from tests.exports.reading import TOLD, assert_in_order

# The version whose grammar ``argdown.py`` was written to.
PARSER = "@argdown/core@1.7.5"
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40) | st.text(
    st.sampled_from("ab1 .,:;-_*#@<>[](){}/\\+=|~`!\n"), max_size=40
)
Read = Callable[[list[bytes]], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def read(request: pytest.FixtureRequest) -> Read:
    """Argdown's own parser, from the npm index."""
    if not (shutil.which("npm") and shutil.which("node")):
        assert "CI" not in os.environ
        pytest.skip("Argdown's parser needs Node.js.")
    place = Path(request.config.cache.mkdir("argdown"))
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(place), PARSER]
    there = (place / "node_modules/@argdown/core/package.json").exists()
    if not there and subprocess.run(npm, check=False, timeout=240).returncode:
        assert "CI" not in os.environ
        pytest.skip("Argdown's parser could not be had from the npm index.")
    script = Path(__file__).with_name("read_argdown.mjs")

    def run(documents: list[bytes]) -> list[dict[str, Any]]:
        sent = json.dumps([document.decode() for document in documents])
        command = ["node", str(script), str(place / "package.json")]
        done = subprocess.run(command, input=sent, capture_output=True, check=True, text=True)
        return list(json.loads(done.stdout))

    return run


def said(outline: Outline) -> list[str]:
    """Every text of a plan in the order in which it stands in the file."""
    texts = [outline.question.text, outline.argument]
    for paragraph in outline.paragraphs:
        texts += [paragraph.factor.name, paragraph.point]
        for item in paragraph.evidence:
            texts += [
                item.date_text,
                item.title,
                item.text,
                item.source.label if item.source else "",
            ]
            texts += [text for view in item.views for text in (view.holders, view.claim)]
        for quotation in paragraph.quotations:
            texts += [quotation.text, quotation.historian, quotation.page, quotation.short]
            texts += [quotation.wording, *quotation.notes]
        texts += [paragraph.explanation, paragraph.counter_argument, paragraph.reply]
        texts += [paragraph.link, paragraph.without]
    texts += [link.sentence for link in outline.links]
    texts.append(outline.judgement)
    for place, criterion in enumerate(outline.criteria):
        texts += [criterion, *(row.weighed[place] for row in outline.paragraphs)]
    texts += [row.reason for row in outline.set_aside]
    texts += ["".join(run.text for run in source.reference) for source in outline.sources]
    return texts


WHOLE = replace(
    RICH,
    paragraphs=(replace(RICH.paragraphs[0], without="It would have stood."), *RICH.paragraphs[1:]),
    set_aside=(SetAside(rule="no_links", place="links", reason="I have none in mind."),),
)


@pytest.mark.parametrize("outline", [EMPTY, FULL, RICH, WHOLE, LARGEST])
def test_the_parser_reads_every_word_in_order(read: Read, outline: Outline) -> None:
    [got] = read([argdown.render(outline, TOLD)])
    assert got["errors"] == []
    assert_in_order(said(outline), got["text"])


def test_factors_bear_on_the_argument_and_are_borne_out_and_answered(read: Read) -> None:
    [got] = read([argdown.render(FULL, TOLD)])
    assert sorted(row for row in got["relations"] if "Rivals" in row[0] + row[2]) == [
        ["Rivals", "support", "Line of argument"],
        ["Rivals, counter-argument", "attack", "Rivals"],
        ["Rivals, evidence 1", "support", "Rivals"],
        ["Rivals, evidence 2", "support", "Rivals"],
        ["Rivals, explanation", "support", "Rivals"],
        ["Rivals, link", "support", "Rivals"],
        ["Rivals, quotation 1", "support", "Rivals"],
        ["Rivals, quotation 2", "support", "Rivals"],
        ["Rivals, reply", "attack", "Rivals, counter-argument"],
    ]
    assert got["arguments"]["Rivals, reply"] == FULL.paragraphs[1].reply
    assert got["statements"]["Line of argument"] == FULL.argument


def test_a_quotation_has_its_page_its_short_form_and_what_is_known_of_its_wording(
    read: Read,
) -> None:
    row = FULL.paragraphs[1]
    quotation = replace(
        row.quotations[0], short="no talent […]", wording="As in the reprint", notes=("Of 1958.",)
    )
    plan = replace(FULL, paragraphs=(replace(row, quotations=(quotation,)),))
    [got] = read([argdown.render(plan, TOLD)])
    assert got["statements"]["Rivals, quotation 1"] == (
        "“But he had no talent for leadership among equals.” (E. H. Carr, 1958, p. 166) "
        "Short form: “no talent […]” As in the reprint. Of 1958."
    )


def test_one_stop_stands_between_what_is_said_and_what_follows(read: Read) -> None:
    first, *_ = FULL.paragraphs
    item = replace(first.evidence[0], title="General Secretary", text="No one else held three")
    link = Link(cause="structure", effect="structure", kind="limited", sentence="It fell.")
    plan = replace(
        FULL,
        paragraphs=(replace(first, evidence=(item,)),),
        links=(link, replace(link, sentence="", evidence=item.key)),
        set_aside=(SetAside(rule="own words", place="links", reason="I have none."),),
    )
    [got] = read([argdown.render(plan, TOLD)])
    said = got["statements"]
    assert said["Structure, evidence 1"] == (
        "3 Apr 1922 General Secretary. No one else held three. (Kotkin, 2014)"
    )
    assert said["Link 1"] == "Structure limited Structure. It fell."
    assert said["Link 2"] == "Structure limited Structure. 3 Apr 1922."
    assert said["Left on purpose 1"] == "own words. I have none."


def test_a_rank_beside_another_order_says_that_it_is_one() -> None:
    said = argdown.render(RICH, TOLD).decode()
    assert re.findall(r"^## .*, (ranked \w+)$", said, re.MULTILINE) == [
        "ranked 3rd",
        "ranked 1st",
        "ranked 2nd",
    ]
    assert "ranked" not in argdown.render(replace(FULL, ordered=False), TOLD).decode()


def test_the_front_says_what_it_is_and_what_it_was_made_from(read: Read) -> None:
    question = replace(FULL.question, topic="Stalin’s rise === and fall", edition=3)
    [got] = read([argdown.render(replace(FULL, question=question, author="Priya: R."), TOLD)])
    assert got["front"] == {
        "title": FULL.question.text,
        "author": "Priya: R.",
        "subTitle": "Stalin’s rise === and fall, edition 3",
        "date": "2026-11-20",
    }


def test_hostile_text_is_text(read: Read) -> None:
    [got] = read([argdown.render(HOSTILE, TOLD)])
    assert (got["errors"], got["tags"]) == ([], [])
    assert got["headings"] == 2 + len(HOSTILE.paragraphs) + bool(HOSTILE.sources) + bool(
        HOSTILE.links
    )


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT), min_size=20, max_size=60))
@settings(max_examples=5, deadline=None)
def test_no_text_becomes_syntax(read: Read, rows: list[tuple[str, str, str]]) -> None:
    def plan(point: str, reply: str, argument: str) -> Outline:
        paragraph = replace(FULL.paragraphs[0], point="." + point, reply="." + reply)
        return replace(FULL, argument="." + argument, paragraphs=(paragraph,), links=())

    plain = plan("a", "b", "c")
    [expected, *got] = read(
        [argdown.render(each, TOLD) for each in (plain, *(plan(*row) for row in rows))]
    )
    for each in got:
        assert (each["errors"], each["tags"]) == ([], [])
        assert each["relations"] == expected["relations"]
        assert each["headings"] == expected["headings"]
