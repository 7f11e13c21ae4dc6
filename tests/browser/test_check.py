"""What a person does with a finding: goes there, means it, says why, looks at it again."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import saved, start_plan

FIRST = "You have not yet said what you argue."
REASON = "#check .aside textarea"


def mean_it(page: Page) -> None:
    page.locator("#check [name=finding]").first.click()
    expect(page.locator(REASON)).to_be_focused()


def test_a_finding_leads_to_its_place(desk: Page) -> None:
    finding = desk.locator("#check li").first
    expect(finding).to_contain_text(FIRST)
    finding.get_by_role("link", name="Go to Line of argument").click()
    expect(desk.locator("#argument")).to_be_focused()


def test_what_is_meant_so_is_left_with_its_reason_and_can_be_looked_at_again(desk: Page) -> None:
    mean_it(desk)
    expect(desk.locator("#announce")).to_contain_text("Left as it is, on purpose.")
    expect(desk.locator("#check li").first).not_to_contain_text(FIRST)
    desk.keyboard.type("I write it when I know more.")
    saved(desk)
    desk.reload()
    expect(desk.locator(REASON)).to_have_value("I write it when I know more.")
    desk.get_by_role("button", name="Look at it again").click()
    expect(desk.locator("#check")).to_be_focused()
    expect(desk.locator("#check li").first).to_contain_text(FIRST)
    expect(desk.locator(REASON)).to_have_count(0)


def test_it_all_goes_by_keyboard(desk: Page) -> None:
    desk.keyboard.press("Control+Shift+Digit7")
    expect(desk.locator("#finding-no_line_of_argument-argument")).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator(REASON)).to_be_focused()
    desk.keyboard.type("Later.")
    # The reason calls nobody: what is to be looked at does.
    desk.keyboard.press("Control+Shift+Digit7")
    expect(desk.locator("#check ol [id^=finding-]").first).to_be_focused()
    desk.locator(REASON).focus()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("#check")).to_be_focused()
    expect(desk.locator(REASON)).to_have_count(0)


def test_a_reason_stays_as_it_is_typed_while_the_check_is_drawn_anew(desk: Page) -> None:
    mean_it(desk)
    desk.keyboard.type("one three")
    for _ in "three":
        desk.keyboard.press("ArrowLeft")
    check = desk.locator("#check").element_handle()
    # The plan changes in another window, so that the check differs once the reason is saved.
    other = desk.context.new_page()
    other.goto(desk.url)
    other.locator("#judgement").fill("It was the machine, by what nothing could do without.")
    saved(other)
    other.close()
    desk.keyboard.type("two ")
    expect(desk.locator("#check")).not_to_contain_text("no judgement")
    assert check
    desk.wait_for_function("(old) => !old.isConnected", arg=check)
    desk.keyboard.type("more ")
    expect(desk.locator(REASON)).to_be_focused()
    expect(desk.locator(REASON)).to_have_value("one two more three")
    saved(desk)


def test_of_more_than_three_the_rest_is_there_on_request(desk: Page) -> None:
    expect(desk.locator("#check li:visible")).to_have_count(3)
    desk.locator("#more-findings summary").click()
    assert desk.locator("#check li:visible").count() > 3
    # What was opened stays open when one of them is set aside.
    desk.locator("#more-findings [name=finding]").last.click()
    expect(desk.locator(REASON)).to_be_focused()
    expect(desk.locator("#more-findings")).to_have_attribute("open", "")


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_narrow_screen_with_scripts_and_without(
    scripts: bool, browser: Browser, address: str
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=scripts
    )
    page = context.new_page()
    start_plan(page, address)
    page.locator("#check [name=finding]").first.click()
    if not scripts:
        expect(page).to_have_url(re.compile(r"#aside-\d+$"))
    expect(page.locator(REASON)).to_be_in_viewport()
    page.locator(REASON).fill("Later.")
    if scripts:
        saved(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("button", name="Look at it again").click()
    expect(page.locator("#check li").first).to_contain_text(FIRST)
    context.close()


def test_how_the_check_thinks_is_one_step_from_each_finding(desk: Page) -> None:
    finding = desk.locator("#check li").first
    finding.get_by_role("link", name="The rule").click()
    expect(desk).to_have_url(re.compile(r"/check/#no_line_of_argument$"))
    expect(desk.locator("#no_line_of_argument")).to_be_in_viewport()


def test_what_was_mended_in_another_window_is_not_set_aside_and_goes(desk: Page) -> None:
    other = desk.context.new_page()
    other.goto(desk.url)
    other.locator("#argument").fill("It was the machine.")
    saved(other)
    other.close()
    desk.locator("#check [name=finding]").first.click()
    expect(desk.locator("#announce")).to_contain_text("the check does not find this")
    expect(desk.locator("#check")).not_to_contain_text(FIRST)
    expect(desk.locator(REASON)).to_have_count(0)


def elsewhere(page: Page, box: str, text: str) -> None:
    """Write in another window, as somebody with two of them does."""
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(box).fill(text)
    saved(other)
    other.close()


def test_a_reason_is_typed_on_while_its_gap_is_closed_in_another_window(desk: Page) -> None:
    mean_it(desk)
    box = f"#{desk.locator(REASON).get_attribute('id')}"
    elsewhere(desk, "#argument", "It was the machine.")
    desk.keyboard.type("I wri")
    saved(desk)
    expect(desk.locator("#check .aside")).to_contain_text("Not found any more")
    desk.keyboard.type("te it last.")
    expect(desk.locator(box)).to_be_focused()
    expect(desk.locator(box)).to_have_value("I write it last.")
    saved(desk)
    desk.reload()
    expect(desk.locator(box)).to_have_value("I write it last.")
    desk.get_by_role("button", name="Take out").click()
    expect(desk.locator("#announce")).to_have_text("Taken out. History keeps your reason.")
    expect(desk.locator(box)).to_have_count(0)


def test_an_empty_reason_stays_as_long_as_somebody_is_in_it(desk: Page) -> None:
    mean_it(desk)
    # Its own words close the gap, saved as the writer goes on to the reason.
    desk.locator("#argument").fill("It was the machine.")
    desk.locator(REASON).focus()
    expect(desk.locator("#check .what", has_text=FIRST)).to_have_count(1)
    saved(desk)
    desk.wait_for_timeout(1000)  # the check is asked for, and answers
    expect(desk.locator(REASON)).to_be_focused()
    desk.keyboard.type("Now it is there.")
    saved(desk)
    expect(desk.locator("#check .aside")).to_contain_text("Not found any more")
    expect(desk.locator(REASON)).to_have_value("Now it is there.")


@pytest.mark.parametrize("trouble", ["conflict", "too long"])
def test_a_reason_that_is_not_saved_is_not_lost_by_looking_again(trouble: str, desk: Page) -> None:
    mean_it(desk)
    box = f"#{desk.locator(REASON).get_attribute('id')}"
    if trouble == "conflict":
        elsewhere(desk, box, "Theirs.")
    mine = "Mine." if trouble == "conflict" else "x" * 10_001
    desk.locator(box).fill(mine)
    expect(desk.locator("#check .trouble")).to_be_visible()
    desk.get_by_role("button", name="Look at it again").click()
    expect(desk.locator("#announce")).to_contain_text("Your reason is not saved yet.")
    expect(desk.locator(box)).to_have_value(mine)
    other = desk.context.new_page()
    other.goto(desk.url)
    expect(other.locator(box)).to_have_value("Theirs." if trouble == "conflict" else "")
    other.close()


def test_a_link_whose_sentence_is_not_saved_is_not_taken_out(desk: Page) -> None:
    causes = desk.locator("select[name=cause] option").all()
    desk.locator("select[name=cause]").select_option(causes[1].get_attribute("value"))
    desk.locator("select[name=effect]").select_option(causes[2].get_attribute("value"))
    desk.get_by_role("button", name="Add link").click()
    expect(desk.locator("#link-1")).to_be_focused()
    elsewhere(desk, "#link-1", "Theirs.")
    desk.locator("#link-1").fill("Mine.")
    expect(desk.locator("#links .trouble")).to_be_visible()
    desk.get_by_role("button", name="Take this link out").click()
    expect(desk.locator("#announce")).to_contain_text("Its sentence is not saved yet.")
    expect(desk.locator("#link-1")).to_have_value("Mine.")
