"""A teacher makes a class; a student with a phone follows its QR code, signs up and joins."""

import io
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import sign_in
from tests.browser.test_main_job import accessible

PHONE = {"width": 320, "height": 640}


def fits_phone(phone: Page) -> None:
    accessible(phone)
    phone.set_viewport_size(PHONE)  # type: ignore[arg-type]


def make_class(page: Page, address: str, name: str) -> str:
    """Make a class, and return the address that its QR code leads to."""
    sign_in(page, address, "ms.okafor")
    page.get_by_role("link", name="Classes", exact=True).click()
    page.get_by_label("Name of the class").fill(name)
    page.get_by_role("button", name="Make this class").click()
    code = page.locator(".code").inner_text()
    assert re.fullmatch(r"\w{4}-\w{4}", code)
    page.get_by_role("link", name="Poster").click()
    expect(page.locator(".huge")).to_have_text(code)
    label = page.locator(".qr").get_attribute("aria-label")
    assert label
    return label.removeprefix("QR code of ")


def sign_up(page: Page, username: str, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name="Sign up").click()
    page.get_by_label("Username").fill(username)
    page.get_by_label("Name for the class list").fill(name)
    page.get_by_label("Password").fill("one-long-word")
    page.get_by_role("button", name="Sign up").click()


def test_a_class_is_made_joined_and_kept(page: Page, address: str, browser: Browser) -> None:
    qr = make_class(page, address, "Joined by phone")
    accessible(page)
    phone = browser.new_context(viewport=PHONE, is_mobile=True).new_page()  # type: ignore[arg-type]
    phone.goto(qr)
    fits_phone(phone)
    sign_up(phone, "siobhan", "Siobhán O’Brien-D'Arcy")
    expect(phone.get_by_label("Join code")).to_have_value(re.compile(r"^\w{4}-\w{4}$"))
    accessible(phone)
    phone.get_by_role("button", name="Go on").click()
    expect(phone.get_by_text("What they will see")).to_be_visible()
    allowed = phone.get_by_label("My teachers may give me a new password")
    expect(allowed).not_to_be_checked()
    allowed.check()
    accessible(phone)
    phone.get_by_role("button", name="Join").click()
    expect(phone.get_by_role("status")).to_contain_text("You are in Joined by phone now.")
    phone.goto(f"{address}/classes/")
    fits_phone(phone)

    page.get_by_role("link", name="Back to Joined by phone").click()
    page.get_by_text("Change or close it").click()
    page.get_by_text("Leave this class").click()
    accessible(page)
    people = page.url
    page.get_by_role("link", name="Siobhán O’Brien-D'Arcy").click()
    accessible(page)
    page.get_by_role("button", name="Give a new password").click()
    password = page.locator(".slip dd").last.inner_text()
    accessible(page)

    phone.goto(f"{address}/accounts/sign-in/")
    phone.get_by_label("Username").fill("siobhan")
    phone.get_by_label("Password").fill(password)
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.get_by_role("heading", name="Choose a password of your own")).to_be_visible()
    accessible(phone)
    phone.get_by_label("New password", exact=False).first.fill("one-of-my-own")
    phone.get_by_label("New password, once more").fill("one-of-my-own")
    phone.get_by_role("button", name="Change it").click()
    expect(phone).to_have_url(f"{address}/")

    page.goto(people)
    page.get_by_role("button", name="Invite a colleague").click()
    accessible(page)
    phone.goto(page.get_by_label("Link").input_value())
    expect(phone.get_by_role("heading")).to_have_text("You are a student of Joined by phone")
    fits_phone(phone)
    page.goto(people)
    page.get_by_role("link", name="Archive this class").click()
    accessible(page)
    page.get_by_role("button", name="Archive").click()
    page.goto(people)
    expect(page.get_by_role("button", name="Open this class again")).to_be_visible()
    accessible(page)
    phone.context.close()


def test_a_class_is_joined_without_javascript(page: Page, address: str, browser: Browser) -> None:
    qr = make_class(page, address, "Joined without scripts")
    options: Any = {"java_script_enabled": False, "viewport": PHONE}
    phone = browser.new_context(**options).new_page()
    phone.goto(qr)
    sign_up(phone, "liwei", "李伟")
    phone.get_by_label("Join code").fill("hhhh hhhh")
    phone.get_by_role("button", name="Go on").click()
    expect(phone.get_by_role("alert")).to_contain_text("No class can be joined with this code")
    phone.get_by_label("Join code").fill(qr.rstrip("/").rpartition("/")[2].lower())
    phone.get_by_role("button", name="Go on").click()
    phone.get_by_role("button", name="Join").click()
    page.get_by_role("link", name="Back to").click()
    expect(page.get_by_role("link", name="李伟")).to_be_visible()
    phone.context.close()


@pytest.mark.parametrize(
    "name",
    [
        "7",
        "The History Society of the Lower and Upper Sixth, Mondays and Thursdays after school in the Old Library",
    ],
)
def test_the_poster_is_one_sheet(name: str, page: Page, address: str) -> None:
    qr = make_class(page, address, name[:100])
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    (sheet,) = printed.pages
    assert [round(side) for side in sheet.mediabox[2:]] == [595, 842]  # A4
    text = sheet.extract_text().replace("\n", "")
    code = qr.rstrip("/").rpartition("/")[2]
    assert f"{code[:4]}-{code[4:]}" in text
    assert f"{address.partition('://')[2]}/join" in text
    assert "Sign out" not in text
