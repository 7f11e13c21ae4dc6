"""Factors as a student ranks, orders and links them: by key, by number, by drag, on the map."""

import sqlite3
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.test_main_job import QUESTION, tab_to

RIVALS, SKILL, STRUCTURE = (
    "His rivals’ weakness",
    "Stalin’s political skill",
    "The structure of the party",
)


def begin(page: Page, address: str) -> None:
    """Start a plan as a guest, of the question with three factors: skill, rivals, structure."""
    page.goto(address)
    page.locator("summary", has_text="Choose a question").first.click()
    page.locator("li").filter(has_text=QUESTION).get_by_role("button", name="Plan this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)


def link(page: Page, cause: str, kind: str, effect: str) -> None:
    page.select_option("#link-cause", cause)
    page.select_option("#link-kind", kind)
    page.select_option("#link-effect", effect)
    page.click("#link-add")


def factors(page: Page, part: str) -> list[str]:
    rows = page.locator(f"#{part} [data-factor]")
    return [str(row.get_attribute("data-factor")) for row in rows.all()]


def accessible(page: Page, *parts: str) -> None:
    """Hold the page against axe, and these parts of it against scrolling sideways at 320 px."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        for part in parts:
            box = page.locator(part).bounding_box()
            assert box
            assert box["x"] + box["width"] <= width, part
    page.set_viewport_size({"width": 1280, "height": 900})


def announced(page: Page, words: str) -> None:
    expect(page.locator("#announce")).to_have_text(words)


def choose_by_key(page: Page, select: Locator, begins: str) -> None:
    tab_to(page, select)
    page.keyboard.type(begins)


def test_a_link_and_its_sentence_by_keyboard_alone(page: Page, address: str) -> None:
    begin(page, address)
    choose_by_key(page, page.locator("#link-cause"), "His")
    choose_by_key(page, page.locator("#link-kind"), "acc")
    choose_by_key(page, page.locator("#link-effect"), "Stalin")
    tab_to(page, page.locator("#link-add"))
    page.keyboard.press("Enter")
    announced(page, f"Linked: {RIVALS} accelerated {SKILL}.")
    expect(page.locator("#link-1")).to_be_focused()
    page.keyboard.type("They beat one another, and he had only to wait.")
    tab_to(page, page.locator("#link-kind-1"), backwards=True)
    page.keyboard.type("limi")
    announced(page, f"Changed: {RIVALS} limited {SKILL}.")
    expect(page.locator("#link-kind-1")).to_be_focused()
    expect(page.locator("#links")).to_contain_text(f"{STRUCTURE} is not linked yet.")
    accessible(page, "#links", "#new-link", "#ranking")
    page.reload()
    expect(page.locator("#link-1")).to_have_value("They beat one another, and he had only to wait.")
    expect(page.locator("#link-kind-1")).to_have_value("limited")

    # The same once more is answered in a sentence, and what was chosen stays to be mended.
    link(page, "rivals", "opportunity", "skill")
    announced(page, f"{RIVALS} is linked to {SKILL} already: change that link instead.")
    expect(page.locator("#link-add")).to_be_focused()
    expect(page.locator("#link-effect")).to_have_value("skill")

    tab_to(page, page.locator("#link-drop-1"), backwards=True)
    page.keyboard.press("Enter")
    announced(page, "Taken out. History keeps it.")
    expect(page.locator("#links")).to_be_focused()
    expect(page.locator("#link-1")).to_have_count(0)


def test_a_link_that_is_added_elsewhere_leaves_what_one_types_alone(
    page: Page, address: str
) -> None:
    begin(page, address)
    other = page.context.new_page()
    other.goto(page.url)
    page.click("#skill-point")
    page.keyboard.type("He was")
    expect(page.locator("#status")).to_contain_text("Saved")
    link(other, "rivals", "limited", "skill")
    expect(other.locator("#link-1")).to_be_focused()
    other.keyboard.type("It held him back")
    page.keyboard.type(" patient.")
    page.wait_for_selector("#link-1")
    expect(page.locator("#skill-point")).to_be_focused()
    expect(page.locator("#skill-point")).to_have_value("He was patient.")
    link(other, "structure", "depended", "skill")
    expect(other.locator("#link-2")).to_be_focused()
    expect(other.locator("#link-1")).to_have_value("It held him back")
    expect(other.locator("#status")).to_contain_text("Saved")
    other.reload()
    expect(other.locator("#link-1")).to_have_value("It held him back")


def test_ranking_by_number_by_button_and_by_drag(page: Page, address: str) -> None:
    begin(page, address)
    assert factors(page, "ranking") == ["skill", "rivals", "structure"]
    select = page.locator("#place-structure")
    tab_to(page, select)
    page.keyboard.type("1")
    announced(page, f"Ranked: {STRUCTURE}, {SKILL}, {RIVALS}.")
    expect(select).to_be_focused()
    expect(page.locator("#rank-structure")).to_have_text("ranked 1 of 3")
    assert factors(page, "paragraphs") == ["structure", "skill", "rivals"]

    up = page.locator("#up-rivals")
    tab_to(page, up)
    for names in (f"{STRUCTURE}, {RIVALS}, {SKILL}", f"{RIVALS}, {STRUCTURE}, {SKILL}"):
        page.keyboard.press("Enter")
        announced(page, f"Ranked: {names}.")
        expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    expect(up).to_be_focused()

    handle = page.locator("#ranking [data-factor=rivals] .handle")
    last = page.locator("#ranking [data-factor=skill]")
    start, end = handle.bounding_box(), last.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 5, start["y"] + 10)
    page.mouse.down()
    page.wait_for_load_state("networkidle")  # the module comes with the first drag
    page.mouse.move(start["x"] + 5, end["y"] + end["height"] - 2, steps=5)
    expect(last).to_have_class("lands-below")
    page.mouse.up()
    announced(page, f"Ranked: {STRUCTURE}, {SKILL}, {RIVALS}.")
    expect(page.locator("#rank-rivals")).to_have_text("ranked 3 of 3")
    expect(page.locator("#ranking .dragged, #ranking .lands-below")).to_have_count(0)
    page.reload()
    assert factors(page, "ranking") == ["structure", "skill", "rivals"]


def test_the_order_of_the_paragraphs_is_apart_from_the_rank(page: Page, address: str) -> None:
    begin(page, address)
    page.click("#keep-ranking")
    expect(page.locator("#ranking")).to_be_focused()
    page.fill("#skill-point", "He was patient.")
    later = page.locator("#later-skill")
    tab_to(page, later, backwards=True)
    for names in (f"{RIVALS}, {SKILL}, {STRUCTURE}", f"{RIVALS}, {STRUCTURE}, {SKILL}"):
        page.keyboard.press("Enter")
        announced(page, f"Paragraphs in order: {names}.")
        expect(later).to_be_focused()
    expect(later).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#skill-point")).to_have_value("He was patient.")
    assert factors(page, "ranking") == ["skill", "rivals", "structure"]
    expect(page.locator("#rank-skill")).to_have_text("ranked 1 of 3")
    accessible(page, "#ranking", "#factor-rivals .order")
    page.click("#order-as-ranked")
    announced(page, f"Paragraphs in order: {SKILL}, {RIVALS}, {STRUCTURE}.")
    expect(page.locator("#ranking")).to_be_focused()


@pytest.fixture
def show_map(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], None]:
    def show() -> None:
        [database] = tmp_path_factory.getbasetemp().glob("demo0/db.sqlite3")
        with sqlite3.connect(database) as connection:
            connection.execute("UPDATE plans_plan SET view = 'map'")

    return show


def test_the_map_is_walked_by_keyboard(
    page: Page, address: str, show_map: Callable[[], None]
) -> None:
    begin(page, address)
    link(page, "rivals", "opportunity", "skill")
    expect(page.locator("#link-1")).to_be_focused()
    show_map()
    page.reload()
    page.locator("#links").focus()
    frame = page.locator(".map-frame")
    tab_to(page, frame)
    names = []
    for _ in range(5):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert names == [
        f"The question: {QUESTION}",
        f"{SKILL}: no pieces of evidence",
        f"{RIVALS} gave the opportunity for {SKILL}",
        f"{RIVALS}: no pieces of evidence",
        f"{STRUCTURE}: no pieces of evidence",
    ]
    for _ in range(2):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#link-1")).to_be_focused()
    accessible(page, "#map", ".map-frame")
    # What the map shows follows what is done beside it.
    link(page, "structure", "limited", "rivals")
    expect(page.locator("#map svg")).to_contain_text("limited")


def test_factors_are_linked_ranked_and_ordered_without_scripts(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    begin(page, address)
    page.fill("#argument", "It was skill.")
    link(page, "rivals", "opportunity", "skill")
    page.fill("#link-1", "They beat one another.")
    page.select_option("#link-kind-1", "limited")
    page.click("#link-change-1")
    page.select_option("#place-structure", "1")
    page.click("#rank")
    page.click("#later-structure")
    link(page, "rivals", "opportunity", "rivals")
    expect(page.locator(".message")).to_contain_text("cannot be linked to itself")
    assert factors(page, "ranking") == ["structure", "skill", "rivals"]
    assert factors(page, "paragraphs") == ["skill", "structure", "rivals"]
    for place, value in {
        "argument": "It was skill.",
        "link-1": "They beat one another.",
        "link-kind-1": "limited",
    }.items():
        expect(page.locator(f"#{place}")).to_have_value(value)
    context.close()


def test_a_plans_factors_are_chosen_on_a_page_of_their_own(page: Page, address: str) -> None:
    begin(page, address)
    page.fill("#rivals-point", "They beat themselves.")
    page.locator("#factors-stage").get_by_role("link", name="Factors of this plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Factors of this plan")
    expect(page.locator("#about-rivals")).to_contain_text("has 3 words")
    accessible(page)
    page.get_by_label(RIVALS).uncheck()
    page.get_by_label("Luck and circumstance").check()
    page.get_by_role("button", name="Weigh these factors").click()
    expect(page.locator(".message")).to_contain_text(f"Taken out: {RIVALS} (3 words).")
    assert factors(page, "paragraphs") == ["skill", "structure", "luck"]
