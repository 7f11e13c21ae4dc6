"""A rehearsal in a real browser: against the clock, by keyboard, and without a script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

UP = "Time is up: finish when you have ended your sentence."


@pytest.fixture
def rehearsals(page: Page, address: str) -> Page:
    """The rehearsals of a guest's new plan, with a piece of evidence in it."""
    return begin(page, address)


def begin(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator("summary", has_text="Choose a question").first.click()
    page.get_by_role("button", name="Plan this").first.click()
    expect(page.locator("#argument")).to_be_visible()
    page.goto(f"{page.url.partition('?')[0].partition('#')[0]}rehearsals/")
    return page


def press(page: Page, name: str) -> None:
    """Tab to a button and press it."""
    for _ in range(60):
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"“{name}” cannot be reached by Tab")


def accessible(page: Page) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1280, "height": 900})


def saved(page: Page) -> None:
    expect(page.locator("#status")).to_have_text(re.compile("^Saved"))


def test_a_whole_rehearsal_by_keyboard_with_a_reload_in_the_middle(rehearsals: Page) -> None:
    page = rehearsals
    accessible(page)
    page.get_by_label("Minutes").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("5")
    press(page, "Start")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(5:00|4:5\d) left$"))
    accessible(page)
    page.get_by_label("Line of argument").focus()
    page.keyboard.type("Skill came first")
    page.keyboard.press("Tab")
    page.keyboard.type("Rivals beat one ano")
    page.reload()
    expect(page.get_by_label("Paragraphs")).to_have_value("Rivals beat one ano")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^4:\d\d left$"))
    page.get_by_label("Paragraphs").press("End")
    page.keyboard.type("ther")
    press(page, "Finish and compare")
    expect(page.get_by_role("heading", level=1)).to_have_text("What you remembered")
    expect(page.locator("main")).to_contain_text("You remembered 2 of 3 factors")
    expect(page.locator("main")).to_contain_text("Rivals beat one another")
    accessible(page)
    press(page, "All rehearsals")
    expect(page.locator("main")).to_contain_text("Last time you remembered 2 of 3.")
    accessible(page)


def test_the_clock_says_half_time_the_last_minute_and_the_end(rehearsals: Page) -> None:
    page = rehearsals
    page.clock.install()
    page.get_by_role("button", name="Start").click()
    says = page.locator("#time-says")
    expect(page.get_by_role("timer")).to_have_attribute("aria-live", "off")
    expect(says).to_have_text("")
    page.get_by_label("Paragraphs").fill("Skill")
    page.clock.fast_forward("03:01")
    expect(says).to_have_text("Half of your time has gone.")
    page.clock.fast_forward("02:00")
    expect(says).to_have_text("One minute left.")
    page.clock.fast_forward("01:00")
    expect(says).to_have_text(UP)
    expect(page.get_by_role("timer")).to_have_text("0:00 left")
    expect(page.get_by_label("Paragraphs")).to_have_value("Skill")
    page.get_by_label("Paragraphs").press_sequentially(" and luck")
    page.clock.fast_forward("00:02")
    saved(page)
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(page.locator("main")).to_contain_text("and luck")


def test_a_device_whose_clock_is_wrong_shows_the_same_time(rehearsals: Page) -> None:
    page = rehearsals
    page.clock.set_system_time("1999-12-31T23:59:00Z")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(6:00|5:5\d) left$"))


def test_the_clock_can_be_put_out_of_sight_and_stays_there(rehearsals: Page) -> None:
    page = rehearsals
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Hide the clock").click()
    expect(page.get_by_role("timer")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("timer")).to_have_count(0)
    page.get_by_role("button", name="Show the clock").click()
    expect(page.get_by_role("timer")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_it_works_without_a_script(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 700}
    )
    page = begin(context.new_page(), address)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#clock")).to_have_text(re.compile(r"6 minutes, until \d\d:\d\d:\d\d"))
    page.get_by_label("Paragraphs").fill("Rivals, structure")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Paragraphs")).to_have_value("Rivals, structure")
    page.get_by_label("Judgement").fill("Structure")
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(page.locator("main")).to_contain_text("You remembered 2 of 3 factors")
    context.close()


def test_a_device_that_slept_asks_how_much_time_is_left(rehearsals: Page) -> None:
    page = rehearsals
    page.clock.install()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("timer")).to_be_visible()
    page.clock.fast_forward("04:00")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(2:00|1:\d\d) left$"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^5:\d\d left$"))
