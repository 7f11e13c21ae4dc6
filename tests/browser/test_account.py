"""One's own account: from the name at the top to signing the other browser out."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.test_main_job import accessible


def test_what_is_typed_for_a_new_password_can_be_shown(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/sign-up/")
    box = page.get_by_label("Password")
    box.fill("maple-kettle-north")
    button = page.get_by_role("button", name="Show it")
    button.click()
    expect(box).to_have_attribute("type", "text")
    accessible(page)
    button.click()
    expect(box).to_have_attribute("type", "password")


def test_the_browser_that_was_forgotten_at_school_is_signed_out_from_home(
    page: Page, address: str, browser: Browser
) -> None:
    school = browser.new_context().new_page()
    sign_in(school, address, "rhys.l")
    sign_in(page, address, "rhys.l")
    page.get_by_role("link", name="your account").click()
    accessible(page)
    page.get_by_role("link", name="where you are signed in").click()
    accessible(page)
    page.get_by_role("button", name="Sign out everywhere but here").click()
    expect(page.get_by_role("status")).to_contain_text("signed out everywhere but here")
    school.reload()
    expect(school.get_by_role("link", name="Sign in")).to_be_visible()
    for path in ("e-mail/", "name/", "confirm/", "password/"):
        page.goto(f"{address}/accounts/{path}")
        accessible(page)
    school.goto(f"{address}/accounts/password/forgotten/")
    accessible(school)
    school.context.close()
