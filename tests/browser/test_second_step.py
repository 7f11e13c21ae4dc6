"""A teacher’s second step, with a passkey that Chromium plays and an app that the test does."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from essayplanner.sample import school
from tests.accounts.second_step import code_of
from tests.browser.conftest import sign_in
from tests.browser.test_main_job import accessible

SECOND_STEP = "accounts/second-step/"


@pytest.fixture
def here(address: str) -> str:
    """The server by a name: a passkey belongs to one, never to a number."""
    return address.replace("127.0.0.1", "localhost")


@pytest.fixture
def passkeys(context: BrowserContext, page: Page) -> None:
    """A device that keeps passkeys, and a finger that is always right."""
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        **{"protocol": "ctap2", "transport": "internal", "hasResidentKey": True},
        **{"hasUserVerification": True, "isUserVerified": True},
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def confirm(page: Page) -> None:
    """Show once more who one is."""
    page.get_by_role("textbox", name="Password").fill(school.PASSWORD)
    accessible(page)
    press(page, "Go on")


def test_a_teacher_signs_in_with_a_passkey_and_with_an_app(
    page: Page, here: str, passkeys: None
) -> None:
    sign_in(page, here, "ms.okafor")
    page.goto(f"{here}/{SECOND_STEP}")
    accessible(page)
    follow(page, "Add a passkey")
    confirm(page)
    page.get_by_label("Name for it").fill("school laptop")
    accessible(page)
    press(page, "Add a passkey")
    expect(page.locator(".codes li")).to_have_count(10)
    accessible(page)
    expect(page.get_by_role("button", name="Print this page")).to_be_visible()
    with page.expect_download() as saving:
        follow(page, "Save them as a file")
    codes = page.locator(".codes li").all_inner_texts()
    assert saving.value.path().read_text().split("\n")[1:11] == codes
    page.goto(f"{here}/{SECOND_STEP}webauthn/")
    expect(page.get_by_text("school laptop")).to_be_visible()
    accessible(page)

    press(page, "Sign out")
    page.goto(f"{here}/accounts/sign-in/?next=/classes/")
    accessible(page)
    press(page, "Use a passkey")
    expect(page).to_have_url(f"{here}/classes/")

    page.goto(f"{here}/{SECOND_STEP}totp/activate/")
    follow(page, "Use a passkey")
    accessible(page)
    press(page, "Use a passkey")
    expect(page.locator(".qr")).to_have_js_property("complete", True)
    assert page.locator(".qr").evaluate("picture => picture.naturalWidth") > 0
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("Code that the app shows now").fill(code_of(secret))
    accessible(page)
    press(page, "Set up the app")
    expect(page.get_by_role("link", name="Remove the app")).to_be_visible()
    accessible(page)

    press(page, "Sign out")
    sign_in(page, here, "ms.okafor")
    expect(page.get_by_role("button", name="Use a passkey")).to_be_visible()
    accessible(page)
    page.get_by_label("Code").fill(code_of(secret))
    press(page, "Sign in")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    # What this test added is taken away again: the school is everybody's.
    page.goto(f"{here}/{SECOND_STEP}webauthn/")
    follow(page, "Remove")
    follow(page, "Use a code")
    page.get_by_label("Code").fill(code_of(secret, 1))
    accessible(page)
    press(page, "Go on")
    accessible(page)
    press(page, "Remove it")
    page.goto(f"{here}/{SECOND_STEP}totp/deactivate/")
    press(page, "Remove the app")
    expect(page).to_have_url(re.compile(f"/{SECOND_STEP}$"))
