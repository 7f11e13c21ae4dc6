"""The running program, as ``manage.py demo`` serves it, and a browser to use it with."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from essayplanner.sample import school

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


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the real server with the sample school and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data: Path = tmp_path_factory.mktemp("demo")
    with subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--data", str(data), "--port", str(port)],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout
        printed = next((line for line in server.stdout if line.startswith("Open http")), "")
        _wait(port)
        yield printed.split()[1].rstrip("/")
        server.terminate()


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
    context.set_default_timeout(15_000)
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


def sign_in(page: Page, address: str, username: str) -> None:
    """Sign in as somebody of the sample school."""
    page.goto(f"{address}/accounts/sign-in/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(school.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
