"""A class at a glance in a real browser: rows change by themselves, and disturb nothing."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import saved, sign_in
from tests.browser.test_factors import accessible

NEXT_LOOK = 16_000


@pytest.fixture
def student(browser: Browser, address: str) -> Iterator[Page]:
    """Another browser, with Zofia's plan open in it."""
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, address, "zofia.w")
    page.goto(address)
    page.locator("a.question").first.click()
    page.wait_for_load_state()
    yield page
    context.close()


def open_overview(page: Page, address: str) -> None:
    sign_in(page, address, "ms.okafor")
    page.goto(address)
    page.get_by_role("link", name="12B History").click()
    page.locator(".work a").first.click()
    expect(page.get_by_role("heading", name="Who needs help")).to_be_visible()


def row(page: Page, name: str) -> str:
    """A student's row in words, without its picture and its menu."""
    cells = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))
    texts = cells.locator("th, .stage, .n, .state").all_inner_texts()
    return " ".join(texts)


def test_a_row_changes_by_itself_after_a_students_save_and_disturbs_nothing(
    page: Page, student: Page, address: str
) -> None:
    page.clock.install()
    open_overview(page, address)
    page.get_by_role("link", name="Gaps").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Gaps")
    assert "Zofia Wójcik Question" in row(page, "Zofia Wójcik")
    page.locator(".gaps summary").first.click()
    menu = page.locator("tr", has_text="Tyler Bennett").locator(".more summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="As one argument").locator("visible=true")).to_have_count(
        1
    )
    stood = menu.bounding_box()

    student.locator("#argument").fill("It was skill: he waited while the others fought.")
    saved(student)
    student.wait_for_timeout(1500)  # the check that follows a save
    page.clock.fast_forward(NEXT_LOOK)
    expect(
        page.locator("tr", has_text="Zofia Wójcik").locator(".stage"),
    ).to_have_text("Argument")
    expect(menu).to_be_focused()
    expect(page.locator(".overview details[open]")).to_have_count(1)
    expect(page.locator(".gaps details").first).to_have_attribute("open", "")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Gaps")
    there = menu.bounding_box()
    assert stood
    assert there
    assert there["y"] == pytest.approx(stood["y"], abs=1)
    # Escape closes the menu, and the focus stays where it was.
    page.keyboard.press("Escape")
    expect(page.locator(".overview details[open]")).to_have_count(0)
    expect(menu).to_be_focused()


def test_where_the_server_does_not_answer_it_says_since_when_and_goes_on(
    page: Page, address: str
) -> None:
    page.clock.install()
    open_overview(page, address)
    page.context.set_offline(True)
    page.clock.fast_forward(NEXT_LOOK)
    expect(page.locator("#fresh")).to_have_text(re.compile(r"Not updated since \d\d:\d\d\."))
    page.context.set_offline(False)
    page.clock.fast_forward(2 * NEXT_LOOK)
    expect(page.locator("#fresh")).to_be_empty()


def test_the_pages_of_a_class_are_accessible_and_fit_a_phone(page: Page, address: str) -> None:
    open_overview(page, address)
    accessible(page, "#live", "#students", ".pack")
    page.locator(".overview .more summary").first.click()
    accessible(page, ".overview .more div >> nth=0")
    page.get_by_role("link", name="On the board").click()
    expect(page.get_by_role("heading", name="Ranked first")).to_be_visible()
    accessible(page, "#live")
    page.go_back()
    page.get_by_role("link", name="12B History").click()
    accessible(page, ".work >> nth=0")


def test_without_scripts_a_link_asks_again_and_the_headings_sort(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_overview(page, address)
    page.get_by_role("link", name="Words").click()
    page.get_by_role("link", name="Words").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Words")
    counts = [int(text) for text in page.locator("td.words").all_inner_texts() if text]
    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) > 1
    page.get_by_role("link", name="Refresh").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Words")
    context.close()
