"""A plan's argument looked at apart, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import saved, start_plan
from tests.browser.test_rehearsal import accessible

LATER = "Yes, but later, and by another."


def test_the_spine_shows_a_break_and_leads_to_its_box(desk: Page) -> None:
    page = desk
    page.fill("#argument", "It was his rivals’ weakness above all.")
    page.fill("#judgement", "His rivals’ weakness decided it.")
    saved(page)
    page.get_by_role("link", name="Read as one argument").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Read as one argument")
    expect(page.locator(".words")).to_have_text(
        ["It was his rivals’ weakness above all.", "His rivals’ weakness decided it."]
    )
    gap = page.locator(".break").first
    expect(gap).to_contain_text("Nothing is claimed yet under")
    accessible(page)
    gap.get_by_role("link").click()
    expect(page).to_have_url(re.compile("-point$"))
    box = page.locator(f"#{page.url.partition('#')[2]}")
    expect(box).to_be_in_viewport()
    expect(box).to_have_value("")


def test_what_is_thought_without_a_factor_saves_as_one_types_and_is_there_again(desk: Page) -> None:
    page = desk
    page.fill("#judgement", "It was the structure of the party. It was luck.")
    # Left before it could be saved by itself.
    page.get_by_role("link", name="Remove a factor").click()
    page.locator(".tabs a", has_text="The structure of the party").click()
    expect(page.locator("#passages ~ .words del")).to_have_text(
        "It was the structure of the party. "
    )
    accessible(page)
    box = page.get_by_label("Without it: The structure of the party")
    box.press_sequentially(LATER)
    saved(page)
    page.reload()
    expect(box).to_have_value(LATER)
    box.press("End")
    page.keyboard.type(" Perhaps.")
    page.locator(".tabs a[aria-current]").click()
    expect(box).to_have_value(f"{LATER} Perhaps.")
    expect(page.locator(".tabs")).to_contain_text("written")


def test_a_lost_connection_keeps_the_words_until_it_is_back(desk: Page) -> None:
    page = desk
    page.get_by_role("link", name="Remove a factor").click()
    page.locator(".tabs a").first.click()
    box = page.locator(".box textarea")
    saved(page)
    page.context.set_offline(True)
    box.fill(LATER)
    expect(page.locator("#status")).to_contain_text("Kept on this device")
    page.context.set_offline(False)
    saved(page, 15)
    page.reload()
    expect(box).to_have_value(LATER)


def test_what_another_window_wrote_meanwhile_is_shown_and_chosen_between(desk: Page) -> None:
    page = desk
    page.get_by_role("link", name="Remove a factor").click()
    page.locator(".tabs a").first.click()
    box = page.locator(".box textarea")
    expect(box).to_have_value("")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(".box textarea").fill("Never.")
    saved(other)
    other.close()
    box.fill(LATER)
    expect(page.locator(".box blockquote")).to_have_text("Never.")
    page.get_by_role("button", name="Keep both").click()
    saved(page)
    page.reload()
    expect(box).to_have_value(f"Never.\n\n{LATER}")


@pytest.fixture
def plain(browser: Browser, address: str) -> Page:
    """A guest's new plan in a browser that runs no scripts."""
    page = browser.new_context(java_script_enabled=False).new_page()
    start_plan(page, address)
    return page


def test_it_works_without_a_script(plain: Page) -> None:
    page = plain
    page.get_by_role("link", name="Remove a factor").click()
    page.locator(".tabs a").first.click()
    at = page.url
    page.locator(".box textarea").fill(LATER)
    page.get_by_role("button", name="Save").click()
    assert page.url == at
    expect(page.locator(".box textarea")).to_have_value(LATER)
    expect(page.locator(".tabs")).to_contain_text("written")
    page.context.close()
