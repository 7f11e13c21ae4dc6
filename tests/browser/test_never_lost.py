"""Nothing typed is ever lost, whatever is cut, killed, closed or expired, and nobody else reads it."""

import os
import re
import signal
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from tests.browser.conftest import BOX, CHROMIUM, Server, saved, sign_in, start_plan, stored

OFFLINE = "Kept on this device: no connection."
CHOICE = "Needs your choice: go to the box"
# What this browser keeps, sealed or not, as one text.
EVERYTHING_KEPT = """async () => {
    const opening = indexedDB.open("essayplanner");
    await new Promise((done) => { opening.onsuccess = done; });
    const asking = opening.result.transaction("unsaved").objectStore("unsaved").getAll();
    await new Promise((done) => { asking.onsuccess = done; });
    opening.result.close();
    const letters = (part) => new TextDecoder("latin1").decode(part);
    const rows = asking.result.map((row) => JSON.stringify(row) + letters(row.iv) + letters(row.sealed));
    return JSON.stringify([rows, { ...localStorage }, { ...sessionStorage }]);
}"""


def status(page: Page, words: str) -> None:
    expect(page.locator("#status")).to_have_text(words)


def reopened(page: Page) -> Page:
    """Close a page without a word, and open its address in a new one."""
    address, context = page.url, page.context
    page.close()
    context.set_offline(False)
    other = context.new_page()
    other.goto(address)
    return other


def unsaved_words(page: Page, words: str) -> None:
    """Cut the network, type, and wait until the device has the words."""
    page.context.set_offline(True)
    page.type(BOX, words)
    status(page, OFFLINE)


def take_rivals_out(page: Page, server: Server) -> None:
    """Delete a paragraph as another device of the student's would."""
    plan = re.findall(r"plans/([^/]+)/", page.url)[0].replace("-", "")
    with closing(sqlite3.connect(server.data / "db.sqlite3")) as database, database:
        sql = "DELETE FROM plans_paragraph WHERE plan_id = ? AND factor = 'rivals'"
        assert database.execute(sql, [plan]).rowcount == 1


def test_the_network_is_cut_in_mid_sentence_and_typing_goes_on(
    desk: Page, context: BrowserContext
) -> None:
    desk.type(BOX, "The party machine")
    context.set_offline(True)
    desk.type(BOX, " chose its master")
    desk.type("#skill-point", "He waited.")
    status(desk, OFFLINE)
    desk.type(BOX, ", not he it")
    status(desk, OFFLINE)
    context.set_offline(False)
    saved(desk)
    assert stored(desk) == "The party machine chose its master, not he it"
    desk.reload()
    assert desk.input_value("#skill-point") == "He waited."


def test_the_server_is_killed_in_mid_typing_and_started_again(page: Page, server: Server) -> None:
    start_plan(page, server.address)
    page.type(BOX, "Before, ")
    saved(page)
    page.type(BOX, "during")
    server.kill()
    try:
        page.type(BOX, " and after")
        status(page, OFFLINE)
    finally:
        server.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page, patience=30)  # it takes connections before it answers
    assert stored(page) == "Before, during and after"
    expect(page.locator(".trouble")).to_have_count(0)


def test_a_fault_of_the_server_is_told_from_a_lost_connection(desk: Page) -> None:
    desk.context.route("**/save/", lambda route: route.fulfill(status=500))
    desk.type(BOX, "Kept")
    status(desk, "Kept on this device: the server has a fault.")


def test_an_answer_that_is_lost_makes_no_conflict_with_oneself(desk: Page) -> None:
    def store_but_do_not_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    desk.context.route("**/save/", store_but_do_not_answer, times=1)
    desk.type(BOX, "One")
    status(desk, OFFLINE)
    desk.type(BOX, " two")
    saved(desk)
    expect(desk.locator(".trouble")).to_have_count(0)
    assert stored(desk) == "One two"


def test_a_tab_closed_without_a_connection_has_its_words_when_opened_again(desk: Page) -> None:
    unsaved_words(desk, "Written on a train")
    address, context = desk.url, desk.context
    desk.close()
    context.set_offline(False)
    opened = context.new_page()
    opened.goto(address.split("plans")[0])
    expect(opened.locator("[data-plan] .trouble")).to_contain_text("may not have been sent yet")
    again = context.new_page()
    again.goto(address)
    expect(again.locator(BOX)).to_have_value("Written on a train")
    saved(again)
    assert stored(again) == "Written on a train"
    opened.reload()
    expect(opened.locator("[data-plan]")).to_have_count(1)
    expect(opened.locator(".trouble")).to_have_count(0)


def test_two_tabs_on_one_box_without_a_connection_keep_both_texts(
    desk: Page, context: BrowserContext
) -> None:
    other = context.new_page()
    other.goto(desk.url)
    unsaved_words(desk, "Skill")
    unsaved_words(other, "Structure")
    other.close()
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(desk.locator(".trouble blockquote")).to_have_text("Structure")
    status(desk, CHOICE)
    assert desk.input_value(BOX) == "Skill"
    desk.get_by_role("button", name="Keep both").click()
    context.set_offline(False)
    saved(desk)
    assert stored(desk) == "Structure\n\nSkill"


def test_a_refused_text_is_kept_and_comes_back(desk: Page) -> None:
    desk.fill(BOX, "x" * 20_000)
    status(desk, CHOICE)
    again = reopened(desk)
    expect(again.locator(".trouble")).to_contain_text("This has 20000 characters")
    assert len(again.input_value(BOX)) == 20_000


@pytest.mark.parametrize("kept_before", ["", "from the train"])
def test_what_is_typed_before_the_script_runs_is_saved(desk: Page, kept_before: str) -> None:
    context = desk.context
    if kept_before:
        unsaved_words(desk, kept_before)
    address = desk.url
    desk.close()
    context.set_offline(False)
    held: list[Route] = []
    context.route("**/js/autosave*.js", lambda route: held.append(route))
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.type(BOX, "At once")
    assert len(held) == 1
    held[0].continue_()
    if kept_before:
        expect(page.locator(".trouble blockquote")).to_have_text(kept_before)
        page.get_by_role("button", name="Keep both").click()
    saved(page)
    context.unroute("**/js/autosave*.js")
    assert stored(page) == (f"{kept_before}\n\nAt once" if kept_before else "At once")


def test_the_browser_is_killed_300_ms_after_the_last_key(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    def launched() -> BrowserContext:
        return browser.browser_type.launch_persistent_context(
            tmp_path,
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-dev-shm-usage"],
            env={**os.environ, "HOME": str(tmp_path)},
        )

    first = launched()
    sign_in(first.pages[0], address, "priya.r", keep=True)
    first.pages[0].locator("[data-plan] a").first.click()
    expect(first.pages[0].locator(BOX)).to_be_visible()
    desk, before = first.pages[0].url, first.pages[0].input_value(BOX)
    first.close()  # cookies are written every half minute only

    killed = launched()
    page = killed.pages[0]
    page.goto(desk)
    expect(page.locator("[data-keys]:not([hidden])")).to_be_attached()  # by the script
    killed.set_offline(True)
    page.focus(BOX)
    page.keyboard.press("Control+End")
    page.keyboard.type(" Nothing is lost")
    page.wait_for_timeout(300)
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        words = process.read_bytes().decode(errors="replace").split("\0")
        if f"--user-data-dir={tmp_path}" in words and "--type=" not in "".join(words):
            os.kill(int(process.parent.name), signal.SIGKILL)
    with suppress(Error):  # it is gone already
        killed.close()

    again = launched()
    again.pages[0].goto(desk)
    expect(again.pages[0].locator(BOX)).to_have_value(f"{before} Nothing is lost")
    saved(again.pages[0])
    assert stored(again.pages[0]) == f"{before} Nothing is lost"
    again.close()


def test_save_pressed_without_a_connection_then_back(desk: Page, address: str) -> None:
    desk.goto(f"{address}/library/")
    desk.go_back()
    desk.context.set_offline(True)
    desk.type(BOX, "Pressed")
    desk.get_by_role("button", name="Save").click()
    status(desk, OFFLINE)
    desk.context.set_offline(False)
    desk.go_forward()
    expect(desk).to_have_url(f"{address}/library/")
    desk.go_back()
    expect(desk.locator(BOX)).to_have_value("Pressed")
    saved(desk)
    assert stored(desk) == "Pressed"


def test_save_pressed_with_the_session_expired_and_signed_in_again(
    page: Page, address: str, context: BrowserContext
) -> None:
    sign_in(page, address, "priya.r")
    page.locator("[data-plan] a").first.click()
    context.clear_cookies(name="sessionid")
    page.fill(BOX, "It was the machine.")
    page.get_by_role("button", name="Save").click()
    status(
        page,
        "Kept on this device: this browser is signed out of this plan, or the plan was deleted. Sign in to save it",
    )
    page.get_by_role("link", name="Sign in to save it").click()
    page.get_by_label("Username").fill("priya.r")
    page.get_by_label("Password").fill("october-1917")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(BOX)).to_have_value("It was the machine.")
    saved(page)
    assert stored(page) == "It was the machine."


@pytest.mark.parametrize("cookie", ["stale", ""])
def test_a_stale_token_is_renewed_without_losing_the_page(
    desk: Page, context: BrowserContext, address: str, cookie: str
) -> None:
    context.clear_cookies(name="csrftoken")
    if cookie:
        context.add_cookies([{"name": "csrftoken", "value": cookie, "url": address}])
    desk.type(BOX, "With a fresh token")
    saved(desk)
    assert stored(desk) == "With a fresh token"


def test_the_next_user_of_a_shared_computer_reads_nothing(
    page: Page, address: str, context: BrowserContext
) -> None:
    sign_in(page, address, "priya.r")
    page.locator("[data-plan] a").first.click()
    desk = page.url
    page.fill(BOX, "")
    saved(page)
    unsaved_words(page, "Secretly mine")
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("[data-plan] .trouble")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    def reads_nothing() -> None:
        everything = page.evaluate(EVERYTHING_KEPT)
        assert "/save/" in everything
        assert "Secretly" not in everything + page.content()
        expect(page.locator(".trouble")).to_have_count(0)

    reads_nothing()
    sign_in(page, address, "tyler.b")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    reads_nothing()
    page.goto(desk)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing to see at this address")
    reads_nothing()

    page.get_by_role("button", name="Sign out").click()
    sign_in(page, address, "priya.r")
    page.get_by_role("link", name="open it").click()
    expect(page.locator(BOX)).to_have_value("Secretly mine")
    saved(page)
    assert stored(page) == "Secretly mine"


def test_words_for_a_part_that_was_taken_out_meanwhile_stay_in_sight(
    page: Page, server: Server
) -> None:
    start_plan(page, server.address)
    page.context.set_offline(True)
    page.type("#rivals-point", "They lost it")
    status(page, OFFLINE)
    take_rivals_out(page, server)
    again = reopened(page)
    expect(again.locator(".given-back")).to_have_text("They lost it")
    expect(again.locator(".trouble")).to_contain_text("Point: His rivals’ weakness")
    status(again, CHOICE)
    again = reopened(again)
    expect(again.locator(".given-back")).to_have_text("They lost it")
    again.get_by_role("button", name="Discard these words").click()
    saved(again)
    again = reopened(again)
    again.type(BOX, "On we go")
    saved(again)
    expect(again.locator(".given-back")).to_have_count(0)


def test_a_box_that_goes_while_its_words_are_not_saved_leaves_them_in_sight(
    page: Page, server: Server
) -> None:
    start_plan(page, server.address)
    take_rivals_out(page, server)
    page.type("#rivals-point", "They lost it")
    expect(page.locator(".trouble")).to_contain_text("not in your plan any more")
    page.get_by_role("button", name="I rank them like this").click()
    expect(page.locator("#rivals-point")).to_have_count(0)
    expect(page.locator(".given-back")).to_have_text("They lost it")
    status(page, CHOICE)


def test_what_was_worked_on_since_is_not_changed_unasked_by_words_of_this_device(
    desk: Page, server: Server
) -> None:
    """An empty box may be empty on purpose: the old words are offered, not put back."""
    unsaved_words(desk, "Moved elsewhere")
    plan = re.findall(r"plans/([^/]+)/", desk.url)[0].replace("-", "")
    with closing(sqlite3.connect(server.data / "db.sqlite3")) as database, database:
        sql = "UPDATE plans_plan SET judgement = 'Moved here', modified_at = '2099-01-01' WHERE id = ?"
        assert database.execute(sql, [plan]).rowcount == 1
    page = reopened(desk)
    expect(page.locator(".trouble blockquote")).to_have_text("Moved elsewhere")
    expect(page.locator("#status")).to_contain_text(CHOICE)
    assert (page.input_value(BOX), stored(page)) == ("", "")
    page.get_by_role("button", name="Take the other").click()
    saved(page)
    assert stored(page) == "Moved elsewhere"
