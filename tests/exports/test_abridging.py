"""What is left out of a plan that is too long for one side, in which order, and what is said of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from essayplanner.argument.outline import Outline, SetAside
from essayplanner.exports.abridging import MOST_BYTES, STEPS, cut, levels
from essayplanner.exports.sheet import sheet
from tests.exports.levelled import plans
from tests.exports.outlines import EMPTY, FULL, LARGEST, RICH


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("as it is", 8, "as it is"),
        ("as it is", 7, "as it…"),
        ("as it is, then", 9, "as it is…"),
        ("as it is", 0, ""),
        ("", 0, ""),
        ("donaudampfschiff", 8, "donaudam…"),
        ("a donaudampfschiff", 10, "a donaudam…"),
        ("one line\nand more", 10, "one line…"),
        ("dampfe\u0301r", 6, "dampf…"),
        ("…", 1, "…"),
        ("....", 2, "…"),
    ],
)
def test_a_text_is_cut_at_a_word(text: str, most: int, short: str) -> None:
    assert cut(text, most) == short


@pytest.mark.parametrize("outline", [EMPTY, FULL, RICH, LARGEST])
def test_the_first_level_is_the_whole_plan(outline: Outline) -> None:
    first = next(levels(sheet(outline)))
    assert (first.plan, first.places) == (sheet(outline), True)
    assert "to fit one side" not in first.left_out


def test_what_one_side_has_no_place_for_is_named_beside_what_it_leaves_out() -> None:
    assert next(levels(sheet(EMPTY))).left_out == ""
    assert next(levels(sheet(FULL))).left_out == "The full plan has more: 1 page reference."
    first, *others = FULL.paragraphs
    noted = replace(FULL.paragraphs[1].quotations[0], notes=("A note.",))
    second = replace(noted, notes=(), wording="As in the reprint.", page="12")
    plan = replace(
        FULL,
        paragraphs=(
            replace(first, without="It would have stood.", quotations=(noted, second)),
            *(replace(row, without=" ", quotations=()) for row in others),
        ),
        set_aside=(SetAside(rule="no_links", place="links", reason="I have none in mind."),),
    )
    said = (
        "notes on 2 quotations, 2 page references, 1 answer to “if it is removed”, "
        "1 reason for what is left on purpose."
    )
    whole, shorter, *_ = levels(sheet(plan))
    assert whole.left_out == f"The full plan has more: {said}"
    assert shorter.left_out == (
        f"Left out to fit one side: the sources. The full plan has everything, also {said}"
    )


def test_what_is_missed_least_goes_first() -> None:
    plan = sheet(RICH) | {"more": ""}
    said = [level.left_out for level in levels(plan)]
    assert said[:4] == [
        "",
        "Left out to fit one side: the sources. The full plan has everything.",
        "Left out to fit one side: the sources. Shortened (…): 1 dispute. "
        "The full plan has everything.",
        "Left out to fit one side: the sources. Shortened (…): 1 dispute, 1 quotation. "
        "The full plan has everything.",
    ]
    assert said[-1] == (
        "Left out to fit one side: the sources, 3 pieces of evidence, 18 texts, 3 causal links. "
        "Shortened (…): the argument, the judgement, 3 names, 1 dispute, 2 quotations, "
        "3 pieces of evidence, 3 texts. The full plan has everything."
    )


def test_a_long_quotation_is_given_in_its_short_form_before_it_is_cut() -> None:
    paragraph = FULL.paragraphs[0]
    quotation = replace(paragraph.quotations[0], short="The Secretariat’s capacity […]")
    plan = replace(FULL, paragraphs=(replace(paragraph, quotations=(quotation,)),))
    texts = [level.plan["paragraphs"][0]["quotations"][0]["text"] for level in levels(sheet(plan))]
    assert list(dict.fromkeys(texts))[:2] == [quotation.text, quotation.short]


def test_a_disputed_claim_stays_one_when_the_views_go() -> None:
    for level in levels(sheet(FULL)):
        rivals = next(row for row in level.plan["paragraphs"] if row["mark"] == 2)
        assert rivals["evidence"][0]["disputed"]


def test_each_step_allows_less_than_the_one_before() -> None:
    allowed: dict[str, int] = {}
    for step in STEPS:
        assert all(most < allowed.get(kind, most + 1) for kind, most in step.items()), step
        allowed |= step


@settings(max_examples=50, deadline=None)
@given(plans())
def test_every_text_is_whole_or_its_first_words_and_the_line_says_which(outline: Outline) -> None:
    whole = sheet(outline)
    offered = list(levels(whole))
    assert all(level.letters <= MOST_BYTES for level in offered)
    for level in offered:
        before, after = texts_of(whole), texts_of(level.plan)
        changed = False
        for place, text in before.items():
            kept = after.get(place, "")
            asked = text.replace("\n", " ")
            changed |= kept.replace("\n", " ") != asked
            assert asked.startswith(kept.replace("\n", " ").removesuffix("…")), place
        assert bool(level.left_out) == changed


def texts_of(plan: Any, *place: object) -> dict[tuple[object, ...], str]:
    """Every text of a plan by its place; short forms of quotations are none of their own."""
    if isinstance(plan, str):
        return {place: plan}
    found: dict[tuple[object, ...], str] = {}
    if isinstance(plan, Mapping):
        for key, value in plan.items():
            found |= texts_of(value, *place, key) if key not in ("short", "columns") else {}
    elif isinstance(plan, list):
        for key, value in enumerate(plan):
            found |= texts_of(value, *place, key)
    return found
