"""Saving in a real browser, when things go wrong: no word is lost, and the status tells the truth."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import BOX, saved, stored


def test_a_reload_in_mid_sentence_keeps_the_last_key(desk: Page) -> None:
    desk.type(BOX, "Structure chose the ki")
    desk.reload()
    expect(desk.locator(BOX)).to_have_value("Structure chose the ki")


def test_a_tab_closed_right_after_the_last_key_keeps_it(desk: Page) -> None:
    other = desk.context.new_page()
    other.goto(desk.url)
    other.type(BOX, "Closed at once")
    other.close(run_before_unload=True)
    desk.wait_for_timeout(1000)
    desk.reload()
    expect(desk.locator(BOX)).to_have_value("Closed at once")


def test_going_to_the_paper_and_back_shows_the_last_words(desk: Page) -> None:
    desk.type(BOX, "First this")
    saved(desk)
    desk.type(BOX, " and then that")
    desk.get_by_role("link", name="Print").click()
    desk.get_by_role("link", name="Open the print page").click()
    expect(desk.locator("main")).to_contain_text("First this and then that")
    desk.go_back()
    desk.go_back()
    expect(desk.locator(BOX)).to_have_value("First this and then that")
    saved(desk)


def test_changing_tabs_and_typing_on_is_no_conflict_with_oneself(desk: Page) -> None:
    desk.type(BOX, "One")
    desk.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", { value: true, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
            delete document.hidden;
        }"""
    )
    desk.type(BOX, " two", delay=50)
    saved(desk)
    expect(desk.locator(".trouble")).to_have_count(0)
    assert stored(desk) == "One two"


@pytest.mark.parametrize(
    ("keep", "result"),
    [("Keep mine", "laptop"), ("Take the other", "phone"), ("Keep both", "phone\n\nlaptop")],
)
def test_two_places_at_once_are_the_students_choice(desk: Page, keep: str, result: str) -> None:
    phone = desk.context.new_page()
    phone.goto(desk.url)
    phone.fill(BOX, "phone")
    saved(phone)
    desk.fill(BOX, "laptop")
    expect(desk.locator(".trouble blockquote")).to_have_text("phone")
    expect(desk.locator("#status")).to_have_text("Needs your choice: go to the box")
    assert (desk.input_value(BOX), stored(desk)) == ("laptop", "phone")
    desk.get_by_role("button", name=keep).click()
    saved(desk)
    assert desk.input_value(BOX) == stored(desk) == result


def test_a_choice_not_made_yet_waits_through_a_reload(desk: Page) -> None:
    phone = desk.context.new_page()
    phone.goto(desk.url)
    phone.fill(BOX, "phone")
    saved(phone)
    desk.fill(BOX, "laptop")
    expect(desk.locator(".trouble blockquote")).to_have_text("phone")
    desk.reload()
    expect(desk.locator(".trouble blockquote")).to_have_text("phone")
    assert (desk.input_value(BOX), stored(desk)) == ("laptop", "phone")


def test_typing_goes_on_in_a_paragraph_that_the_ranking_moves(desk: Page) -> None:
    session = desk.context.new_cdp_session(desk)
    slow = {"offline": False, "latency": 500, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", slow)
    desk.get_by_role("button", name="Move The structure of the party up").click()
    desk.click("#structure-point")
    desk.keyboard.type("The party machine made him", delay=40)
    expect(desk.locator("#rank-structure")).to_have_text("ranked 2 of 3")
    expect(desk.locator("#structure-point")).to_have_value("The party machine made him")
    expect(desk.locator("#structure-point")).to_be_focused()


def test_a_text_that_is_too_long_stays_and_is_saved_once_it_is_shorter(desk: Page) -> None:
    desk.fill(BOX, "x" * 20_000)
    expect(desk.locator(".trouble")).to_contain_text("This has 20000 characters")
    assert (len(desk.input_value(BOX)), stored(desk)) == (20_000, "")
    desk.fill(BOX, "x" * 20_001)
    expect(desk.locator(".trouble")).to_contain_text("This has 20001 characters")
    desk.fill(BOX, "short")
    saved(desk)
    expect(desk.locator(".trouble")).to_have_count(0)
    assert stored(desk) == "short"


def test_without_a_connection_the_status_says_so_and_the_words_follow_later(
    desk: Page, context: BrowserContext
) -> None:
    context.set_offline(True)
    desk.type(BOX, "Written on a train")
    expect(desk.locator("#status")).to_have_text("Kept on this device: no connection.")
    desk.get_by_role("button", name="I rank them like this").click()
    expect(desk.locator("#announce")).to_contain_text("No answer came")
    context.set_offline(False)
    saved(desk)
    assert stored(desk) == "Written on a train"


def test_signing_up_in_another_tab_does_not_stop_the_saving(desk: Page, address: str) -> None:
    other = desk.context.new_page()
    other.goto(f"{address}/accounts/sign-up/")
    other.get_by_label("Username").fill(f"tab{id(desk)}")
    other.get_by_label("Password").fill("four-word-pass")
    other.get_by_role("button", name="Sign up").click()
    expect(other.get_by_role("button", name="Sign out")).to_be_visible()
    desk.type(BOX, "Still here")
    saved(desk)
    other.get_by_role("button", name="Sign out").click()
    desk.type(BOX, " and signed out")
    expect(desk.locator("#status")).to_contain_text("signed out of this plan")
    desk.get_by_role("button", name="I rank them like this").click()
    expect(desk.locator("#announce")).to_contain_text("signed out of this plan")


def test_where_the_saving_script_does_not_arrive_the_button_still_saves(
    desk: Page, context: BrowserContext
) -> None:
    context.route("**/js/autosave*.js", lambda route: route.abort())
    desk.reload()
    desk.fill(BOX, "By the button")
    desk.get_by_role("button", name="Save").click()
    desk.wait_for_load_state()
    assert stored(desk) == "By the button"


def test_focus_is_never_lost_to_the_top_of_the_page(desk: Page) -> None:
    focused = "document.activeElement.id"
    desk.get_by_role("button", name="I rank them like this").press("Enter")
    expect(desk.locator("#rank-skill")).to_have_text("ranked 1 of 3")
    assert desk.evaluate(focused) == "ranking"
    desk.locator("#choose-evidence-skill").press("Enter")
    desk.keyboard.press("Enter")
    expect(desk.locator("#skill-evidence .drop")).to_be_visible()
    desk.locator("#skill-evidence .drop").press("Enter")
    expect(desk.locator("#skill-evidence .drop")).to_have_count(0)
    assert desk.evaluate(focused) == "skill-evidence"


@pytest.mark.parametrize("width", [1280, 320])
def test_the_main_path_works_without_javascript(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 700}
    )
    page = context.new_page()
    page.goto(address)
    page.locator("summary", has_text="Choose a question").first.click()
    page.get_by_role("button", name="Plan this").first.click()
    page.fill(BOX, "No script")
    page.get_by_role("button", name="Choose evidence for His rivals").click()
    expect(page.get_by_role("radio", name="Rivals")).to_be_checked()
    page.get_by_role("button", name="Add: Trotsky is absent").click()
    page.fill("#rivals-point", "They lost it.")
    page.get_by_role("button", name="Move His rivals’ weakness up").click()
    expect(page.locator("#rank-rivals")).to_have_text("ranked 1 of 3")
    assert (page.input_value(BOX), page.input_value("#rivals-point")) == (
        "No script",
        "They lost it.",
    )
    expect(page.locator("#rivals-evidence")).to_contain_text("27 Jan 1924")
    context.close()
