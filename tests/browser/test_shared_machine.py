"""A signed-out browser, the back button and the next user of a machine see nothing of the last one's work."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import BOX, CHROMIUM, Server, saved, sign_in
from tests.browser.test_never_lost import EVERYTHING_KEPT, unsaved_words

SAVED, KEPT = "Secretly saved.", "Secretly kept."
# What no page and no store of the browser may show: her words, however cut, and her name.
HERS = re.compile("secretly|priya|raman", re.IGNORECASE)
# Whatever a page can get at without asking the server.
WITHIN_REACH = """async (addresses) => {
    const found = [document.cookie, window.name, JSON.stringify(history.state)];
    for (const key of await caches.keys()) found.push(key);
    for (const { scope } of await navigator.serviceWorker.getRegistrations()) found.push(scope);
    for (const { name } of await indexedDB.databases()) found.push(name);
    for (const address of addresses) {
        const cached = { cache: "only-if-cached", mode: "same-origin" };
        found.push(await fetch(address, cached).then((answer) => answer.text(), () => "not kept"));
    }
    return found;
}"""


@pytest.fixture
def machine(browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser as people have it: one that may keep whole pages to go back to."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=CHROMIUM,
        args=["--no-sandbox", "--disable-dev-shm-usage"],
        ignore_default_args=["--disable-back-forward-cache"],
        env={**os.environ, "HOME": str(tmp_path)},
    )
    yield context
    context.close()


class Left:
    """What she has written and looked at, and where."""

    def __init__(self, machine: BrowserContext, address: str) -> None:
        self.machine, self.address = machine, address
        self.page = machine.pages[0]
        sign_in(self.page, address, "priya.r")
        self.page.locator("[data-plan] a").first.click()
        self.desk = self.page.url
        self.page.fill(BOX, SAVED)
        saved(self.page)
        self.seen = [f"{address}/", self.desk, f"{self.desk}history/"]
        self.seen += [f"{self.desk}papers/", f"{self.desk}papers/one-side.html"]
        for each in self.seen[2:]:
            self.page.goto(each)
        self.page.goto(self.desk)
        expect(self.page.locator(BOX)).to_have_value(SAVED)

    def is_nowhere(self, page: Page) -> None:
        """Look at what a page shows and can get at."""
        for text in (page.content(), page.title(), page.url, page.evaluate(EVERYTHING_KEPT)):
            assert HERS.findall(text) == []
        cookie, name, state, databases, *kept = page.evaluate(WITHIN_REACH, self.seen)
        assert (cookie, name, state, databases) == ("", "", "null", "essayplanner")
        assert set(kept) == {"not kept"}

    def is_not_behind(self, page: Page) -> None:
        """Go back as far as it goes, forward again, load anew, and look in new tabs."""
        while page.evaluate("navigation.canGoBack") and page.go_back():
            self.is_nowhere(page)
        for _ in range(3):
            page.go_forward()
            self.is_nowhere(page)
        page.reload()
        self.is_nowhere(page)
        tab = self.machine.new_page()
        for address in (*self.seen, f"view-source:{self.desk}"):
            tab.goto(address)
            assert HERS.findall(tab.content() + tab.title()) == []
        tab.close()


def test_she_signs_out_and_somebody_else_signs_in(machine: BrowserContext, address: str) -> None:
    left = Left(machine, address)
    page = left.page
    unsaved_words(page, KEPT)
    machine.set_offline(False)
    page.goto(address)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    left.is_nowhere(page)
    left.is_not_behind(page)
    sign_in(page, address, "tyler.b")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    left.is_nowhere(page)
    left.is_not_behind(page)
    page.goto(address)
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, address, "priya.r")
    page.goto(left.desk)
    expect(page.locator(BOX)).to_have_value(re.compile("Secretly kept"))


def test_her_session_is_over_and_somebody_else_signs_in(
    machine: BrowserContext, address: str, server: Server
) -> None:
    left = Left(machine, address)
    page = left.page
    (key,) = [cookie["value"] for cookie in machine.cookies() if cookie["name"] == "sessionid"]
    with closing(sqlite3.connect(server.data / "db.sqlite3")) as database, database:
        sql = "DELETE FROM django_session WHERE session_key = ?"
        assert database.execute(sql, [key]).rowcount == 1
    page.go_back()
    left.is_nowhere(page)
    left.is_not_behind(page)
    sign_in(page, address, "tyler.b")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert key not in [cookie["value"] for cookie in machine.cookies()]
    left.is_not_behind(page)
