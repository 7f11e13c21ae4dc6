"""Keeping plans in a real browser: deleted and brought back, copied, out as a file and in again."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Page, Route, expect

from tests.browser.conftest import sign_in

BOX = "#argument"
SAVE = re.compile("/save/$")


@pytest.fixture
def desk(page: Page, address: str) -> Page:
    """A guest's new plan."""
    page.goto(address)
    page.locator("summary", has_text="Choose a question").first.click()
    page.get_by_role("button", name="Plan this").first.click()
    expect(page.locator("[data-keys]:not([hidden])")).to_be_attached()  # its script runs
    return page


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """The same in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(address)
    page.locator("summary", has_text="Choose a question").first.click()
    page.get_by_role("button", name="Plan this").first.click()
    yield page
    context.close()


def choose(page: Page, name: str, role: str = "button") -> None:
    page.locator("#menu summary").click()
    expect(page.locator("#menu")).to_have_attribute("open", "")
    page.locator("#menu").get_by_role(role, name=name).click()  # type: ignore[arg-type]


def delete_and_bring_back(page: Page) -> None:
    page.locator(BOX).fill("The machinery chose the")
    choose(page, "Delete")
    expect(page.locator(".message")).to_contain_text("Deleted. It is kept until")
    expect(page.get_by_role("heading", name="Your plans")).to_have_count(0)
    page.locator(".message").get_by_role("link", name="Deleted plans").click()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(".message")).to_contain_text("It is back, as you left it.")
    expect(page.locator(BOX)).to_have_value("The machinery chose the")


def test_a_plan_deleted_in_mid_sentence_comes_back_with_the_last_key(desk: Page) -> None:
    delete_and_bring_back(desk)


def test_without_scripts_a_plan_is_deleted_and_brought_back(plain: Page) -> None:
    delete_and_bring_back(plain)


def test_a_copy_has_the_last_key_and_goes_its_own_way(desk: Page) -> None:
    original = desk.url
    desk.type(BOX, "It was luck")
    choose(desk, "Duplicate")
    expect(desk.locator(".message")).to_contain_text("This is the copy.")
    assert desk.url != original
    expect(desk.locator(BOX)).to_have_value("It was luck")
    desk.type(BOX, "Or: ")
    expect(desk.locator("#status")).to_have_text(re.compile("^Saved"))
    desk.goto(original)
    expect(desk.locator(BOX)).to_have_value("It was luck")
    desk.get_by_role("link", name="Essay Planner").click()
    expect(desk.locator("main")).to_contain_text("Copy made")


def test_two_clicks_in_a_hurry_make_one_copy(desk: Page) -> None:
    desk.locator("#menu summary").click()
    desk.get_by_role("button", name="Duplicate").dblclick(no_wait_after=True)
    expect(desk.locator(".message")).to_contain_text("This is the copy.")
    desk.get_by_role("link", name="Essay Planner").click()
    expect(desk.locator(".rows a.question")).to_have_count(2)


def test_with_no_connection_nothing_is_deleted_and_the_page_says_so(desk: Page) -> None:
    desk.context.set_offline(True)
    desk.type(BOX, "Kept")
    choose(desk, "Delete")
    expect(desk.locator("#announce")).to_contain_text("Nothing was done")
    expect(desk.locator(BOX)).to_have_value("Kept")
    desk.context.set_offline(False)
    expect(desk.locator("#status")).to_have_text(re.compile("^Saved"))


def test_a_plan_goes_as_a_file_from_one_account_to_another(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    one, other = (browser.new_context().new_page() for _ in range(2))
    sign_in(one, address, "priya.r")
    one.goto(address)
    one.locator("a.question").first.click()
    argument = one.input_value(BOX)
    assert argument
    choose(one, "Papers and files", "link")
    one.get_by_role("radio", name="Plan file").check()
    with one.expect_download() as download:
        one.get_by_role("link", name="Download Plan file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name.endswith(".plan.json")
    assert json.loads(file.read_text("utf-8"))["plan"]["argument"] == argument

    sign_in(other, address, "callum.r")
    other.goto(address)
    other.get_by_role("link", name="Open a plan from a file").click()
    other.get_by_label("Plan file").set_input_files(file)
    other.get_by_role("button", name="Open this plan").click()
    expect(other.locator(".message")).to_contain_text("Opened.")
    expect(other.locator(BOX)).to_have_value(argument)
    assert other.url != one.url

    other.goto(f"{address}/plans/open/")
    other.get_by_label("Plan file").set_input_files(
        {"name": "plan.json", "mimeType": "application/json", "buffer": b'{"version": 1}'}
    )
    other.get_by_role("button", name="Open this plan").click()
    expect(other.get_by_role("alert")).to_contain_text("This is JSON, but not a plan file.")
    for page in (one, other):
        page.context.close()


def test_the_menu_opens_and_closes_by_keyboard_and_by_a_click_elsewhere(desk: Page) -> None:
    menu, summary = desk.locator("#menu"), desk.locator("#menu summary")
    summary.focus()
    desk.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    desk.keyboard.press("Tab")
    expect(menu.locator(":focus")).to_have_count(1)
    desk.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    summary.click()
    desk.get_by_role("heading", level=1).click()
    expect(menu).not_to_have_attribute("open", "")


def test_the_open_menu_fits_a_narrow_phone(desk: Page) -> None:
    desk.set_viewport_size({"width": 320, "height": 700})
    desk.locator("#menu summary").click()
    box = desk.locator("#menu ul").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def stands(page: Page) -> list[FloatRect | None]:
    """Where the things of the bar stand that are clicked."""
    return [
        page.locator(f".bar {thing}").bounding_box()
        for thing in (".save", "> a:first-of-type", "> a:last-of-type", "#menu summary")
    ]


@pytest.mark.parametrize("width", [1440, 1280, 1024, 800, 320])
def test_nothing_in_the_bar_moves_when_the_status_changes(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    status = desk.locator("#status")

    def still() -> list[FloatRect | None]:
        desk.evaluate("scrollTo(0, 0)")
        return stands(desk)

    before = still()
    held: list[Route] = []
    desk.route(SAVE, lambda route: held.append(route))
    with desk.expect_request(SAVE):
        desk.type(BOX, "Kept")
    expect(status).to_have_text("Saving …")
    assert still() == before
    for route in held:
        route.abort()
    expect(status).to_have_text("Kept on this device: no connection.")
    assert still() == before
    desk.unroute(SAVE)
    expect(status).to_have_text(re.compile("^Saved"))
    assert still() == before
    # The longest that it can say.
    status.evaluate(
        """it => {
          it.dataset.state = "failing";
          it.textContent = "Not saved: this browser is signed out of this plan, or the plan was deleted. "
            + "Trying again; keep this page open. Sign in in another tab";
        }"""
    )
    assert still() == before
