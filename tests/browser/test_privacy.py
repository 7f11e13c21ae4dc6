"""What is kept of people, read on a screen and on a phone."""

from playwright.sync_api import Page

from tests.browser.test_rehearsal import accessible


def test_the_pages_on_privacy_are_for_everybody(page: Page, address: str) -> None:
    for path in ("/privacy/", "/privacy/dpia/"):
        page.goto(address + path)
        for summary in page.locator("summary").all():
            summary.click()
        accessible(page)
