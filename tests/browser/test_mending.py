"""Mending a misquotation in a real browser, with scripts and without."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import saved, start_plan, stored

BOX = "#argument"
WRONG = "As Figes says, “all the leaders made the same mistake of underestimating him”."
RIGHT = "As Figes says, “all the party leaders made the same mistake of underestimating him”."


def test_a_misquotation_is_typed_found_and_mended_with_one_click(desk: Page) -> None:
    desk.locator(BOX).fill(WRONG)
    check = desk.locator("#check")
    if not check.locator("[name=mend]").is_visible():
        expect(check.locator("#more-findings summary")).to_be_visible()
        check.locator("#more-findings summary").click()
    expect(check.locator(".misquoted")).to_contain_text("The source has: “all the")
    with desk.expect_navigation():
        check.get_by_role("button", name="Put the exact words").click()
    expect(desk.locator(BOX)).to_have_value(RIGHT)
    expect(desk.locator(BOX)).to_be_in_viewport()
    assert stored(desk) == RIGHT
    desk.locator(BOX).press("End")
    desk.locator(BOX).press_sequentially(" So skill.")
    saved(desk)
    assert stored(desk).startswith(RIGHT)


def test_it_is_mended_in_the_middle_of_typing_without_losing_a_key(desk: Page) -> None:
    desk.locator(BOX).fill(WRONG)
    button = desk.locator("#check [name=mend]")
    expect(button).to_have_count(1)
    desk.locator(BOX).fill(f"{WRONG} And more")
    with desk.expect_navigation():
        button.evaluate("button => { button.closest('details')?.setAttribute('open', ''); }")
        button.focus()
        desk.keyboard.press("Enter")
    expect(desk.locator(BOX)).to_have_value(f"{RIGHT} And more")


def test_without_scripts_a_misquotation_is_mended(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    start_plan(page, address)
    page.locator(BOX).fill(WRONG)
    page.get_by_role("button", name="Save", exact=True).first.click()
    if not page.locator("#check [name=mend]").is_visible():
        page.locator("#more-findings summary").click()
    page.locator("#check [name=mend]").click()
    expect(page.locator(BOX)).to_have_value(RIGHT)
    context.close()
