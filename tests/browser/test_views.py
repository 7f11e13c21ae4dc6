"""Three scaffolds and three views of the same words: nothing is lost, everything can be read."""

import itertools
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in

SCAFFOLDS = ("full", "light", "blank")
VIEWS = ("table", "paragraphs", "map")

# Every box with the row and the column that it stands in, as somebody sees them who reads each
# row from the left and each cell from the top.
PLACES = """boxes => boxes.map((box) => {
  const at = (element) => element.getBoundingClientRect();
  const row = box.closest(".card, tr, .criteria") ?? box;
  const cell = box.closest(".cell, td, .criteria .box") ?? box;
  return [at(row).top, at(cell).left, at(box).top];
})"""


@pytest.fixture
def desk(page: Page, address: str) -> Page:
    """A new plan of a guest, open."""
    page.goto(address)
    page.locator("summary", has_text="Choose a question").first.click()
    page.get_by_role("button", name="Plan this").first.click()
    expect(page.locator("#desk")).to_be_visible()
    page.wait_for_load_state()
    return page


def switch(page: Page, name: str, value: str) -> None:
    button = page.locator(f"#{name}-{value}")
    with page.expect_response("**/arrange/"):  # shown at once, and kept when this comes
        button.click()
    expect(page.locator(f"#desk[data-{name}={value}]")).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "true")


def saved(page: Page) -> None:
    expect(page.locator("#status[data-state=saved]")).to_be_visible()


def words(page: Page) -> dict[str, str]:
    boxes = page.locator("#desk textarea")
    found: dict[str, str] = boxes.evaluate_all(
        "boxes => Object.fromEntries(boxes.map(box => [box.name, box.value]).filter(row => row[1]))"
    )
    return found


def test_switching_while_typing_loses_no_word(desk: Page) -> None:
    box = desk.locator("#skill-point")
    typed = ""
    for scaffold, view in itertools.product(SCAFFOLDS, VIEWS):
        box.focus()
        desk.keyboard.press("Control+End")
        for part in (f"{scaffold} ", f"{view}. "):
            desk.keyboard.type(part)
            typed += part
            if part.startswith(scaffold):
                switch(desk, "scaffold", scaffold)
            else:
                switch(desk, "view", view)
            assert box.input_value() == typed
            box.focus()
    saved(desk)
    desk.reload()
    assert words(desk) == {"skill-point": typed}
    expect(desk.locator("#desk[data-scaffold=blank][data-view=map]")).to_be_visible()


def test_switching_needs_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(address)
    page.locator("summary", has_text="Choose a question").first.click()
    page.get_by_role("button", name="Plan this").first.click()
    page.locator("#skill-point").fill("It was patience.")
    page.locator("#scaffold-light").click()
    expect(page.locator("#desk[data-scaffold=light]")).to_be_visible()
    page.locator("#judgement").fill("So it was.")
    page.locator("#view-paragraphs").click()
    expect(page.locator("#desk[data-view=paragraphs]")).to_be_visible()
    expect(page.locator("#skill-point")).to_have_value("It was patience.")
    expect(page.locator("#judgement")).to_have_value("So it was.")
    context.close()


@pytest.mark.parametrize("scaffold", SCAFFOLDS)
def test_every_arrangement_is_accessible_and_read_as_it_is_seen(
    scaffold: str, page: Page, address: str
) -> None:
    sign_in(page, address, "priya.r")
    page.goto(address)
    page.locator('a[href^="/plans/"]').first.click()
    expect(page.locator("#desk")).to_be_visible()
    switch(page, "scaffold", scaffold)
    for view in VIEWS:
        switch(page, "view", view)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            places = page.locator(".writing textarea").evaluate_all(PLACES)
            assert places == sorted(places), (view, width)
        page.set_viewport_size({"width": 1280, "height": 900})


def test_the_table_lays_a_paragraph_in_a_row_and_a_phone_in_a_column(desk: Page) -> None:
    cells = desk.locator("#factor-skill .cell")
    tops = "cells => cells.map(cell => cell.getBoundingClientRect().top)"
    assert len(set(cells.evaluate_all(tops))) == 1
    desk.set_viewport_size({"width": 320, "height": 900})
    assert len(set(cells.evaluate_all(tops))) == 4


def test_help_is_shown_and_described_only_where_it_is_wanted(desk: Page) -> None:
    box = desk.locator("#skill-explanation")
    opener = desk.locator("#skill-explanation-hint .openers")
    expect(opener).to_be_visible()
    expect(box).to_have_accessible_description(re.compile("^How does this evidence prove"))
    assert box.input_value() == ""
    switch(desk, "scaffold", "light")
    expect(opener).to_be_hidden()
    expect(box).to_have_accessible_description("")
    expect(desk.locator(".reading")).to_be_visible()
    switch(desk, "scaffold", "blank")
    expect(desk.locator(".reading")).to_be_hidden()
    expect(box).to_have_accessible_name(re.compile("^Explanation ?: Stalin’s political skill"))


def test_the_stages_say_where_one_is_and_what_is_left(desk: Page) -> None:
    stage = desk.locator("#stages [aria-current=step]")
    desk.locator("#judgement").focus()
    expect(stage).to_have_text("Judgement, 1 left")
    desk.keyboard.insert_text("Skill, by necessity.")
    expect(stage).to_have_text("Judgement, nothing left")
    desk.locator("#to-argument-stage").focus()
    desk.keyboard.press("Enter")
    expect(stage).to_contain_text("Argument")
    desk.keyboard.press("Tab")
    expect(desk.locator("#argument")).to_be_focused()


def test_a_criterion_heads_the_matrix_as_soon_as_it_is_saved(desk: Page) -> None:
    desk.locator("#skill-weighed_1").fill("Most: nothing worked without it.")
    desk.locator("#criterion_1").fill("Necessity")
    expect(desk.locator("#matrix .criterion")).to_have_text("Necessity")
    expect(desk.locator("#matrix")).not_to_have_class("without-1")
    expect(desk.locator("#skill-weighed_1")).to_have_value("Most: nothing worked without it.")


def test_what_is_said_covers_no_box_that_is_typed_in(desk: Page) -> None:
    desk.locator("#up-rivals").click()
    expect(desk.locator("#announce")).to_contain_text("Ranked")
    desk.locator("#judgement").focus()
    said = desk.locator("#announce").bounding_box()
    box = desk.locator("#judgement").bounding_box()
    assert said
    assert box
    assert said["y"] + said["height"] <= box["y"]
