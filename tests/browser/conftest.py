"""The running program, as ``manage.py demo`` serves it, and a browser to use it with."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from essayplanner.argument.findings import RULES_BY_WEIGHT
from essayplanner.sample import school

BOX = "#argument"
PATIENCE = 15_000  # milliseconds: a machine may be busy with more than this
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here, and skip it aloud where there is no browser; CI may not skip."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker("browser")
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(
                    pytest.mark.skip("no Chromium on this machine: browser test skipped")
                )


class Server:
    """The real server with the sample school, on a port and a folder that stay its own."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.data = data
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen(
            [
                *(sys.executable, "manage.py", "demo"),
                *("--data", str(self.data), "--port", str(self.port)),
            ],
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout
        printed = next((line for line in self.process.stdout if line.startswith("Open http")), "")
        _wait(self.port)
        self.address = printed.split()[1].rstrip("/")

    def kill(self) -> None:
        """End it and its workers at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("demo"))
    yield server
    server.process.terminate()
    server.process.communicate()


@pytest.fixture(scope="session")
def address(server: Server) -> str:
    """The address of the real server with the sample school."""
    return server.address


def _wait(port: int) -> None:
    """Wait until the server takes connections: the address is printed just before it does."""
    import time

    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    home = str(tmp_path_factory.mktemp("home"))  # Chromium writes there
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-dev-shm-usage"],
            env={**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home},
        )
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose scripts may not fail, nor be refused anything by the policy."""
    page = context.new_page()
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    # The browser itself notes answers such as 409, which some tests are about.
    assert [text for text in said if not text.startswith("Failed to load resource")] == []


def sign_in(page: Page, address: str, username: str, *, keep: bool = False) -> None:
    """Sign in as somebody of the sample school, for longer than the browser is open or not."""
    page.goto(f"{address}/accounts/sign-in/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(school.PASSWORD)
    page.get_by_label("Keep me signed in").set_checked(keep)
    page.get_by_role("button", name="Sign in").click()


def without_heavy_findings(page: Page) -> None:
    """Wait until the check finds nothing without which there is no argument."""
    heavy = [rule.key for weight, rules in RULES_BY_WEIGHT for rule in rules if weight == 3]
    shown = page.locator(", ".join(f"#check [id^='finding-{key}-']" for key in heavy))
    expect(shown).to_have_count(0)


@pytest.fixture
def desk(page: Page, address: str) -> Page:
    """A guest's new plan."""
    start_plan(page, address)
    return page


def start_plan(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("summary", has_text="Choose a question").first.click()
    page.get_by_role("button", name="Plan this").first.click()
    page.wait_for_load_state()  # its scripts run


def saved(page: Page, patience: int = 5) -> None:
    expect(page.locator("#status")).to_have_text(re.compile("^Saved"), timeout=patience * 1000)


def stored(page: Page) -> str:
    """What the server holds, as a fresh page of the same browser shows it."""
    other = page.context.new_page()
    other.goto(page.url)
    value = other.input_value(BOX)
    other.close()
    return value
